"""Word's automatic numbers come out as Word draws them."""

import pytest

from speeches.documents import read

from .docx_files import abstract, docx, lvl, num, numbered, p

CHINESE = abstract(
    lvl(0, "chineseCountingThousand", "%1、")
    + lvl(1, "chineseCounting", "（%2）")
    + lvl(2, "decimal", "%3.", '<w:suff w:val="nothing"/>')
)


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    return read("讲话.docx", docx(body, numbering=numbering, styles=styles)).text.split("\n")


def test_levels_count_and_restart_under_their_parent():
    body = (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁", 2) + numbered("戊") + numbered("己", 1)
    )
    assert lines(body, CHINESE + num()) == ["一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己"]


def test_paragraphs_between_do_not_disturb_the_count():
    assert lines(numbered("甲") + p("说明。") + numbered("乙"), CHINESE + num()) == ["一、甲", "说明。", "二、乙"]


def test_spans_of_rebuilt_numbers_are_noted():
    document = read("讲话.docx", docx(p("开头") + numbered("甲") + numbered("乙", 1), numbering=CHINESE + num()))
    assert [document.text[start:end] for start, end in document.notes.automatic_numbers] == ["一、", "（一）"]


@pytest.mark.parametrize("suffix, label", [
    ("", "1. "),                                    # a tab stop keeps 1. from running into 2024年
    ('<w:suff w:val="tab"/>', "1. "),
    ('<w:suff w:val="space"/>', "1. "),
    ('<w:suff w:val="nothing"/>', "1."),
])  # fmt: skip
def test_what_follows_a_number(suffix, label):
    assert lines(numbered("2024年"), abstract(lvl(0, "decimal", "%1.", suffix)) + num()) == [label + "2024年"]


def test_a_tab_after_chinese_punctuation_is_layout():
    assert lines(numbered("甲"), abstract(lvl(0, "chineseCounting", "%1、", '<w:suff w:val="tab"/>')) + num()) == [
        "一、甲"
    ]


def test_lists_of_one_abstract_list_go_on_counting():
    numbering = CHINESE + num(1) + num(2)
    assert lines(numbered("甲") + numbered("乙", num=2), numbering) == ["一、甲", "二、乙"]


def test_start_override_begins_anew_once():
    restarted = num(2, overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = numbered("甲") + numbered("乙") + numbered("丙", num=2) + numbered("丁", num=2) + numbered("戊")
    assert lines(body, CHINESE + num() + restarted) == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_a_start_override_leaves_the_levels_above_alone():
    overrides = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in range(9))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 1, num=2) + numbered("丁")
    assert lines(body, CHINESE + num() + num(2, overrides=overrides)) == ["一、甲", "（一）乙", "（一）丙", "二、丁"]


def test_an_override_may_redefine_a_level():
    redefined = num(2, overrides=f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "第%1，")}</w:lvlOverride>')
    assert lines(numbered("甲", num=2), CHINESE + redefined) == ["第1，甲"]


@pytest.mark.parametrize("restart, labels", [
    ("", ["1、", "a)", "2、", "a)"]),
    ('<w:lvlRestart w:val="0"/>', ["1、", "a)", "2、", "b)"]),        # 0: never restarts
])  # fmt: skip
def test_level_restart(restart, labels):
    numbering = abstract(lvl(0, "decimal", "%1、") + lvl(1, "lowerLetter", "%2)", restart)) + num()
    text = lines(numbered("") + numbered("", 1) + numbered("") + numbered("", 1), numbering)
    assert [line.strip() for line in text] == labels


def test_restart_only_after_the_level_named():
    levels = (
        lvl(0, "decimal", "%1、") + lvl(1, "decimal", "%2）") + lvl(2, "decimal", "%3：", '<w:lvlRestart w:val="1"/>')
    )
    body = (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 1) + numbered("戊", 2) + numbered("己")
    )
    assert lines(body + numbered("庚", 2), abstract(levels) + num())[2::2] == ["1：丙", "2：戊", "1：庚"]


