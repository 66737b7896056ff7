"""Find what was said: the seam between the archive and its index.

    index(speech), remove(speech)   in the transaction that changes the speech
    rebuild(progress)               everything anew
    search(query, user)             passages, exact totals and facet counts, over what the user may see
    suggest(query, user)            what to try where nothing was found

Every word of one character or more is found exactly where it is a substring of a passage's normalised text. Which
index does the looking up is decided here and nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import connection, transaction

from speeches.models import Passage, Speech
from speeches.text.normalize import normalize

from .backends.base import Index
from .backends.sqlite import SqliteIndex
from .facets import facets, tally
from .filters import Choices, choices, narrowed
from .hits import dressed
from .matching import matching, without_exclusions
from .query import Parsed, Word, parse, written
from .ranking import order, places, score
from .results import FacetValue, Hit, Results, SearchQuery
from .suggest import Suggestion, Suggestions, nearest_formulations, wrong_wordings
from .tiling import tile

if TYPE_CHECKING:
    from speeches.models import User
    from speeches.models.passages import PassageQuerySet
    from speeches.models.speeches import SpeechQuerySet

__all__ = [
    "FacetValue",
    "Hit",
    "Results",
    "SearchQuery",
    "Suggestion",
    "Suggestions",
    "index",
    "rebuild",
    "remove",
    "search",
    "suggest",
]

INDEXES: dict[str, Callable[[], Index]] = {"sqlite": SqliteIndex}
BATCH = 200  # speeches


def _index() -> Index:
    return INDEXES[connection.vendor]()


def index(speech: Speech) -> None:
    """Make the speech's current version findable as its current outline divides it, and no older one."""
    with transaction.atomic():
        remove(speech)
        _add(_whole(Speech.objects.filter(pk=speech.pk)))


def remove(speech: Speech) -> None:
    """Take a speech out of the index; to be called before its rows are deleted."""
    with transaction.atomic():
        old = list(speech.passages.all())
        _index().discard(old)
        speech.passages.all().delete()


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Index all speeches anew, in one transaction: readers see the old index until the new one is whole.

    `progress` is told how many of how many speeches are done. Returns the number of passages.
    """
    with transaction.atomic():
        _index().clear()
        Passage.objects.all().delete()
        total, passages = Speech.objects.count(), 0
        for done, batch in _batches():
            passages += _add(batch)
            progress(done, total)
        _index().settle()
    return passages


def _batches() -> Iterator[tuple[int, list[Speech]]]:
    """All speeches by number, with how many were given out so far."""
    last, done = 0, 0
    speeches = _whole(Speech.objects.order_by("pk"))
    while batch := list(speeches.filter(pk__gt=last)[:BATCH]):
        last, done = batch[-1].pk, done + len(batch)
        yield done, batch


def _whole(speeches: SpeechQuerySet) -> SpeechQuerySet:
    """As they stand in the database, whatever a caller's copy says, with all that _passages() reads."""
    outlined = speeches.select_related("version__reading", "version__outline")
    return outlined.prefetch_related("version__outline__parts", "version__outline__points")


def _add(speeches: Iterable[Speech]) -> int:
    passages = Passage.objects.bulk_create(passage for speech in speeches for passage in _passages(speech))
    _index().add(passages)
    return len(passages)


def _passages(speech: Speech) -> Iterator[Passage]:
    """The passages of the current version, not saved."""
    version = speech.version
    if version is None:
        return
    outline = version.outline
    parts = list(outline.parts.all()) if outline else []
    points = list(outline.points.all()) if outline else []
    text = version.reading.text
    for cut in tile(version.start, version.end, parts, points):
        point = points[cut.point] if cut.point is not None else None
        folded = normalize(text[cut.start : cut.end])
        yield Passage(speech=speech, point=point, kind=cut.kind, start=cut.start, end=cut.end, text=folded)


def search(query: SearchQuery, user: User | None) -> Results:
    """Answer a query over what `user` may see; None sees everything (for commands run on the server)."""
    began = time.perf_counter()
    parsed = parse(query.text)
    if parsed.node is None:
        return Results(query, notice=parsed.notice)
    visible = Passage.objects.all() if user is None else Passage.objects.visible_to(user)
    chosen = choices(query, user)
    found = visible.filter(matching(parsed, _index(), query.within))
    counted = tally(found, chosen)
    page = narrowed(found, chosen).annotate(**places(parsed.wanted)).annotate(score=score(parsed.wanted))
    wider = without_exclusions(parsed.node) if parsed.excluded else None
    return Results(
        query=query,
        words=parsed.wanted,
        total=counted.total,
        speeches=counted.speeches,
        excluded=_count(visible, Parsed(wider, parsed.wanted), chosen, query) - counted.total if wider else 0,
        wider=written(wider) if wider else "",
        hits=dressed(page.order_by(*order(query.order))[query.offset : query.offset + query.limit], parsed.wanted),
        facets=facets(counted, chosen),
        wrong=tuple(wrong_wordings(parsed.wanted)),
        notice=parsed.notice,
        took_ms=round((time.perf_counter() - began) * 1000, 1),
    )


def _count(visible: PassageQuerySet, parsed: Parsed, chosen: Choices, query: SearchQuery) -> int:
    return narrowed(visible.filter(matching(parsed, _index(), query.within)), chosen).count()


def suggest(query: SearchQuery, user: User | None) -> Suggestions:
    """What to try where a query found nothing: its words one by one, formulations (提法) near to them; no filters."""
    visible = Passage.objects.all() if user is None else Passage.objects.visible_to(user)
    words, unfiltered = parse(query.text).wanted, choices(SearchQuery(""), user)

    def counted(texts: Iterable[str]) -> tuple[Suggestion, ...]:
        found = ((text, Parsed(Word(normalize(text)), (normalize(text),))) for text in texts)
        return tuple(Suggestion(text, _count(visible, parsed, unfiltered, query)) for text, parsed in found)

    return Suggestions(counted(words if len(words) > 1 else ()), counted(nearest_formulations(words)))
