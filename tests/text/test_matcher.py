"""The longest words of a list, by place."""

import pytest

from speeches.text.evidence.matcher import TermScanner

TERMS = ["安全", "粮食安全", "安全生产", "全过程人民民主", "民主监督", "监督"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("粮食安全是底线", [(0, "粮食安全")]),  # 安全 lies inside
        ("抓安全，抓监督", [(1, "安全"), (5, "监督")]),
        ("粮食安全生产", [(0, "粮食安全"), (2, "安全生产")]),  # neither covers the other
        ("全过程人民民主监督", [(0, "全过程人民民主"), (5, "民主监督")]),
        ("无", []),
        ("", []),
    ],
)
def test_outermost_words_in_reading_order(text: str, found: list[tuple[int, str]]) -> None:
    assert list(TermScanner(TERMS).scan(text, 0, len(text))) == found


def test_a_word_cut_by_the_border_is_not_found() -> None:
    assert list(TermScanner(TERMS).scan("安全生产", 0, 3)) == [(0, "安全")]


def test_one_character_is_no_term() -> None:
    with pytest.raises(ValueError, match="两个字"):
        TermScanner(["水"])
