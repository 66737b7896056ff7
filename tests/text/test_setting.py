"""Text set for reading is the text itself: blocks at line ends and items, runs that tile each block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.setting import KINDS, Item, Mark, blocks

TEXT = "一、修路要问群众。\n　首先，排水要通。其次，边坡要稳。\n散会。"


def shown(text: str, *items: Item, marks: tuple[Mark, ...] = ()) -> list[tuple[str, int, int | None]]:
    found = blocks(text, 0, len(text), items, marks)
    return [("".join(run.text for run in block.runs), block.depth, block.opens) for block in found]


def test_a_line_is_a_block_without_the_blanks_around_it() -> None:
    lines = ["一、修路要问群众。", "首先，排水要通。其次，边坡要稳。", "散会。"]
    assert shown(TEXT) == [(line, 0, None) for line in lines]


def test_an_item_inside_a_line_begins_a_block() -> None:
    first, second = TEXT.index("首先"), TEXT.index("其次")
    end = TEXT.index("散会")
    items = (Item(first, second, 1), Item(second, end, 1))
    assert shown(TEXT, *items)[1:] == [("首先，排水要通。", 1, 0), ("其次，边坡要稳。", 1, 1), ("散会。", 0, None)]


def test_an_item_that_begins_with_a_blank_opens_its_block() -> None:
    start = TEXT.index("　首先")
    assert shown(TEXT, Item(start, TEXT.index("散会"), 1))[1] == ("首先，排水要通。其次，边坡要稳。", 1, 0)


def test_where_marks_overlap_a_run_has_all_kinds_in_one_order() -> None:
    marks = (Mark(0, 4, "heading"), Mark(1, 3, "evidence"), Mark(2, 4, "quotation"))
    runs = blocks("调查研究", 0, 4, (), marks)[0].runs
    assert [(run.text, run.kinds) for run in runs] == [
        ("调", ("heading",)),
        ("查", ("heading", "evidence")),
        ("研", ("heading", "quotation", "evidence")),
        ("究", ("heading", "quotation")),
    ]


def test_a_mark_over_two_blocks_is_in_both() -> None:
    found = blocks("山上\n河边", 0, 5, (), (Mark(1, 4, "place"),))
    assert [[(run.text, run.kinds) for run in block.runs] for block in found] == [
        [("山", ()), ("上", ("place",))],
        [("河", ("place",)), ("边", ())],
    ]


@pytest.mark.parametrize("text", ["", " \n　\n"])
def test_nothing_to_read_makes_no_block(text: str) -> None:
    assert blocks(text, 0, len(text), (), ()) == ()


spans = st.tuples(st.integers(0, 30), st.integers(1, 12))


@given(
    st.text(alphabet="山水人。\n　 ", max_size=40),
    st.lists(st.tuples(spans, st.sampled_from(KINDS)), max_size=8),
)
def test_runs_are_the_text_at_their_place_and_nothing_but_blanks_is_left_out(
    text: str, marked: list[tuple[tuple[int, int], str]]
) -> None:
    marks = sorted((Mark(start, start + length, kind) for (start, length), kind in marked), key=lambda mark: mark.start)
    runs = [run for block in blocks(text, 0, len(text), (), marks) for run in block.runs]
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())
    for run in runs:
        for at in range(run.start, run.start + len(run.text)):
            assert set(run.kinds) == {mark.kind for mark in marks if mark.start <= at < mark.end}
