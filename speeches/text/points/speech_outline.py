"""Divide one speech: its head, its points, what stands between them, its closing and signature.

Takes the paragraphs of one speech; several speeches in one file are told apart before (sections.py).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

from speeches.text.checks import Finding, check_series
from speeches.text.headers.front_matter import FrontMatter, read_back, read_front
from speeches.text.points.extents import closing_start, point_ends
from speeches.text.points.headings import heading_span
from speeches.text.points.inferred import heading_lines, lead_paragraphs
from speeches.text.points.levels import Item, Nesting, nest
from speeches.text.points.marker_families import Place
from speeches.text.points.marker_series import Series
from speeches.text.points.markers import Marker, find_markers
from speeches.text.points.numbering import find_series
from speeches.text.points.paragraphs import Paragraph
from speeches.text.points.part_cues import ADDRESS_HEAD, CLOSING, SALUTATION, TRANSITION

BRIEF = 0.5
LEADS_BEFORE = 2
"""A last paragraph of less than half the usual length, behind two or more others, is the closing of a speech without
numbers: in 29 such speeches closings have .1 to .6 of it and points .7 and more."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text; the parts tile it. `kind` is one of title byline salutation preamble transition points
    closing signature."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """One point at [start, end) with its children. `parent` is an index into the outline's points.

    `marker` is as printed, "" where the text has no number: then `inferred` is true and a person should confirm it.
    `reason` says in Chinese why it is a point; `confidence` (0 to 1) is how sure the rule is, by its row in REASONS.
    """

    start: int
    end: int
    level: int
    marker: str
    heading: str
    heading_start: int
    heading_end: int
    parent: int | None
    inferred: bool
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SpeechOutline:
    """The parts, points and findings of one speech; `parent` counts within `points`."""

    parts: tuple[Part, ...]
    points: tuple[Point, ...]
    findings: tuple[Finding, ...]


def outline_speech(text: str, paragraphs: Sequence[Paragraph], start: int, end: int) -> SpeechOutline:
    """Divide the speech at [start, end) of `text`, whose paragraphs are given."""
    if not paragraphs:
        return SpeechOutline((), (), ())
    found = find_series(text, find_markers(text, paragraphs), paragraphs)
    numbered = frozenset(marker.paragraph for series in found for marker in series.markers)
    in_lines = frozenset(m.paragraph for series in found for m in series.markers if m.place is Place.LINE)
    front = read_front(text, paragraphs, 0, len(paragraphs), in_lines)
    back = read_back(text, paragraphs, max(front.body, max(numbered, default=-1) + 1), len(paragraphs))
    nesting = nest(text, found, paragraphs)
    closing = closing_start(text, paragraphs, nesting, back) if found else _plain_closing(text, paragraphs, front, back)
    points = _points(text, paragraphs, nesting, front, closing, in_lines)
    parts = _parts(text, paragraphs, points, front, closing, back, start, end)
    return SpeechOutline(tuple(parts), tuple(points), check_series(text, paragraphs, nesting))


def _plain_closing(text: str, paragraphs: Sequence[Paragraph], front: FrontMatter, back: int) -> int:
    """Where the closing of a speech without numbers begins: at its last paragraph, if that opens or looks like one."""
    limit = paragraphs[back - 1].end if back else paragraphs[0].start
    filled = [at for at in range(front.body, back) if not paragraphs[at].empty]
    begin = limit
    for at in reversed(filled[2:]):
        if not CLOSING.match(text, paragraphs[at].first):
            break
        begin = paragraphs[at].start
    return paragraphs[filled[-1]].start if begin == limit and _ends_briefly(paragraphs, filled) else begin


def _ends_briefly(paragraphs: Sequence[Paragraph], filled: Sequence[int]) -> bool:
    """Whether the last paragraph is much shorter than those between it and the first: it rounds off."""
    sizes = [paragraphs[at].last - paragraphs[at].first for at in filled]
    return len(sizes) >= LEADS_BEFORE + 2 and sizes[-1] < BRIEF * median(sizes[1:-1])


def _points(
    text: str,
    paragraphs: Sequence[Paragraph],
    nesting: Nesting,
    front: FrontMatter,
    closing: int,
    in_lines: frozenset[int],
) -> list[Point]:
    """Numbered points, under heading lines where each list keeps to one; without numbers, proposals."""
    stop = next((at for at, paragraph in enumerate(paragraphs) if paragraph.start >= closing), len(paragraphs))
    opening = frozenset(item.marker.paragraph for item in nesting.items if item.position == 0)
    lines = heading_lines(text, paragraphs, front.body, stop, in_lines, opening)
    if nesting.items and not _keep_to(lines, nesting, paragraphs):
        lines = []
    if not nesting.items and not lines:
        lines = lead_paragraphs(text, paragraphs, front.body, stop)
        return _inferred(text, paragraphs, lines, closing, "自然段首句，未编号", 0.4)
    ends = point_ends(text, paragraphs, nesting, closing)
    why: dict[tuple[int, Place, str], tuple[str, float]] = {}
    numbered_points = [_numbered(text, item, end, why) for item, end in zip(nesting.items, ends, strict=True)]
    headings = _inferred(text, paragraphs, lines, closing, "独行小标题，未编号", 0.6)
    return _under(headings, numbered_points) if headings else numbered_points


def _keep_to(lines: list[int], nesting: Nesting, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether no list and no point runs on across a heading line: then the lines are the outer level."""
    starts = [item.marker.start for item in nesting.items]
    if not lines or starts[0] < paragraphs[lines[0]].start:
        return False
    behind = [bisect_left(starts, paragraphs[at].start) for at in lines]
    first_behind = [nesting.items[at] for at in behind if at < len(starts)]
    return all(item.level == 1 and item.position == 0 for item in first_behind)


