"""检索: the words, the ticked facets, one page of passages. The address says it all and gives the page again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from speeches import search as archive_search
from speeches.forms.search import TICKED, SearchForm
from speeches.search import FacetValue, Results

PER_PAGE = 10
# Values of a facet shown at once; the others wait behind “另有 N 个”.
FACET_LENGTH = 8
MAX_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    word: str
    first: Sequence[FacetValue]
    rest: Sequence[FacetValue]

    @property
    def opened(self) -> bool:
        return any(value.selected for value in self.rest)


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter in force, and the address of this search without it."""

    word: str
    value: str
    without: str


@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    number = _page_number(request.GET.get("page", ""))
    results = _results(request, form, number)
    page = Paginator(range(results.total), PER_PAGE).get_page(number)
    if page.number != number:
        results = _results(request, form, page.number)
    conditions = list(_conditions(request.GET, form, results))
    context = {
        "form": form,
        "asked": bool(results.query.text.strip()),
        "results": results,
        "page": page,
        "facets": [facet for name in TICKED if (facet := _facet(name, results)).first],
        "conditions": conditions,
        "unfiltered": _without(request.GET, *TICKED, *form.WRITTEN),
        "wider": _with(request.GET, q=results.wider),
        "empty": _nothing_found(request, results, conditions) if not results.total else {},
        "several_meetings": len(results.facets.get("meeting", ())) > 1,
    }
    if request.htmx and not request.htmx.history_restore_request:
        fragment = render(request, "search/_found.html", context)
        return push_url(fragment, request.path + _written_only(request.GET))
    return render(request, "search/search.html", context)


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), MAX_PAGE) if typed.isdecimal() and len(typed) < 10 else 1


def _results(request: HttpRequest, form: SearchForm, number: int) -> Results:
    query = form.query(limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return archive_search.search(query, request.user)


def _facet(name: str, results: Results) -> Facet:
    """A facet with a single value narrows nothing, so it is shown only while it is ticked."""
    values = results.facets.get(name, ())
    if len(values) < 2 and not any(value.selected for value in values):
        values = ()
    return Facet(name, TICKED[name], values[:FACET_LENGTH], values[FACET_LENGTH:])


def _conditions(asked: QueryDict, form: SearchForm, results: Results) -> Iterator[Condition]:
    for name, word in TICKED.items():
        labels = {value.value: value.label for value in results.facets.get(name, ())}
        for value in asked.getlist(name):
            others = [other for other in asked.getlist(name) if other != value]
            yield Condition(word, labels.get(value, value), _with(asked, **{name: others}))
    for name, value in form.written().items():
        field = form[name]
        yield Condition(field.label, field.field.widget.format_value(value), _without(asked, name))


def _with(asked: QueryDict, **changed: str | list[str]) -> str:
    """This address with other values, on its first page."""
    copy = asked.copy()
    copy.pop("page", None)
    for name, value in changed.items():
        copy.setlist(name, value if isinstance(value, list) else [value])
    return f"?{copy.urlencode()}"


def _written_only(asked: QueryDict) -> str:
    """The address without its empty fields: short enough to be passed on."""
    copy = asked.copy()
    for name in list(copy):
        copy.setlist(name, [value for value in copy.getlist(name) if value])
    return f"?{copy.urlencode()}"


def _without(asked: QueryDict, *names: str) -> str:
    return _with(asked, **{name: [] for name in names})


def _nothing_found(request: HttpRequest, results: Results, conditions: Sequence[Condition]) -> dict[str, object]:
    """Ways on from an empty page: near formulations, fewer filters, words anywhere in the speech."""
    if not results.words:
        return {}
    looser = [("去掉全部筛选", _without(request.GET, *TICKED, *SearchForm.WRITTEN))] if conditions else []
    if results.query.within == "passage" and len(results.words) > 1:
        looser.append(("不限同一段", _without(request.GET, "within")))
    tries = archive_search.suggest(results.query, request.user)
    return {"looser": looser, "words": tries.words, "near": tries.near}
