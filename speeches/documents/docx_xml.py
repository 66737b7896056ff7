"""Hardened parsing of one part of a .docx, and short names for its elements and attributes.

Transitional and strict documents differ only in their namespaces, so both get the same short names (`w:p`).
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from .document import Refused
from .limits import MarkupBudget

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
}
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
# What libxml2 says where its own guards (depth 256, 10 MB text nodes, entity growth) stop a document.
_GUARDS = ("Excessive depth", "huge text node", "XML_PARSE_HUGE", "amplification", "too long")
_OFF = frozenset({"0", "false", "off", "none"})


def parse_part(xml: bytes, budget: MarkupBudget) -> etree._Element:
    """The part's root element. Raises Refused: unsafe for any DOCTYPE, too_complex, damaged."""
    if any(doctype in xml for doctype in _DOCTYPES):
        raise Refused("unsafe", "含有外部实体声明")
    budget.spend(xml)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        if any(guard in str(error) for guard in _GUARDS):
            raise Refused("too_complex", "嵌套过深或单段过长") from error
        raise Refused("damaged", "文档结构不完整") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("unsafe", "含有外部实体声明")
    return root


def name_of(element: etree._Element) -> str:
    """`w:p` for a paragraph in either namespace; the local name alone for namespaces that carry no text."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=2048)
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute with this short name (`w:val`, `r:id`)."""
    for key, text in element.items():
        if _short(key) == name:
            return str(text)
    return None


def value(element: etree._Element | None) -> str | None:
    """`w:val` of a property element."""
    return None if element is None else attribute(element, "w:val")


def number(text: str | None) -> int | None:
    """A whole number as attributes hold it; None for anything else, and for what no document counts to."""
    if text is None or len(text) > 9 or not text.removeprefix("-").isascii():
        return None
    return int(text) if text.removeprefix("-").isdigit() else None


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if name_of(child) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path` of short names."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def is_on(toggle: etree._Element | None) -> bool:
    """A toggle property such as w:vanish: there, and not switched off."""
    return toggle is not None and value(toggle) not in _OFF