def _inferred(
    text: str, paragraphs: Sequence[Paragraph], lines: list[int], closing: int, reason: str, confidence: float
) -> list[Point]:
    bounds = [*(paragraphs[at].first for at in lines), closing]
    points = []
    for at, start, end in zip(lines, bounds, bounds[1:], strict=False):
        head, tail = heading_span(text, start, paragraphs[at].last)
        points.append(Point(start, end, 1, "", text[head:tail], head, tail, None, True, reason, confidence))
    return points


def _numbered(text: str, item: Item, end: int, why: dict[tuple[int, Place, str], tuple[str, float]]) -> Point:
    """The point of an item; `why` keeps the reasons, which the items of a series share."""
    marker = item.marker
    name = _as_printed(marker, text)
    key = (id(item.series), marker.place, name)
    if key not in why:
        why[key] = explain(item.series, marker.place, name)
    head, tail = heading_span(text, min(marker.body, end), end)
    reason, confidence = why[key]
    printed = text[marker.start : marker.end]
    return Point(
        marker.start, end, item.level, printed, text[head:tail], head, tail, item.parent, False, reason, confidence
    )


def _as_printed(marker: Marker, text: str) -> str:
    """The family's name as this marker shows it: 一要 is of the family …是."""
    tail = text[marker.start : marker.end].rstrip("，,：: ")[-1:]
    return f"…{tail}" if marker.family.name == "…是" and tail else marker.family.name


def explain(series: Series, place: Place, name: str) -> tuple[str, float]:
    """Say why a marker of a series is a point, and how sure the rule is.

    The figures order the rules: less for slips, mixtures and pairs, and within a sentence. They lie below what each
    has reached on speeches marked by hand.
    """
    where = "段首" if place is Place.LINE else "句中"
    if len(series.markers) == 1:
        return f"{where}“{name}”，仅此一项", 0.7
    if series.gaps() or series.duplicates():
        return f"{where}“{name}”，序号有误，照录", 0.8
    if len({marker.family.name for marker in series.markers}) > 1:
        return f"{where}“{name}”，序号连续，标法不一", 0.85
    sure = 0.98 if place is Place.LINE else 0.93
    return f"{where}“{name}”，序号连续", sure if len(series.markers) > 2 else round(sure - 0.05, 2)


