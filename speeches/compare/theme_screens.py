"""The screens about themes and moves, as templates, exports and the command walk them: all numbers already counted.

Cells stand in the order of `columns`, so a row lines up with its head without lookups. Every number is the length of
a list beside it. Offsets count characters of `SpeechData.text`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .marking import Segment, Slot
from .material import PointData, Sentence, SpeechData

# --- 一眼看懂 ---


@dataclass(frozen=True, slots=True)
class Target:
    """Where a number leads: a screen of this comparison (as in its address), a theme there, an element's id there."""

    screen: str
    theme: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; with a target it is a link."""

    text: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """`label` is one of 共识 独到 空白 交集 着力 立题 对象 引用 重合."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def sentence(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Glance:
    lines: tuple[GlanceLine, ...]


# --- 主题×发言 ---


@dataclass(frozen=True, slots=True)
class Cell:
    """One theme in one speech. `share` of the speech's characters in leading points (0..1).

    `state`: 已确认 or 人工 where a person has spoken on every label here, 待核 where one is in doubt, else 机器;
    `doubtful` counts those. `head` is the point shown in the cell: the one that is most about the theme; `dedicated`
    where the theme is that point's first.
    """

    speech: int
    share: float
    points: tuple[PointData, ...]
    head: PointData
    dedicated: bool
    state: str
    doubtful: int

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def doubt(self) -> str:
        """待核, or of how many of its points; empty where nothing is in doubt."""
        if self.state != "待核":
            return ""
        return "待核" if self.doubtful == len(self.points) else f"其中 {self.doubtful} 点待核"


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """`cells` as Matrix.columns; None where the speech does not speak of it. `speeches` counts those that do."""

    code: str
    name: str
    short: str
    group: str
    group_name: str
    preset: bool
    cells: tuple[Cell | None, ...]
    speeches: int
    points: int

    @property
    def spoken(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class Band:
    """`key`: common (共识, at least half and two) several (多人) single (独到, one) absent (空白, preset and none)."""

    key: str
    name: str
    rows: tuple[ThemeRow, ...]


@dataclass(frozen=True, slots=True)
class Unclassified:
    """A speech's leading points without any theme, and their share of it."""

    speech: int
    share: float
    points: tuple[PointData, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`columns`: speeches so ordered that similar ones touch (`seriated`), or as they spoke. Rows by coverage.

    Shares of a column and its unclassified share add up to 1. themes_…: names as contracts and pages list them.
    """

    columns: tuple[SpeechData, ...]
    seriated: bool
    bands: tuple[Band, ...]
    unclassified: tuple[Unclassified, ...]
    themes_all: tuple[ThemeRow, ...]
    themes_shared: tuple[ThemeRow, ...]
    themes_single: tuple[ThemeRow, ...]
    themes_absent: tuple[ThemeRow, ...]

    @property
    def rows(self) -> tuple[ThemeRow, ...]:
        return tuple(row for band in self.bands for row in band.rows)


# --- 要点对照 ---


@dataclass(frozen=True, slots=True)
class Box:
    """A leading point as a box: `share` of its speech's leading characters; x, y: the heading's construction.

    `heading` are segments (kinds x, y) of the heading; `strip`: its sentences' moves in reading order.
    """

    point: PointData
    chars: int
    share: float
    heading: tuple[Segment, ...]
    strip: tuple[Sentence, ...]
    sub_headings: tuple[PointData, ...]


@dataclass(frozen=True, slots=True)
class OutlineColumn:
    speech: SpeechData
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Two points that speak of the same themes: cosine of their theme vectors; strong from .5, from .15 weak."""

    a: PointData
    b: PointData
    similarity: float
    strong: bool
    themes: tuple[str, ...]  # names both bear, the weightier first


@dataclass(frozen=True, slots=True)
class Alignment:
    """`ribbons` only between two speeches, strongest first."""

    columns: tuple[OutlineColumn, ...]
    ribbons: tuple[Ribbon, ...]


# --- 怎么展开 ---


@dataclass(frozen=True, slots=True)
class MoveCell:
    """One sentence of a strip; `width` its share of the speech. `heading`: it is (within) a point's heading."""

    sentence: Sentence
    width: float
    heading: bool
    point: PointData | None


@dataclass(frozen=True, slots=True)
class Strip:
    speech: SpeechData
    cells: tuple[MoveCell, ...]


@dataclass(frozen=True, slots=True)
class MoveTally:
    """One move in one speech; `doubtful` of its sentences are 待核."""

    speech: int
    chars: int
    share: float
    sentences: tuple[Sentence, ...]
    doubtful: int

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """`gloss` says the move in plain words; `most`: speeches with the largest share, none where all are 0 or equal."""

    move: str  # 未判定 for sentences without one
    gloss: str
    tallies: tuple[MoveTally, ...]  # as MovesScreen.strips
    most: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MovesScreen:
    strips: tuple[Strip, ...]
    rows: tuple[MoveRow, ...]


# --- 怎么立论 ---


@dataclass(frozen=True, slots=True)
class Framed:
    """A construction: `x` is what is spoken of, `y` what it is made (for 动宾 the verb)."""

    kind: str
    start: int
    end: int
    x: Slot | None
    y: Slot | None


@dataclass(frozen=True, slots=True)
class Contrasted:
    """`sign`: ≠ set against each other, ＋ side by side, ＝ to be one."""

    kind: str
    sign: str
    start: int
    end: int
    a: Slot
    b: Slot


@dataclass(frozen=True, slots=True)
class SubjectShare:
    """A subject group (群众 干部 组织 个人 事业): characters of its sentences, share of those with any."""

    group: str
    chars: int
    share: float


@dataclass(frozen=True, slots=True)
class Image:
    """A word taken from another field of life: where first in its point, and how often."""

    domain: str
    word: Slot
    times: int


@dataclass(frozen=True, slots=True)
class PointFrame:
    """How one leading point is put: the heading's construction, what its text calls what, contrasts, subjects."""

    point: PointData
    heading: Framed | None
    statements: tuple[Framed, ...]
    contrasts: tuple[Contrasted, ...]
    metaphors: tuple[Image, ...]
    subjects: tuple[SubjectShare, ...]


@dataclass(frozen=True, slots=True)
class SpeechFrame:
    speech: SpeechData
    points: tuple[PointFrame, ...]
    kinds: tuple[tuple[str, int], ...]  # construction of the headings → number of points, most first
    subjects: tuple[SubjectShare, ...]  # of the whole speech


@dataclass(frozen=True, slots=True)
class FramingScreen:
    speeches: tuple[SpeechFrame, ...]


# --- 历次 ---


@dataclass(frozen=True, slots=True)
class TrendMeeting:
    """One meeting on a theme: its speeches that speak of it, of how many visible ones; `share` of their characters."""

    uid: str
    title: str
    date: datetime.date | None
    speeches: tuple[SpeechData, ...]
    of: int
    points: tuple[PointData, ...]
    share: float


@dataclass(frozen=True, slots=True)
class FirstUse:
    """The earliest visible place where one of the theme's words speaks for it."""

    term: str
    speech: SpeechData
    point: PointData
    start: int
    end: int
    times: int


@dataclass(frozen=True, slots=True)
class ThemeTrend:
    """A theme over time, earliest meeting first; `first`: where it was first spoken of."""

    code: str
    name: str
    meetings: tuple[TrendMeeting, ...]
    first: PointData | None
    terms: tuple[FirstUse, ...]
