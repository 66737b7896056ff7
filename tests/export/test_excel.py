"""The workbook holds what the comparison says, every cell as text."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from speeches.compare import Comparison
from speeches.export import FORMS


def book(comparison: Comparison) -> Workbook:
    return load_workbook(BytesIO(FORMS["excel"](comparison, "").content))


def rows(comparison: Comparison, sheet: str) -> list[tuple[str | None, ...]]:
    return list(book(comparison)[sheet].iter_rows(values_only=True))


def test_every_cell_is_text_even_where_it_looks_like_a_formula(comparison: Comparison) -> None:
    found = [cell for sheet in book(comparison) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert {cell.number_format for cell in found} == {"@"}
    assert any("=1+1" in cell.value for cell in found)


def test_the_matrix_has_a_row_a_theme_and_a_column_a_speech(comparison: Comparison) -> None:
    matrix = comparison.matrix(seriated=False)
    head, *body, bare = rows(comparison, "主题×发言")
    assert head[3:] == tuple(speech.name for speech in matrix.columns)
    assert [(row[0], row[2]) for row in body] == [(row.name, str(row.speeches)) for row in matrix.rows]
    assert bare[0] == "未归类"


def test_the_evidence_sheet_has_a_row_a_word_with_its_place(comparison: Comparison) -> None:
    _, *body = rows(comparison, "归类依据")
    words = [w for s in comparison.speeches for p in s.leading for label in p.labels for w in label.evidence]
    assert [(row[4], row[6], row[7]) for row in body] == [(w.term, str(w.start), str(w.end)) for w in words]


def test_passages_and_points_are_all_there(comparison: Comparison) -> None:
    assert len(rows(comparison, "要点")) == 1 + sum(len(speech.leading) for speech in comparison.speeches)
    assert len(rows(comparison, "重合")) == 1 + len(comparison.overlaps().passages)


def test_heads_stay_in_view_and_print_on_every_page(comparison: Comparison) -> None:
    for sheet in book(comparison):
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
