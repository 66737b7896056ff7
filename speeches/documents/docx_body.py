"""Walk one story of a .docx (its body, a header, a footnote) in reading order.

Kept: insertions, content controls, smart tags, links, fields' results, ruby bases. Dropped: deletions, moved-away text,
field codes, hidden text. Text boxes, and table cells without speech, are put aside as extras.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .cells import holds_speech
from .document import Extra
from .docx_numbering import Numbering
from .docx_styles import Styles
from .docx_xml import attribute, child, is_on, name_of, value

_DROPPED = frozenset(
    {"w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sdtPr", "w:sectPr", "w:tblPr", "w:tcPr", "w:trPr"}
)
# Pictures, charts and diagrams: shown, but no text is taken from them.
_PICTURES = frozenset({"pic:pic", "v:imagedata", "chart", "relIds"})
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Line breaks in the XML are its layout, not the author's: Word draws a blank.
_BREAKS = re.compile(r"[\r\n]+")
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(slots=True)
class Line:
    """One paragraph's text; its first `label` characters are an automatic number."""

    text: str
    label: int = 0


@dataclass(slots=True)
class Tally:
    """What was met on the way, for the extraction report."""

    insertions: int = 0
    deletions: int = 0
    pictures: int = 0
    embedded: int = 0


@dataclass(slots=True)
class _Flow:
    """The lines of one story or cell; `waiting` are paragraphs that share the next one's mark, and so its line."""

    lines: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)

    def add(self, line: Line, *, joins_next: bool) -> None:
        self.waiting.append(line)
        if not joins_next:
            self.end()

    def end(self) -> list[Line]:
        if self.waiting:
            self.lines.append(_joined(self.waiting))
            self.waiting = []
        return self.lines


class Walker:
    """Reads stories that share styles and numbering; collects extras and a tally over all of them."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.extras: list[Extra] = []
        self.tally = Tally()

    def story(self, container: etree._Element) -> list[Line]:
        """The paragraphs below `container`, in reading order."""
        flow = _Flow()
        self._blocks(container, flow)
        return flow.end()

    def _blocks(self, container: etree._Element, flow: _Flow) -> None:
        for element in container:
            name = name_of(element)
            if name == "w:p":
                self._paragraph(element, flow)
            elif name == "w:tbl":
                self._table(element, flow)
            elif name == "mc:AlternateContent":
                self._blocks(_chosen(element), flow)
            elif name == "w:altChunk":
                self.tally.embedded += 1
            elif not self._is_dropped(element, name):
                self._blocks(element, flow)

    def _is_dropped(self, element: etree._Element, name: str) -> bool:
        self.tally.insertions += name == "w:ins"
        self.tally.deletions += name == "w:del"
        if name == "w:sdt" and is_on(child(element, "w:sdtPr", "w:showingPlcHdr")):
            return True
        return name in _DROPPED

    def _paragraph(self, paragraph: etree._Element, flow: _Flow) -> None:
        properties = child(paragraph, "w:pPr")
        mark = child(properties, "w:rPr")
        is_gone = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
        pieces: list[str] = []
        style = value(child(properties, "w:pStyle")) or self._styles.default
        self._inline(paragraph, pieces, _Run(hidden=self._styles.hides(style)))
        # A paragraph whose mark is deleted is no paragraph any more: it is not numbered, its text opens the next one.
        label = "" if is_gone else self._numbering.label(style, child(properties, "w:numPr"))
        text = "".join(pieces)
        if is_gone and not text:
            return
        flow.add(Line(label + text, len(label)), joins_next=is_gone or is_on(child(mark, "w:specVanish")))

    def _inline(self, element: etree._Element, pieces: list[str], state: "_Run") -> None:
        for each in element:
            name = name_of(each)
            if name == "w:t" or name == "m:t":
                if not state.in_code:
                    pieces.append(_BREAKS.sub(" ", each.text or ""))
            elif name == "w:r":
                if not self._is_hidden(each, state):
                    self._inline(each, pieces, state)
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name == "w:fldChar":
                state.meet(attribute(each, "w:fldCharType"))
            elif name == "w:sym":
                pieces.append(_symbol(each))
            elif name == "w:txbxContent":
                self.aside("textbox", each)
            elif name == "mc:AlternateContent":
                self._inline(_chosen(each), pieces, state)
            elif not self._is_dropped(each, name):
                self.tally.pictures += name in _PICTURES
                self._inline(each, pieces, state)

    def _is_hidden(self, run: etree._Element, state: "_Run") -> bool:
        properties = child(run, "w:rPr")
        vanish = child(properties, "w:vanish")
        if vanish is not None:
            return is_on(vanish)
        return state.hidden or self._styles.hides(value(child(properties, "w:rStyle")))

    def aside(self, where: str, container: etree._Element) -> None:
        """Puts the text below `container` among the extras, before the boxes and tables it holds itself."""
        at = len(self.extras)
        text = text_of(self.story(container)).strip()
        if text:
            self.extras.insert(at, Extra(where, text))

    def _table(self, table: etree._Element, flow: _Flow) -> None:
        flow.end()
        for row in _through(table, "w:tr"):
            if child(row, "w:trPr", "w:del") is not None:
                self.tally.deletions += 1
                continue
            aside = [self._cell(cell, flow) for cell in _through(row, "w:tc")]
            text = " ".join(part for part in aside if part)
            if text:
                self.extras.append(Extra("table", text))

    def _cell(self, cell: etree._Element, flow: _Flow) -> str:
        """Adds the cell's lines to the body where they are speech; otherwise gives them back as one text."""
        if child(cell, "w:tcPr", "w:cellDel") is not None:
            return ""
        lines = self.story(cell)
        if holds_speech(line.text for line in lines):
            flow.lines.extend(lines)
            return ""
        return text_of(lines).strip()


@dataclass(slots=True)
class _Run:
    """How the text met now shows: hidden by the paragraph's style, or code of a field (what precedes w:separate)."""

    hidden: bool
    open_fields: list[bool] = field(default_factory=list)
    codes: int = 0

    @property
    def in_code(self) -> bool:
        return self.codes > 0

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self.open_fields.append(True)
            self.codes += 1
        elif self.open_fields and kind in ("separate", "end"):
            self.codes -= self.open_fields.pop()
            if kind == "separate":
                self.open_fields.append(False)


def _joined(lines: list[Line]) -> Line:
    """Paragraphs that became one: it has one number, the first that any of them has, and that stands at the start."""
    numbered = next((line for line in lines if line.label), None)
    if numbered is None or numbered is lines[0]:
        return Line("".join(line.text for line in lines), lines[0].label)
    label = numbered.text[: numbered.label]
    rest = (line.text[line.label if line is numbered else 0 :] for line in lines)
    return Line(label + "".join(rest), len(label))


def text_of(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _chosen(alternate: etree._Element) -> etree._Element:
    """Of the same content written for newer and older programs, the first way; nothing is taken twice."""
    branches = (each for each in alternate if name_of(each) in ("mc:Choice", "mc:Fallback"))
    return next(branches, alternate)


def _through(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also those that content controls or revisions wrap."""
    for element in container:
        if name_of(element) == name:
            yield element
        elif name_of(element) in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"):
            yield from _through(element, name)


def _symbol(element: etree._Element) -> str:
    """The character of a w:sym, unless only its font knows what it looks like."""
    try:
        code = int(attribute(element, "w:char") or "", 16)
    except ValueError:
        return ""
    return "" if code in _PRIVATE_USE or not 0 < code <= 0x10FFFF else chr(code)
