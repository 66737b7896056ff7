"""What a .docx shows outside its body goes to the extras, each once; speech in table cells stays in the body."""

import pytest

from speeches.documents import Extra, UnreadableDocument, read

from .docx_files import abstract, docx, lvl, num, numbered, p, part, table

SPEECH = "我们要把群众的事情一件一件办好。" * 13  # 208 characters


def read_body(body: str, **parts: object) -> tuple[str, list[Extra]]:
    document = read("发言.docx", docx(body, **parts))
    return document.text, list(document.extras)


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def test_a_form_above_the_speech_is_one_extra_a_row():
    body = table((p("发言人"), p("何青")), (p("时间"), p("2024年3月")), (p(), p())) + p("各位同志：")
    assert read_body(body) == ("各位同志：", [Extra("table", "发言人 何青"), Extra("table", "时间 2024年3月")])


def test_a_cell_that_holds_the_speech_is_body():
    text, extras = read_body(table((p("职务"), p("部长")), (p("发言内容"), p("各位同志：") + p(SPEECH))))
    assert text == f"各位同志：\n{SPEECH}"
    assert extras == [Extra("table", "职务 部长"), Extra("table", "发言内容")]


@pytest.mark.parametrize("cell, is_body", [
    ("字" * 200, True),
    ("字" * 199, False),
    ("一、要坚持学习。", True),
    ("（二）把调研做实。", True),
    ("第一，深学细悟。", True),
    ("3.办好民生实事", True),
    ("一是提高认识。", True),
    ("首先，要讲政治。", True),
    ("①抓好落实工作", True),
    ("1、张三", False),                     # a name in a list
    ("2.欧阳修远", False),
    ("3", False),                           # a row's number
    ("2024年3月28日上午", False),
    ("3.5万元以上的项目", False),
    ("一把手工程推进情况", False),
    ("", False),
])  # fmt: skip
def test_which_cells_are_body(cell, is_body):
    text, extras = read_body(p("正文") + table((p(cell),)))
    assert (text == f"正文\n{cell}", bool(extras)) == (is_body, bool(cell) and not is_body)


def test_an_automatic_number_makes_a_cell_body():
    numbering = abstract(lvl(0, "chineseCounting", "%1、")) + num()
    text, _ = read_body(table((numbered("要坚持学习。"),)), numbering=numbering)
    assert text == "一、要坚持学习。"


def test_numbers_in_cells_put_aside_count_too():
    numbering = abstract(lvl(0, "chineseCounting", "%1、")) + num()
    text, extras = read_body(table((numbered("甲"),)) + numbered("乙"), numbering=numbering)
    assert (text, extras) == ("二、乙", [Extra("table", "一、甲")])


def test_speech_in_a_nested_table_is_body():
    text, extras = read_body(table((table((p(SPEECH),)) + p(),)) + p("完"))
    assert (text.split("\n"), extras) == ([SPEECH, "", "完"], [])


def test_a_nested_form_is_put_aside_once():
    text, extras = read_body(p("正文") + table((p("外") + table((p("内"),)),)))
    assert (text, sorted(extra.text for extra in extras)) == ("正文", ["内", "外"])


def test_rows_in_content_controls_are_seen_and_deleted_rows_are_not():
    row = f"<w:tr><w:sdt><w:sdtContent><w:tc>{p('甲')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删')}</w:tc></w:tr>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{gone}</w:tbl>{p('正文')}"
    assert read_body(body) == ("正文", [Extra("table", "甲")])


@pytest.mark.parametrize("drawing", [
    f"<w:pict><v:shape><v:textbox>{box('内部材料')}</v:textbox></v:shape></w:pict>",
    f"<w:drawing><wps:txbx>{box('内部材料')}</wps:txbx></w:drawing>",
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box("内部材料")}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{box('内部材料')}</w:pict></mc:Fallback></mc:AlternateContent>",
    f"<mc:AlternateContent><mc:Fallback><w:pict>{box('内部材料')}</w:pict></mc:Fallback></mc:AlternateContent>",
])  # fmt: skip
def test_a_text_box_is_put_aside_once(drawing):
    body = f"<w:p><w:r><w:t>一、要</w:t></w:r><w:r>{drawing}</w:r><w:r><w:t>学习</w:t></w:r></w:p>"
    assert read_body(body) == ("一、要学习", [Extra("textbox", "内部材料")])


def test_a_box_in_a_box_comes_after_it():
    outer = f"<w:txbxContent><w:p><w:r><w:t>外</w:t><w:pict>{box('内')}</w:pict></w:r></w:p></w:txbxContent>"
    _, extras = read_body(p("正文") + f"<w:p><w:r><w:pict>{outer}</w:pict></w:r></w:p>")
    assert extras == [Extra("textbox", "外"), Extra("textbox", "内")]


def section(*references: str) -> str:
    return f"<w:sectPr>{''.join(references)}</w:sectPr>"


def test_headers_footers_notes_and_comments_are_put_aside_in_this_order():
    line = f'<w:footnote w:type="separator">{p("线")}</w:footnote>'
    others = {
        "h1": ("header", part("hdr", p("学习材料"))),
        "h2": ("header", part("hdr", p("学习材料"))),                   # the same header of a second section
        "f1": ("footer", part("ftr", p("— 1 —"))),                     # a page number is no text
        "f2": ("footer", part("ftr", p("云溪市委办公室"))),
        "unused": ("header", part("hdr", p("没有哪一节用它"))),
        "footnotes": ("footnotes", part("footnotes", f'{line}<w:footnote w:id="2">{p("见会议材料。")}</w:footnote>')),
        "endnotes": ("endnotes", part("endnotes", f'<w:endnote w:id="2">{p("尾注。")}</w:endnote>')),
        "comments": ("comments", part("comments", f'<w:comment w:id="0">{p("请核实。")}</w:comment>')),
    }  # fmt: skip
    references = [f'<w:headerReference r:id="{key}"/>' for key in ("h1", "h2", "none")]
    references += [f'<w:footerReference r:id="{key}"/>' for key in ("f1", "f2", "f2")]
    text, extras = read_body(p("正文") + section(*references), others=others)
    assert text == "正文"
    assert extras == [
        Extra("header", "学习材料"),
        Extra("footer", "云溪市委办公室"),
        Extra("footnote", "见会议材料。"),
        Extra("footnote", "尾注。"),
        Extra("comment", "请核实。"),
    ]


def test_deleted_words_are_in_no_extra():
    deleted = "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t>留下</w:t></w:r></w:p>"
    others = {"comments": ("comments", part("comments", f'<w:comment w:id="0">{deleted}</w:comment>'))}
    assert read_body(p("正文"), others=others)[1] == [Extra("comment", "留下")]


def test_text_only_outside_the_body_is_refused_and_says_so():
    with pytest.raises(UnreadableDocument, match="表格、文本框") as refused:
        read_body(table((p("签到表"),)))
    assert refused.value.code == "no_text"
