"""A division goes over to the corrected text with the words around its boundaries."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.text.carrying import Shift, carry_parts, carry_points
from speeches.text.outline import Outline, outline

TEXT = (
    "同志们：\n我谈两点体会。\n"
    "1. 路线要走群众走的路。图纸上最近的线，未必最好。\n"
    "3. 养护要有人管到底。首先，排水要通。其次，边坡要稳。\n"
    "我的发言完毕。\n"
)


def carried(new: str, old: str = TEXT) -> list[tuple[str, str, str]]:
    """(marker, heading, own words) of each point after the correction."""
    parsed: Outline = outline(old)
    points = carry_points(parsed.points, Shift(old, new), old, new)
    return [(p.marker, p.heading, new[p.start : p.end].strip()) for p in points]


BEFORE = carried(TEXT)


def test_nothing_changes_with_an_unchanged_text() -> None:
    parsed = outline(TEXT)
    shift = Shift(TEXT, TEXT)
    assert carry_points(parsed.points, shift, TEXT, TEXT) == parsed.points
    assert carry_parts(parsed.parts, shift, len(TEXT)) == parsed.parts


def test_a_corrected_number_becomes_the_points_marker() -> None:
    after = carried(TEXT.replace("3. 养护", "2. 养护"))
    assert [marker for marker, _, _ in after] == ["1.", "2.", *(marker for marker, _, _ in BEFORE[2:])]


@pytest.mark.parametrize(
    "wrong, right",
    [
        ("图纸上最近的线，未必最好。", "图纸上最近的线，未必是群众最常走的线。"),
        ("我谈两点体会。", "按照安排，我汇报一下学习情况。我谈两点体会。"),
        ("排水要通。", "排水要通，雨季要巡查。"),
        ("我的发言完毕。", "以上是我的体会，请批评。"),
    ],
)
def test_points_keep_their_words_around_a_correction(wrong: str, right: str) -> None:
    new = TEXT.replace(wrong, right)
    assert [m for m, _, _ in carried(new)] == [m for m, _, _ in BEFORE]
    assert [words.replace(right, wrong) for _, _, words in carried(new)] == [words for _, _, words in BEFORE]


def test_a_point_that_was_taken_out_is_gone_and_its_children_find_a_parent() -> None:
    new = TEXT.replace("1. 路线要走群众走的路。图纸上最近的线，未必最好。\n", "")
    assert [m for m, _, _ in carried(new)] == [m for m, _, _ in BEFORE[1:]]
    parsed = outline(TEXT)
    points = carry_points(parsed.points, Shift(TEXT, new), TEXT, new)
    assert [p.parent for p in points] == [None, *(0 for _ in points[1:])]


words = st.text(alphabet="山水。，1\n", max_size=30)


@given(words, words)
def test_places_never_cross_and_the_ends_meet(old: str, new: str) -> None:
    shift = Shift(old, new)
    places = [shift(place) for place in range(len(old) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(new)


@given(words)
def test_carried_parts_tile_the_new_text(new: str) -> None:
    parts = carry_parts(outline(TEXT).parts, Shift(TEXT, new), len(new))
    assert "".join(new[part.start : part.end] for part in parts) == new


@given(words)
def test_carried_points_hold_text_and_lie_inside_their_parents(new: str) -> None:
    parsed = outline(TEXT)
    points = carry_points([replace(p) for p in parsed.points], Shift(TEXT, new), TEXT, new)
    for point in points:
        assert new[point.start : point.end].strip()
        if point.parent is not None:
            parent = points[point.parent]
            assert parent.start <= point.start and point.end <= parent.end
