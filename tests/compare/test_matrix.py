"""主题×发言: shares add up to 1, bands are as defined, columns always come in the same order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeches.compare.matrix import band_of, build_matrix, seriate
from tests.compare.made import label, material, speech


@pytest.mark.parametrize("speeches, total, band", [
    (0, 7, "absent"),
    (1, 7, "single"),
    (2, 7, "several"),
    (3, 7, "several"),
    (4, 7, "common"),      # at least half
    (7, 7, "common"),
    (4, 8, "common"),      # exactly half counts
    (1, 2, "single"),      # half, but not two
    (2, 2, "common"),
    (2, 3, "common"),
    (1, 1, "single"),
])  # fmt: skip
def test_a_themes_band_follows_from_how_many_speak_of_it(speeches: int, total: int, band: str) -> None:
    assert band_of(speeches, total) == band


def test_a_points_characters_go_to_its_themes_by_their_scores() -> None:
    found = build_matrix(material(speech("甲", [(300, {"a": 6.0, "b": 3.0}), (100, {"b": 5.0})])))
    shares = {row.code: row.cells[0].share for row in found.rows}
    assert shares == {"a": pytest.approx(0.5), "b": pytest.approx(0.5)}


def test_points_without_a_theme_are_listed_and_weighed() -> None:
    one = speech("甲", [(300, {"a": 6.0}), (100, {})])
    (bare,) = build_matrix(material(one)).unclassified
    assert bare.share == pytest.approx(0.25)
    assert bare.points == (one.points[1],)


def test_a_speech_without_points_is_all_unclassified() -> None:
    (bare,) = build_matrix(material(speech("甲"))).unclassified
    assert (bare.share, bare.points) == (1.0, ())


themes = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 40), max_size=4)


@given(st.lists(st.tuples(st.integers(1, 900), themes), min_size=1, max_size=12))
def test_shares_and_the_unclassified_share_add_up_to_one(points: list[tuple[int, dict[str, float]]]) -> None:
    found = build_matrix(material(speech("甲", points)))
    total = sum(cell.share for row in found.rows for cell in row.spoken) + found.unclassified[0].share
    assert total == pytest.approx(1.0)


def test_rows_stand_in_bands_by_how_many_speak_of_them() -> None:
    found = build_matrix(
        material(
            speech("甲", [(100, {"all": 5.0}), (100, {"alone": 5.0})]),
            speech("乙", [(100, {"all": 5.0}), (100, {"two": 5.0})]),
            speech("丙", [(100, {"all": 5.0}), (100, {"two": 5.0})]),
            speech("丁", [(100, {"all": 5.0})]),
            preset=["all", "nobody"],
        )
    )
    assert {band.key: [row.code for row in band.rows] for band in found.bands} == {
        "common": ["all", "two"],
        "several": [],
        "single": ["alone"],
        "absent": ["nobody"],
    }
    assert [row.code for row in found.themes_all] == ["all"]
    assert [row.code for row in found.themes_shared] == ["all", "two"]
    assert [row.speeches for row in found.rows] == [4, 2, 1, 0]
    assert [row.preset for row in found.rows] == [True, False, False, True]


def test_a_cell_names_its_points_and_shows_the_one_most_about_the_theme() -> None:
    one = speech("甲", [(500, {"b": 9.0, "a": 1.0}), (100, {"a": 5.0})])
    row = next(row for row in build_matrix(material(one)).rows if row.code == "a")
    cell = row.cells[0]
    assert cell is not None
    assert [point.id for point in cell.points] == [one.points[0].id, one.points[1].id]
    assert cell.head is one.points[1]
    assert cell.dedicated
    assert row.points == 2


@pytest.mark.parametrize("states, shown, doubtful", [
    (["机器"], "机器", 0),
    (["待核", "机器"], "待核", 1),
    (["待核", "已确认"], "待核", 1),
    (["已确认", "机器"], "机器", 0),
    (["已确认", "人工"], "已确认", 0),
    (["人工"], "人工", 0),
])  # fmt: skip
def test_a_cell_is_as_sure_as_its_least_sure_label(states: list[str], shown: str, doubtful: int) -> None:
    one = speech("甲", [(100, [label("a", state=state)]) for state in states])
    cell = build_matrix(material(one)).rows[0].cells[0]
    assert cell is not None
    assert (cell.state, cell.doubtful) == (shown, doubtful)
    whole = "待核" if doubtful == len(states) else f"其中 {doubtful} 点待核"
    assert cell.doubt == (whole if doubtful else "")


def test_like_speeches_touch() -> None:
    vectors = [{"a": 1.0}, {"z": 1.0}, {"a": 0.9, "b": 0.1}, {"z": 0.9, "y": 0.1}]
    order = seriate(vectors)
    assert {tuple(sorted(order[:2])), tuple(sorted(order[2:]))} == {(0, 2), (1, 3)}


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.floats(0.01, 1), max_size=3), max_size=9))
def test_columns_are_an_order_of_all_speeches_and_always_the_same(vectors: list[dict[str, float]]) -> None:
    order = seriate(vectors)
    assert sorted(order) == list(range(len(vectors)))
    assert seriate([dict(reversed(vector.items())) for vector in vectors]) == order


def test_equal_speeches_stay_in_speaking_order() -> None:
    assert seriate([{"a": 1.0}] * 4) == [0, 1, 2, 3]
