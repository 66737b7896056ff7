"""发言对照 as an Excel workbook: the matrix, and under it what every label rests on. Every cell is text.

Text, so that no cell ever becomes a formula, a date or a rounded number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from speeches.compare import Comparison

from .wording import cell_words, framed_words, names_of, point_named, quoted_notes
from .written import XLSX, Written

LONGEST = 32_000  # characters that a cell holds, a little under Excel's own limit
FONT = "宋体"

Row = Sequence[str | int]


def write(comparison: Comparison, base: str) -> Written:
    """One sheet a screen. `base` is not used: addresses in cells would be taken for links by hand."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "研讨发言库"
    book.properties.title = comparison.scope.title
    for name, head, rows, widths in (
        ("主题×发言", *_matrix(comparison)),
        ("归类依据", *_evidence(comparison)),
        ("要点", *_points(comparison)),
        ("语步", *_moves(comparison)),
        ("引用", *_quotations(comparison)),
        ("提法", *_formulations(comparison)),
        ("重合", *_overlaps(comparison)),
    ):
        _sheet(book.create_sheet(name), head, rows, widths)
    written = BytesIO()
    book.save(written)
    return Written(written.getvalue(), "发言对照.xlsx", XLSX)


def _sheet(sheet: Worksheet, head: Row, rows: Iterable[Row], widths: Sequence[int]) -> None:
    for number, row in enumerate((head, *rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
            cell.data_type = "s"
            cell.number_format = "@"
            cell.font = Font(name=FONT, size=11, bold=number == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


Sheet = tuple[Row, list[Row], list[int]]


def _matrix(comparison: Comparison) -> Sheet:
    matrix, names = comparison.matrix(seriated=False), names_of(comparison)
    head = ["主题", "大类", "讲到的篇数", *(names[speech.id] for speech in matrix.columns)]
    rows: list[Row] = [
        [row.name, row.group_name, row.speeches, *(cell_words(cell) for cell in row.cells)] for row in matrix.rows
    ]
    bare = [f"{round(u.share * 100)}%，{len(u.points)} 点" for u in matrix.unclassified]
    rows.append(["未归类", "", sum(bool(u.points) for u in matrix.unclassified), *bare])
    return head, rows, [24, 14, 10, *([24] * len(matrix.columns))]


def _evidence(comparison: Comparison) -> Sheet:
    names = names_of(comparison)
    rows: list[Row] = [
        [
            names[speech.id],
            point_named(point),
            label.name,
            label.state,
            word.term,
            f"{word.score:g}",
            word.start,
            word.end,
        ]
        for speech in comparison.speeches
        for point in speech.leading
        for label in point.labels
        for word in label.evidence
    ]
    return ["发言人", "要点", "主题", "状态", "依据词", "分", "起", "止"], rows, [12, 48, 24, 10, 20, 8, 8, 8]


def _points(comparison: Comparison) -> Sheet:
    names = names_of(comparison)
    rows: list[Row] = [
        [
            names[each.speech.id],
            point_named(frame.point),
            "、".join(f"{label.name}（{label.state}）" for label in frame.point.labels) or "未归类",
            framed_words(frame),
            frame.point.chars,
        ]
        for each in comparison.framing().speeches
        for frame in each.points
    ]
    return ["发言人", "要点", "主题", "立论", "字数"], rows, [12, 48, 40, 40, 8]


def _moves(comparison: Comparison) -> Sheet:
    screen, names = comparison.moves(), names_of(comparison)
    rows: list[Row] = [
        [
            names[strip.speech.id],
            *(f"{row.tallies[at].percent}%（{len(row.tallies[at].sentences)}句）" for row in screen.rows),
        ]
        for at, strip in enumerate(screen.strips)
    ]
    return ["发言人", *(row.move for row in screen.rows)], rows, [12, *([14] * len(screen.rows))]


def _quotations(comparison: Comparison) -> Sheet:
    names, quoting = names_of(comparison), comparison.quotations()
    rows: list[Row] = [
        [row.text, row.kind, row.attribution, row.speeches, names[quoted.speech], quoted.text, quoted_notes(quoted)]
        for row in (*quoting.quotations, *quoting.works)
        for quoted in row.occurrences
    ]
    return ["原句", "类别", "出处", "篇数", "发言人", "本稿文字", "请看"], rows, [48, 8, 20, 8, 12, 48, 24]


def _formulations(comparison: Comparison) -> Sheet:
    names, quoting = names_of(comparison), comparison.quotations()
    head = ["提法", "篇数", *(names[speech.id] for speech in quoting.columns)]
    rows: list[Row] = [[row.name, row.speeches, *(len(cell) for cell in row.cells)] for row in quoting.formulations]
    return head, rows, [36, 8, *([12] * len(quoting.columns))]


def _overlaps(comparison: Comparison) -> Sheet:
    names, by_id = names_of(comparison), comparison.material.by_id
    rows: list[Row] = [
        [
            passage.number,
            names[passage.a],
            by_id[passage.a].words_at(*passage.a_span),
            names[passage.b],
            by_id[passage.b].words_at(*passage.b_span),
            passage.chars,
            "逐字相同" if passage.kind == "verbatim" else "有改动",
            passage.decision,
            passage.reason,
        ]
        for passage in comparison.overlaps().passages
    ]
    head = ["序号", "一篇", "文字", "另一篇", "文字", "相同字数", "怎样相同", "处理", "理由"]
    return head, rows, [8, 12, 48, 12, 48, 10, 10, 10, 24]
