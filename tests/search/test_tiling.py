"""Passages tile a version: parts, and points' own texts up to their first child."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.search.tiling import POINT, UNDIVIDED, Tile, tile
from speeches.text.outline import outline
from tests.search.archive import BRIDGE, CANAL, MARSH


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: str = ""
    level: int = 1


def test_a_point_stops_at_its_first_child_and_may_come_back() -> None:
    parts = [Span(0, 10, "preamble"), Span(10, 50, "points"), Span(50, 60, "closing")]
    points = [Span(10, 40), Span(15, 20, level=2), Span(20, 25, level=2), Span(40, 50)]
    assert tile(0, 60, parts, points) == [
        Tile("preamble", 0, 10, None),
        Tile(POINT, 10, 15, 0),
        Tile(POINT, 15, 20, 1),
        Tile(POINT, 20, 25, 2),
        Tile(POINT, 25, 40, 0),  # after the inline list the text returns to the point
        Tile(POINT, 40, 50, 3),
        Tile("closing", 50, 60, None),
    ]


def test_text_between_points_belongs_to_none() -> None:
    parts = [Span(0, 30, "points")]
    points = [Span(5, 10), Span(20, 30)]
    assert tile(0, 30, parts, points) == [
        Tile("points", 0, 5, None),
        Tile(POINT, 5, 10, 0),
        Tile("points", 10, 20, None),
        Tile(POINT, 20, 30, 1),
    ]


def test_two_parts_of_one_kind_stay_two_passages() -> None:
    parts = [Span(0, 5, "preamble"), Span(5, 9, "preamble")]
    assert tile(0, 9, parts, []) == [Tile("preamble", 0, 5, None), Tile("preamble", 5, 9, None)]


def test_what_was_not_divided_is_one_passage() -> None:
    assert tile(3, 9, [], []) == [Tile(UNDIVIDED, 3, 9, None)]
    assert tile(3, 3, [], []) == []


@pytest.mark.parametrize("text", [CANAL, BRIDGE, MARSH])
def test_passages_join_to_the_text(text: str) -> None:
    divided = outline(text)
    tiles = tile(0, len(text), divided.parts, divided.points)
    assert "".join(text[one.start : one.end] for one in tiles) == text
    for one in tiles:
        if one.point is not None:
            point = divided.points[one.point]
            assert point.start <= one.start < one.end <= point.end
    owned = {one.point for one in tiles if one.point is not None}
    assert owned == set(range(len(divided.points)))


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8), st.lists(st.integers(1, 39), max_size=5)
)
def test_any_spans_are_tiled(spans: list[tuple[int, int]], cuts: list[int]) -> None:
    points = [Span(start, min(40, start + length)) for start, length in sorted(spans)]
    edges = [0, *sorted(set(cuts)), 40]
    parts = [Span(start, end, "preamble") for start, end in pairwise(edges)]
    tiles = tile(0, 40, parts, points)
    assert [one.start for one in tiles] == [0, *(one.end for one in tiles[:-1])]
    assert tiles[-1].end == 40
