"""Alignment, moves, words, overlaps and the sentences of 一眼看懂: numbers equal their lists."""

import pytest

from speeches import lexicons
from speeches.compare import alignment, distinctive, framing, moves, overlaps, quoting, reading
from speeches.compare.marking import Mark, segments
from speeches.text.constructions import Metaphor
from speeches.text.distinctive import NO_PRIOR, Prior
from speeches.text.overlap.fingerprints import Mask
from speeches.text.quotations import find_quotations
from tests.compare.made import material, speech

COPIED = "台账上写着七十二户，走到第三个院坝才知道少记了五户"


@pytest.mark.parametrize("marks, expected", [
    ([], [("一二三四五", ())]),
    ([Mark(1, 3, "theme")], [("一", ()), ("二三", ("theme",)), ("四五", ())]),
    ([Mark(0, 3, "theme"), Mark(2, 5, "shared")],
     [("一二", ("theme",)), ("三", ("theme", "shared")), ("四五", ("shared",))]),
    ([Mark(-4, 9, "quotation")], [("一二三四五", ("quotation",))]),
])  # fmt: skip
def test_segments_tile_the_text_and_carry_every_mark(
    marks: list[Mark], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(s.text, s.kinds) for s in segments("一二三四五", 0, 5, marks)] == expected


def test_a_metaphor_said_again_in_its_point_is_listed_once_and_counted() -> None:
    text = "船要修。修好了船，再看河。" + "船靠岸。"
    places = [at for at, sign in enumerate(text) if sign == "船"]
    metaphors = tuple(Metaphor("航程道路", "船", at, at + 1) for at in places)
    one = speech("甲", [(13, {}), (4, {})], text=text, metaphors=metaphors)
    first, second = framing.frame(material(one), lexicons.shipped().constructions).speeches[0].points
    assert [(image.word.text, image.word.start, image.times) for image in first.metaphors] == [("船", 0, 2)]
    assert [(image.word.start, image.times) for image in second.metaphors] == [(13, 1)]


def test_ribbons_join_points_of_the_same_theme_strongest_first() -> None:
    one = speech("甲", [(100, {"a": 8.0}), (100, {"b": 8.0})])
    two = speech("乙", [(100, {"a": 4.0, "b": 4.0}), (100, {"a": 8.0}), (100, {"c": 8.0})])
    ribbons = alignment.align(material(one, two)).ribbons
    assert [(r.a.id, r.b.id, round(r.similarity, 2), r.strong) for r in ribbons] == [
        (one.points[0].id, two.points[1].id, 1.0, True),
        (one.points[0].id, two.points[0].id, 0.71, True),
        (one.points[1].id, two.points[0].id, 0.71, True),
    ]


def test_only_two_speeches_get_ribbons() -> None:
    three = [speech(name, [(100, {"a": 8.0})]) for name in "甲乙丙"]
    found = alignment.align(material(*three))
    assert (len(found.columns), found.ribbons) == (3, ())


def test_a_moves_share_is_of_characters_and_its_doubtful_sentences_are_counted() -> None:
    one = speech("甲", moves=[(30, "问题检视", 2.0), (10, "问题检视", 0.5), (60, "举措要求", 3.0)])
    two = speech("乙", moves=[(50, "举措要求", 3.0), (50, None, 0.0)])
    rows = {row.move: row for row in moves.unfold(material(one, two)).rows}
    problems = rows["问题检视"].tallies[0]
    assert (problems.share, len(problems.sentences), problems.doubtful) == (pytest.approx(0.4), 2, 1)
    assert rows["问题检视"].most == (one.id,)
    assert rows["原因剖析"].most == ()
    assert rows["未判定"].tallies[1].percent == 50
    for column in range(2):
        assert sum(row.tallies[column].share for row in rows.values()) == pytest.approx(1.0)


def test_a_distinctive_words_count_is_the_number_of_its_places() -> None:
    one = speech("甲", text="梯田，梯田，还是梯田。群众。", words={"梯田": 3, "群众": 1})
    two = speech("乙", text="群众、群众、群众要紧，账本也要紧。", words={"群众": 3, "账本": 1, "要紧": 2})
    found = {each.speech.name: each.words for each in distinctive.compare_words(material(one, two), NO_PRIOR, ())}
    (word,) = found["甲"]
    assert (word.word, word.own, word.others) == ("梯田", 3, 0)
    assert [one.text[start:end] for start, end in word.places] == ["梯田"] * 3


def test_words_of_others_are_no_words_of_the_speaker() -> None:
    quoted = speech("甲", text="梯田“梯田梯田梯田”梯田。", words={"梯田": 2}, masks=[Mask(3, 9, "引文")])
    other = speech("乙", text="群众。", words={"群众": 1})
    assert distinctive.compare_words(material(quoted, other), NO_PRIOR, ())[0].words == ()


