"""A .md gives its words without its marks."""

import pytest

from speeches.documents import read


@pytest.mark.parametrize("line, expected", [
    ("# 在会上的发言", "在会上的发言"),
    ("## 一、学习 ##", "一、学习"),
    ("**（一）先想明白**。委员来自各行各业。", "（一）先想明白。委员来自各行各业。"),
    ("甲**乙**丙**丁**", "甲乙丙丁"),
    ("去年对**镇开展监督", "去年对**镇开展监督"),          # a masked name, no pair
    ("某** 镇 **村", "某** 镇 **村"),                     # marks that hug nothing
    ("****", "****"),
    ("- 一是学习", "一是学习"),
    ("> 引文", "引文"),
    ("1. 学习", "1. 学习"),
    ("#标签", "#标签"),
    ("", ""),
])  # fmt: skip
def test_marks_are_dropped(line, expected):
    assert read("a.md", f"{line}\n尾".encode()).text == f"{expected}\n尾"


def test_reader_and_encoding():
    document = read("a.markdown", "# 题\n".encode("gb18030") * 9)
    assert (document.reader, document.encoding) == ("md", "gb18030")
