"""The screens about wording: one theme read closely, quotations, overlaps, words; all numbers already counted.

Cells stand in the order of `columns`. Offsets count characters of `SpeechData.text`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .marking import Segment, Slot, Span
from .material import Evidence, Label, PointData, Sentence, SpeechData

# --- 重合与差异 ---


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage in two speeches; `a_segments`/`b_segments` tile it, kind "shared" where the characters are the same.

    `chars`: shared normalised characters net of public wording. `shown`: long enough for pages (REUSE_SHOWN_FROM).
    `decision`: 待核 合理借鉴 要求修改; `key` names the passage for ReuseVerdict.
    """

    number: int
    a: int
    b: int
    a_span: Span
    b_span: Span
    a_segments: tuple[Segment, ...]
    b_segments: tuple[Segment, ...]
    a_point: PointData | None
    b_point: PointData | None
    chars: int
    kind: str  # verbatim | edited
    key: str
    shown: bool
    decision: str = "待核"
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class OverlapPair:
    """`a_chars`: how many of a's net characters stand in b too, over the passages shown, and `a_share` their part of a.

    The two sides differ where one says a passage more often than the other.
    """

    a: SpeechData
    b: SpeechData
    passages: tuple[SharedPassage, ...]  # those shown
    a_chars: int
    b_chars: int
    a_share: float
    b_share: float
    open: int  # passages still 待核

    @property
    def chars(self) -> int:
        """What the two have in common, said once."""
        return min(self.a_chars, self.b_chars)


@dataclass(frozen=True, slots=True)
class MaskedWording:
    """Public wording that speeches share and that no overlap counts."""

    text: str
    why: str  # 引文 书名 提法 套话
    speeches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverlapsScreen:
    """横向: within the comparison. `short`: passages of 10 characters and more that pages leave out."""

    pairs: tuple[OverlapPair, ...]  # most characters first
    passages: tuple[SharedPassage, ...]  # all those shown, as the pairs list them
    short: tuple[SharedPassage, ...]
    masked: tuple[MaskedWording, ...]
    shown_from: int


@dataclass(frozen=True, slots=True)
class ArchiveSentence:
    here: Slot
    there: Slot
    chars: int


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """纵向: a speech elsewhere in the archive that shares sentences, or much of the whole, with one compared here.

    `date` is its meeting's. `resemblance` (0..1) estimates how much of the two whole texts is the same.
    """

    speech: int  # the one compared here
    other: int
    other_uid: str
    other_name: str
    other_title: str
    meeting_title: str
    date: datetime.date | None
    sentences: tuple[ArchiveSentence, ...]
    chars: int
    resemblance: float


# --- 同题细读 ---


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word with its places in the texts shown."""

    word: str
    count: int
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """A point of the theme with its label, its text in segments, and the sentences (for the bar of moves)."""

    point: PointData
    label: Label
    evidence: tuple[Evidence, ...]  # strongest first
    segments: tuple[Segment, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One speech's points of the theme; words of the theme it alone says, and its distinctive words said here."""

    speech: SpeechData
    points: tuple[ReadPoint, ...]
    own_words: tuple[WordCount, ...]
    distinct_words: tuple[WordCount, ...]


@dataclass(frozen=True, slots=True)
class SharedWords:
    """A theme word that at least two columns say; `counts` as the columns."""

    word: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """One theme, side by side. `columns`: the 2–6 speeches chosen; `others` speak of it too and may be chosen."""

    code: str
    name: str
    columns: tuple[ReadColumn, ...]
    others: tuple[SpeechData, ...]
    shared_words: tuple[SharedWords, ...]
    passages: tuple[SharedPassage, ...]  # wording shared by two columns inside these points, numbered as in segments


# --- 引用与提法 ---


@dataclass(frozen=True, slots=True)
class Difference:
    """`found` at [start, end) of the speech stands where the right wording has `expected`; either may be empty."""

    start: int
    end: int
    found: str
    expected: str

    def told(self, why: str) -> str:
        """The difference in words; only of a known original is said that something should be so."""
        if why == "原句":
            if not self.found:
                return f"漏“{self.expected}”"
            return f"“{self.found}”应为“{self.expected}”" if self.expected else f"多“{self.found}”"
        others = "多数发言" if why == "多数" else "别的发言"
        if not self.found:
            return f"{others}这里有“{self.expected}”"
        return f"“{self.found}”，{others}作“{self.expected}”" if self.expected else f"{others}没有“{self.found}”"


@dataclass(frozen=True, slots=True)
class Quoted:
    """One place where a speech gives a quotation. `segments`: its text, differing characters of kind "differs".

    `variant`: its wording differs; `why`: from 原句 or from 多数; 不一 where speeches differ and neither decides.
    `missing_source`: others name it, not this one.
    """

    speech: int
    start: int
    end: int
    text: str
    form: str  # verbatim | paraphrase | title | scare | saying
    attributed: bool
    quoted: bool
    variant: bool
    why: str
    differences: tuple[Difference, ...]
    segments: tuple[Segment, ...]
    missing_source: bool

    @property
    def how(self) -> str:
        """The differences in words."""
        told = "；".join(difference.told(self.why) for difference in self.differences)
        return told if self.why == "原句" else f"{told}，请查原文"


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation or title with its places; `cells` as QuotingScreen.columns, empty where a speech has none."""

    number: int
    text: str
    kind: str  # 引文 | 书名 | 修辞
    attribution: str
    cells: tuple[tuple[Quoted, ...], ...]
    speeches: int
    variants: tuple[Quoted, ...]
    unsettled: tuple[Quoted, ...]  # 各篇写法不一，看不出哪个对
    unsourced: tuple[Quoted, ...]  # 他稿注明出处而本稿未注

    @property
    def occurrences(self) -> tuple[Quoted, ...]:
        return tuple(place for cell in self.cells for place in cell)


@dataclass(frozen=True, slots=True)
class FormulationRow:
    name: str
    cells: tuple[tuple[Slot, ...], ...]  # as QuotingScreen.columns
    speeches: int
    total: int


@dataclass(frozen=True, slots=True)
class QuotingScreen:
    """Shared rows first, then by first place. `variants`, `unsettled` and `unsourced`: the rows that have some."""

    columns: tuple[SpeechData, ...]
    quotations: tuple[QuotationRow, ...]  # 引文
    works: tuple[QuotationRow, ...]  # 书名
    emphases: tuple[QuotationRow, ...]  # 修辞
    formulations: tuple[FormulationRow, ...]
    variants: tuple[QuotationRow, ...]
    unsettled: tuple[QuotationRow, ...]
    unsourced: tuple[QuotationRow, ...]

    @property
    def shared_quotations(self) -> tuple[QuotationRow, ...]:
        return tuple(row for row in self.quotations if row.speeches > 1)

    @property
    def shared_formulations(self) -> tuple[FormulationRow, ...]:
        return tuple(row for row in self.formulations if row.speeches > 1)


# --- 用词 ---


@dataclass(frozen=True, slots=True)
class DistinctWord:
    """Said `own` times here and `others` times in all the other speeches together; `places` are those here."""

    word: str
    own: int
    others: int
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    speech: SpeechData
    words: tuple[DistinctWord, ...]
