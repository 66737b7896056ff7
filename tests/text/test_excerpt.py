"""A keyword-in-context line shows its words, ends at punctuation, and says where its marks are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.excerpt import GAP, REACH, WIDTH, WINDOWS, Excerpt, Segment, excerpt, merge, segments

LONG = (
    "修路先修渠，修渠先修心。前年冬天我在青石沟住了四十天，白天看水，晚上听人说水。老支书讲，渠是祖上留下的，"
    "水是天上给的，人心是自己攒的。这三句话我记到今天。后来我们定了三条规矩：凡是动工，先开院坝会；凡是用钱，"
    "先上公示栏；凡是验收，先请用水的人到场。规矩立起来容易，守下去难。去年夏天有一段渠垮了，包工的人要补，"
    "村里人要重修，最后听了村里人的，多花十一天，少了一个心病。水到田头那天，没有剪彩，只有人蹲在渠边洗手。"
)


def marks_of(text: str, *words: str) -> list[tuple[int, int]]:
    return [(i, i + len(w)) for w in words for i in range(len(text)) if text.startswith(w, i)]


def marked(cut: Excerpt) -> list[str]:
    return [cut.text[start:end] for start, end in cut.marks]


def test_a_short_passage_is_shown_whole() -> None:
    text = "　　修路先修渠，修渠先修心。\n"
    cut = excerpt(text, marks_of(text, "修渠"))
    assert cut == Excerpt("修路先修渠，修渠先修心。", ((3, 5), (6, 8)))


def test_a_window_ends_at_punctuation() -> None:
    cut = excerpt(LONG, marks_of(LONG, "公示栏"))
    assert marked(cut) == ["公示栏"]
    inside = cut.text.strip(GAP)
    assert inside in LONG
    before = LONG[: LONG.index(inside)]
    assert before == "" or before[-1] in "。，；："
    assert inside[-1] in "。，；："


def test_two_far_words_get_a_window_each() -> None:
    cut = excerpt(LONG, marks_of(LONG, "青石沟", "剪彩"))
    assert marked(cut) == ["青石沟", "剪彩"]
    assert cut.text.count(GAP) >= 1
    assert all(piece in LONG for piece in cut.text.split(GAP))


def test_the_window_with_most_marks_wins() -> None:
    cut = excerpt(LONG, marks_of(LONG, "凡是"))
    assert marked(cut) == ["凡是"] * 3


def test_enough_windows_show_every_mark() -> None:
    marks = marks_of(LONG, "水", "渠", "规矩")
    assert len(excerpt(LONG, marks, windows=20).marks) == len(merge(marks)) > len(excerpt(LONG, marks, windows=1).marks)


def test_without_marks_it_is_the_beginning() -> None:
    cut = excerpt(LONG, [])
    assert cut.marks == ()
    assert LONG.startswith(cut.text.rstrip(GAP))
    assert cut.text.endswith(GAP)


def test_line_breaks_become_blanks() -> None:
    assert excerpt("第一行\n第二行", [(4, 7)]).text == "第一行 第二行"


@pytest.mark.parametrize(
    "marks, merged",
    [
        ([], ()),
        ([(3, 5), (0, 2)], ((0, 2), (3, 5))),
        ([(0, 3), (2, 5), (5, 6)], ((0, 6),)),
        ([(0, 9), (2, 3)], ((0, 9),)),
    ],
)
def test_marks_are_sorted_and_apart(marks: list[tuple[int, int]], merged: tuple[tuple[int, int], ...]) -> None:
    assert merge(marks) == merged


def test_segments_join_to_the_text() -> None:
    assert segments("甲乙丙丁", [(0, 1), (2, 4)]) == (Segment("甲", True), Segment("乙", False), Segment("丙丁", True))


@given(st.text(alphabet="水渠人心，。\n　", max_size=500), st.lists(st.tuples(st.integers(0, 499), st.integers(1, 30))))
def test_any_marks_give_a_line_that_fits(text: str, wanted: list[tuple[int, int]]) -> None:
    marks = [(start, min(len(text), start + length)) for start, length in wanted if start < len(text)]
    cut = excerpt(text, marks)
    longest = max((end - start for start, end in merge(marks)), default=0)
    assert len(cut.text) <= WINDOWS * (max(2 * WIDTH, longest) + 2 * REACH + len(GAP)) + 1
    assert all(0 <= start < end <= len(cut.text) for start, end in cut.marks)
    assert list(cut.marks) == sorted(cut.marks)
    if any(text[start:end].strip() for start, end in marks):
        assert cut.marks
