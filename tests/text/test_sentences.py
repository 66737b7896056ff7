"""Sentences end at 。！？ outside quotations and at line ends, tile the text, and stay linear on hostile input."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.sentences import LONG_SENTENCE, split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("抓落实。见成效！好不好？", ["抓落实。", "见成效！", "好不好？"]),
        ("标题一行\n正文开始。\n\n　　第二段。", ["标题一行\n", "正文开始。\n\n　　", "第二段。"]),
        ("他说：“先看。再办。”大家都记住了。", ["他说：“先看。再办。”", "大家都记住了。"]),
        ("他说：“先看。再办。”的要求要记住。", ["他说：“先看。再办。”的要求要记住。"]),
        ("落实“先看。再办。”这一要求。", ["落实“先看。再办。”这一要求。"]),
        ("有人说“办了，但没办好。这就是问题。要改。", ["有人说“办了，但没办好。", "这就是问题。", "要改。"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("（会后再议。）散会。", ["（会后再议。）", "散会。"]),
        ("短句不切；分号保留；到此为止。", ["短句不切；分号保留；到此为止。"]),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_very_long_sentence_is_split_at_semicolons() -> None:
    half = "各单位要把任务分解到岗到人" * 5
    assert pieces(f"{half}；{half}。") == [f"{half}；", f"{half}。"]
    assert len(half) < LONG_SENTENCE


def test_a_semicolon_inside_a_quotation_never_splits() -> None:
    half = "各单位要把任务分解到岗到人" * 5
    assert len(pieces(f"规定写着“{half}；{half}”这一条。")) == 1


def test_only_the_asked_range_is_split() -> None:
    text = "前一句。中间一句。后一句。"
    assert split_sentences(text, 4, 9) == ((4, 9),)


@given(st.text(alphabet='一是，。！？；：“”‘’"\n \u3000（）', max_size=200))
def test_sentences_tile_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(start < end for start, end in split_sentences(text))


@pytest.mark.parametrize("unit", ["“", "”", "。", "；", "\n", "一", "“一。", '"', "。”", "“；"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    began = time.perf_counter()
    split_sentences(unit * 200_000)
    assert time.perf_counter() - began < 2.5
