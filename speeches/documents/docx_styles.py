"""What the styles of a .docx say about numbers and hidden text, along each style's chain of w:basedOn."""

from dataclasses import dataclass

from lxml import etree

from .docx_xml import attribute, child, children, is_on, number, value

# Word stops at 11 styles on one another; more is a loop or an attack on our time.
_MAX_CHAIN = 32


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """The paragraph and character styles by id; `default` is the paragraph style of paragraphs that name none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default: str | None = None
        for element in () if root is None else children(root, "w:style"):
            style_id = attribute(element, "w:styleId")
            if style_id is None or attribute(element, "w:type") in ("table", "numbering"):
                continue
            self._styles[style_id] = _read_style(element)
            if attribute(element, "w:type") == "paragraph" and attribute(element, "w:default") in ("1", "true", "on"):
                self.default = style_id

    def chain(self, style: str | None) -> tuple[str, ...]:
        """`style` and what it is based on, nearest first; a loop ends where it closes."""
        chain: dict[str, None] = {}
        while style is not None and style in self._styles and style not in chain and len(chain) < _MAX_CHAIN:
            chain[style] = None
            style = self._styles[style].based_on
        return tuple(chain)

    def numbering(self, style: str | None) -> tuple[str | None, int | None]:
        """The list and level that `style` gives its paragraphs, each from the nearest style that names it."""
        found = [self._styles[name] for name in self.chain(style)]
        list_id = next((each.list_id for each in found if each.list_id is not None), None)
        return list_id, next((each.level for each in found if each.level is not None), None)

    def hides(self, style: str | None) -> bool:
        """True where the style's text is hidden (w:vanish)."""
        found = (self._styles[name].hidden for name in self.chain(style))
        return next((hidden for hidden in found if hidden is not None), False)


def _read_style(element: etree._Element) -> _Style:
    numbering = child(element, "w:pPr", "w:numPr")
    vanish = child(element, "w:rPr", "w:vanish")
    return _Style(
        based_on=value(child(element, "w:basedOn")),
        list_id=value(child(numbering, "w:numId")),
        level=number(value(child(numbering, "w:ilvl"))),
        hidden=None if vanish is None else is_on(vanish),
    )
