"""A point keeps its identity through a new outline, and through a corrected text."""

import pytest

from speeches.text.continuity import carry_over, successors

OLD = "一、先把账算明白。账不清事不明。\n二、再把路修通。路通了人就来。\n三、最后把人留住。\n"
SPANS = [(0, 17), (17, 33), (33, 43)]
CORRECTED = OLD.replace("账不清事不明。", "账不清，事就不明。")
SHIFTED = [(0, 19), (19, 35), (35, 45)]


@pytest.mark.parametrize(
    "new, spans, expected",
    [
        (OLD, SPANS, [0, 1, 2]),
        (OLD, [(0, 33), (33, 43)], [0, 2]),  # two became one: the larger share wins
        (OLD, [(0, 9), (9, 17), (17, 33)], [0, None, 1]),  # one became two: one of them is the old one
        (OLD, [(0, 5), (5, 17), (17, 33)], [0, None, 1]),  # the piece that begins where it began, short as it is
        (CORRECTED, SHIFTED, [0, 1, 2]),
        ("别的话。完全没有关系。", [(0, 4)], [None]),
    ],
)
def test_which_new_point_is_which_old_one(new: str, spans: list[tuple[int, int]], expected: list[int | None]) -> None:
    assert carry_over(OLD, SPANS, new, spans) == expected


def test_what_is_gone_leads_to_what_holds_its_text() -> None:
    assert successors(OLD, SPANS, OLD, [(0, 33)]) == [0, 0, None]
