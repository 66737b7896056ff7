"""Word's automatic numbers: which list and level a paragraph stands in, and the label Word would draw before it.

These labels are nowhere in the document's text; they follow from numbering.xml, styles.xml and the paragraphs' order.
"""

import re
from dataclasses import dataclass

from lxml import etree

from .docx_numerals import format_number
from .docx_styles import Styles
from .docx_xml import attribute, child, children, is_on, name_of, number, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# A tab stop after 一、 is layout; after 1. or 1.1 it is what keeps the number from running into the text.
_NEEDS_NO_BLANK = re.compile(r"[^\x00-\xff]$")


@dataclass(frozen=True, slots=True)
class Level:
    """One w:lvl: how a level counts and prints. `restart` is w:lvlRestart; None means after any higher level."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """One w:num: its levels, the abstract list whose counters it shares, and the starts it insists on."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The labels of one document, handed out paragraph by paragraph in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _read_lists(root)
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, style: str | None, own: etree._Element | None) -> str:
        """The label of the next paragraph, with the blank that follows it, or "" where it has none; counts it.

        `style` is the paragraph's style, `own` its own w:numPr, which goes before the style's.
        """
        place = self._place(style, own)
        if place is None:
            return ""
        list_id, level = place
        return self._print(self._lists[list_id], level, self._count(list_id, level))

    def _place(self, style: str | None, own: etree._Element | None) -> tuple[str, int] | None:
        own_list = value(child(own, "w:numId"))
        own_level = number(value(child(own, "w:ilvl")))
        styled_list, styled_level = self._styles.numbering(style)
        list_id = own_list if own_list is not None else styled_list
        if list_id is None or list_id not in self._lists:
            return None
        if own_level is None and own_list is None:
            own_level = self._linked_level(list_id, style)
        level = own_level if own_level is not None else styled_level or 0
        return (list_id, level) if 0 <= level < _LEVELS else None

    def _linked_level(self, list_id: str, style: str | None) -> int | None:
        """The level that names one of the paragraph's styles as its own (w:pStyle)."""
        by_style = {level.style: index for index, level in self._lists[list_id].levels.items() if level.style}
        return next((by_style[name] for name in self._styles.chain(style) if name in by_style), None)

    def _count(self, list_id: str, level: int) -> list[int]:
        """Counts one more paragraph at `level`; the numbers that all levels show now."""
        numbered = self._lists[list_id]
        counters = self._counters.setdefault(numbered.abstract, [None] * _LEVELS)
        # A start override restarts its level where the list first uses it; levels above go on.
        if level in numbered.starts and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counters[level] = None
        starts = [_start(numbered, index) for index in range(_LEVELS)]
        current = counters[level]
        counters[level] = starts[level] if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            if _restarts_after(numbered.levels.get(deeper), level):
                counters[deeper] = None
        return [start if count is None else count for count, start in zip(counters, starts, strict=True)]

    @staticmethod
    def _print(numbered: _List, index: int, counts: list[int]) -> str:
        level = numbered.levels.get(index)
        if level is None or level.number_format == "bullet":
            return ""

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            number_format = numbered.levels.get(at, Level()).number_format
            return format_number(counts[at], "decimal" if level.legal and number_format != "none" else number_format)

        label = _PLACE.sub(shown, level.text)
        return label + _blank_after(label, level.suffix) if label else ""


def _blank_after(label: str, suffix: str) -> str:
    if suffix == "nothing" or (suffix == "tab" and _NEEDS_NO_BLANK.search(label)):
        return ""
    return " "


def _start(numbered: _List, index: int) -> int:
    level = numbered.levels.get(index)
    return numbered.starts.get(index, level.start if level else 1)


def _restarts_after(level: Level | None, counted: int) -> bool:
    if level is None or level.restart is None:
        return True
    return counted < level.restart


@dataclass(frozen=True, slots=True)
class _AbstractList:
    """One w:abstractNum; `link` names the list style that defines it elsewhere, `defines` the one it defines."""

    levels: dict[int, Level]
    link: str
    defines: str


def _read_lists(root: etree._Element) -> dict[str, _List]:
    ids = ((attribute(each, "w:abstractNumId") or "", each) for each in children(root, "w:abstractNum"))
    abstracts = {abstract_id: _read_abstract(each) for abstract_id, each in ids}
    defined = {abstract.defines: key for key, abstract in abstracts.items() if abstract.defines}
    lists = {}
    for num in children(root, "w:num"):
        list_id, abstract_id = attribute(num, "w:numId"), value(child(num, "w:abstractNumId"))
        # numId 0 means "no number" wherever it stands.
        if list_id is None or list_id == "0" or abstract_id not in abstracts:
            continue
        abstract_id = defined.get(abstracts[abstract_id].link, abstract_id)
        lists[list_id] = _read_list(num, abstract_id, abstracts[abstract_id].levels)
    return lists


def _read_abstract(element: etree._Element) -> _AbstractList:
    link, defines = value(child(element, "w:numStyleLink")), value(child(element, "w:styleLink"))
    return _AbstractList(_read_levels(element), link or "", defines or "")


def _read_list(num: etree._Element, abstract_id: str, abstract_levels: dict[int, Level]) -> _List:
    levels, starts = dict(abstract_levels), {}
    for override in children(num, "w:lvlOverride"):
        index = number(attribute(override, "w:ilvl")) or 0
        levels.update(_read_levels(override))
        start = number(value(child(override, "w:startOverride")))
        if start is not None and 0 <= index < _LEVELS:
            starts[index] = max(start, 0)
    return _List(abstract_id, levels, starts)


def _read_levels(element: etree._Element) -> dict[int, Level]:
    levels = dict(map(_read_level, children(element, "w:lvl")))
    return {index: level for index, level in levels.items() if 0 <= index < _LEVELS}


def _read_level(element: etree._Element) -> tuple[int, Level]:
    start = number(value(child(element, "w:start")))
    # Word wraps formats newer than the standard in mc:AlternateContent; its fallback comes last.
    formats = [value(each) for each in element.iter() if name_of(each) == "w:numFmt"]
    level = Level(
        start=max(1 if start is None else start, 0),
        number_format=(formats[-1] if formats else None) or "decimal",
        text="" if is_on(child(element, "w:rPr", "w:vanish")) else value(child(element, "w:lvlText")) or "",
        suffix=value(child(element, "w:suff")) or "tab",
        legal=is_on(child(element, "w:isLgl")),
        restart=number(value(child(element, "w:lvlRestart"))),
        style=value(child(element, "w:pStyle")),
    )
    return number(attribute(element, "w:ilvl")) or 0, level
