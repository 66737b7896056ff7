"""A .docx into its body and extras: opens the package, finds its parts, and hands them to the walker."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from .characters import clean
from .document import Document, Extra, Finding, Notes, Refused
from .docx_body import Line, Tally, Walker, text_of
from .docx_numbering import Numbering
from .docx_styles import Styles
from .docx_xml import attribute, child, children, name_of, parse_part
from .limits import MarkupBudget, SafeZip

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_PAGE_NUMBER = str.maketrans("", "", " \t\n\u3000-—–－·~/第页共0123456789０１２３４５６７８９")
# Notes and comments: the relationship's kind, the element of one entry, where its text goes.
_ENTRIES = (
    ("footnotes", "w:footnote", "footnote"),
    ("endnotes", "w:endnote", "footnote"),
    ("comments", "w:comment", "comment"),
)


def read_docx(data: bytes) -> Document:
    """Raises Refused: damaged, unsafe, encrypted, too_complex, unsupported."""
    package = _Package(SafeZip(data))
    root = package.main()
    body = child(root, "w:body")
    if name_of(root) != "w:document" or body is None:
        raise Refused("damaged", "缺少正文")
    styles = Styles(package.part("styles"))
    numbering_root = package.part("numbering")
    walker = Walker(styles, Numbering(numbering_root, styles))
    lines = walker.story(body)
    # Lists outside the body count on their own.
    outside = Walker(styles, Numbering(numbering_root, styles))
    for where, container in _outside_the_body(package, body):
        outside.aside(where, container)
    return _document(lines, walker, _without_repeats(outside.extras))


def _document(lines: list[Line], walker: Walker, extras: list[Extra]) -> Document:
    tally = walker.tally
    return Document(
        text=text_of(lines),
        reader="docx",
        extras=tuple(Extra(extra.where, clean(extra.text)) for extra in (*walker.extras, *extras)),
        warnings=_warnings(tally),
        notes=Notes(_label_spans(lines), tally.insertions, tally.deletions, tally.pictures),
    )


def _label_spans(lines: list[Line]) -> tuple[tuple[int, int], ...]:
    spans, start = [], 0
    for line in lines:
        if line.label:
            spans.append((start, start + line.label))
        start += len(line.text) + 1
    return tuple(spans)


def _warnings(tally: Tally) -> tuple[Finding, ...]:
    if not tally.embedded:
        return ()
    message = f"文中嵌有 {tally.embedded} 个整篇文档，其文字没有提取，请在 Word 或 WPS 中打开另存后重新上传。"
    return (Finding("embedded_document", message, 0, 0),)


def _outside_the_body(package: "_Package", body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Headers and footers in the order of the sections that show them, then notes, then comments."""
    seen = set()
    for element in body.iter():
        kind = {"w:headerReference": "header", "w:footerReference": "footer"}.get(name_of(element))
        reference = attribute(element, "r:id") if kind else None
        if kind and reference not in seen:
            seen.add(reference)
            root = package.referenced(reference)
            if root is not None:
                yield kind, root
    for kind, entry, where in _ENTRIES:
        root = package.part(kind)
        for element in () if root is None else children(root, entry):
            if attribute(element, "w:type") not in _SEPARATORS:
                yield where, element


def _without_repeats(extras: list[Extra]) -> list[Extra]:
    """A header that several sections repeat counts once; a page number is no text."""
    kept = dict.fromkeys(extras)
    return [extra for extra in kept if extra.where not in ("header", "footer") or extra.text.translate(_PAGE_NUMBER)]


class _Package:
    """The parts of a .docx by relationship, with the names that every writer uses where a relationship is missing."""

    def __init__(self, entries: SafeZip) -> None:
        self._zip = entries
        self._budget = MarkupBudget()
        self._entries = {_part_name(entry.orig_filename): entry for entry in entries.entries}
        _, by_kind = self._relationships("_rels/.rels", "")
        self._main = by_kind.get("officeDocument", "word/document.xml")
        folder, name = posixpath.split(self._main)
        self._by_id, self._by_kind = self._relationships(f"{folder}/_rels/{name}.rels", folder)

    def main(self) -> etree._Element:
        root = self._parse(self._main)
        if root is None:
            raise Refused("damaged", "缺少正文")
        return root

    def part(self, kind: str) -> etree._Element | None:
        """The part that a relationship of this kind names (`styles`, `numbering`, `footnotes`)."""
        default = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._parse(self._by_kind.get(kind, default))

    def referenced(self, reference: str | None) -> etree._Element | None:
        return self._parse(self._by_id.get(reference or "", ""))

    def _parse(self, name: str) -> etree._Element | None:
        entry = self._entries.get(name.lower())
        return None if entry is None else parse_part(self._zip.read(entry), self._budget)

    def _relationships(self, name: str, folder: str) -> tuple[dict[str, str], dict[str, str]]:
        """The targets of the internal relationships by id, and the first of each kind (the end of its type)."""
        root = self._parse(name)
        by_id: dict[str, str] = {}
        by_kind: dict[str, str] = {}
        for element in () if root is None else root:
            if element.get("TargetMode") == "External":
                continue
            target = _resolved(folder, element.get("Target") or "")
            by_id[element.get("Id") or ""] = target
            by_kind.setdefault((element.get("Type") or "").rpartition("/")[2], target)
        return by_id, by_kind


def _part_name(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").lower()


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