def _under(headings: list[Point], numbered: list[Point]) -> list[Point]:
    """Put numbered points one level below the heading lines they stand under."""
    merged: list[tuple[Point, int | None]] = [(point, None) for point in headings]
    merged += [(point, index) for index, point in enumerate(numbered)]
    merged.sort(key=lambda pair: pair[0].start)
    place = {index: at for at, (_, index) in enumerate(merged) if index is not None}
    result: list[Point] = []
    heading = None
    for at, (point, index) in enumerate(merged):
        if index is None:
            heading = at
            result.append(point)
            continue
        parent = heading if point.parent is None else place[point.parent]
        end = point.end if parent is None else min(point.end, result[parent].end)
        level = point.level if heading is None else point.level + 1
        result.append(replace(_shortened(point, end), level=level, parent=parent))
    return result


def _shortened(point: Point, end: int) -> Point:
    """The point with an earlier end, and no more heading than is left before it."""
    head, tail = min(point.heading_start, end), min(point.heading_end, end)
    return replace(point, end=end, heading=point.heading[: tail - head], heading_start=head, heading_end=tail)


def _parts(
    text: str,
    paragraphs: Sequence[Paragraph],
    points: Sequence[Point],
    front: FrontMatter,
    closing: int,
    back: int,
    start: int,
    end: int,
) -> list[Part]:
    """Tile [start, end): each part reaches to where the next begins, blanks included."""
    begins: dict[int, str] = {}
    for kind, indices in (("title", front.title), ("byline", front.bylines)):
        begins.update((paragraphs[at].start, kind) for at in indices)
    if front.salutation is not None:
        begins[paragraphs[front.salutation].start] = "salutation"
    if paragraphs[0].start > start:
        begins[start] = "byline"  # the label of a record: 主持人：
    top = [point for point in points if point.level == 1]
    first_point = top[0].start if top else closing
    for at in range(front.body, back):
        if paragraphs[at].empty or paragraphs[at].start >= min(first_point, closing):
            continue
        begins.setdefault(paragraphs[at].start, _lead_kind(text, paragraphs[at]))
        if at == front.body and front.salutation is None and (greeting := _greeting(text, paragraphs[at])):
            begins[paragraphs[at].start] = "salutation"
            begins[greeting] = "preamble"
    for point, after in zip_longest(top, top[1:]):
        begins[point.start] = "points"
        if point.end < (after.start if after else closing):
            begins[point.end] = "transition"
    if closing < (paragraphs[back - 1].end if back else start):
        begins[closing] = "closing"
    if back < len(paragraphs):
        begins[paragraphs[back].start] = "signature"
    return _tiles(begins, start, end)


def _greeting(text: str, paragraph: Paragraph) -> int | None:
    """End of an address that shares its paragraph with the body: 全校教工：现将…"""
    match = SALUTATION.match(text, paragraph.first, paragraph.last)
    if not match or match.end() >= paragraph.last or not ADDRESS_HEAD.match(text, paragraph.first):
        return None
    return match.end()


def _lead_kind(text: str, paragraph: Paragraph) -> str:
    """A short paragraph that only announces what follows is a transition."""
    return "transition" if TRANSITION.fullmatch(text, paragraph.first, paragraph.last) else "preamble"


def _tiles(begins: dict[int, str], start: int, end: int) -> list[Part]:
    order = sorted((max(at, start), kind) for at, kind in begins.items() if at < end)
    if not order:
        return [Part("preamble", start, end)]
    order[0] = (start, order[0][1])
    merged = [order[0]]
    merged += [(at, kind) for (_, before), (at, kind) in pairwise(order) if kind != before]
    bounds = [*(at for at, _ in merged), end]
    return [Part(kind, at, after) for (at, kind), after in zip(merged, bounds[1:], strict=True)]
