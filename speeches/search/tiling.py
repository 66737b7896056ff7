"""Cut a version into passages: a part, or a point's own text, which stops at its first child.

Passages tile the version. Where a text comes back to a point after its children (the sentence after an inline list),
that is a further passage of the point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

POINT = "point"
# A version that was not divided yet.
UNDIVIDED = "text"


class PartSpan(Protocol):
    kind: str
    start: int
    end: int


class PointSpan(Protocol):
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A passage to be. Offsets are those of the parts and points."""

    kind: str  # POINT, a PartKind, or UNDIVIDED
    start: int
    end: int
    point: int | None  # index into the points


def tile(start: int, end: int, parts: Sequence[PartSpan], points: Sequence[PointSpan]) -> list[Tile]:
    """The passages of [start, end) in order.

    Parts are sorted by start; a point's span holds its children. All offsets count from the same zero.
    """
    edges = {start, end}
    edges.update(edge for part in parts for edge in (part.start, part.end))
    edges.update(edge for point in points for edge in (point.start, point.end))
    bounds = sorted(edge for edge in edges if start <= edge <= end)
    tiles: list[Tile] = []
    owners = _innermost(bounds, points)
    kinds = _kinds(bounds, parts)
    for (at, until), point, (kind, part) in zip(pairwise(bounds), owners, kinds, strict=True):
        new = Tile(POINT if point is not None else kind, at, until, point)
        if tiles and _continues(tiles[-1], new, part):
            tiles[-1] = Tile(new.kind, tiles[-1].start, until, point)
        else:
            tiles.append(new)
    return tiles


def _continues(before: Tile, new: Tile, part_start: int) -> bool:
    """Two pieces of the same owner in the same part are one passage."""
    return (before.kind, before.point) == (new.kind, new.point) and part_start < new.start


def _innermost(bounds: Sequence[int], points: Sequence[PointSpan]) -> list[int | None]:
    """For each stretch between two bounds, the deepest point around it."""
    owners: list[int | None] = []
    stack: list[int] = []
    coming = sorted(range(len(points)), key=lambda i: (points[i].start, -points[i].end, points[i].level))
    for at in bounds[:-1]:
        while coming and points[coming[0]].start <= at:
            stack.append(coming.pop(0))
        while stack and points[stack[-1]].end <= at:
            stack.pop()
        owners.append(stack[-1] if stack else None)
    return owners


def _kinds(bounds: Sequence[int], parts: Sequence[PartSpan]) -> list[tuple[str, int]]:
    """For each stretch between two bounds, the kind and the start of the part around it."""
    kinds: list[tuple[str, int]] = []
    coming = list(parts)
    kind, begin, until = UNDIVIDED, -1, -1
    for at in bounds[:-1]:
        while coming and coming[0].start <= at:
            part = coming.pop(0)
            kind, begin, until = part.kind, part.start, part.end
        kinds.append((kind, begin) if at < until else (UNDIVIDED, -1))
    return kinds
