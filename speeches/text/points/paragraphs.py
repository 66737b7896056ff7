"""Cut a text into paragraphs; a line that a scan or a PDF broke in mid-sentence is no paragraph end.

Knows nothing of numbering. Never changes the text: the paragraphs tile it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANKS = (
    " \t\u3000\xa0\xad\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u200b\u200c\u200d\u2060\ufeff*#>"
)
"""Blanks, invisible characters and Markdown marks that may stand before and after a marker."""

_AROUND = frozenset(BLANKS + "\r\n\v\f")
_TAG = 80  # characters of the longest tag that a copied web page leaves in a text
_LEFTOVER = rf"(?:&(?:nbsp|emsp|ensp|#160|#12288);|</?[A-Za-z][^<>\n]{{0,{_TAG - 4}}}>)"
_LEFTOVERS = re.compile(rf"(?:[{re.escape(''.join(sorted(_AROUND)))}]|{_LEFTOVER})*")
_LAST_LEFTOVER = re.compile(_LEFTOVER + r"\Z")
_STOPS = frozenset("。！？!?；;：:…")
_CLOSERS = '”’"』」）)】》'
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:[、，,．.是要]|$)|[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[0-9０-９]{1,2}[．.、]|其[一二三四五]|首先|其次|再次|最后[，,]|[①-⑳]",
    re.M,
)
_FIGURE = re.compile(r"(?:第|分之|[二三四五六七八九百千万零])\n?\Z")
"""百分之二⏎十，: the break went through a number, so what follows is no marker."""

_FULL = 18  # a broken line is at least so long: shorter ones are titles, names, dates and headings
_COLUMN_SLACK = 3  # characters by which lines of a hard-wrapped text differ in length
_COLUMN_SHARE = 0.6  # share of lines of one length that makes a text hard-wrapped
_COLUMN_LINES = 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters [start, end) of the text, line break included; `first` is its first character that is no blank."""

    start: int
    first: int
    last: int  # where its blanks at the end begin
    end: int

    @property
    def empty(self) -> bool:
        return self.first >= self.last


def ends_sentence(text: str, end: int) -> bool:
    """Tell whether a sentence is over just before `end`, closing marks aside."""
    while end and text[end - 1] in _CLOSERS:
        if end > 1 and text[end - 2] in "。！？!?":
            return True
        end -= 1
    return bool(end) and text[end - 1] in _STOPS


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that tile `text`, offsets in its characters."""
    lines = [_paragraph(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    column = _column(lines)
    return tuple(_joined(text, lines, column))


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    head = _LEFTOVERS.match(text, start, end)
    first = head.end() if head else start
    return Paragraph(start, first, _without_tail(text, start, end), end)


def _without_tail(text: str, start: int, end: int) -> int:
    """Where the blanks and HTML leftovers at the end of a line begin."""
    while end > start:
        leftover = _LAST_LEFTOVER.search(text, max(start, end - _TAG), end) if text[end - 1] in ";>" else None
        if leftover:
            end = leftover.start()
        elif text[end - 1] in _AROUND:
            end -= 1
        else:
            break
    return end


def _column(lines: list[Paragraph]) -> int:
    """The width of a hard-wrapped text in characters, 0 where its lines are of their own lengths."""
    widths = sorted(line.last - line.start for line in lines if not line.empty)
    if len(widths) < _COLUMN_LINES or widths[-1] < _FULL:
        return 0
    full = sum(width >= widths[-1] - _COLUMN_SLACK for width in widths)
    return widths[-1] if full >= _COLUMN_SHARE * len(widths) else 0


def _joined(text: str, lines: list[Paragraph], column: int) -> Iterator[Paragraph]:
    """Put lines together where the first is broken in mid-sentence and the next goes on without indentation."""
    held: Paragraph | None = None
    for line in lines:
        if held and _goes_on(text, line) and _broken(text, held, column):
            held = Paragraph(held.start, held.first, line.last, line.end)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _goes_on(text: str, line: Paragraph) -> bool:
    """A line that may continue the one before: neither empty nor indented, and no number at its head."""
    if line.empty or line.first > line.start:
        return False
    return not _NUMBERED.match(text, line.first) or _FIGURE.search(text, max(0, line.first - 5), line.first) is not None


def _broken(text: str, held: Paragraph, column: int) -> bool:
    """A paragraph in mid-sentence: it ends in no stop, but has had one, or fills the column of a hard-wrapped text."""
    last_line = text.rfind("\n", held.start, held.last) + 1
    width = held.last - max(last_line, held.start)
    if column and width >= column - 1:
        return True  # even behind a full stop: few paragraphs end just at the margin
    if held.empty or ends_sentence(text, held.last):
        return False
    if column and width >= column - _COLUMN_SLACK:
        return True
    return width >= _FULL and text.find("。", held.start, held.last) >= 0
