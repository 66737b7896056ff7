"""Set a stretch of text for reading: paragraphs and list items as blocks, marks as runs inside them.

Knows nothing of HTML. Shown text is the text itself; only blanks around a paragraph are left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]

# What a run may be, in the order in which a run names its kinds.
KINDS = ("marker", "heading", "shared", "quotation", "placeholder", "doubt", "evidence", "place")


@dataclass(frozen=True, slots=True)
class Mark:
    """What text[start:end] is; one of KINDS."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of shown text of one look; `start` counts characters of the whole text."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A list item inside a stretch: its span, and how deep it lies (1 is the first level inside)."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one item of a list. `opens` is the index of the item that begins here, None for none."""

    start: int
    end: int
    depth: int
    opens: int | None
    runs: tuple[Run, ...]


def blocks(text: str, start: int, end: int, items: Sequence[Item], marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Cut text[start:end] at line ends and where items begin and end. `marks` are sorted by start."""
    shaped = [shape for left, right in _pieces(text, start, end, items) if (shape := _trimmed(text, left, right))]
    opened = {item.start: i for i, item in enumerate(items)}
    depths = _depths(shaped, items)
    runs = _runs(text, shaped, marks)
    return tuple(
        Block(left, right, depth, _opens(text, opened, left), inside)
        for (left, right), depth, inside in zip(shaped, depths, runs, strict=True)
    )


def _pieces(text: str, start: int, end: int, items: Sequence[Item]) -> list[Span]:
    cuts = {start, end}
    cuts.update(place for item in items for place in (item.start, item.end) if start < place < end)
    at = text.find("\n", start, end)
    while at >= 0:
        cuts.add(at + 1)
        at = text.find("\n", at + 1, end)
    ordered = sorted(cuts)
    return list(pairwise(ordered))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends; None where nothing is left."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return (left, right) if left < right else None


def _depths(shaped: Sequence[Span], items: Sequence[Item]) -> list[int]:
    """How deep each piece lies; items nest and come in order of their start."""
    found: list[int] = []
    open_items: list[Item] = []
    waiting = iter(items)
    following = next(waiting, None)
    for left, _ in shaped:
        while following is not None and following.start <= left:
            open_items.append(following)
            following = next(waiting, None)
        open_items = [item for item in open_items if item.end > left]
        found.append(max((item.depth for item in open_items), default=0))
    return found


def _opens(text: str, opened: dict[int, int], left: int) -> int | None:
    """The item that begins at this piece, blanks before its first character included."""
    at = left
    while at not in opened and at > 0 and text[at - 1].isspace():
        at -= 1
    return opened.get(at)


def _runs(text: str, shaped: Sequence[Span], marks: Sequence[Mark]) -> list[tuple[Run, ...]]:
    """The runs that tile each piece; one sweep over pieces and marks."""
    found: list[tuple[Run, ...]] = []
    active: list[Mark] = []
    nth = 0
    for left, right in shaped:
        while nth < len(marks) and marks[nth].start < right:
            active.append(marks[nth])
            nth += 1
        active = [mark for mark in active if mark.end > left]
        found.append(_tiled(text, left, right, active))
    return found


def _tiled(text: str, left: int, right: int, marks: Sequence[Mark]) -> tuple[Run, ...]:
    turns = sorted(
        turn
        for mark in marks
        if mark.start < right
        for turn in ((max(left, mark.start), 1, mark.kind), (min(right, mark.end), -1, mark.kind))
    )
    runs: list[Run] = []
    standing: Counter[str] = Counter()
    at = left
    for place, step, kind in [*turns, (right, 0, "")]:
        if place > at:
            runs.append(Run(at, text[at:place], tuple(k for k in KINDS if standing[k] > 0)))
            at = place
        if step:
            standing[kind] += step
    return tuple(runs)
