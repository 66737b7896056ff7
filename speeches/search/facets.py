"""Count the passages found, by meeting, speaker, theme, year, type, part and status.

Every count is taken over what the user may see and all other filters let through; a facet's own choice does not
narrow it, so that a second value can be ticked beside the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, F

from speeches.models import Meeting, Speaker, Theme
from speeches.models.passages import PassageQuerySet
from speeches.models.speeches import UNKNOWN_SPEAKER

from .filters import PART_LABELS, STATUS_LABELS, Choices, Key, ids, narrowed
from .results import FacetValue

OF_SPEECH = ("meeting", "speaker", "year", "type", "part", "status")
ALL = (*OF_SPEECH, "theme")
PARTS_IN_ORDER = list(PART_LABELS)
STATUSES_IN_ORDER = list(STATUS_LABELS)


Names = dict[Key, tuple[str, str]]  # key: (what the filter takes, what people read)


@dataclass(frozen=True, slots=True)
class Tally:
    total: int
    speeches: int
    counts: dict[str, Counter[Key]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The found passages of one kind in one speech."""

    speech: int
    count: int
    values: dict[str, tuple[Key, ...]]


def tally(found: PassageQuerySet, chosen: Choices) -> Tally:
    """Totals and facet counts of the passages that match the words and are visible; filters not yet applied."""
    counts: dict[str, Counter[Key]] = {facet: Counter() for facet in ALL}
    total, speeches = 0, set()
    narrowing = [facet for facet in OF_SPEECH if facet in chosen.keys]
    for group in _groups(narrowed(found, chosen, leaving_out=OF_SPEECH)):
        barring = [facet for facet in narrowing if chosen.keys[facet].isdisjoint(group.values[facet])]
        if not barring:
            total += group.count
            speeches.add(group.speech)
        # What one facet alone holds back still counts in that facet.
        for facet in OF_SPEECH if not barring else barring if len(barring) == 1 else ():
            for value in group.values[facet]:
                counts[facet][value] += group.count
    counts["theme"] = _themes(narrowed(found, chosen, leaving_out=["theme"]))
    return Tally(total, len(speeches), counts)


def _groups(found: PassageQuerySet) -> Iterable[_Group]:
    # The date, not its year: SQLite would ask Python for the year of every row.
    of_speech = ("speech__meeting_id", "speech__speaker_id", "speech__status", "speech__meeting__date")
    rows = found.order_by().values_list("speech_id", "kind", *of_speech).annotate(n=Count("pk"))
    types = _types_of_meetings()
    for speech, kind, meeting, speaker, status, date, count in rows:
        values: dict[str, tuple[Key, ...]] = {
            "meeting": (meeting,),
            "speaker": (speaker,),
            "year": (date.year,) if date else (),
            "type": types.get(meeting, ()),
            "part": (kind,),
            "status": (status,),
        }
        yield _Group(speech, count, values)


def _types_of_meetings() -> dict[int, tuple[str, ...]]:
    types: dict[int, tuple[str, ...]] = {}
    for meeting, name in Meeting.types.through.objects.values_list("meeting_id", "meetingtype__name"):
        types[meeting] = (*types.get(meeting, ()), name)
    return types


def _themes(found: PassageQuerySet) -> Counter[Key]:
    """Passages a theme: its label is on their point or on a point around it."""
    around = found.filter(
        point__outline__points__start__lte=F("start"),
        point__outline__points__end__gt=F("start"),
        point__outline__points__labels__isnull=False,
    )
    rows = around.order_by().values_list("point__outline__points__labels__tag").annotate(n=Count("pk", distinct=True))
    return Counter(dict(rows))


def facets(counted: Tally, chosen: Choices) -> dict[str, tuple[FacetValue, ...]]:
    """The counts under the names people know; what is chosen stays listed, without a hit too."""
    return {facet: _listed(facet, counted.counts[facet], chosen.keys.get(facet, frozenset())) for facet in ALL}


def _listed(facet: str, counts: Counter[Key], kept: frozenset[Key]) -> tuple[FacetValue, ...]:
    keys = [*counts, *(key for key in kept if key not in counts)]
    names = NAMES[facet](keys)
    values = [FacetValue(*names[key], counts[key], key in kept) for key in keys if key in names]
    return tuple(sorted(values, key=ORDERS.get(facet, _most_frequent_first)))


def _meeting_names(keys: Iterable[Key]) -> Names:
    rows = Meeting.objects.filter(pk__in=ids(keys)).values_list("pk", "uid", "title")
    return {pk: (uid, title) for pk, uid, title in rows}


def _speaker_names(keys: Iterable[Key]) -> Names:
    rows = Speaker.objects.filter(pk__in=ids(keys)).values_list("pk", "uid", "name")
    names: Names = {pk: (uid, name) for pk, uid, name in rows}
    return {None: (UNKNOWN_SPEAKER, UNKNOWN_SPEAKER), **names}


def _theme_names(keys: Iterable[Key]) -> Names:
    return {pk: (theme.code, theme.label) for pk, theme in Theme.objects.in_bulk(ids(keys)).items()}


NAMES: dict[str, Callable[[Iterable[Key]], Names]] = {
    "meeting": _meeting_names,
    "speaker": _speaker_names,
    "theme": _theme_names,
    "year": lambda keys: {year: (str(year), f"{year}年") for year in keys},
    "type": lambda keys: {name: (str(name), str(name)) for name in keys},
    "part": lambda keys: {kind: (str(kind), PART_LABELS.get(str(kind), str(kind))) for kind in keys},
    "status": lambda keys: {key: (str(key), STATUS_LABELS.get(str(key), str(key))) for key in keys},
}


def _most_frequent_first(value: FacetValue) -> tuple[object, ...]:
    return (-value.count, value.label, value.value)


# Facets with an order of their own.
ORDERS: dict[str, Callable[[FacetValue], tuple[object, ...]]] = {
    "year": lambda value: (-int(value.value),),
    "part": lambda value: (_place(PARTS_IN_ORDER, value.value), value.value),
    "status": lambda value: (_place(STATUSES_IN_ORDER, value.value), value.value),
}


def _place(order: list[str], value: str) -> int:
    return order.index(value) if value in order else len(order)
