"""What every screen of a comparison is computed from: speeches with all that was found in them, as plain values.

Filled by gather.py. Knows no queries. All offsets count characters of `SpeechData.text`, the whole file's text.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from speeches.text.constructions import Construction, Contrast, Metaphor
from speeches.text.formulations import FormulationHit
from speeches.text.overlap.fingerprints import Mask
from speeches.text.quotations import Quotation
from speeches.text.register.suspects import Suspect

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word of the text at [start, end) that speaks for a theme, and how much."""

    start: int
    end: int
    term: str
    score: float


@dataclass(frozen=True, slots=True)
class Label:
    """A theme of a point. `state` is one of the four words a user meets: 机器 待核 已确认 人工."""

    code: str
    name: str
    score: float
    tier: str  # sure | check
    origin: str  # auto | manual
    state: str
    evidence: tuple[Evidence, ...]

    @property
    def in_doubt(self) -> bool:
        return self.state == "待核"


@dataclass(frozen=True, slots=True)
class PointData:
    """One point; `labels` by rank. `leading`: it counts in shares (level 1; inferred where a speech has no other)."""

    id: int
    uid: str  # of /p/<uid>/
    speech: int
    start: int
    end: int
    level: int
    marker: str
    heading: str
    heading_start: int
    heading_end: int
    parent: int | None
    inferred: bool
    leading: bool
    labels: tuple[Label, ...]
    construction: Construction | None

    @property
    def chars(self) -> int:
        return self.end - self.start

    def label(self, code: str) -> Label | None:
        return next((label for label in self.labels if label.code == code), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its move (None: 未判定) and whom it is about; `sure` is False where pages hatch it as 待核."""

    start: int
    end: int
    move: str | None
    margin: float
    manual: bool
    evidence: Span | None
    cue: str
    subject: str | None
    subject_words: tuple[Span, ...]

    @property
    def sure(self) -> bool:
        return self.move is not None and self.margin >= 1

    @property
    def chars(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PartData:
    kind: str  # a PartKind
    start: int
    end: int


@dataclass(frozen=True)
class SpeechData:
    """One speech as it stands now; `order` is its place in the comparison, from 0."""

    id: int
    uid: str  # of /s/<uid>/
    order: int
    meeting: int
    meeting_uid: str
    meeting_title: str
    date: datetime.date | None
    name: str  # the speaker's, or 待确认·<file>
    speaker: int | None
    seal: str
    post: str
    unit: str
    title: str
    kind: str
    status: str
    status_label: str
    points_checked: bool
    file: str
    text: str
    start: int
    end: int
    parts: tuple[PartData, ...]
    points: tuple[PointData, ...]
    sentences: tuple[Sentence, ...]  # they tile [start, end); empty where a speech was never analysed
    contrasts: tuple[Contrast, ...]
    metaphors: tuple[Metaphor, ...]
    quotations: tuple[Quotation, ...]
    formulations: tuple[FormulationHit, ...]
    suspects: tuple[Suspect, ...]
    masks: tuple[Mask, ...]
    words: Mapping[str, int]  # how often it says each word

    @property
    def chars(self) -> int:
        return self.end - self.start

    @cached_property
    def leading(self) -> tuple[PointData, ...]:
        """The points that the speech is compared by."""
        return tuple(point for point in self.points if point.leading)

    def words_at(self, start: int, end: int) -> str:
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A theme as the list of themes has it; `position` is its place there."""

    code: str
    name: str
    short: str
    group: str
    group_name: str
    position: int


@dataclass(frozen=True)
class Material:
    """Everything compared. `key` names exactly these speeches in exactly this state; equal keys, equal screens.

    `preset`: codes of the themes that the meetings compared had set, in the list's order. `left_out`: how many
    speeches more the scope holds, beyond the largest comparison (scope.LARGEST).
    """

    key: str
    speeches: tuple[SpeechData, ...]
    themes: Mapping[str, ThemeName]
    preset: tuple[str, ...]
    left_out: int = 0

    @cached_property
    def by_id(self) -> dict[int, SpeechData]:
        return {speech.id: speech for speech in self.speeches}

    @cached_property
    def points(self) -> dict[int, PointData]:
        return {point.id: point for speech in self.speeches for point in speech.points}

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(speech.id for speech in self.speeches)

    @cached_property
    def themes_spoken(self) -> tuple[str, ...]:
        """Codes of the themes that some leading point bears, in the list's order."""
        spoken = Counter(label.code for speech in self.speeches for p in speech.leading for label in p.labels)
        return tuple(sorted(spoken, key=lambda code: (self.themes[code].position, code)))
