"""怎么展开: each speech as a strip of sentences by rhetorical move, and what share each move takes."""

from __future__ import annotations

from collections.abc import Sequence

from speeches.text.rhetoric.move_lexicon import MOVES

from .material import Material, Sentence, SpeechData
from .theme_screens import MoveCell, MoveRow, MovesScreen, MoveTally, Strip

UNTOLD = "未判定"
GLOSSES = {
    "认识意义": "为什么重要",
    "引述阐释": "依据是什么",
    "问题检视": "问题在哪里",
    "原因剖析": "原因是什么",
    "举措要求": "应当怎么办",
    "个人表态": "我要怎么做",
    "案例数据": "用什么例证",
    "开场结语": "礼仪性话语",
    UNTOLD: "词表里没有线索",
}


def unfold(material: Material) -> MovesScreen:
    """Strips in speaking order, and one row a move; sentences without one make the last row, where there are any."""
    rows = [_row(move, material.speeches) for move in (*MOVES, UNTOLD)]
    if not any(tally.sentences for tally in rows[-1].tallies):
        rows.pop()
    return MovesScreen(tuple(_strip(speech) for speech in material.speeches), tuple(rows))


def _strip(speech: SpeechData) -> Strip:
    total = sum(sentence.chars for sentence in speech.sentences) or 1
    cells: list[MoveCell] = []
    ahead = list(speech.leading)
    for sentence in speech.sentences:
        while ahead and ahead[0].end <= sentence.start:
            ahead.pop(0)
        point = ahead[0] if ahead and ahead[0].start <= sentence.start else None
        heading = point is not None and sentence.start <= point.heading_start < sentence.end
        cells.append(MoveCell(sentence, sentence.chars / total, heading, point))
    return Strip(speech, tuple(cells))


def _row(move: str, speeches: Sequence[SpeechData]) -> MoveRow:
    tallies = tuple(_tally(move, speech) for speech in speeches)
    return MoveRow(move, GLOSSES[move], tallies, _most(tallies))


def _tally(move: str, speech: SpeechData) -> MoveTally:
    sentences = tuple(s for s in speech.sentences if (s.move or UNTOLD) == move)
    chars = sum(sentence.chars for sentence in sentences)
    total = sum(sentence.chars for sentence in speech.sentences)
    return MoveTally(speech.id, chars, chars / total if total else 0.0, sentences, _doubtful(sentences))


def _doubtful(sentences: Sequence[Sentence]) -> int:
    return sum(not sentence.sure for sentence in sentences)


def _most(tallies: Sequence[MoveTally]) -> tuple[int, ...]:
    """Speeches with the largest share as printed, in per cent; none where nobody has any or all are alike."""
    percents = {tally.percent for tally in tallies}
    if len(percents) < 2:
        return ()
    return tuple(tally.speech for tally in tallies if tally.percent == max(percents))
