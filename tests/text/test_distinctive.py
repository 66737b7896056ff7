"""Distinctive words: what one speech says and the others do not, as counts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.text.distinctive import (
    LIMIT,
    DistinctiveWord,
    Prior,
    count_words,
    distinctive,
    distinctive_of_all,
    parse_stopwords,
)

STOPWORDS = parse_stopwords(
    (Path(__file__).resolve().parents[2] / "speeches/lexicon/stopwords.txt").read_text(encoding="utf8")
)
MEETING = {
    1: {"梯田": 6, "工作": 30, "灌溉": 4, "渡口": 1, "台账": 5, "的": 90},
    2: {"台账": 6, "工作": 28, "渡口": 7, "的": 95},
    3: {"台账": 5, "工作": 33, "索桥": 3, "灌溉": 1, "的": 80},
}


def words(found: tuple[DistinctiveWord, ...]) -> list[str]:
    return [w.word for w in found]


def test_words_come_with_their_own_count_and_that_of_the_others():
    found = distinctive(MEETING, stopwords=STOPWORDS)
    assert found == {
        1: (DistinctiveWord("梯田", 6, 0), DistinctiveWord("灌溉", 4, 1)),
        2: (DistinctiveWord("渡口", 7, 1),),
        3: (DistinctiveWord("索桥", 3, 0),),
    }


def test_a_word_that_all_use_alike_is_never_distinctive():
    assert all("台账" not in words(found) for found in distinctive(MEETING).values())


@pytest.mark.parametrize(
    ("word", "reason"),
    [("工作", "the list"), ("的", "one character"), ("2035", "no letter"), ("12", "no letter"), ("——", "no letter")],
)
def test_filtered_words(word, reason):
    counts = {1: {word: 40, "梯田": 5}, 2: {"渡口": 5, "灌溉": 9}, 3: {"索桥": 3, "灌溉": 8}}
    assert words(distinctive(counts, stopwords=STOPWORDS)[1]) == ["梯田"], reason


@pytest.mark.parametrize(("speeches", "count", "found"), [(2, 2, False), (2, 3, True), (3, 1, False), (3, 2, True)])
def test_two_speeches_need_three_mentions_more_speeches_two(speeches, count, found):
    counts = {n: {"灌溉": 20, "渡口": 20} for n in range(speeches)}
    counts[0] = {"灌溉": 20, "渡口": 20, "索桥": count}
    assert ("索桥" in words(distinctive(counts)[0])) is found


@pytest.mark.parametrize(("own", "found"), [(5, False), (7, True)])
def test_a_word_must_be_at_least_twice_as_frequent(own, found):
    filler = {"灌溉": 1000}
    counts = {1: {"索桥": own, **filler}, 2: {"索桥": 3, **filler}}
    assert ("索桥" in words(distinctive(counts)[1])) is found


def test_a_word_of_the_genre_is_left_out_once_the_archive_can_tell():
    genre = Prior({"梯田": 90}, {"梯田": 40}, 100)
    few = Prior({"梯田": 9}, {"梯田": 4}, 9)
    assert "梯田" not in words(distinctive(MEETING, genre, STOPWORDS)[1])
    assert "梯田" in words(distinctive(MEETING, few, STOPWORDS)[1])


def test_a_word_the_others_never_say_comes_before_one_they_say_as_often_as_not():
    counts = {1: {"梯田": 3, "渡口": 3, "灌溉": 200}, 2: {"渡口": 2, "灌溉": 400}, 3: {"灌溉": 400}}
    assert words(distinctive(counts)[1]) == ["梯田", "渡口"]


def test_the_archive_ranks_a_rare_word_before_one_it_uses_often():
    counts = {1: {"调解": 5, "梯田": 5, "灌溉": 30}, 2: {"灌溉": 30}, 3: {"灌溉": 30}}
    prior = Prior({"调解": 1000, "梯田": 5, "灌溉": 9000}, {}, 0)
    assert words(distinctive(counts, prior)[1]) == ["梯田", "调解"]


@pytest.mark.parametrize(
    ("cut", "joined"),
    [
        ("堵 点 在 哪 ， 堵 点 多 不 多 ， 堵 点 通 了", {"堵点": 3}),
        ("宣讲 员 来 了 宣讲 员 走 了 宣讲 员 又 来", {"宣讲员": 3}),
        ("倒 查 一 年 倒 查 两 年 不 倒", {"倒查": 0, "倒": 3}),  # two times are no word
        ("梯田 美 梯田 高 梯田 远", {"梯田": 3}),
        ("说 了 说 了 说 了", {"说了": 0, "说": 3}),  # function words stay apart
    ],
)
def test_pieces_that_always_stand_together_are_one_word(cut, joined):
    counts = count_words(cut.split(), STOPWORDS)
    assert {word: counts[word] for word in joined} == joined


def test_ties_are_sorted_by_the_word():
    counts = {1: {"索桥": 3, "梯田": 3, "渡口": 3}, 2: {"灌溉": 9}}
    assert words(distinctive(counts)[1]) == sorted(["索桥", "梯田", "渡口"])


def test_no_more_words_than_a_reader_can_take_in():
    counts = {1: {f"词语{chr(0x4E00 + n)}": 5 for n in range(40)}, 2: {"灌溉": 9}}
    assert len(distinctive(counts)[1]) == LIMIT


@pytest.mark.parametrize("counts", [{}, {1: {"梯田": 6}}, {1: {"梯田": 6}, 2: {}}, {1: {}, 2: {}}])
def test_without_others_there_is_nothing_to_set_apart(counts):
    assert distinctive(counts) == dict.fromkeys(counts, ())


@pytest.mark.parametrize("inside", [(), (1,), (1, 2)])
def test_all_the_speeches_are_set_against_the_rest_of_the_archive(inside):
    counts = {1: {"渡口": 5, "灌溉": 50}, 2: {"渡口": 3, "灌溉": 40}}
    rest = {"渡口": 4, "灌溉": 900}
    words = {word: count + sum(counts[speech][word] for speech in inside) for word, count in rest.items()}
    archive = Prior(words, {}, 1 + len(inside), frozenset({3, *inside}))
    assert distinctive_of_all(counts, archive) == (DistinctiveWord("渡口", 8, 4),)


def test_an_archive_of_nothing_else_sets_nothing_apart():
    own = {1: {"渡口": 5}}
    assert distinctive_of_all(own, Prior(own[1], {"渡口": 1}, 1, frozenset({1}))) == ()


def test_the_speeches_themselves_do_not_make_their_word_the_genres():
    own = {speech: {"渡口": 5, "灌溉": 9} for speech in range(12)}
    archive = Prior({"渡口": 60, "灌溉": 9000}, {"渡口": 12, "灌溉": 24}, 24, frozenset(range(24)))
    assert archive.is_common("渡口")
    assert distinctive_of_all(own, archive) == (DistinctiveWord("渡口", 60, 0),)


def test_an_archive_of_one_word_still_ranks():
    prior = Prior({"测试": 3}, {"测试": 1}, 1)
    assert words(distinctive({1: {"测试": 3}, 2: {"灌溉": 9}}, prior)[1]) == ["测试"]


def test_every_listed_stop_word_is_listed_once_and_notes_are_not_words():
    assert {"我们", "坚持", "工作"} <= STOPWORDS
    assert not any("#" in word or "：" in word for word in STOPWORDS)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.integers(1, 5),
        st.dictionaries(st.sampled_from(["梯田", "渡口", "索桥", "灌溉", "台账", "的"]), st.integers(1, 50)),
        max_size=5,
    )
)
def test_the_counts_shown_are_the_counts_given(counts):
    for speech, found in distinctive(counts).items():
        for word in found:
            assert word.own == counts[speech][word.word]
            assert word.own + word.others == sum(c.get(word.word, 0) for c in counts.values())
