"""Points redrawn by hand: what each act does, what it refuses, and that spans nest whatever is asked."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.text import regroup
from speeches.text.outline import Part, outline

TEXT = (
    "同志们：\n第一，摸清家底。先把账算明白。\n第二，办好实事。首先，修路。其次，引水。最后，通电。三件都要快。\n"
    "第三，建好队伍。人选准了事就成了。\n谢谢大家。\n"
)
POINTS = outline(TEXT).points


def drawn(points: regroup.Points) -> list[tuple[int, str]]:
    return [(p.level, p.marker or TEXT[p.start : p.start + 3]) for p in points]


def test_the_sample_is_as_it_reads() -> None:
    assert drawn(POINTS) == [(1, "第一，"), (1, "第二，"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (1, "第三，")]


@pytest.mark.parametrize(
    "act, i, expected",
    [
        (regroup.merge, 1, [(1, "第一，"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (1, "第三，")]),
        (regroup.merge, 3, [(1, "第一，"), (1, "第二，"), (2, "首先，"), (2, "最后，"), (1, "第三，")]),
        (
            regroup.promote,
            3,
            [(1, "第一，"), (1, "第二，"), (2, "首先，"), (1, "其次，"), (2, "最后，"), (1, "第三，")],
        ),
        (regroup.demote, 5, [(1, "第一，"), (1, "第二，"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (2, "第三，")]),
        (regroup.demote, 1, [(1, "第一，"), (2, "第二，"), (3, "首先，"), (3, "其次，"), (3, "最后，"), (1, "第三，")]),
        (regroup.dissolve, 1, [(1, "第一，"), (1, "首先，"), (1, "其次，"), (1, "最后，"), (1, "第三，")]),
        (regroup.dissolve, 0, [(1, "第二，"), (2, "首先，"), (2, "其次，"), (2, "最后，"), (1, "第三，")]),
    ],
)
def test_what_an_act_does(act: regroup.Change, i: int, expected: list[tuple[int, str]]) -> None:
    assert drawn(act(POINTS, i)) == expected


def test_a_split_makes_a_second_point_with_a_heading_of_its_own() -> None:
    cut = TEXT.index("先把账")
    points = regroup.split(POINTS, 0, cut, TEXT)
    assert [(TEXT[p.start : p.end], p.heading) for p in points[:2]] == [
        ("第一，摸清家底。", "摸清家底"),
        ("先把账算明白。\n", "先把账算明白"),
    ]


def test_a_piece_that_begins_with_a_number_takes_it_as_its_marker() -> None:
    joined = regroup.merge(POINTS, 3)  # 其次 into 首先
    points = regroup.split(joined, 2, TEXT.index("其次"), TEXT)
    assert drawn(points) == drawn(POINTS)
    assert points[3].heading == POINTS[3].heading


@pytest.mark.parametrize(
    "act, i",
    [(regroup.merge, 0), (regroup.merge, 2), (regroup.demote, 0), (regroup.demote, 2), (regroup.promote, 0)],
)
def test_what_cannot_be_done_says_why(act: regroup.Change, i: int) -> None:
    with pytest.raises(regroup.Impossible, match="。"):
        act(POINTS, i)


def test_a_cut_inside_a_lower_point_is_refused() -> None:
    with pytest.raises(regroup.Impossible, match="下级要点"):
        regroup.split(POINTS, 1, TEXT.index("引水"), TEXT)


def test_text_before_the_first_point_becomes_preamble() -> None:
    parts = outline(TEXT).parts
    redrawn = regroup.parts_around(parts, regroup.dissolve(POINTS, 0))
    assert [p.kind for p in redrawn] == ["salutation", "preamble", "points", "closing"]
    assert [Part("preamble", parts[1].start, parts[1].end)] == [
        p for p in regroup.parts_around(parts, ()) if p.kind == "preamble"
    ]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["split", "merge", "promote", "demote", "dissolve"]), st.integers(0, 9), st.integers(0, 99)
    ),
    max_size=12,
)


@given(ACTS)
@settings(max_examples=120, deadline=None)
def test_spans_nest_and_parts_tile_whatever_is_asked(acts: list[tuple[str, int, int]]) -> None:
    points, parts = POINTS, outline(TEXT).parts
    for name, i, offset in acts:
        if i >= len(points):
            continue
        try:
            if name == "split":
                points = regroup.split(points, i, points[i].start + offset, TEXT)
            else:
                points = getattr(regroup, name)(points, i)
        except regroup.Impossible:
            continue
        parts = regroup.parts_around(parts, points)
    assert "".join(TEXT[p.start : p.end] for p in parts) == TEXT
    for k, point in enumerate(points):
        assert point.start < point.end
        if point.parent is not None:
            outer = points[point.parent]
            assert outer.level == point.level - 1
            assert outer.start <= point.start < point.end <= outer.end
            assert point.parent < k
    for a, b in pairwise([p for p in points if p.parent is None]):
        assert a.end <= b.start
