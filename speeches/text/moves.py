"""Label every sentence with its rhetorical move (认识意义 引述阐释 问题检视 …), with the cue that speaks for it.

Weights of cues, of position and of the sentence before and after are added up; nothing else decides. Knows nothing of
themes. Below margin 1 the label is a guess that pages show as 待核.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul
from typing import NamedTuple, Protocol

from speeches.text.rhetoric.cues import CueHit, find_cues
from speeches.text.rhetoric.move_context import PartSpan, PointSpan, marks_of
from speeches.text.rhetoric.move_lexicon import MOVES, MoveLexicon, Weights
from speeches.text.sentences import Span

START_REACH = 12
END_REACH = 12
"""Characters from a sentence's start (end) within which a cue tied to the start (end) must begin (stop)."""

LARGEST_MARGIN = 9.9
SMALLEST_BELIEF = 1e-12


class Ground(NamedTuple):
    """One reason: its weight for each move, its name, its place in the text, and how well it can be shown."""

    weights: Weights
    name: str
    place: Span
    clarity: int  # 2 a cue, 1 a fragment of several characters or a mark of position, 0 a single character


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
    evidence: Span | None  # the cue's place; the whole sentence where its position speaks
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
    grounds = [
        _weigh(text, span, found, names, lexicon) for span, found, names in zip(sentences, hits, marks, strict=True)
    ]
    beliefs = _smooth([_score(rows, lexicon) for rows in grounds], lexicon)
    return tuple(_decide(*row, lexicon) for row in zip(sentences, beliefs, grounds, strict=True))


def cues_of(
    text: str, sentences: Sequence[Span], lexicon: MoveLexicon, quotations: Sequence[QuotedSpan] = ()
) -> list[list[CueHit]]:
    """The cues of every sentence, each at its first place; words inside a leader's quotation are the leader's."""
    found: list[dict[int, CueHit]] = [{} for _ in sentences]
    starts = [span[0] for span in sentences]
    quoted = sorted((item.start, item.end) for item in quotations if item.kind == "引文")
    for hit in find_cues(text, lexicon.table, *_reach(sentences)):
        place = bisect_right(starts, hit.start) - 1
        if place < 0 or hit.cue in found[place] or not _in_place(text, hit, sentences[place], lexicon):
            continue
        if lexicon.cues[hit.cue].quoted or not _is_quoted(hit, quoted):
            found[place][hit.cue] = hit
    return [list(hits.values()) for hits in found]


def _reach(sentences: Sequence[Span]) -> Span:
    """From the first sentence to the last: what lies around them may be another speaker's."""
    return (sentences[0][0], sentences[-1][1]) if sentences else (0, 0)


def _in_place(text: str, hit: CueHit, span: Span, lexicon: MoveLexicon) -> bool:
    where = lexicon.cues[hit.cue].where
    if where == "start":
        return hit.start - span[0] <= START_REACH
    if where == "end":
        return len(text[hit.end : span[1]].rstrip()) <= END_REACH
    return hit.end <= span[1]


def _is_quoted(hit: CueHit, quoted: Sequence[Span]) -> bool:
    place = bisect_right(quoted, hit.start, key=lambda span: span[0]) - 1
    return place >= 0 and hit.end <= quoted[place][1]


def _weigh(text: str, span: Span, hits: Sequence[CueHit], marks: Sequence[str], lexicon: MoveLexicon) -> list[Ground]:
    """Everything that speaks for or against a move in this sentence: cues first, then fragments, then marks."""
    cues = lexicon.cues
    grounds = [Ground(cues[hit.cue].weights, cues[hit.cue].name, (hit.start, hit.end), 2) for hit in hits]
    grounds += _fragments(text, span, lexicon)
    whole = _stripped(text, span)
    grounds += [Ground(lexicon.marks[name], name, whole, 1) for name in marks if name in lexicon.marks]
    return grounds


def _fragments(text: str, span: Span, lexicon: MoveLexicon) -> list[Ground]:
    """The lexicon's short strings that occur in the sentence, each once; ^ and $ stand at its two ends."""
    start, end = _stripped(text, span)
    framed = f"^{text[start:end]}$"
    found: dict[str, Ground] = {}
    for place, first in enumerate(framed):
        for piece, weights in lexicon.fragments.get(first, ()):
            if piece not in found and framed.startswith(piece, place):
                shown = piece.strip("^$")
                begin = start + place - (piece[0] != "^")
                found[piece] = Ground(weights, shown, (begin, begin + len(shown)), int(len(shown) > 1))
    return list(found.values())


def _stripped(text: str, span: Span) -> Span:
    content = text[span[0] : span[1]]
    start = span[0] + len(content) - len(content.lstrip())
    return start, start + len(content.strip())


def _score(grounds: Sequence[Ground], lexicon: MoveLexicon) -> list[float]:
    return [sum(column) for column in zip(lexicon.base, *[ground.weights for ground in grounds], strict=True)]


def _smooth(scores: Sequence[Sequence[float]], lexicon: MoveLexicon) -> list[list[float]]:
    """How likely each move is, the sentences before and after considered (forward and backward sums)."""
    own = [_normalised([exp(value - top) for value in row]) for row in scores for top in [max(row)]]
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


def _decide(span: Span, belief: Sequence[float], grounds: Sequence[Ground], lexicon: MoveLexicon) -> Move:
    ranked = sorted(range(len(MOVES)), key=lambda move: (-belief[move], move))
    best, second = ranked[0], ranked[1]
    lead = log(belief[best] / max(belief[second], SMALLEST_BELIEF)) / lexicon.margin
    reason = _speaks_for(best, grounds)
    if reason is None:
        return Move(span[0], span[1], None, 0.0, None, "")
    return Move(span[0], span[1], MOVES[best], round(min(lead, LARGEST_MARGIN), 2), reason.place, reason.name)


def _speaks_for(move: int, grounds: Sequence[Ground]) -> Ground | None:
    """What adds most to the move, cues before fragments and marks: what a reader can check comes first."""
    positive = [ground for ground in grounds if ground.weights[move] > 0]
    return max(positive, key=lambda ground: (ground.clarity, ground.weights[move]), default=None)
