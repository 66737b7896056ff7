"""Moves: each of the genre's eight is recognised with evidence; position decides where words do not."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.move_gold import Labelled, Part, read_meetings, read_table
from speeches.text.moves import Move, label_moves
from speeches.text.rhetoric.cues import build_table, find_cues
from speeches.text.rhetoric.fragments import find_fragments
from speeches.text.rhetoric.move_lexicon import MoveLexicon, parse_moves
from speeches.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
LEXICA = ROOT / "speeches" / "lexicon"
GOLD = ROOT / "tests" / "gold" / "moves.tsv"
MEETINGS = ROOT / "tests" / "gold" / "meetings"

ACCEPTABLE = 0.97
SURE = 0.99
RARE = 0.95


@pytest.fixture(scope="module")
def lexicon() -> MoveLexicon:
    return parse_moves(*((LEXICA / name).read_text(encoding="utf-8") for name in ("moves.toml", "move_fragments.tsv")))


@dataclass(frozen=True)
class Judged:
    move: Move
    acceptable: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.move.move in self.acceptable


def judged(speeches: Iterable[Labelled], lexicon: MoveLexicon) -> list[Judged]:
    """Every labelled sentence with the move that the program gives it."""
    found = []
    for speech in speeches:
        moves = label_moves(speech.text, speech.sentences, lexicon, parts=speech.parts, points=speech.points)
        by_start = {move.start: move for move in moves}
        found += [Judged(by_start[start], acceptable) for start, _, acceptable in speech.gold]
    return found


@pytest.fixture(scope="module")
def table_sentences(lexicon: MoveLexicon) -> list[Judged]:
    return judged(read_table(GOLD), lexicon)


@pytest.fixture(scope="module")
def meeting_sentences(lexicon: MoveLexicon) -> list[Judged]:
    """The sentences of every sixth meeting, laid out by the program's own outline."""
    meetings = read_meetings(MEETINGS, quoted=lambda text: ())
    return judged((speech for speech in meetings if int(speech.group[1:]) % 6 == 1), lexicon)


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


def test_speeches_used_for_fitting_stay_labelled_right(
    table_sentences: list[Judged], meeting_sentences: list[Judged]
) -> None:
    """All of it was fitted on, so this says nothing of new speeches: a lexicon edit that breaks something shows here.

    What is to be expected of speeches not seen before is measured by benchmarks/fit_moves.py --check.
    """
    found = table_sentences + meeting_sentences
    sure = [item for item in found if item.move.sure]
    assert sum(item.right for item in found) / len(found) >= ACCEPTABLE
    assert sum(item.right for item in sure) / len(sure) >= SURE
    assert len(sure) / len(found) >= 0.7


@pytest.mark.parametrize("move", ["问题检视", "原因剖析", "个人表态"])
def test_rare_moves_are_found(move: str, meeting_sentences: list[Judged]) -> None:
    found = [item for item in meeting_sentences if item.acceptable[0] == move]
    assert sum(item.right for item in found) / len(found) >= RARE


def test_every_label_has_evidence_inside_its_sentence(table_sentences: list[Judged]) -> None:
    for item in table_sentences:
        assert item.move.evidence is not None and item.move.cue
        assert item.move.start <= item.move.evidence[0] < item.move.evidence[1] <= item.move.end


@pytest.mark.parametrize("unit", ["要", "有的", "“", "不是", "，", "\n", "一个", "越", "我将"])
def test_hostile_text_takes_linear_time(unit: str, lexicon: MoveLexicon) -> None:
    began = time.perf_counter()
    label(unit * 6_000, lexicon)
    assert time.perf_counter() - began < 5


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
        parse_moves(toml, "")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("我们\t1\t0", "第 2 行“我们”要有 8 个分数，现在有 2 个"),
        ("我们" + "\t1" * 7 + "\t一", "第 2 行“我们”的分数不是数字"),
        ("^" + "\t1" * 8, "第 2 行没有字串"),
        ("我们" + "\t1" * 8 + "\n我们" + "\t1" * 8, "第 3 行的“我们”前面已经有了"),
    ],
)
def test_a_bad_table_of_fragments_is_refused_in_chinese(row: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint.replace("^", "\\^")):
        parse_moves("", "# 头\n" + row)


def test_fragments_are_found_once_at_their_place_and_at_the_ends() -> None:
    table = "^要\t1" + "\t0" * 7 + "\n干净\t0\t2" + "\t0" * 6 + "\n净。$\t0\t1" + "\t0" * 6
    lexicon = parse_moves("", table)
    assert set(find_fragments("^要干干净净。$", lexicon.fragments)) == {"^要", "干净", "净。$"}
    (move,) = label("　要干净，干净。\n", lexicon)
    assert (move.move, move.cue, move.evidence) == ("引述阐释", "干净", (2, 4))
    (move,) = label("要", lexicon)
    assert (move.move, move.cue, move.evidence) == ("认识意义", "要", (0, 1))


def test_a_pattern_tied_to_places_is_tried_there_only() -> None:
    hits = find_cues("要。要，要\n要", build_table([], [("(?:^|(?<=[。；]))要", 0), ("，要", 1)]))
    assert [(hit.start, hit.end, hit.cue) for hit in hits] == [(0, 1, 0), (2, 3, 0), (3, 5, 1), (6, 7, 0)]


@pytest.mark.parametrize("indent", ["", "　　", "  ", "\t"])
def test_an_indent_changes_nothing(indent: str, lexicon: MoveLexicon) -> None:
    lines = ("一、先看差距。", "一要抓紧办。", "二要办扎实，件件有着落。", "去年全镇修渠六公里。")
    text = "".join(f"{indent}{line}\n" for line in lines)
    moves = [move for move in label_moves(text, split_sentences(text), lexicon) if move.move]
    plain = "".join(f"{line}\n" for line in lines)
    assert [(m.move, m.margin, m.cue) for m in moves] == [
        (m.move, m.margin, m.cue) for m in label_moves(plain, split_sentences(plain), lexicon)
    ]
    assert all(m.start <= m.evidence[0] < m.evidence[1] <= m.end for m in moves if m.evidence)
    assert not any(text[m.evidence[0]].isspace() for m in moves if m.evidence)


def test_a_blank_line_has_no_move(lexicon: MoveLexicon) -> None:
    text = "\n\n　　\n先看差距。"
    blank, said = label_moves(text, split_sentences(text), lexicon)
    assert (blank.move, blank.evidence, said.move is not None) == (None, None, True)
