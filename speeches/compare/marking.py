"""Cut a text into marked segments, so that a template walks them and nothing is ever marked up in strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]

# What a segment may be marked as: a theme's word, wording that two speeches share, a leader's quotation, a contrast,
# a word that sets the speech apart, the x and y of a construction, characters that differ, characters left out.
KINDS = ("theme", "shared", "quotation", "contrast", "distinct", "x", "y", "differs", "missing")


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a speech with their place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of shown text; `kinds` (among KINDS) are what it is marked as, `title` says so in words.

    `number` is that of the shared wording it belongs to, else 0. Segments of a passage tile it.
    """

    text: str
    start: int
    end: int
    kinds: tuple[str, ...] = ()
    title: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What text[start:end] is to be marked as (one of KINDS)."""

    start: int
    end: int
    kind: str
    title: str = ""
    number: int = 0


def slot(text: str, span: Span | None) -> Slot | None:
    """The words at a span, None for none."""
    return Slot(text[span[0] : span[1]], *span) if span else None


def segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Tile text[start:end] with segments; where marks overlap a segment has all their kinds, in the marks' order."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    found: list[Segment] = []
    for left, right in pairwise(edges):
        over = [mark for mark in inside if mark.start <= left and mark.end >= right]
        found.append(
            Segment(
                text=text[left:right],
                start=left,
                end=right,
                kinds=tuple(dict.fromkeys(mark.kind for mark in over)),
                title="；".join(dict.fromkeys(mark.title for mark in over if mark.title)),
                number=max((mark.number for mark in over), default=0),
            )
        )
    return tuple(found)
