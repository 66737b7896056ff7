"""Redraw a speech's points as a person asks: split, merge, promote, demote, dissolve, accept.

Points come and go as tuples in document order; spans nest, and a point ends at the latest where the next one of its
level or above begins. Nothing here touches the text.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from speeches.text.outline import Part, Point
from speeches.text.points.headings import heading_span
from speeches.text.points.markers import find_markers
from speeches.text.points.paragraphs import split_paragraphs

Points = tuple[Point, ...]
Change = Callable[[Points, int], Points]

DRAWN = "人工拆分"
ACCEPTED = "人工确认"
MARKER_REACH = 60  # characters looked at for the number of a new piece


class Impossible(Exception):
    """The points cannot be redrawn so; str() says why in Chinese, and what to do."""


def split(points: Points, i: int, offset: int, text: str) -> Points:
    """Cut point `i` at `offset` (characters of the text): what follows becomes a point of the same level."""
    point = points[i]
    if not text[point.start : offset].strip() or not text[offset : point.end].strip():
        raise Impossible("拆开的两边都要有文字，请把光标放在正文中间。")
    inside = _below(points, i)
    if any(points[k].start < offset < points[k].end for k in inside):
        raise Impossible("光标在下级要点里，请在那一点上拆分。")
    marker = _printed_marker(text, offset, point.end)
    start, end = heading_span(text, offset + len(marker), point.end)
    new = replace(
        point,
        start=offset,
        marker=marker.strip(),
        heading=text[start:end],
        heading_start=start,
        heading_end=end,
        inferred=False,
        reason=DRAWN,
        confidence=1.0,
    )
    before = [k for k in inside if points[k].start < offset]
    at = i + 1 + len(before)
    first = replace(point, end=offset, heading_end=min(point.heading_end, offset))
    return _nested([*points[:i], first, *points[i + 1 : at], new, *points[at:]])


def _printed_marker(text: str, start: int, end: int) -> str:
    """The number with which the piece begins, blanks before it included; "" where it has none."""
    piece = text[start : min(end, start + MARKER_REACH)]
    found = find_markers(piece, split_paragraphs(piece))
    return next((piece[: marker.end] for marker in found if not piece[: marker.start].strip()), "")


def merge(points: Points, i: int) -> Points:
    """Join point `i` to the one before it on its level, which takes its text and its children."""
    before = _sibling_before(points, i)
    if before is None:
        raise Impossible("它前面没有同级的要点，不能并入上一点。")
    joined = replace(points[before], end=points[i].end)
    return _nested([*points[:before], joined, *points[before + 1 : i], *points[i + 1 :]])


def promote(points: Points, i: int) -> Points:
    """Move point `i`, with what it holds, one level out; the siblings after it become its children."""
    parent = points[i].parent
    if parent is None:
        raise Impossible("它已经是最上一级，不能再升。")
    end = points[parent].end
    moved = {i, *_below(points, i)}
    raised = [replace(p, level=p.level - 1) if k in moved else p for k, p in enumerate(points)]
    raised[i] = replace(raised[i], end=end)
    return _nested(raised)


def demote(points: Points, i: int) -> Points:
    """Move point `i`, with what it holds, one level in, under the point before it."""
    before = _sibling_before(points, i)
    if before is None:
        raise Impossible("它前面没有同级的要点，不能降级。")
    moved = {i, *_below(points, i)}
    lowered = [replace(p, level=p.level + 1) if k in moved else p for k, p in enumerate(points)]
    lowered[before] = replace(lowered[before], end=points[i].end)
    return _nested(lowered)


def dissolve(points: Points, i: int) -> Points:
    """Point `i` is no point: its children move up, its own text goes to the sibling before it, else to the parent."""
    before, inside = _sibling_before(points, i), set(_below(points, i))
    own_end = min((points[k].start for k in inside), default=points[i].end)
    raised = [replace(p, level=p.level - 1) if k in inside else p for k, p in enumerate(points)]
    if before is not None:
        raised[before] = replace(raised[before], end=own_end)
    return _nested([*raised[:i], *raised[i + 1 :]])


def accept(points: Points, i: int) -> Points:
    """A 疑似观点 is a point: a person says so."""
    return (*points[:i], replace(points[i], inferred=False, confidence=1.0, reason=ACCEPTED), *points[i + 1 :])


def parts_around(parts: Sequence[Part], points: Points) -> tuple[Part, ...]:
    """The parts of a redrawn speech: where points no longer begin, the text before the first one is preamble."""
    result: list[Part] = []
    for part in parts:
        first = min((p.start for p in points if part.start <= p.start < part.end), default=part.end)
        if part.kind != "points" or first == part.start:
            result.append(part)
            continue
        result.append(Part("preamble", part.start, first))
        if first < part.end:
            result.append(Part("points", first, part.end))
    return tuple(result)


def _below(points: Points, i: int) -> list[int]:
    """Indices of all points inside point `i`, in order; they follow it without a gap."""
    point = points[i]
    return [k for k in range(i + 1, len(points)) if points[k].start < point.end and points[k].level > point.level]


def _sibling_before(points: Points, i: int) -> int | None:
    same = [k for k in range(i) if points[k].parent == points[i].parent and points[k].level == points[i].level]
    return same[-1] if same else None


def _nested(points: Sequence[Point]) -> Points:
    """The points with parents and ends that fit their levels and order."""
    result: list[Point] = []
    open_points: list[int] = []
    for k, point in enumerate(points):
        while open_points and not _holds(points[open_points[-1]], result[open_points[-1]].end, point):
            open_points.pop()
        stop = min((q.start for q in points[k + 1 :] if q.level <= point.level), default=point.end)
        end = min(point.end, stop)
        if open_points:
            end = min(end, result[open_points[-1]].end)
        parent = open_points[-1] if open_points else None
        result.append(replace(point, parent=parent, level=1 if parent is None else result[parent].level + 1, end=end))
        open_points.append(k)
    return tuple(result)


def _holds(outer: Point, end: int, point: Point) -> bool:
    return outer.level < point.level and point.start < end
