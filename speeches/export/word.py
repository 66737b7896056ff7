"""发言对照 as a Word document: A4 landscape, one table a screen. What a reader may not see is not in the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from speeches.compare import Comparison
from speeches.compare.theme_screens import ThemeRow
from speeches.compare.wording_screens import QuotationRow

from .paper import Cell, Paper, Text
from .wording import (
    cell_words,
    facts,
    framed_words,
    legible,
    listed,
    names_of,
    place_address,
    point_address,
    point_named,
    quoted_notes,
)
from .written import DOCX, Written

MOST_COLUMNS = 12  # speeches side by side on A4 landscape; more are listed theme by theme
SMALL, SMALLEST = 9.0, 7.5


def write(comparison: Comparison, base: str) -> Written:
    """The whole comparison; `base` is the archive's address, so that points and passages are links."""
    paper = Paper(f"{comparison.scope.title}　发言对照", landscape=True)
    paper.note(facts(comparison))
    _glance(paper, comparison)
    _matrix(paper, comparison, base)
    _outline(paper, comparison, base)
    _quotations(paper, comparison, base)
    _overlaps(paper, comparison, base)
    return Written(paper.content(), "发言对照.docx", DOCX)


def _glance(paper: Paper, comparison: Comparison) -> None:
    lines = comparison.glance().lines
    if not lines:
        return
    paper.heading("一、一眼看懂")
    for line in lines:
        paper.paragraph(Text(f"{line.label}　", bold=True), Text(line.sentence), size=11)


def _matrix(paper: Paper, comparison: Comparison, base: str) -> None:
    matrix = comparison.matrix(seriated=False)
    names = names_of(comparison)
    paper.heading("二、主题×发言")
    if len(matrix.columns) > MOST_COLUMNS:
        rows: list[list[Cell]] = [[row.short, str(row.speeches), _spoken_by(row, names)] for row in matrix.rows]
        rows.append(
            ["未归类", "", listed([f"{names[u.speech]} {len(u.points)} 点" for u in matrix.unclassified if u.points])]
        )
        paper.table(["主题", "篇数", "谁讲（占本人要点篇幅）"], rows, [3, 1, 16], SMALL)
        return
    head = ["主题", *(names[speech.id] for speech in matrix.columns), "篇数"]
    body: list[list[Cell]] = [
        [
            row.short,
            *(Text(cell_words(cell), point_address(cell.head, base) if cell else "") for cell in row.cells),
            str(row.speeches),
        ]
        for row in matrix.rows
    ]
    body.append(["未归类", *(f"{len(u.points)} 点" if u.points else "0" for u in matrix.unclassified), ""])
    widths = [2.2, *([3.0] * len(matrix.columns)), 0.9]
    paper.table(head, body, widths, SMALL if len(matrix.columns) <= 7 else SMALLEST)
    paper.paragraph(Text("格内是这一主题占本人要点篇幅的百分比和最贴近它的要点；“·”是没有讲。"), size=SMALL)


def _spoken_by(row: ThemeRow, names: Mapping[int, str]) -> str:
    return listed([f"{names[cell.speech]} {cell.percent}%" for cell in row.spoken])


def _outline(paper: Paper, comparison: Comparison, base: str) -> None:
    names, themes = names_of(comparison), comparison.material.themes
    paper.heading("三、要点对照")
    frames = {frame.point.id: frame for speech in comparison.framing().speeches for frame in speech.points}
    rows: list[list[Cell]] = [
        [
            names[column.speech.id],
            Text(point_named(box.point), point_address(box.point, base)),
            listed([themes[label.code].short + ("（待核）" if label.in_doubt else "") for label in box.point.labels]),
            framed_words(frames[box.point.id]),
            f"{round(box.share * 100)}%",
        ]
        for column in comparison.alignment().columns
        for box in column.boxes
    ]
    paper.table(["发言人", "要点", "主题", "立论", "篇幅"], rows, [2, 7, 5, 6, 1.2], SMALL)
    ribbons = comparison.alignment().ribbons
    if ribbons:
        met: list[list[Cell]] = [
            [
                Text(point_named(ribbon.a), point_address(ribbon.a, base)),
                Text(point_named(ribbon.b), point_address(ribbon.b, base)),
                listed(ribbon.themes),
                f"{round(ribbon.similarity * 100)}%",
            ]
            for ribbon in ribbons
        ]
        pair = [names[column.speech.id] for column in comparison.alignment().columns]
        paper.table([*pair, "都谈到的主题", "相近度"], met, [6, 6, 5, 1.5], SMALL)


def _quotations(paper: Paper, comparison: Comparison, base: str) -> None:
    quoting, names = comparison.quotations(), names_of(comparison)
    paper.heading("四、引用与提法")
    rows: list[list[Cell]] = [
        [_quotation_named(row), row.attribution or "—", str(row.speeches), _quoted_by(row, comparison, names, base)]
        for row in (*quoting.quotations, *quoting.works)
    ]
    if rows:
        paper.table(["引文、篇目", "出处", "篇数", "谁用了"], rows, [8, 3, 1.2, 9], SMALL)
    formulas: list[list[Cell]] = [
        [
            row.name,
            str(row.speeches),
            listed(
                [f"{names[s.id]} {len(cell)} 次" for s, cell in zip(quoting.columns, row.cells, strict=True) if cell]
            ),
        ]
        for row in quoting.formulations
    ]
    if formulas:
        paper.table(["固定提法", "篇数", "谁用了"], formulas, [7, 1.2, 13], SMALL)


def _quotation_named(row: QuotationRow) -> str:
    return f"《{row.text}》" if row.kind == "书名" else f"“{legible(row.text)}”"


def _quoted_by(row: QuotationRow, comparison: Comparison, names: Mapping[int, str], base: str) -> list[Text]:
    by_id = comparison.material.by_id
    pieces: list[Text] = []
    for quoted in row.occurrences:
        notes = quoted_notes(quoted)
        address = place_address(by_id[quoted.speech], quoted.start, quoted.end, base)
        pieces += [Text("、")] if pieces else []
        pieces.append(Text(names[quoted.speech], address))
        pieces += [Text(f"（{notes}）")] if notes else []
    return pieces


def _overlaps(paper: Paper, comparison: Comparison, base: str) -> None:
    overlaps = comparison.overlaps()
    names, by_id = names_of(comparison), comparison.material.by_id
    paper.heading("五、重合")
    if not overlaps.passages:
        paper.paragraph(Text(f"没有 {overlaps.shown_from} 字以上的相同表述（已去掉引文、书名、固定提法和套话）。"))
        return
    rows: list[list[Cell]] = [
        [
            str(passage.number),
            [
                Text(f"{names[speech]}：", bold=True),
                Text(legible(by_id[speech].words_at(*span)), place_address(by_id[speech], *span, base)),
            ],
            [
                Text(f"{names[other]}：", bold=True),
                Text(legible(by_id[other].words_at(*other_span)), place_address(by_id[other], *other_span, base)),
            ],
            f"{passage.chars}" + ("，有改动" if passage.kind == "edited" else ""),
            passage.decision + (f"：{passage.reason}" if passage.reason else ""),
        ]
        for passage in overlaps.passages
        for speech, span, other, other_span in [(passage.a, passage.a_span, passage.b, passage.b_span)]
    ]
    paper.table(["序号", "一篇", "另一篇", "相同字数", "处理"], rows, [1, 8, 8, 1.8, 2.6], SMALL)
    paper.paragraph(Text("只陈述相同，不判断谁先谁后；已去掉引文、书名、固定提法和套话。"), size=SMALL)
