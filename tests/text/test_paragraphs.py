# ruff: noqa: E501  (sample sentences stay on one line)
"""Lines that are paragraphs, and lines that a scan or a column broke."""

import pytest

from speeches.text.points.paragraphs import split_paragraphs

COLUMN = "山里的路很远走起来要花很长的时间可是走的人多了"  # no stop


def lines(text: str) -> list[str]:
    return [text[p.start : p.end] for p in split_paragraphs(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("一行。\n两行。", ["一行。\n", "两行。"]),
        ("题目\n正文从这里开始，一直说下去。", ["题目\n", "正文从这里开始，一直说下去。"]),
        ("这段话已经说完一句了。后面的话被扫描断成了服务平\n台，说到这里。", ["这段话已经说完一句了。后面的话被扫描断成了服务平\n台，说到这里。"]),
        ("这段话已经说完一句了。后面的话被扫描断成了服务平\n　　台阶是新修的。", ["这段话已经说完一句了。后面的话被扫描断成了服务平\n", "　　台阶是新修的。"]),
        ("这段话已经说完一句了。后面没有句号也没有别的标点\n二是新的一条。", ["这段话已经说完一句了。后面没有句号也没有别的标点\n", "二是新的一条。"]),
        ("\n\n一行\n\n", ["\n", "\n", "一行\n", "\n"]),
        ((COLUMN + "\n") * 8 + COLUMN[:-4] + "百分之二\n十，到头了。\n", [(COLUMN + "\n") * 8 + COLUMN[:-4] + "百分之二\n十，到头了。\n"]),
        ((COLUMN + "\n") * 8 + "到头了。\n下一段。\n", [(COLUMN + "\n") * 8 + "到头了。\n", "下一段。\n"]),
    ],
)  # fmt: skip
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_blanks_and_invisible_characters_stand_outside_a_paragraphs_text() -> None:
    (paragraph,) = split_paragraphs("\u3000\u3000**一行字** \u200b\n")
    assert (paragraph.first, paragraph.last, paragraph.empty) == (4, 7, False)


@pytest.mark.parametrize(
    "text, inside",
    [
        ("&nbsp;&nbsp;一、学习情况<br/>\n", "一、学习情况"),
        ('<p class="a">　一、学习情况&emsp;</p>\n', "一、学习情况"),
        ("<p>&nbsp;</p>\n", ""),
        ("大小关系：一<二，三>二\n", "大小关系：一<二，三>二"),
    ],
)
def test_leftovers_of_a_web_page_stand_outside_a_paragraphs_text(text: str, inside: str) -> None:
    (paragraph,) = split_paragraphs(text)
    assert text[paragraph.first : max(paragraph.first, paragraph.last)] == inside
