"""Words proposed from points without a theme: frequent, unclaimed, with their places."""

import pytest

from speeches.text.evidence.term_proposals import Proposal, propose_terms
from speeches.text.segment import Segmenter, Word

POINTS = {
    7: "适老改造先从扶手做起，适老改造不能等。低空飞行也要谋划。",
    3: "社区里适老改造的钱从哪里来，大家都在问，工作不能停。",
    5: "低空飞行的航线划了三条，无人机送药上山，工作还在摸索。",
}


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["适老改造", "社区"])


def propose(segmenter: Segmenter, **options: object) -> tuple[Proposal, ...]:
    settings = {"claimed": {"社区"}, "stopwords": {"我们", "还"}, "commonness": segmenter.commonness} | options
    return propose_terms(POINTS, segmenter.words, **settings)  # type: ignore[arg-type]


def test_words_of_several_points_come_with_their_counts_and_places(segmenter: Segmenter) -> None:
    first = next(one for one in propose(segmenter) if one.word == "适老改造")
    assert first.points == 2
    assert [place.point for place in first.places] == [3, 7, 7]
    assert all(POINTS[place.point][place.start : place.end] == "适老改造" for place in first.places)


@pytest.mark.parametrize("word", ["社区", "我们", "在", "，", "无人机"])
def test_claimed_stopped_single_and_lonely_words_are_not_proposed(segmenter: Segmenter, word: str) -> None:
    assert word not in [one.word for one in propose(segmenter)]


def test_rarer_words_come_before_common_ones(segmenter: Segmenter) -> None:
    words = [one.word for one in propose(segmenter)]
    assert words.index("适老改造") < words.index("工作")


def test_neighbours_that_always_stand_together_are_one_word() -> None:
    texts = {1: "编外护林员上山，编外护林员巡河", 2: "编外护林员不拿工资"}
    proposed = [one.word for one in propose_terms(texts, Segmenter(["护林员", "编外"]).words, claimed=())]
    assert proposed == ["编外护林员"]


def test_a_joined_word_keeps_every_place_it_has() -> None:
    """Whole, of two neighbours, of two others: cut by the spaces, which stand for no character."""

    def cut(text: str) -> list[Word]:
        words, at = [], 0
        for word in text.split():
            words.append(Word(word, at, at := at + len(word)))
        return words

    texts = {1: "， 适老化 ， 适 老化 ， 适 老化 ， 适 老化", 2: "适老 化 ， 适老 化 ， 适老 化 ， 适老化"}
    (found,) = propose_terms(texts, cut, claimed=())
    assert (found.word, found.points) == ("适老化", 2)
    assert [(place.point, place.start) for place in found.places] == [
        *((1, start) for start in (1, 5, 9, 13)),
        *((2, start) for start in (0, 4, 8, 12)),
    ]


def test_a_claimed_word_is_claimed_by_itself_only(segmenter: Segmenter) -> None:
    assert "适老改造" not in [one.word for one in propose(segmenter, claimed={"适老改造"})]


def test_no_points_no_words(segmenter: Segmenter) -> None:
    assert propose_terms({}, segmenter.words, claimed=()) == ()


def test_the_list_is_cut_to_the_limit(segmenter: Segmenter) -> None:
    assert len(propose(segmenter, limit=1)) == 1
