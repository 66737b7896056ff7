"""Moves: each of the genre's eight is recognised with evidence; position decides where words do not."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from speeches.text.move_lexicon import MOVES, MoveLexicon, parse_moves
from speeches.text.moves import Move, label_moves
from speeches.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "speeches" / "lexicon" / "moves.toml"


@pytest.fixture(scope="module")
def lexicon() -> MoveLexicon:
    return parse_moves(LEXICON.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Part:
    kind: str
    start: int
    end: int


def label(text: str, lexicon: MoveLexicon) -> tuple[Move, ...]:
    return label_moves(text, split_sentences(text), lexicon)


@pytest.mark.parametrize(
    ("sentence", "move"),
    [
        ("对照要求，我们的工作还存在不少差距。", "问题检视"),
        ("究其原因，根子还是宗旨意识淡化了。", "原因剖析"),
        ("习近平总书记指出，江山就是人民，人民就是江山。", "引述阐释"),
        ("去年全县新建公路一百二十公里，惠及三万多名群众。", "案例数据"),
        ("必须建立健全长效机制，切实压实各级责任。", "举措要求"),
        ("作为支部书记，我将带头落实，请大家监督我。", "个人表态"),
        ("只有站稳人民立场，才能把好事办到群众心坎上。", "认识意义"),
        ("我的汇报完毕，请批评指正。", "开场结语"),
    ],
)
def test_a_plain_sentence_of_each_move(sentence: str, move: str, lexicon: MoveLexicon) -> None:
    (labelled,) = label(sentence, lexicon)
    assert labelled.move == move
    assert labelled.evidence is not None and sentence[slice(*labelled.evidence)]


def test_title_and_byline_are_opening_whatever_they_say(lexicon: MoveLexicon) -> None:
    text = "必须压实责任\n甲县县长　某某\n"
    moves = label_moves(text, split_sentences(text), lexicon, parts=[Part("title", 0, 7), Part("byline", 7, len(text))])
    assert [move.move for move in moves] == ["开场结语", "开场结语"]
    assert all(move.sure for move in moves)


def test_moves_tile_what_was_split_and_two_runs_are_equal(lexicon: MoveLexicon) -> None:
    text = "先讲问题。有的干部怕担责。\n要建立制度。谢谢大家！"
    assert [(move.start, move.end) for move in label(text, lexicon)] == list(split_sentences(text))
    assert label(text, lexicon) == label(text, lexicon)


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[[cues]]\nname='甲'\nwords=['一']\nweights={'没有的语步'=1}", "没有的语步"),
        ("[[cues]]\nname='甲'\nwhere='中间'\nweights={}", "where 只能是"),
        ("[[cues]]\nname='甲'\npatterns=['(']\nweights={}", "正则表达式有误"),
        ("[[", "不是有效的 TOML"),
    ],
)
def test_a_bad_lexicon_is_refused_in_chinese(toml: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_moves(toml)


def test_every_weight_row_speaks_of_all_moves(lexicon: MoveLexicon) -> None:
    assert all(len(cue.weights) == len(MOVES) for cue in lexicon.cues)
