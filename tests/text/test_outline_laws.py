# ruff: noqa: E501  (sample sentences stay on one line)
"""What holds for the outline of any text, however hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.text.header import guess_header
from speeches.text.outline import Outline, outline
from speeches.text.points.paragraphs import split_paragraphs

PIECES = [
    "一、", "二、", "三、", "（一）", "（二）", "(1)", "（2）", "1.", "2．", "3、", "①", "②", "第一，", "第二，", "第三", "一是", "二是", "三要", "首先，", "其次", "最后，",
    "其一，", "其二", "一方面，", "另一方面，", "一抓", "二抓", "三抓", "同志们：", "各位领导、同志们：", "主持人：", "县委书记　张三\n", "李四\n", "2024年5月6日\n", "——副标题\n",
    "\n", "\n\n", "　　", " ", "。", "，", "；", "：", "“", "”", "《", "》", "**", "××", "好好学习", "天天向上", "谢谢大家", "不当之处请批评指正", "以下三个方面：",
    "在座谈会上的发言\n", "\u200c", "\ufeff", "\x00", "\ud800", "\U0001f600", "高三（8）班", "一、二季度", "统一是", "（作者单位：某校）", "\r", "\t", "\u2028",
]  # fmt: skip
speeches = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
any_text = st.text(st.characters(), max_size=300)
texts = speeches | any_text


@given(texts)
@settings(max_examples=120, deadline=None)
def test_parts_tile_the_text(text: str) -> None:
    parts = outline(text).parts
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.start < part.end for part in parts)


@given(texts)
@settings(max_examples=120, deadline=None)
def test_points_are_sorted_and_nest(text: str) -> None:
    points = outline(text).points
    assert [point.start for point in points] == sorted({point.start for point in points})
    for index, point in enumerate(points):
        assert 0 <= point.start < point.end <= len(text)
        assert point.start <= point.heading_start <= point.heading_end <= point.end
        assert text[point.start :].startswith(point.marker)
        assert text[point.heading_start : point.heading_end] == point.heading
        assert bool(point.marker) != point.inferred
        assert point.reason and 0 < point.confidence < 1
        if point.parent is None:
            assert point.level == 1
        else:
            parent = points[point.parent]
            assert point.parent < index and parent.level == point.level - 1
            assert parent.start < point.start and point.end <= parent.end


@given(texts)
@settings(max_examples=120, deadline=None)
def test_siblings_do_not_overlap(text: str) -> None:
    ends: dict[int | None, int] = {}
    for point in outline(text).points:
        assert point.start >= ends.get(point.parent, 0)
        ends[point.parent] = point.end


@given(texts)
@settings(max_examples=80, deadline=None)
def test_sections_are_disjoint_and_own_their_points(text: str) -> None:
    found = outline(text)
    for one, two in zip(found.sections, found.sections[1:], strict=False):
        assert one.end <= two.start
    for section in found.sections:
        assert all(section.start <= found.points[index].start < section.end for index in section.points)


@given(texts)
@settings(max_examples=80, deadline=None)
def test_warnings_and_guesses_point_into_the_text(text: str) -> None:
    found = outline(text)
    assert all(0 <= warning.start < warning.end <= len(text) and warning.message for warning in found.warnings)
    for section in (None, *found.sections):
        header = guess_header(text, found, "", section)
        assert header.speaker is None or header.speaker_span is not None


@given(texts)
@settings(max_examples=40, deadline=None)
def test_the_same_text_has_the_same_outline(text: str) -> None:
    assert outline(text) == outline(text)


@given(speeches)
@settings(max_examples=60, deadline=None)
def test_paragraphs_tile_the_text(text: str) -> None:
    assert "".join(text[p.start : p.end] for p in split_paragraphs(text)) == text


def test_nothing_comes_of_nothing() -> None:
    assert outline("") == Outline((), (), (), ())


@pytest.mark.parametrize(
    "piece",
    [
        "一是",
        "第一，",
        "“",
        "第一，第二，",
        "一、\n",
        "首先，其次，",
        " ",
        "\n",
        "（",
        "各位领导、",
        "县委书记　张三\n\n",
        "二、\n(1)a(2)b(3)c\n",
        "一、a\n（一）b\n1.c\n(1)d\n①e②f\n",
        "一是a。二是",
        "“‘",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    """Generous on purpose: a quadratic rule would take a hundred times as long."""
    outline(piece * 10)
    short, long = (_seconds(piece * (size // len(piece))) for size in (4_000, 40_000))
    assert long < 40 * short + 0.2


def _seconds(text: str) -> float:
    begin = time.process_time()
    outline(text)
    return time.process_time() - begin
