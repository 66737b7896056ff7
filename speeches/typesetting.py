"""A speech as its page shows it: rows of text with their notes, one a point or a part.

Reads what is stored and decides nothing; a fixed number of queries, however long the speech.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from speeches.models import Analysis, Part, Point, PointTheme, QuotationOccurrence, Speech, Theme, ThemeDecision
from speeches.models.choices import PartKind, Verdict
from speeches.shared_wording import Beside, Shared
from speeches.text.sentences import split_sentences
from speeches.text.setting import Block, Item, Mark, blocks

Span = tuple[int, int]

FIX, LOOK, HINT = "fix", "look", "hint"
# What a note is called in the outline, by the code of the finding behind it.
FLAGS = {
    "placeholder": "占位",
    "numbering_gap": "缺号",
    "numbering_duplicate": "重号",
    "declared_count": "声明数",
    "unbalanced_quote": "引号",
    "wrong_formulation": "提法",
    "misquoted": "引文有异",
    "shared": "相同",
}
# How a finding is marked inside the text; the others are only written out beside it.
MARKS = {
    "placeholder": "placeholder",
    "unbalanced_quote": "doubt",
    "wrong_formulation": "doubt",
    "misquoted": "doubt",
    "shared": "shared",
}
TONES = {"待核": LOOK, "合理借鉴": HINT, "要求修改": FIX}  # of a shared passage, by what was decided
BREAK_CHARS = 16
QUOTED_CHARS = 18
WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at, at a place of the Reading; a hint asks for nothing."""

    code: str
    text: str
    start: int
    end: int
    tone: str = LOOK
    strong: str = ""
    other: Shared | None = None

    @property
    def flag(self) -> str:
        return FLAGS.get(self.code, "")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that speaks for a theme: how often, and where first."""

    term: str
    times: int
    start: int

    def __str__(self) -> str:
        return f"{self.term} ×{self.times}" if self.times > 1 else self.term


@dataclass(frozen=True, slots=True)
class Label:
    """A theme in force on a point, and the words it rests on, the weightiest first."""

    label: PointTheme
    point: Point
    words: tuple[Word, ...]

    @property
    def decided(self) -> bool:
        return self.label.confirmed

    @property
    def shown(self) -> tuple[Word, ...]:
        return self.words[:WORDS_SHOWN]

    @property
    def rest(self) -> tuple[Word, ...]:
        return self.words[WORDS_SHOWN:]

    @property
    def lead(self) -> str:
        if not self.words:
            return "有人归入，没有依据词"
        return "依据只有：" if len(self.words) == 1 and self.label.state == "待核" else "依据："

    @property
    def why(self) -> str:
        """What the label rests on, in one sentence."""
        rest = f"等 {len(self.words)} 个词" if self.rest else ""
        return self.lead + "、".join(str(word) for word in self.shown) + rest


@dataclass(frozen=True, slots=True)
class Break:
    """Where a point may be cut without a cursor: a sentence's start and its first words."""

    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One grid row: a level-1 point with all it holds, or a stretch of text that belongs to none."""

    kind: str  # the part's name, empty for a point
    point: Point | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    subs: tuple[Point, ...] = ()
    labels: tuple[Label, ...] = ()
    rejected: tuple[Theme, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def name(self) -> str:
        """The row's id on the page."""
        return f"p-{self.point.anchor.uid}" if self.point else f"t-{self.start}"

    @property
    def flags(self) -> list[str]:
        counts = Counter(note.flag for note in self.notes if note.flag and note.tone != HINT)
        return [f"{flag} {number}" for flag, number in counts.items()]

    @property
    def lead(self) -> str:
        """First words, for the outline of a row that has no heading."""
        words = "".join(run.text for run in self.blocks[0].runs)
        return f"{words[:BREAK_CHARS]}…" if len(words) > BREAK_CHARS else words

    def opened_by(self, block: Block) -> Point | None:
        return self.subs[block.opens] if block.opens is not None else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole speech, set."""

    speech: Speech
    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    analysis: Mapping[str, object] | None

    @property
    def leading(self) -> list[Point]:
        return [row.point for row in self.rows if row.point]

    @property
    def suspects(self) -> list[object] | None:
        return self.analysis.get("suspects") or [] if self.analysis is not None else None

    @property
    def first_of_place(self) -> int | None:
        """Where the highlighted place begins to be shown; None where nothing of it is."""
        runs = (run for row in self.rows for block in row.blocks for run in block.runs)
        return next((run.start for run in runs if "place" in run.kinds), None)

    def row_of(self, point: Point) -> Row | None:
        return next((row for row in self.rows if row.point and row.start <= point.start < row.end), None)

    def row_at(self, place: int) -> Row | None:
        return next((row for row in self.rows if row.start <= place < row.end), None)


def typeset(speech: Speech, place: Span | None = None, found: Beside | None = None) -> Sheet:
    """The speech's version in force, set for reading; `place` is a span of its Reading to be highlighted.

    `found` is what the person who looks sees beside it in the meeting (speeches.shared_wording); without it the sheet
    is a reader's: nothing on it asks to be corrected.
    """
    version = speech.version
    if version is None:
        return Sheet(speech, (), (), None)
    outline = version.outline
    points = tuple(outline.points.with_labels()) if outline else ()
    parts = list(outline.parts.all()) if outline else []
    data = Analysis.objects.filter(version=version).order_by("-lexicon_version").values_list("data", flat=True).first()
    quotations = list(version.quotations.all())
    findings = outline.findings if outline else []
    notes = [*_notes(findings, data), *_quoting(quotations, found), *_shared(found)] if found is not None else []
    notes.sort(key=lambda note: (note.start, note.end, note.code))
    text = version.reading.text
    stretches = _stretches(parts, points, version.start, version.end)
    marks = _marks(text, points, quotations, notes, place)
    rejected = _rejected(points)
    rows = (_row(text, stretch, points, notes, marks, rejected) for stretch in stretches)
    return Sheet(speech, tuple(row for row in rows if row.blocks), points, data)


def _notes(findings: Iterable[Mapping[str, object]], data: Mapping[str, object] | None) -> Iterator[Note]:
    """Findings about numbers and marks, and suspect wordings."""
    for f in findings:
        if f["code"] != "wrong_formulation":
            yield Note(f["code"], f["message"], f["start"], f["end"])
    for s in (data or {}).get("suspects") or []:
        about = f"“{s['found']}”，规范表述是“{s['right']}”（{s['why']}）。"
        yield Note("wrong_formulation", about, s["start"], s["end"], strong="提法疑似有误：")


def _quoting(quotations: Iterable[QuotationOccurrence], found: Beside) -> Iterator[Note]:
    """Quotations that differ from the original or from the others', and those without a source."""
    for m in found.misquoted:
        against = {"原句": "原句", "多数": "多数发言"}.get(m.why, "别的发言")
        about = f"“{_shortened(m.text)}”与{against}不同：{m.how}。"
        yield Note("misquoted", about, m.start, m.end, strong="引文有异：")
    told = {(m.start, m.end) for m in found.misquoted}
    for q in quotations:
        bare = q.kind == "引文" and q.quoted and not q.attributed and q.form == "verbatim"
        if bare and (q.start, q.end) not in told:
            about = f"“{_shortened(q.text)}”{f'（{q.attribution}）' if q.attribution else ''}，文中没有注明出处。"
            yield Note("unattributed", about, q.start, q.end, HINT, "引文：")


