"""What a person narrowed the search to, as ids and as conditions on Passage.

A facet's own choice is kept apart from the others', so that its counts can be taken without it. Names are looked up
only among what the user may see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import F, Q

from speeches.models import Meeting, Passage, Speaker, Theme
from speeches.models.choices import PartKind, ReviewStatus
from speeches.models.speeches import UNKNOWN_SPEAKER

from .results import SearchQuery
from .tiling import POINT, UNDIVIDED

if TYPE_CHECKING:
    from speeches.models import User
    from speeches.models.passages import PassageQuerySet

GONE = (ReviewStatus.WITHDRAWN, ReviewStatus.DELETED)
PART_LABELS = {POINT: "观点", **{kind.value: str(kind.label) for kind in PartKind}, UNDIVIDED: "正文"}
# What lies between numbered points and belongs to none.
PART_LABELS[PartKind.POINTS.value] = "观点之间"
STATUS_LABELS = {status.value: str(status.label) for status in ReviewStatus}

Key = int | str | None


@dataclass(frozen=True, slots=True)
class Choices:
    """The chosen keys of each facet; a facet that is not in `keys` is open."""

    keys: dict[str, frozenset[Key]]
    rest: Q  # filters that are no facets

    def condition(self, facet: str) -> Q:
        return CONDITIONS[facet](self.keys[facet]) if facet in self.keys else Q()


def choices(query: SearchQuery, user: User | None) -> Choices:
    """Look up what the query's filters name. A name that nothing bears leaves nothing."""
    keys: dict[str, frozenset[Key]] = {}
    for facet, names in (("meeting", query.meeting), ("speaker", query.speaker), ("theme", query.theme)):
        if names:
            keys[facet] = frozenset(key for name in names for key in LOOK_UP[facet](name, user))
    if query.year:
        keys["year"] = frozenset(query.year)
    if query.type:
        keys["type"] = frozenset(query.type)
    if query.part:
        keys["part"] = frozenset(_codes(query.part, PART_LABELS))
    if query.status:
        keys["status"] = frozenset(_codes(query.status, STATUS_LABELS))
    return Choices(keys, _rest(query) & _alive(keys.get("status", frozenset())))


def _codes(names: Iterable[str], labels: dict[str, str]) -> list[str]:
    """Codes stand for themselves, labels for their code."""
    by_label = {label: code for code, label in labels.items()}
    return [by_label.get(name, name) for name in names]


def _alive(statuses: frozenset[Key]) -> Q:
    """What was withdrawn or deleted is found only where its status is asked for by name."""
    return ~Q(speech__status__in=[status for status in GONE if status not in statuses])


def _rest(query: SearchQuery) -> Q:
    condition = Q()
    if query.campaign:
        condition &= Q(speech__meeting__campaign__name__contains=query.campaign)
    if query.post:
        condition &= Q(speech__post_text__contains=query.post) | Q(speech__post__title__contains=query.post)
    if query.unit:
        paths = ("meeting__unit__name", "meeting__unit__short_name", "speaker__unit__name", "unit_text")
        condition &= reduce(or_, (Q(**{f"speech__{path}__contains": query.unit}) for path in paths))
    if query.since:
        condition &= Q(speech__meeting__date__gte=query.since)
    if query.until:
        condition &= Q(speech__meeting__date__lte=query.until)
    return condition


def _meetings(name: str, user: User | None) -> Iterable[Key]:
    seen = Meeting.objects.all() if user is None else Meeting.objects.visible_to(user)
    return seen.answering_to(name).values_list("pk", flat=True)


def _speakers(name: str, user: User | None) -> Iterable[Key]:
    if name == UNKNOWN_SPEAKER:
        return [None]
    alias = rf"(^|\n){re.escape(name)}(\r?\n|$)"
    bearing = Q(name=name) | Q(uid=name) | Q(aliases__regex=alias)
    seen = Speaker.objects.all() if user is None else Speaker.objects.visible_to(user)
    return seen.filter(bearing).values_list("pk", flat=True)


def _themes(name: str, user: User | None) -> Iterable[Key]:
    return (Theme.objects.called(name) | Theme.objects.filter(code=name)).values_list("pk", flat=True)


LOOK_UP = {"meeting": _meetings, "speaker": _speakers, "theme": _themes}


def _of_speakers(keys: frozenset[Key]) -> Q:
    known = Q(speech__speaker_id__in=ids(keys))
    return known | Q(speech__speaker=None) if None in keys else known


def _of_themes(keys: frozenset[Key]) -> Q:
    """The label hangs on the passage's point or on a point around it: a point's span holds its children."""
    labelled = Passage.objects.filter(
        point__outline__points__start__lte=F("start"),
        point__outline__points__end__gt=F("start"),
        point__outline__points__labels__tag__in=ids(keys),
    )
    return Q(pk__in=labelled.values("pk"))


CONDITIONS = {
    "meeting": lambda keys: Q(speech__meeting_id__in=keys),
    "speaker": _of_speakers,
    "theme": _of_themes,
    # One by one, so that each becomes a range of dates and no row has to be asked for its year.
    "year": lambda keys: reduce(or_, (Q(speech__meeting__date__year=year) for year in sorted(keys))),
    "type": lambda keys: Q(speech__meeting_id__in=Meeting.objects.filter(types__name__in=keys).values("pk")),
    "part": lambda keys: Q(kind__in=keys),
    "status": lambda keys: Q(speech__status__in=keys),
}


def ids(keys: Iterable[Key]) -> list[int]:
    return [key for key in keys if isinstance(key, int)]


def narrowed(passages: PassageQuerySet, chosen: Choices, *, leaving_out: Iterable[str] = ()) -> PassageQuerySet:
    """The passages that all filters let through, those of the facets in `leaving_out` not asked."""
    condition = chosen.rest
    for facet in CONDITIONS:
        if facet not in leaving_out:
            condition &= chosen.condition(facet)
    return passages.filter(condition)
