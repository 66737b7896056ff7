"""Carry a person's division of a speech over to its corrected text: every boundary moves with the words around it.

Pure text. What was wholly removed goes; a marker that was corrected is read anew. Offsets count characters of each
text by itself.
"""

import difflib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from speeches.text.outline import Part, Point
from speeches.text.sentences import split_sentences

# Beyond this product of lengths a rewritten stretch is not compared character by character.
LARGEST_PAIR = 1_000_000


@dataclass(frozen=True, slots=True)
class Tile:
    """old[start:end] became new[to:...]; `kept` where not a character changed."""

    start: int
    end: int
    to: int
    kept: bool


class Shift:
    """Where places of the old text lie in the new one; monotonic."""

    def __init__(self, old: str, new: str) -> None:
        # Words put before a rewritten sentence belong to it; tiles alone would leave them to what stands before.
        self._rewritten: dict[int, int] = {}
        self._tiles = _tiles(old, new, self._rewritten)
        self._starts = [tile.start for tile in self._tiles]
        self._ends = (len(old), len(new))

    def __call__(self, place: int) -> int:
        if place >= self._ends[0]:
            return self._ends[1]
        if place in self._rewritten:
            return self._rewritten[place]
        tile = self._tiles[bisect_right(self._starts, place) - 1]
        return tile.to + (place - tile.start if tile.kept else 0)


def _tiles(old: str, new: str, rewritten: dict[int, int]) -> list[Tile]:
    """The tiles of the old text; where sentences were rewritten, their start goes into `rewritten`."""
    before, after = split_sentences(old), split_sentences(new)
    sentences = difflib.SequenceMatcher(
        None, [old[a:b] for a, b in before], [new[a:b] for a, b in after], autojunk=False
    )
    tiles: list[Tile] = []
    for tag, i1, i2, j1, j2 in sentences.get_opcodes():
        if i1 == i2:
            continue
        start, end = before[i1][0], before[i2 - 1][1]
        to = after[j1][0] if j1 < len(after) else len(new)
        if tag == "replace":
            rewritten[start] = to
            tiles += _by_character(old[start:end], new[to : after[j2 - 1][1]], start, to)
        else:
            tiles.append(Tile(start, end, to, tag == "equal"))
    return tiles


def _by_character(old: str, new: str, start: int, to: int) -> list[Tile]:
    if len(old) * len(new) > LARGEST_PAIR:
        return [Tile(start, start + len(old), to, False)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Tile(start + i1, start + i2, to + j1, tag == "equal") for tag, i1, i2, j1, _ in matcher.get_opcodes() if i1 < i2
    ]


def carry_points(points: Sequence[Point], shift: Shift, old: str, new: str) -> tuple[Point, ...]:
    """The points at their new places, in the old order; parents by index. Points without text left are gone."""
    kept: dict[int, int] = {}
    carried: list[Point] = []
    for i, point in enumerate(points):
        start, end = shift(point.start), shift(point.end)
        if not new[start:end].strip():
            continue
        heading_start, heading_end = shift(point.heading_start), shift(point.heading_end)
        marker_end = shift(_after_marker(old, point))
        kept[i] = len(carried)
        carried.append(
            replace(
                point,
                start=start,
                end=end,
                marker=new[start:marker_end].strip() if point.marker else "",
                heading=new[heading_start:heading_end],
                heading_start=heading_start,
                heading_end=heading_end,
                parent=_nearest(points, point.parent, kept),
            )
        )
    return tuple(carried)


def _nearest(points: Sequence[Point], parent: int | None, kept: dict[int, int]) -> int | None:
    while parent is not None and parent not in kept:
        parent = points[parent].parent
    return kept[parent] if parent is not None else None


def _after_marker(old: str, point: Point) -> int:
    at = old.find(point.marker, point.start, point.end) if point.marker else -1
    return at + len(point.marker) if at >= 0 else point.start


def carry_parts(parts: Sequence[Part], shift: Shift, length: int) -> tuple[Part, ...]:
    """The parts at their new places; they tile the new text of this length."""
    edges = pairwise([0, *(shift(part.start) for part in parts[1:]), length])
    return tuple(Part(p.kind, start, end) for p, (start, end) in zip(parts, edges, strict=True) if start < end)