def _shared(found: Beside) -> Iterator[Note]:
    """Passages that another speech of the meeting has too, with what was decided about them."""
    for one in found.shared:
        at = f"“{one.other_point.marker.rstrip('，、,. ')}”" if one.other_point and one.other_point.marker else ""
        how = f"逐字相同 {one.chars} 字" if one.verbatim else f"相近 {one.chars} 字"
        decided = f"{one.decision}{f'（{one.reason}）' if one.reason else ''}。"
        strong = f"与{one.other.name}{at}{how}，"
        yield Note("shared", decided, one.start, one.end, TONES.get(one.decision, LOOK), strong, one)


def _shortened(words: str) -> str:
    return f"{words[:QUOTED_CHARS]}…" if len(words) > QUOTED_CHARS else words


class Marks:
    """Marks by place: those that touch a stretch are found without looking at all of them."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, m.end, m.kind))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def within(self, start: int, end: int) -> list[Mark]:
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]


def _marks(
    text: str,
    points: Sequence[Point],
    quotations: Iterable[QuotationOccurrence],
    notes: Iterable[Note],
    place: Span | None,
) -> Marks:
    marks = [Mark(q.start, q.end, "quotation") for q in quotations if q.kind == "引文"]
    marks += [Mark(n.start, n.end, MARKS[n.code]) for n in notes if n.code in MARKS]
    for point in points:
        if point.parent_id is None:
            marks.append(Mark(point.heading_start, point.heading_end, "heading"))
        elif point.marker:
            start, end = _marker_span(text, point)
            marks.append(Mark(start, end, "marker"))
        marks += [Mark(e[0], e[1], "evidence") for label in point.labels.all() for e in label.evidence]
    if place:
        marks.append(Mark(*place, "place"))
    return Marks(marks)


def _marker_span(text: str, point: Point) -> Span:
    """Where the printed marker stands, blanks before it skipped; empty where the text does not begin with it."""
    at = point.start
    while at < point.end and text[at].isspace():
        at += 1
    return (at, at + len(point.marker)) if text.startswith(point.marker, at) else (at, at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one row holds: a level-1 point (its index), or text of a part that belongs to no point."""

    start: int
    end: int
    kind: str
    point: int | None = None


