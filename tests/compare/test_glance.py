"""一眼看懂: only what the counts say, and nothing where there is nothing to say."""

from __future__ import annotations

import datetime

import pytest

from speeches import lexicons
from speeches.compare import alignment, framing, glance, matrix, moves, overlaps, quoting
from speeches.compare.material import Material, SpeechData
from tests.compare.made import Themes, material, speech


def lines(compared: Material) -> dict[str, str]:
    found = glance.sum_up(
        compared,
        matrix.build_matrix(compared),
        alignment.align(compared),
        moves.unfold(compared),
        framing.frame(compared, lexicons.shipped().constructions),
        quoting.compare_quotations(compared, lexicons.shipped().quotations),
        overlaps.find_shared(compared, (), 13),
    )
    return {line.label: line.sentence for line in found.lines}


def spoken(name: str, *points: Themes, problems: int = 0, chars: int = 300) -> SpeechData:
    """Points of 100 characters; `problems` characters of problems among `chars` of sentences."""
    told = [(problems, "问题检视", 2.0)] if problems else []
    return speech(name, [(100, point) for point in points], moves=[*told, (chars - problems, "举措要求", 2.0)])


def test_one_speech_is_not_summed_up() -> None:
    assert lines(material(spoken("甲", {"a": 5.0}))) == {}


def test_what_all_speak_of_and_who_gives_it_most_room() -> None:
    compared = material(spoken("甲", {"a": 5.0}), spoken("乙", {"a": 5.0}, {"b": 5.0}), spoken("丙", {"a": 5.0}))
    said = lines(compared)
    assert said["共识"] == "3篇都讲1个主题：a。讲“a”篇幅最多的是甲、丙，占100%。"
    assert said["独到"] == "1个主题只有一篇讲到：乙讲b。"


def test_what_half_speak_of_is_told_as_half_or_more() -> None:
    compared = material(*(spoken(name, {theme: 5.0}) for name, theme in zip("甲乙丙丁", "aabc", strict=True)))
    assert lines(compared)["共识"] == "没有一个主题篇篇都讲；半数以上发言讲到的有1个：a。"


@pytest.mark.parametrize("names, said", [
    ("甲乙丙", "没有一个主题有半数以上发言讲到。"),
    ("甲乙", "没有一个主题两篇都讲。"),  # each theme has half of them
])  # fmt: skip
def test_where_no_theme_is_common_that_is_said(names: str, said: str) -> None:
    compared = material(*(spoken(name, {name: 5.0}) for name in names))
    assert lines(compared)["共识"] == said


def test_equal_shares_name_nobody() -> None:
    compared = material(spoken("甲", {"a": 5.0}, problems=60), spoken("乙", {"a": 5.0}, problems=60))
    said = lines(compared)
    assert said["共识"] == "两篇都讲1个主题：a。"
    assert "讲问题" not in said.get("着力", "")


def test_a_share_of_a_few_characters_says_nothing() -> None:
    compared = material(spoken("甲", {"a": 5.0}, problems=60, chars=90), spoken("乙", {"a": 5.0}, chars=90))
    assert "着力" not in lines(compared)


def test_preset_themes_that_nobody_spoke_of_and_points_without_theme() -> None:
    compared = material(spoken("甲", {"a": 5.0}, {}), spoken("乙", {"a": 5.0}), preset=["a", "z"])
    assert lines(compared)["空白"] == "预设主题中有1个无人讲到：z。没有归入任何主题的要点1个。"


def test_the_same_person_twice_is_told_apart_by_date() -> None:
    sooner, later = (
        speech("甲", [(100, {"a": 5.0})], moves=[(n, "问题检视", 2.0), (300 - n, "举措要求", 2.0)], date=date)
        for n, date in ((30, datetime.date(2023, 5, 1)), (90, datetime.date(2024, 5, 1)))
    )
    assert "讲问题篇幅最多的是甲（2024年5月1日）（30%）。" in lines(material(sooner, later))["着力"]


def test_no_overlap_is_told_as_zero() -> None:
    compared = material(spoken("甲", {"a": 5.0}), speech("乙", [(100, {"a": 5.0})], text="别" * 100))
    assert lines(compared)["重合"] == "13字以上表述重合0处。"
