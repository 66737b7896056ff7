"""The body of a .docx: what a reader sees as running text, in reading order, and nothing that was taken out."""

import pytest

from speeches.documents import UnreadableDocument, read

from .docx_files import docx, docx_parts, p, zip_of


def text_of(body: str, **parts: str) -> str:
    return read("讲话.docx", docx(body, **parts)).text


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize("inline, expected", [
    (r("一") + r("要"), "一要"),
    (r("甲") + "<w:r><w:br/></w:r>" + r("乙"), "甲\n乙"),                                  # soft break
    ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>', "甲\n乙\n丙"),
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
    ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/></w:r>", "甲-乙"),
    (f'{r("甲")}<w:ins w:id="1">{r("乙")}</w:ins>', "甲乙"),                               # insertions accepted
    (f'{r("甲")}<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del>', "甲"),      # deletions dropped
    (f'<w:ins w:id="1"><w:del w:id="2">{r("乙")}</w:del></w:ins>{r("甲")}', "甲"),         # inserted, then deleted
    (f'<w:moveFrom w:id="1">{r("乙")}</w:moveFrom>{r("甲")}<w:moveTo w:id="2">{r("乙")}</w:moveTo>', "甲乙"),
    (f'<w:smartTag w:element="place">{r("云溪")}</w:smartTag>{r("市")}', "云溪市"),
    (f'<w:hyperlink r:id="x">{r("链接")}</w:hyperlink>', "链接"),
    (f'<w:customXml w:element="x">{r("甲")}</w:customXml>', "甲"),
    (f'<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r("甲")}</w:sdtContent></w:sdt>', "甲"),
    (f'<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r("单击")}</w:sdtContent></w:sdt>{r("乙")}', "乙"),
    (f'<w:r><w:ruby><w:rt>{r("yún")}</w:rt><w:rubyBase>{r("云")}</w:rubyBase></w:ruby></w:r>{r("溪")}', "云溪"),
    (f'<w:fldSimple w:instr="DATE">{r("2024年3月28日")}</w:fldSimple>', "2024年3月28日"),
    (r("甲") + r("密", "<w:vanish/>"), "甲"),                                              # hidden text
    (r("甲") + r("乙", '<w:vanish w:val="0"/>'), "甲乙"),
    ('<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>' + r("万元"), "x万元"),
    ('<w:r><w:sym w:char="2460"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="?"/></w:r>', "①"),
    ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>新</w:t></mc:Choice>'
     '<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>', "新"),
    (r("甲") + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>', "甲"),
    (r("&lt;甲&gt;&amp;"), "<甲>&"),
    ("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>", "甲乙"),
    ("<w:r><w:t>甲\n乙&#13;丙</w:t></w:r>", "甲 乙 丙"),                                       # the XML's own layout
])  # fmt: skip
def test_what_runs_contribute(inline, expected):
    assert text_of(f"<w:p>{inline}</w:p>") == expected


def test_field_codes_are_dropped_and_their_results_kept():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        f'{r("码中文字")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(f"<w:p>{r('见')}{field}{r('。')}</w:p>") == "见结果。"


def test_an_unclosed_field_swallows_no_later_paragraph():
    assert text_of('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("正文")) == "\n正文"


def test_paragraphs_become_lines_and_empty_ones_stay():
    assert text_of(p("甲") + p() + p("乙")) == "甲\n\n乙"


def test_content_controls_and_custom_xml_around_paragraphs_are_seen_through():
    control = f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
    assert text_of(control + f"<w:customXml>{p('乙')}</w:customXml><w:ins>{p('丙')}</w:ins>") == "甲\n乙\n丙"


def test_a_paragraph_whose_mark_is_deleted_runs_into_the_next():
    assert text_of(p("前半", '<w:rPr><w:del w:id="1"/></w:rPr>') + p("后半") + p("另段")) == "前半后半\n另段"


def test_a_wholly_deleted_paragraph_leaves_no_line():
    deleted = '<w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'
    gone = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{deleted}</w:p>'
    assert text_of(p("甲") + gone + p("乙")) == "甲\n乙"


def test_the_last_paragraph_is_kept_though_its_mark_is_deleted():
    assert text_of(p("甲", '<w:rPr><w:moveFrom w:id="1"/></w:rPr>')) == "甲"


def test_a_run_in_heading_shares_its_line_with_what_follows():
    assert text_of(p("标题。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("正文")) == "标题。正文"


def test_styles_hide_text():
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    secret = r("密", '<w:rStyle w:val="Secret"/>')
    assert (
        text_of(f"<w:p>{r('甲')}{secret}</w:p>" + p("密", '<w:pStyle w:val="Note"/>') + p("乙"), styles=styles)
        == "甲\n\n乙"
    )


def test_revisions_and_pictures_are_counted():
    picture = (
        '<w:r><w:drawing><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>'
    )
    notes = read("a.docx", docx(f"<w:p><w:ins>{r('甲')}</w:ins><w:del/>{picture}</w:p>")).notes
    assert (notes.insertions, notes.deletions, notes.pictures) == (1, 1, 1)


def test_strict_documents_are_read_alike():
    files = docx_parts(p("一要学。"))
    strict = files["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read("a.docx", zip_of(files | {"word/document.xml": strict})).text == "一要学。"


def test_the_main_part_is_found_by_its_relationship():
    files = docx_parts(p("甲"))
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')
    assert read("a.docx", zip_of(files)).text == "甲"


@pytest.mark.parametrize("missing", ["_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_a_package_without_its_relationships_is_still_read(missing):
    files = docx_parts(p("甲"))
    del files[missing]
    assert read("a.docx", zip_of(files)).text == "甲"


def test_an_embedded_document_is_reported():
    document = read("a.docx", docx(p("甲") + '<w:altChunk r:id="x"/>'))
    assert [warning.code for warning in document.warnings] == ["embedded_document"]


def test_characters_no_text_may_hold_are_replaced_one_for_one():
    document = read("a.docx", docx(p("甲\ufdd0乙")))
    assert document.text == "甲\ufffd乙"
    assert [(warning.code, warning.start, warning.end) for warning in document.warnings] == [
        ("forbidden_character", 1, 2)
    ]


@pytest.mark.parametrize("body, code", [("", "no_text"), (p() + p(" \u3000"), "no_text"), (p("密", ""), None)])
def test_a_document_without_a_word_is_refused(body, code):
    if code is None:
        assert text_of(body)
        return
    with pytest.raises(UnreadableDocument) as refused:
        text_of(body)
    assert refused.value.code == code
