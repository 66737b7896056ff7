"""Who has spoken, and what each of them said, where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from speeches.access import Act
from speeches.models import Point, Speaker, Speech, Theme

PER_PAGE = 60
SPEECHES_PER_PAGE = 20


def speakers(request: HttpRequest) -> HttpResponse:
    """Everyone with a speech the user sees, by unit and name; `q` narrows to names that hold it."""
    sought = request.GET.get("q", "").strip()
    found = Speaker.objects.visible_to(request.user).with_numbers(request.user).who_spoke().by_unit()
    page = Paginator(found.bearing(sought) if sought else found, PER_PAGE).get_page(request.GET.get("page"))
    nameless = Speech.objects.open_to(request.user, Act.EDIT_TEXT).without_speaker().count()
    return render(request, "speakers/speakers.html", {"page": page, "sought": sought, "nameless": nameless})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A theme and how many of the speaker's speeches and points are about it."""

    theme: Theme
    points: int
    speeches: int


def speaker(request: HttpRequest, uid: str) -> HttpResponse:
    person = get_object_or_404(Speaker.objects.visible_to(request.user).select_related("unit"), uid=uid)
    visible = Speech.objects.visible_to(request.user).alive().by_speaker(person)
    theme = Theme.objects.with_code(request.GET.get("theme", "")).first()
    headings = Prefetch("version__outline__points", Point.objects.for_programme(), to_attr="headings")
    found = visible.about(theme) if theme else visible
    listed = found.newest_first().with_everything_named().prefetch_related(headings)
    page = Paginator(listed, SPEECHES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "speakers/speaker.html", {
        "speaker": person,
        "posts": person.posts.all(),
        "page": page,
        "total": visible.count(),
        "theme": theme,
        "spoken": _spoken(visible),
        "crumbs": [("发言人", reverse("speakers")), (person.name, "")],
    })  # fmt: skip


def _spoken(speeches: Sequence[Speech]) -> list[Spoken]:
    """Themes of these speeches, most spoken of first."""
    counts = Point.objects.of_speeches(speeches).current().count_by_theme()
    themes = Theme.objects.in_bulk(counts)
    rows = [Spoken(themes[pk], *counts[pk]) for pk in counts]
    return sorted(rows, key=lambda row: (-row.speeches, -row.points, row.theme.position, row.theme.code))
