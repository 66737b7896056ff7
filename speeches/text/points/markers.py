"""Find everything in a text that looks like the number of a point: 第一， 一是 （二） 3. ④ 首先 其一 一方面 一、

Decides nothing: look-alikes are refused in lookalikes.py, series are made in numbering.py.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speeches.text.numerals import parse_numeral
from speeches.text.points.marker_families import FAMILIES, Family, Place
from speeches.text.points.paragraphs import BLANKS, Paragraph

LAST = 0
"""The number of 最后: it ends a series, whatever that has counted so far."""

_TRANSPARENT = BLANKS + "“‘"  # a list may stand in a quotation


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed at [start, end), blanks after it aside; `body` is where what it numbers begins."""

    start: int
    end: int
    body: int
    family: Family
    kind: str  # markers of one series share it: the family's name, with its tail where it has one
    number: int
    place: Place
    paragraph: int  # index of the paragraph it stands in
    stopped: bool  # it ends in a mark of its own: 最后，


_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "然后": 3, "最后": LAST, "末了": LAST, "一方面": 1}
_NO_TAIL = ""
_MARKS = "，,、：:"


def find_markers(text: str, paragraphs: Sequence[Paragraph]) -> list[Marker]:
    """Return all that might be a marker in `paragraphs`, by position; several families may claim the same place."""
    if not paragraphs:
        return []
    starts = [paragraph.start for paragraph in paragraphs]
    found = [marker for family in FAMILIES for marker in _of_family(family, text, paragraphs, starts)]
    order = {family.name: number for number, family in enumerate(FAMILIES)}
    return sorted(found, key=lambda marker: (marker.start, order[marker.family.name]))


def _of_family(family: Family, text: str, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Marker]:
    for match in family.pattern.finditer(text, paragraphs[0].first, paragraphs[-1].end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        at = bisect_right(starts, start) - 1
        place = place_of(text, start, paragraphs[at])
        number = _number(family, match["n"])
        if place > family.worst_place or number is None:
            continue
        end = start + len(match[0].strip(" \t\u3000"))
        tail = match.groupdict().get("tail") or _NO_TAIL
        yield Marker(
            start, end, _skip(text, end), family, family.name + tail, number, place, at, text[end - 1] in _MARKS
        )


def _number(family: Family, printed: str) -> int | None:
    if printed in _WORDS:
        return _WORDS[printed]
    return 2 if family.name == "一方面" else parse_numeral(printed)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


def place_of(text: str, at: int, paragraph: Paragraph) -> Place:
    """Say what stands before offset `at`: a line start, a finished sentence, a comma, or the middle of a clause."""
    if at <= paragraph.first:
        return Place.LINE
    before = at
    while before > paragraph.first and text[before - 1] in _TRANSPARENT:
        before -= 1
    if before <= paragraph.first:
        return Place.LINE
    mark = text[before - 1]
    if mark in '”’"』」）)】》':
        inner = text[before - 2] if before - 2 >= paragraph.first else ""
        return Place.SENTENCE if inner in "。！？!?；;" else Place.CLAUSE
    if mark in "。！？!?；;：:—…\n":
        return Place.SENTENCE
    if mark in "，,、":
        return Place.CLAUSE
    return Place.SENTENCE if at - before >= 2 else Place.WORD
