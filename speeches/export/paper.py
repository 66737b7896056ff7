"""A Word document in the office's look: A4, Chinese fonts for every character, tables whose heads repeat.

Knows nothing of comparisons. Quotation marks and dashes take the Chinese font too, which Word does not do by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SONG, HEI, FANG, TITLE = "宋体", "黑体", "仿宋", "方正小标宋简体"
LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(15)


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a cell or a line; with an address they are a link."""

    words: str
    address: str = ""
    bold: bool = False


Cell = str | Text | Sequence[Text]


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, *, landscape: bool) -> None:
        self._document = Document()
        self._document.core_properties.author = "研讨发言库"
        self._document.core_properties.title = title
        self._document.core_properties.comments = ""
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (LONG, SHORT) if landscape else (SHORT, LONG)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
        self._width = section.page_width - 2 * MARGIN
        for name in ("Normal", "Heading 1", "Heading 2"):
            _set_fonts(self._document.styles[name].element.get_or_add_rPr(), SONG)
        self._document.styles["Normal"].font.size = Pt(10.5)
        self._line(Text(title, bold=True), TITLE, 20, WD_ALIGN_PARAGRAPH.CENTER)

    def note(self, words: str) -> None:
        """A centred line in small type under the title."""
        self._line(Text(words), SONG, 10.5, WD_ALIGN_PARAGRAPH.CENTER)

    def heading(self, words: str, level: int = 1) -> None:
        paragraph = self._document.add_heading("", level)
        self._write(paragraph, Text(words), HEI if level == 1 else SONG, 14 if level == 1 else 12)

    def paragraph(self, *pieces: Text, size: float = 12) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        for piece in pieces:
            self._write(paragraph, piece, FANG, size)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float], size: float) -> None:
        """A ruled table; the head repeats on every page, no row breaks across pages; `widths` are proportions."""
        table = self._document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        emus = [Emu(int(self._width * width / sum(widths))) for width in widths]
        self._fill(table, table.rows[0]._tr, [Text(word, bold=True) for word in head], emus, size)
        _mark(table.rows[0]._tr, "w:tblHeader")
        for row in rows:
            self._fill(table, table.add_row()._tr, row, emus, size)
        self._document.add_paragraph()

    def content(self) -> bytes:
        written = BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _fill(
        self, table: Table, row: BaseOxmlElement, cells: Sequence[Cell], widths: Sequence[Emu], size: float
    ) -> None:
        _mark(row, "w:cantSplit")
        for element, content, width in zip(row.tc_lst, cells, widths, strict=True):
            element.width = width
            pieces = [Text(content)] if isinstance(content, str) else content
            paragraph = _Cell(element, table).paragraphs[0]
            for piece in [pieces] if isinstance(pieces, Text) else pieces:
                self._write(paragraph, piece, SONG, size)

    def _line(self, text: Text, font: str, size: float, align: WD_ALIGN_PARAGRAPH) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = align
        self._write(paragraph, text, font, size)

    def _write(self, paragraph: Paragraph, text: Text, font: str, size: float) -> None:
        run = paragraph.add_run(text.words)
        run.bold = text.bold
        run.font.size = Pt(size)
        _set_fonts(run._r.get_or_add_rPr(), font)
        if text.address:
            _link(paragraph, run, text.address)


def _set_fonts(properties: BaseOxmlElement, font: str) -> None:
    """The font for Latin and East Asian characters alike; the hint makes “”…— East Asian."""
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _mark(row: BaseOxmlElement, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _link(paragraph: Paragraph, run: Run, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    link.append(run._r)