def _stretches(parts: Sequence[Part], points: Sequence[Point], start: int, end: int) -> list[Stretch]:
    """Tile [start, end): parts in order, and inside them the level-1 points with what lies between."""
    tops = [i for i, point in enumerate(points) if point.parent_id is None]
    found: list[Stretch] = []
    for left, right, kind in [(p.start, p.end, p.get_kind_display()) for p in parts] or [(start, end, "正文")]:
        kind = "" if kind == PartKind.POINTS.label else kind
        at = left
        for i in [i for i in tops if left <= points[i].start < right]:
            found.append(Stretch(at, points[i].start, kind))
            at = min(points[i].end, right)
            found.append(Stretch(points[i].start, at, "", i))
        found.append(Stretch(at, right, kind))
    return [stretch for stretch in found if stretch.start < stretch.end]


def _row(
    text: str,
    stretch: Stretch,
    points: Sequence[Point],
    notes: Sequence[Note],
    marks: Marks,
    rejected: Mapping[int, tuple[Theme, ...]],
) -> Row:
    inside = tuple(note for note in notes if stretch.start <= note.start < stretch.end)
    if stretch.point is None:
        set_blocks = blocks(text, stretch.start, stretch.end, (), marks.within(stretch.start, stretch.end))
        return Row(stretch.kind, None, stretch.start, stretch.end, set_blocks, inside)
    top = points[stretch.point]
    subs = tuple(takewhile(lambda p: p.start < stretch.end and p.parent_id, islice(points, stretch.point + 1, None)))
    items = [Item(p.start, p.end, p.level - top.level) for p in subs]
    _, body = _marker_span(text, top) if top.marker else (top.start, top.start)
    return Row(
        "",
        top,
        stretch.start,
        stretch.end,
        blocks(text, body, stretch.end, items, marks.within(stretch.start, stretch.end)),
        inside,
        subs,
        tuple(Label(label, point, _words(label)) for point in (top, *subs) for label in point.labels.all()),
        rejected.get(top.anchor_id, ()),
        _breaks(text, top, subs),
    )


def _words(label: PointTheme) -> tuple[Word, ...]:
    """The evidence by word; of two that weigh the same the one that comes first."""
    weights: dict[str, float] = {}
    places: dict[str, list[int]] = {}
    for start, _, term, score in label.evidence:
        weights[term] = weights.get(term, 0) + score
        places.setdefault(term, []).append(start)
    ranked = sorted(places, key=lambda term: (-weights[term], min(places[term]), term))
    return tuple(Word(term, len(places[term]), min(places[term])) for term in ranked)


def _rejected(points: Sequence[Point]) -> dict[int, tuple[Theme, ...]]:
    """Themes that people rejected, by anchor."""
    found: dict[int, tuple[Theme, ...]] = {}
    decisions = ThemeDecision.objects.filter(anchor__in=[p.anchor_id for p in points if p.parent_id is None])
    for decision in decisions.in_force():
        if decision.verdict == Verdict.REJECTED:
            found[decision.anchor_id] = (*found.get(decision.anchor_id, ()), decision.theme)
    return found


def _breaks(text: str, top: Point, subs: Sequence[Point]) -> tuple[Break, ...]:
    """Starts of sentences inside a point at which no point begins yet."""
    taken = {point.start for point in (top, *subs)} | {_marker_span(text, point)[0] for point in (top, *subs)}
    starts = [start for _, start in pairwise(a for a, _ in split_sentences(text, top.start, top.end))]
    return tuple(
        Break(start, _shortened(text[start : start + 2 * BREAK_CHARS].strip().split("\n")[0]))
        for start in starts
        if start not in taken and text[start : top.end].strip()
    )
