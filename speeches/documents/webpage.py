"""An .html into its article's text: blocks become lines, blanks collapse as in a browser, scripts and menus go.

Read from its bytes alone: nothing is fetched, nothing is run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from lxml.html import HTMLParser

from .cells import holds_speech
from .characters import clean
from .document import Document, Extra, Refused
from .docx_numerals import format_number
from .limits import MarkupBudget
from .plain import decode

# fmt: off
_DROPPED = frozenset({
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "select", "textarea", "iframe", "object", "svg", "rt", "rp", "del",
})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
    "dl", "dt", "dd", "blockquote", "pre", "address", "figure", "figcaption", "table", "caption", "tr", "hr", "center",
})
# fmt: on
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_HEAD = 4096
# HTML's own blanks; the wide ones (&nbsp; &emsp;) are characters of the text.
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_webpage(data: bytes) -> Document:
    """Raises Refused: damaged, too_complex."""
    markup, encoding = _decoded(data)
    page = _Page()
    page.walk(_article(_parsed(markup)))
    page.end_line()
    extras = tuple(Extra("table", clean(text)) for text in page.table_texts)
    return Document(text="\n".join(page.lines), reader="html", encoding=encoding, extras=extras)


def _decoded(data: bytes) -> tuple[str, str]:
    """The charset that the page declares, where it can be read so; else the ladder of plain text."""
    declared = _DECLARED.search(data[:_HEAD])
    if declared is not None and declared[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass
    return decode(data)


def _parsed(markup: str) -> etree._Element:
    raw = clean(markup).encode("utf-8")
    MarkupBudget().spend(raw)
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("damaged", "网页结构不完整") from error
    if root is None:
        raise Refused("no_text", "网页里没有正文")
    # The parser mends what is broken, but where its own guards stop it the rest of the page is missing.
    if any(guard in entry.message for entry in parser.error_log for guard in ("depth", "limit", "HUGE")):
        raise Refused("too_complex", "嵌套过深或单段过长")
    return root


def _article(root: etree._Element) -> etree._Element:
    """The one article of the page, where it marks one; else the whole page."""
    for tag in ("article", "main"):
        found = root.findall(f".//{tag}")
        if len(found) == 1:
            return found[0]
    return root


@dataclass(slots=True)
class _Page:
    """Gathers lines; `current` holds the pieces of the line being written, `number` what a list puts before it."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    table_texts: list[str] = field(default_factory=list)
    number: str = ""

    def end_line(self) -> None:
        line = _BLANKS.sub(" ", "".join(self.current)).strip(" ")
        self.current.clear()
        if line:
            self.lines.append(self.number + line)
            self.number = ""

    def walk(self, element: etree._Element) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self.end_line()
        self.current.append(element.text or "")
        numbers = _item_numbers(element) if element.tag == "ol" else None
        for child in element:
            if child.tag == "li":
                self.end_line()
                self.number = next(numbers) if numbers else ""
            self._child(child)
            self.current.append(child.tail or "")
        if is_block:
            self.end_line()

    def _child(self, child: etree._Element) -> None:
        if not isinstance(child.tag, str) or _is_dropped(child):
            return
        if child.tag == "br":
            self.end_line()
        elif child.tag == "table":
            self._table(child)
        else:
            self.walk(child)

    def _table(self, table: etree._Element) -> None:
        """Cells with speech are body, the rest of a row is one extra, as in a .docx."""
        self.end_line()
        for row in _descendants(table, "tr"):
            aside = [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
            text = " ".join(part for part in aside if part)
            if text:
                self.table_texts.append(text)

    def _cell(self, cell: etree._Element) -> str:
        inner = _Page(table_texts=self.table_texts)
        inner.walk(cell)
        inner.end_line()
        if holds_speech(inner.lines):
            self.lines.extend(inner.lines)
            return ""
        return "\n".join(inner.lines)


def _descendants(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of this table, not of the tables inside its cells."""
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _descendants(child, tag)


def _is_dropped(element: etree._Element) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or "")
    return element.tag in _DROPPED or bool(hidden)


def _item_numbers(ordered: etree._Element) -> Iterator[str]:
    """The numbers a browser draws before the items of an <ol>."""
    start = ordered.get("start") or ""
    number_format = _LIST_FORMATS.get(ordered.get("type") or "", "decimal")
    for number in count(int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1):
        yield f"{format_number(number, number_format)}. "