def test_numbers_of_higher_levels_are_shown_and_made_decimal_by_is_lgl():
    levels = (
        lvl(0, "chineseCounting", "第%1章")
        + lvl(1, "chineseCounting", "%1.%2")
        + lvl(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    body = numbered("甲") + numbered("乙") + numbered("丙", 1) + numbered("丁", 2)
    assert lines(body, abstract(levels) + num()) == ["第一章甲", "第二章乙", "二.一丙", "2.1.1 丁"]


def test_a_level_that_skips_its_parent_shows_the_parents_start():
    numbering = abstract(lvl(0, "decimal", "%1、") + lvl(1, "decimal", "%1.%2")) + num()
    assert lines(numbered("甲", 1) + numbered("乙"), numbering) == ["1.1 甲", "1、乙"]


@pytest.mark.parametrize("level", [
    lvl(0, "bullet", "●"),
    lvl(0, "none", ""),
    lvl(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"),
])  # fmt: skip
def test_bullets_and_hidden_numbers_are_no_numbers(level):
    assert lines(numbered("甲"), abstract(level) + num()) == ["甲"]


def test_words_around_the_number_belong_to_the_label():
    numbering = abstract(lvl(0, "chineseCounting", "%1是") + lvl(1, "chineseCounting", "其%2，")) + num()
    assert lines(numbered("学。") + numbered("做。", 1) + numbered("干。"), numbering) == [
        "一是学。",
        "其一，做。",
        "二是干。",
    ]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T2"><w:basedOn w:val="T1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="T1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="T1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
)


@pytest.mark.parametrize("properties, expected", [
    ('<w:pStyle w:val="T1"/>', "一、甲"),
    ('<w:pStyle w:val="T2"/>', "（一）甲"),                                              # list inherited, level its own
    ('<w:pStyle w:val="Child"/>', "一、甲"),                                            # both through basedOn
    ('<w:pStyle w:val="Plain"/>', "甲"),                                               # numId 0 ends the list
    ('<w:pStyle w:val="T1"/><w:numPr><w:numId w:val="0"/></w:numPr>', "甲"),
    ('<w:pStyle w:val="T1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>', "（一）甲"),         # level direct, list by style
    ('<w:pStyle w:val="Nowhere"/>', "甲"),
    ("", "甲"),
])  # fmt: skip
def test_numbers_by_style(properties, expected):
    assert lines(p("甲", properties), CHINESE + num(), STYLES) == [expected]


def test_the_level_that_names_a_style_is_that_styles_level():
    levels = lvl(0, "decimal", "%1.") + lvl(1, "chineseCounting", "第%2条", '<w:pStyle w:val="T1"/>')
    assert lines(p("甲", '<w:pStyle w:val="T1"/>'), abstract(levels) + num(), STYLES) == ["第一条甲"]


def test_the_default_paragraph_style_may_number():
    numbers = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="paragraph" w:default="1" w:styleId="a">{numbers}</w:style>'
    assert lines(p("甲") + p("乙"), CHINESE + num(), style) == ["一、甲", "二、乙"]


def test_a_loop_of_styles_ends():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(p("甲", '<w:pStyle w:val="A"/>'), CHINESE + num(), styles) == ["甲"]


def test_a_list_that_points_at_a_list_style_counts_with_it():
    numbering = abstract('<w:styleLink w:val="Gongwen"/>' + lvl(0, "chineseCounting", "%1、"))
    numbering += abstract('<w:numStyleLink w:val="Gongwen"/>', 1)
    assert lines(numbered("甲") + numbered("乙", num=2), numbering + num(1, 0) + num(2, 1)) == ["一、甲", "二、乙"]


def test_a_number_format_newer_than_the_standard_falls_back():
    level = (
        '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert lines(numbered("甲"), abstract(level) + num()) == ["01、甲"]


@pytest.mark.parametrize("properties", [
    '<w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr>',
    '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr>',
    '<w:numPr><w:ilvl w:val="99999999999999999999"/><w:numId w:val="7"/></w:numPr>',
    '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="没有"/></w:numPr>',
])  # fmt: skip
def test_numbering_that_makes_no_sense_numbers_nothing(properties):
    assert lines(p("甲", properties), CHINESE + num()) == ["甲"]


def test_deleted_paragraphs_are_not_counted():
    gone = numbered("").replace("</w:pPr>", '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>')
    assert lines(numbered("甲") + gone + numbered("乙"), CHINESE + num()) == ["一、甲", "二、乙"]


def test_a_joined_paragraph_shows_its_number_at_the_start():
    first = p("前半", '<w:rPr><w:del w:id="1"/></w:rPr>')
    assert lines(first + numbered("后半"), CHINESE + num()) == ["一、前半后半"]
