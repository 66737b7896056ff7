"""Pair the quotation marks of a text: “” ‘’ 「」 『』 "" and titles 《》.

A mark without its partner is dropped, never guessed: a quotation ends where its own mark closes it, or is none.
"""

import re
from dataclasses import dataclass

# Longer stretches between two marks are a lost mark, not a quotation (the longest in real speeches has about 250).
LONGEST = 600
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CLOSERS = {close: opener for opener, close in _PAIRS.items()}
# A paragraph's end; a line broken inside a sentence (PDF) ends nothing.
_MARK = re.compile(r"[“”‘’「」『』《》〈〉\"＂]|(?<=[。！？!?…”’」』])[ \t\u3000]*\n|\n[ \t\u3000]*\n")
_BLANK = re.compile(r"[\s\u3000]*\Z")
_AFTER_CLOSER = frozenset("，。、；：！？）,;)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks: `[start, end)` without them; `depth` 0 is outermost of its kind or any other."""

    start: int
    end: int
    mark: str
    depth: int


def pair_marks(text: str) -> tuple[Quoted, ...]:
    """Return every pair in order of its start. A paragraph's end closes nothing: what is open there is dropped."""
    spans: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if "\n" in mark:
            opened.clear()
            continue
        opener, closes = _direction(text, mark, at, [pending for pending, _ in opened])
        if not closes:
            opened.append((opener, at))
        elif any(pending == opener for pending, _ in opened):
            while opened[-1][0] != opener:
                opened.pop()
            start = opened.pop()[1] + 1
            if at - start <= LONGEST and not _BLANK.match(text, start, at):
                spans.append((start, at, opener))
    return _nested(sorted(spans, key=lambda span: (span[0], -span[1])))


def _direction(text: str, mark: str, at: int, pending: list[str]) -> tuple[str, bool]:
    """Return the opening mark and whether `mark` closes; one typed the wrong way round is read by what follows."""
    if mark in '"＂':
        return '"', '"' in pending
    opener = _CLOSERS.get(mark)
    if opener is None:
        return mark, mark in "“‘" and mark in pending and text[at + 1 : at + 2] in _AFTER_CLOSER
    if mark == "”" and opener not in pending and "\u4e00" <= text[at + 1 : at + 2] <= "\u9fff":
        return opener, text[at - 1 : at] not in "：，:"
    return opener, True


def _nested(spans: list[tuple[int, int, str]]) -> tuple[Quoted, ...]:
    pairs: list[Quoted] = []
    around: list[int] = []
    for start, end, mark in spans:
        while around and around[-1] <= start:
            around.pop()
        pairs.append(Quoted(start, end, mark, len(around)))
        around.append(end)
    return tuple(pairs)
