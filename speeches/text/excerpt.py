"""Cut a keyword-in-context line out of a passage: windows around the marked words that end at punctuation.

Works on the text as it is printed; which characters are marked is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

# A line of the results list holds about 50 characters; an excerpt fills two or three of them.
WIDTH = 50
WINDOWS = 3
# A passage of two lines is shown as it is.
WHOLE = 110
# A window breaks at punctuation if there is one this close to where it would end anyway.
REACH = 30
GAP = "…"
SENTENCE_END = "。！？；!?;\n"
CLAUSE_END = SENTENCE_END + "，、：,:”）」"
# Marks that open something belong to what follows them.
BLANKS = " \u3000\t\n\r"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A cut of a text, GAP where something was left out; `marks` are offsets into `text`, sorted, apart."""

    text: str
    marks: tuple[Span, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        return segments(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    marked: bool


def segments(text: str, marks: Sequence[Span]) -> tuple[Segment, ...]:
    """The text cut at its marks (sorted, apart), so that a template can print each piece by itself."""
    pieces: list[Segment] = []
    at = 0
    for start, end in marks:
        pieces += [Segment(text[at:start], False), Segment(text[start:end], True)]
        at = end
    pieces.append(Segment(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def merge(marks: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted, those that overlap or touch made one."""
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def excerpt(text: str, marks: Iterable[Span], *, windows: int = WINDOWS) -> Excerpt:
    """The most telling stretches of `text`: at most `windows`, of WIDTH characters or so, the fullest of marks first.

    `marks` are offsets into `text`. Without marks it is the beginning. Line breaks become blanks, nothing else changes.
    """
    merged = merge(marks)
    if len(text.strip(BLANKS)) <= WHOLE:
        return _assemble(text, [_trim(text, 0, len(text))], merged)
    if not merged:
        return _assemble(text, [_window(text, 0, 0, 2 * WIDTH)], ())
    return _assemble(text, _windows(text, merged, windows), merged)


def _windows(text: str, marks: Sequence[Span], most: int) -> list[Span]:
    """Windows around the densest marks until all marks are shown or there are `most`; in order, one where they meet."""
    chosen: list[Span] = []
    left = list(marks)
    while left and len(chosen) < most:
        start, end = _densest(left, WIDTH)
        inside = [mark for mark in left if start <= mark[0] and mark[1] <= end]
        alone = not chosen and len(inside) == len(left)
        chosen.append(_window(text, inside[0][0], inside[-1][1], 2 * WIDTH if alone else WIDTH))
        left = [mark for mark in left if not any(a <= mark[0] and mark[1] <= b for a, b in chosen)]
    return list(merge(chosen))


def _densest(marks: Sequence[Span], size: int) -> Span:
    """The first stretch of `size` characters, from a mark on, that holds most marked characters."""
    best, best_weight, last, weight = 0, -1, 0, 0
    for first, (start, end) in enumerate(marks):
        last = max(last, first)
        while last < len(marks) and marks[last][1] <= max(start + size, end):
            weight += marks[last][1] - marks[last][0]
            last += 1
        if weight > best_weight:
            best, best_weight = first, weight
        weight -= end - start
    start, end = marks[best]
    return start, max(start + size, end)


def _window(text: str, start: int, end: int, size: int) -> Span:
    """`size` characters around [start, end), a third of the rest before it, moved to the nearest punctuation."""
    spare = max(0, size - (end - start))
    left = max(0, start - spare // 3)
    right = min(len(text), end + spare - (start - left))
    return _trim(text, _break_before(text, left, start), _break_after(text, right, end))


def _break_before(text: str, at: int, mark: int) -> int:
    """A place to begin: after the punctuation nearest to `at`, not past the mark."""
    if at == 0:
        return 0
    for ends in (SENTENCE_END, CLAUSE_END):
        for distance in range(REACH):
            for place in (at - distance, at + distance):
                if place == 0 or (0 < place <= mark and text[place - 1] in ends):
                    return place
    return at


def _break_after(text: str, at: int, mark: int) -> int:
    """A place to end: before or after the punctuation nearest to `at`, not before the mark's end."""
    if at == len(text):
        return at
    for ends in (SENTENCE_END, CLAUSE_END):
        for distance in range(REACH):
            for place in (at + distance, at - distance):
                if place == len(text) or (mark <= place < len(text) and place > 0 and text[place - 1] in ends):
                    return place
    return at


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def _assemble(text: str, windows: Sequence[Span], marks: Sequence[Span]) -> Excerpt:
    """Join the windows with GAPs and move the marks along."""
    last = len(text.rstrip(BLANKS))
    first = len(text) - len(text.lstrip(BLANKS))
    pieces: list[str] = []
    moved: list[Span] = []
    length = 0
    for number, (start, end) in enumerate(windows):
        if number or start > first:
            pieces.append(GAP)
            length += len(GAP)
        for mark_start, mark_end in marks:
            if start < mark_end and mark_start < end:
                moved.append((length + max(mark_start, start) - start, length + min(mark_end, end) - start))
        pieces.append(text[start:end])
        length += end - start
    if windows and windows[-1][1] < last:
        pieces.append(GAP)
    return Excerpt("".join(pieces).replace("\n", " "), tuple(moved))