def test_the_words_of_all_are_counted_against_the_rest_of_the_archive() -> None:
    inside = speech("甲", words={"梯田": 5, "灌溉": 9})
    draft = speech("乙", words={"梯田": 3, "灌溉": 9})
    archive = Prior({"梯田": 7, "灌溉": 99}, {"梯田": 2, "灌溉": 2}, 2, frozenset({inside.id, -1}))
    (word,) = distinctive.words_of_all(material(inside, draft), archive, ())
    assert (word.word, word.own, word.others) == ("梯田", 8, 2)


def test_a_shared_passage_stands_once_with_both_its_places() -> None:
    one = speech("甲", [(60, {"a": 8.0})], text=f"我们先说。{COPIED}，这才算摸清。后面的话各不相同，各有各的说法。完")
    two = speech(
        "乙", [(60, {"a": 8.0})], text=f"另一个地方也是这样：{COPIED}。别的都不一样，话也不一样，没有别的可说了。"
    )
    found = overlaps.find_shared(material(one, two), (), 13)
    (passage,) = found.passages
    assert "".join(s.text for s in passage.a_segments) == one.text[slice(*passage.a_span)]
    assert passage.a_point is one.points[0]
    assert (passage.number, passage.kind, passage.decision) == (1, "verbatim", "待核")
    assert found.pairs[0].chars == passage.chars == 24
    assert found.pairs[0].open == 1
    assert found.short == ()


def test_a_passage_that_one_says_twice_counts_once_for_the_other() -> None:
    one = speech("甲", text=f"我们先说这里的事。{COPIED}。别的话各有各的说法，和谁都不相同。")
    two = speech("乙", text=f"{COPIED}。这话要说两遍才记得住。{COPIED}。完")
    (pair,) = overlaps.find_shared(material(one, two), (), 13).pairs
    assert [passage.chars for passage in pair.passages] == [24, 24]
    assert (pair.a_chars, pair.b_chars) == (24, 48)
    assert (pair.a_share, pair.b_share) == (pytest.approx(24 / 47), pytest.approx(48 / 59))


def test_short_passages_are_kept_apart() -> None:
    one, two = speech("甲", text=f"一。{COPIED[:13]}甲"), speech("乙", text=f"二三。{COPIED[:13]}乙")
    found = overlaps.find_shared(material(one, two), (), 13)
    assert (found.passages, [passage.chars for passage in found.short]) == ((), [12])


def test_the_posts_of_those_who_speak_are_nobodys_wording() -> None:
    post = "县农业农村局党组书记、局长"
    one = speech("温以宁", text=f"我是{post}温以宁，讲三句。", post=post)
    two = speech("方砚田", text=f"刚才{post}温以宁说得好。")
    found = overlaps.find_shared(material(one, two), (), 13)
    assert (found.passages, found.short) == ((), ())
    assert [(masked.text, masked.why) for masked in found.masked] == [(f"{post}温以宁", "套话")]


def test_what_another_speech_shows_to_be_a_quotation_is_nobodys_wording() -> None:
    said = "把群众的小事一件一件办到心坎上去，日子才会一天一天好起来"
    texts = (f"总书记讲过，“{said}”。", f"墙上写着“{said}”。", f"我常念“{said}”这句话。")
    known = lexicons.shipped().quotations
    three = material(
        *[speech(n, text=t, quotations=find_quotations(t, known)) for n, t in zip("甲乙丙", texts, strict=True)]
    )
    quoted = quoting.compare_quotations(three, known).quotations
    assert len(overlaps.find_shared(three, (), 13).passages) == 3
    assert overlaps.find_shared(three, quoted, 13).passages == ()


def test_a_theme_is_read_in_the_columns_chosen_and_the_others_are_named() -> None:
    all_ = [speech(name, [(100 + 10 * at, {"a": 8.0})]) for at, name in enumerate("甲乙丙丁戊己")]
    compared = material(*all_)
    screen = overlaps.find_shared(compared, (), 13)
    found = reading.read_theme(compared, "a", (), screen, ())
    assert [column.speech.name for column in found.columns] == ["丙", "丁", "戊", "己"]
    assert [other.name for other in found.others] == ["甲", "乙"]
    chosen = reading.read_theme(compared, "a", [all_[0].id, all_[5].id], screen, ())
    assert [column.speech.name for column in chosen.columns] == ["甲", "己"]


def test_an_unknown_theme_is_refused() -> None:
    compared = material(speech("甲", [(100, {"a": 8.0})]))
    with pytest.raises(KeyError):
        reading.read_theme(compared, "none", (), overlaps.find_shared(compared, (), 13), ())
