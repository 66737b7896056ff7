"""What is compared: a meeting, a campaign, picked speeches, one speaker across meetings, one theme over time.

The only door from a person to speeches here is `visible_to`; a server-side command (user None) sees all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from speeches.models import Meeting, SavedComparison, Speaker, Speech, Theme
from speeches.models.choices import ReviewStatus
from speeches.models.meetings import Campaign
from speeches.models.speeches import SpeechQuerySet

if TYPE_CHECKING:
    from speeches.models import User

PUBLISHED = (ReviewStatus.PUBLISHED.value, ReviewStatus.ARCHIVED.value)
ALIVE = tuple(s.value for s in ReviewStatus if s not in (ReviewStatus.WITHDRAWN, ReviewStatus.DELETED))
LARGEST = 200  # speeches on one screen: what the benchmarks cover, and more than anyone reads


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a scope. `post` and `unit` are parts of the printed words, `kind` a SpeechKind."""

    post: str = ""
    unit: str = ""
    kind: str = ""
    statuses: tuple[str, ...] = PUBLISHED


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared. `kind`: meeting campaign picked saved speaker theme; `pk` names the object of that kind."""

    kind: str
    title: str
    pk: int = 0
    uid: str = ""  # for addresses; the code for a theme
    picked: tuple[int, ...] = ()
    filters: Filters = field(default_factory=Filters)

    @property
    def across_meetings(self) -> bool:
        return self.kind != "meeting"

    def narrowed(self, filters: Filters) -> Scope:
        return replace(self, filters=filters)


def of_meeting(meeting: Meeting) -> Scope:
    return Scope("meeting", meeting.title, meeting.pk, meeting.uid)


def of_campaign(campaign: Campaign) -> Scope:
    return Scope("campaign", campaign.name, campaign.pk, campaign.uid)


def of_speeches(ids: Sequence[int]) -> Scope:
    """Speeches picked by hand, in the order they were picked; any status that the reader may see."""
    return Scope("picked", "手工选稿", picked=tuple(dict.fromkeys(ids)), filters=Filters(statuses=ALIVE))


def of_saved(saved: SavedComparison) -> Scope:
    return Scope("saved", saved.title, saved.pk, saved.uid, filters=Filters(statuses=ALIVE))


def of_speaker(speaker: Speaker) -> Scope:
    return Scope("speaker", speaker.name, speaker.pk, speaker.uid)


def of_theme(theme: Theme) -> Scope:
    return Scope("theme", theme.name, theme.pk, theme.code)


def speeches_of(scope: Scope, user: User | None) -> tuple[list[Speech], int]:
    """The speeches compared, in speaking order (the earliest meeting first), and how many more there are.

    Of more than LARGEST those of the newest meetings are compared; picked ones keep the order they were picked in.
    """
    seen = Speech.objects.all() if user is None else Speech.objects.visible_to(user)
    found = _narrowed(_within(seen, scope), scope.filters).distinct()
    speeches = list(found.with_everything_named().newest_first()[:LARGEST])
    left_out = found.count() - LARGEST if len(speeches) == LARGEST else 0
    if scope.kind == "picked":
        place = {pk: at for at, pk in enumerate(scope.picked)}
        return sorted(speeches, key=lambda speech: place[speech.pk]), left_out
    return sorted(speeches, key=_spoken_at), left_out


def count_unpublished(scope: Scope, user: User | None) -> int:
    """How many speeches of the scope this person sees that are not published yet, whatever statuses it asks for."""
    seen = Speech.objects.all() if user is None else Speech.objects.visible_to(user)
    waiting = replace(scope.filters, statuses=tuple(status for status in ALIVE if status not in PUBLISHED))
    return _narrowed(_within(seen, scope), waiting).distinct().count()


def _spoken_at(speech: Speech) -> tuple[bool, str, int, int, int]:
    date = speech.meeting.date
    return date is None, date.isoformat() if date else "", speech.meeting_id, speech.order, speech.pk


def _within(seen: SpeechQuerySet, scope: Scope) -> SpeechQuerySet:
    if scope.kind == "meeting":
        return seen.filter(meeting_id=scope.pk)
    if scope.kind == "campaign":
        return seen.filter(meeting__campaign_id=scope.pk)
    if scope.kind == "speaker":
        return seen.filter(speaker_id=scope.pk)
    if scope.kind == "theme":
        return seen.about(Theme(pk=scope.pk))
    if scope.kind == "saved":
        return seen.filter(comparisons=scope.pk)
    return seen.filter(pk__in=scope.picked)


def _narrowed(speeches: SpeechQuerySet, filters: Filters) -> SpeechQuerySet:
    found = speeches.filter(status__in=filters.statuses, version__outline__isnull=False)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.post:
        found = found.filter(post_text__contains=filters.post)
    if filters.unit:
        found = found.filter(unit_text__contains=filters.unit)
    return found
