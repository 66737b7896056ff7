"""Cut a text into marked segments, so that a template walks them and nothing is ever marked up in strings."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a speech with their place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of shown text; `kinds` (marking.KINDS) are what it is marked as, `title` says so in words.

    `number` is that of the shared wording it belongs to, else 0. Segments of a passage tile it.
    """

    text: str
    start: int
    end: int
    kinds: tuple[str, ...] = ()
    title: str = ""
    number: int = 0
