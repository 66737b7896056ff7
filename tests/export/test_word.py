"""The Word files parse back to what the comparison says, in Chinese fonts down to the quotation marks."""

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from speeches.compare import Comparison
from speeches.export import FORMS

BASE = "http://archive.example/"


def written(form: str, comparison: Comparison, base: str = BASE) -> DocumentType:
    return Document(BytesIO(FORMS[form](comparison, base).content))


def cells(document: DocumentType, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def test_the_matrix_is_a_table_of_themes_by_speakers_on_landscape_a4(comparison: Comparison) -> None:
    document = written("word", comparison)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    matrix = comparison.matrix(seriated=False)
    head, *rows, bare = cells(document, 0)
    assert head == ["主题", "林一川", "沈二宁", "何三平", "篇数"]
    assert [row[0] for row in rows] == [row.short for row in matrix.rows]
    for told, row in zip(rows, matrix.rows, strict=True):
        shares = [f"{cell.percent}%" if cell else "·" for cell in row.cells]
        assert [cell.split("\n")[0].split("，")[0] for cell in told[1:-1]] == shares
    assert bare[0] == "未归类"


def test_a_doubtful_theme_is_marked_so(comparison: Comparison) -> None:
    assert any("待核" in cell for row in cells(written("word", comparison), 0) for cell in row)


def test_every_point_and_every_shared_passage_is_listed(comparison: Comparison) -> None:
    document = written("word", comparison)
    text = "\n".join(cell for table in range(len(document.tables)) for row in cells(document, table) for cell in row)
    assert all(point.heading in text for speech in comparison.speeches for point in speech.leading)
    passages = comparison.overlaps().passages
    assert passages
    assert all(comparison.material.by_id[p.a].words_at(*p.a_span) in text for p in passages)


@pytest.mark.parametrize("form", ["word", "digest"])
def test_every_run_names_a_chinese_font_for_quotation_marks_too(form: str, comparison: Comparison) -> None:
    runs = list(written(form, comparison).element.body.iter(qn("w:r")))
    assert any("“" in "".join(run.itertext()) for run in runs)
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert len({fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}) == 1
        assert fonts.get(qn("w:eastAsia")) in {"宋体", "黑体", "仿宋", "方正小标宋简体"}
        assert fonts.get(qn("w:hint")) == "eastAsia"


def test_heads_repeat_and_rows_stay_whole(comparison: Comparison) -> None:
    for table in written("word", comparison).tables:
        first, *rest = (row._tr for row in table.rows)
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rest)


@pytest.mark.parametrize("form", ["word", "digest"])
def test_links_lead_to_points_where_the_address_is_known(form: str, comparison: Comparison) -> None:
    targets = {relation.target_ref for relation in written(form, comparison).part.rels.values() if relation.is_external}
    point = comparison.speeches[0].leading[0]
    assert f"{BASE}p/{point.uid}/" in targets
    assert not any(relation.is_external for relation in written(form, comparison, "").part.rels.values())


def test_the_digest_gives_common_words_then_each_speaker_in_their_own_words(comparison: Comparison) -> None:
    lines = [paragraph.text for paragraph in written("digest", comparison).paragraphs]
    theme = next(at for at, line in enumerate(lines) if line.endswith("上门走访（3 篇）"))
    assert lines[theme + 1].startswith("共用的词：")
    said = [line for line in lines[theme:] if "认为，" in line][:3]
    assert [line[:3] for line in said] == ["林一川", "沈二宁", "何三平"]
    assert said[0].startswith("林一川（镇长）认为，把“底数”摸清——一户不漏。")


def test_many_speeches_are_listed_theme_by_theme(comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("speeches.export.word.MOST_COLUMNS", 2)
    head, *rows = cells(written("word", comparison), 0)
    assert head[0] == "主题"
    assert len(head) == 3
    assert "林一川" in rows[0][2]
