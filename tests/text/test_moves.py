"""Moves: each of the genre's eight is recognised with evidence; position decides where words do not."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from speeches.text.moves import Move, label_moves
from speeches.text.rhetoric.move_lexicon import MOVES, MoveLexicon, parse_moves
from speeches.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
LEXICON = ROOT / "speeches" / "lexicon" / "moves.toml"
GOLD = ROOT / "tests" / "gold" / "moves.tsv"

READ_ONLY = (range(33, 36), range(43, 50), range(54, 58))
"""Speeches of the gold table never used to fit weights; all were labelled before any run over them."""

CODES = dict(zip(("YY", "YS", "WT", "YX", "JC", "BT", "AL", "KT"), MOVES, strict=True))
PARTS = {"title": "title", "byline": "byline", "salutation": "salutation", "pre": "preamble", "end": "closing"}
OWN_LINE = ("title", "byline", "salutation", "h1", "h2", "h1i", "h2i", "sign")


@pytest.fixture(scope="module")
def lexicon() -> MoveLexicon:
    return parse_moves(LEXICON.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Part:
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Point:
    start: int
    end: int
    level: int


@dataclass(frozen=True)
class Labelled:
    move: Move
    acceptable: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.move.move in self.acceptable


def gold_speeches() -> dict[int, list[list[str]]]:
    """Rows (role, codes, sentence) of each speech by its number."""
    speeches: dict[int, list[list[str]]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *row = line.split("\t")
            speeches.setdefault(int(number), []).append(row)
    return speeches


def labelled(rows: list[list[str]], lexicon: MoveLexicon) -> list[Labelled]:
    """Put the sentences together as a speech is laid out, label it, and set each label beside the gold."""
    text, starts, before = "", [], ""
    for role, _, sentence in rows:
        runs_on = role == before or (before.endswith("i") and role == "body")
        text += "\n" if text and (role in OWN_LINE or not runs_on) else ""
        starts.append(len(text))
        text += sentence
        before = role
    ends = [*starts[1:], len(text)]
    parts = [Part(PARTS.get(row[0], "points"), *span) for row, *span in zip(rows, starts, ends, strict=True)]
    closing = min([part.start for part in parts if part.kind == "closing"], default=len(text))
    heads = [(start, int(row[0][1])) for row, start in zip(rows, starts, strict=True) if row[0].startswith("h")]
    points = [
        Point(start, min([after for after, other in heads if after > start and other <= level] + [closing]), level)
        for start, level in heads
    ]
    moves = label_moves(text, split_sentences(text), lexicon, parts=_joined(parts), points=points)
    by_start = {move.start: move for move in moves}
    return [
        Labelled(by_start[start], tuple(CODES[code] for code in row[1].split()))
        for row, start in zip(rows, starts, strict=True)
    ]


def _joined(parts: list[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].kind == part.kind:
            joined[-1] = Part(part.kind, joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


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


def test_speeches_not_fitted_on_are_labelled_right(lexicon: MoveLexicon) -> None:
    """Measured .848 acceptable, sure ones .932 at 72 % of 407 sentences, most of which accept one move only.

    Before their errors had been read, the lexicon of the day had .783 of 36–49 and .778 of 50–57.
    """
    found = gold_of(lexicon, read_only=True)
    sure = [item for item in found if item.move.sure]
    assert sum(item.right for item in found) / len(found) >= 0.83
    assert sum(item.right for item in sure) / len(sure) >= 0.92
    assert len(sure) / len(found) >= 0.70


@pytest.mark.parametrize(("move", "floor"), [("问题检视", 0.65), ("原因剖析", 0.68), ("个人表态", 0.85)])
def test_rare_moves_are_found_in_speeches_not_fitted_on(move: str, floor: float, lexicon: MoveLexicon) -> None:
    """Measured 45 of 65, 26 of 36 and 16 of 16."""
    found = [item for item in gold_of(lexicon, read_only=True) if item.acceptable[0] == move]
    assert sum(item.right for item in found) / len(found) >= floor


def test_speeches_used_for_fitting_stay_labelled_right(lexicon: MoveLexicon) -> None:
    """A lexicon edit that breaks what it was fitted on shows here."""
    found = gold_of(lexicon, read_only=False)
    assert sum(item.right for item in found) / len(found) >= 0.94


def gold_of(lexicon: MoveLexicon, *, read_only: bool) -> list[Labelled]:
    return [
        item
        for number, rows in gold_speeches().items()
        if any(number in span for span in READ_ONLY) == read_only
        for item in labelled(rows, lexicon)
    ]


def test_every_label_has_evidence_inside_its_sentence(lexicon: MoveLexicon) -> None:
    for rows in gold_speeches().values():
        for item in labelled(rows, lexicon):
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
        parse_moves(toml)


def test_every_weight_row_speaks_of_all_moves(lexicon: MoveLexicon) -> None:
    assert all(len(cue.weights) == len(MOVES) for cue in lexicon.cues)
