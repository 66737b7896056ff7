"""Label every sentence with its rhetorical move (认识意义 引述阐释 问题检视 …), with the cue that speaks for it.

Weights of cues, of position and of the sentence before and after are added up; nothing else decides. Knows nothing of
themes. Below margin 1 the label is a guess that pages show as 待核.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul
from typing import Protocol

from speeches.text.cues import CueHit, find_cues
from speeches.text.move_context import PartSpan, PointSpan, marks_of
from speeches.text.move_lexicon import MOVES, MoveLexicon
from speeches.text.sentences import Span

START_REACH = 12
END_REACH = 12
"""Characters from a sentence's start (end) within which a cue tied to the start (end) must begin (stop)."""

LARGEST_MARGIN = 9.9


class QuotedSpan(Protocol):
    """A quotation found in the text; only a leader's words (引文) matter here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Move:
    """A sentence and its move; `margin` ≥ 1 is sure, below it is 待核; `cue` names what spoke for it."""

    start: int
    end: int
    move: str | None  # None where no cue and no position says anything
    margin: float
    evidence: Span | None
    cue: str

    @property
    def sure(self) -> bool:
        return self.move is not None and self.margin >= 1


def label_moves(
    text: str,
    sentences: Sequence[Span],
    lexicon: MoveLexicon,
    *,
    parts: Sequence[PartSpan] = (),
    points: Sequence[PointSpan] = (),
    quotations: Sequence[QuotedSpan] = (),
) -> tuple[Move, ...]:
    """Label the sentences, which are spans of `text` in order. Linear in the length of the text."""
    hits = cues_of(text, sentences, lexicon, quotations)
    marks = marks_of(text, sentences, parts, points)
    scores = [_score(found, names, lexicon) for found, names in zip(hits, marks, strict=True)]
    beliefs = _smooth(scores, lexicon)
    return tuple(
        _decide(span, belief, found, names, lexicon)
        for span, belief, found, names in zip(sentences, beliefs, hits, marks, strict=True)
    )


def cues_of(
    text: str, sentences: Sequence[Span], lexicon: MoveLexicon, quotations: Sequence[QuotedSpan] = ()
) -> list[list[CueHit]]:
    """The cues of every sentence, each at its first place; words inside a leader's quotation are the leader's."""
    found: list[dict[int, CueHit]] = [{} for _ in sentences]
    starts = [span[0] for span in sentences]
    quoted = sorted((item.start, item.end) for item in quotations if item.kind == "引文")
    for hit in find_cues(text, lexicon.table):
        place = bisect_right(starts, hit.start) - 1
        if place < 0 or hit.cue in found[place] or not _in_place(text, hit, sentences[place], lexicon):
            continue
        if lexicon.cues[hit.cue].quoted or not _is_quoted(hit, quoted):
            found[place][hit.cue] = hit
    return [list(hits.values()) for hits in found]


def _in_place(text: str, hit: CueHit, span: Span, lexicon: MoveLexicon) -> bool:
    where = lexicon.cues[hit.cue].where
    if where == "start":
        return hit.start - span[0] <= START_REACH
    if where == "end":
        return len(text[hit.end : span[1]].rstrip()) <= END_REACH
    return hit.start < span[1]


def _is_quoted(hit: CueHit, quoted: Sequence[Span]) -> bool:
    place = bisect_right(quoted, (hit.start, hit.start + len(quoted) + 1_000_000_000)) - 1
    return place >= 0 and hit.end <= quoted[place][1]


def _score(hits: Sequence[CueHit], marks: Sequence[str], lexicon: MoveLexicon) -> list[float]:
    total = list(lexicon.base)
    rows = [lexicon.cues[hit.cue].weights for hit in hits]
    rows += [lexicon.marks[name] for name in marks if name in lexicon.marks]
    for row in rows:
        for move, weight in enumerate(row):
            total[move] += weight
    return total


def _smooth(scores: Sequence[Sequence[float]], lexicon: MoveLexicon) -> list[list[float]]:
    """How likely each move is, the sentences before and after considered (forward and backward sums)."""
    own = [_normalised([exp(value - max(row)) for value in row]) for row in scores]
    step = [[exp(weight) for weight in row] for row in lexicon.after]
    before = _sweep(own, step)
    back = [list(column) for column in zip(*step, strict=True)]
    behind = _sweep(own[::-1], back)[::-1]
    return [
        _normalised([mine * ahead * later for mine, ahead, later in zip(*rows, strict=True)])
        for rows in zip(own, before, behind, strict=True)
    ]


def _sweep(own: Sequence[Sequence[float]], step: Sequence[Sequence[float]]) -> list[list[float]]:
    """What the sentences passed so far say about the next one, in the direction of the sweep."""
    message = [1.0] * len(MOVES)
    messages: list[list[float]] = []
    for row in own:
        messages.append(message)
        carried = [mine * told for mine, told in zip(row, message, strict=True)]
        message = _normalised([sum(map(mul, carried, column)) for column in zip(*step, strict=True)])
    return messages


def _normalised(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def _decide(
    span: Span, belief: Sequence[float], hits: Sequence[CueHit], marks: Sequence[str], lexicon: MoveLexicon
) -> Move:
    ranked = sorted(range(len(MOVES)), key=lambda move: (-belief[move], move))
    best, second = ranked[0], ranked[1]
    distance = log(belief[best] / max(belief[second], 1e-12)) / lexicon.margin
    evidence, cue = _speaks_for(best, hits, marks, lexicon)
    if evidence is None and not cue:
        return Move(span[0], span[1], None, 0.0, None, "")
    return Move(span[0], span[1], MOVES[best], round(min(distance, LARGEST_MARGIN), 2), evidence, cue)


def _speaks_for(
    move: int, hits: Sequence[CueHit], marks: Sequence[str], lexicon: MoveLexicon
) -> tuple[Span | None, str]:
    """The cue that adds most to the move, with its place; a mark of position where no words speak for it."""
    strongest = max(hits, key=lambda hit: (lexicon.cues[hit.cue].weights[move], -hit.start), default=None)
    if strongest is not None and lexicon.cues[strongest.cue].weights[move] > 0:
        return (strongest.start, strongest.end), lexicon.cues[strongest.cue].name
    standing = [name for name in marks if name in lexicon.marks and lexicon.marks[name][move] > 0]
    if standing:
        return None, max(standing, key=lambda name: lexicon.marks[name][move])
    return None, ""
