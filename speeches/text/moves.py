"""Label every sentence with its rhetorical move (认识意义 引述阐释 问题检视 …), with the cue that speaks for it.

Weights of cues, of fragments, of position and of the sentence before and after are added up; nothing else decides.
What is shown as evidence is looked for afterwards. Knows nothing of themes. Below margin 1 the label is a guess that
pages show as 待核.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp, log
from operator import mul
from typing import NamedTuple, Protocol

from speeches.text.rhetoric.cues import CueHit, find_cues
from speeches.text.rhetoric.fragments import find_fragments
from speeches.text.rhetoric.move_context import PartSpan, PointSpan, marks_of
from speeches.text.rhetoric.move_lexicon import MOVES, MoveLexicon, Weights
from speeches.text.sentences import Span

START_REACH = 12
END_REACH = 12
"""Characters from a sentence's start (end) within which a cue tied to the start (end) must begin (stop)."""

LARGEST_MARGIN = 9.9
SMALLEST_SHARE = 1e-12


class Grounds(NamedTuple):
    """All that speaks for or against a move in one sentence."""

    whole: Span  # the sentence without blanks at its ends
    hits: Sequence[CueHit]
    fragments: Mapping[str, Weights]
    marks: Sequence[str]


Reason = tuple[Span, str]
"""The place in the text that speaks for a move, and the name it is shown under."""


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
    move: str | None  # None for a blank line, and where no cue, fragment or position says anything
    margin: float
    evidence: Span | None  # the place of the cue or fragment; the whole sentence where its position speaks
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
    grounds = [_grounds(text, *row, lexicon) for row in zip(sentences, hits, marks, strict=True)]
    beliefs = _smooth([_score(ground, lexicon) for ground in grounds], lexicon)
    return tuple(_decide(text, *row, lexicon) for row in zip(sentences, beliefs, grounds, strict=True))


def cues_of(
    text: str, sentences: Sequence[Span], lexicon: MoveLexicon, quotations: Sequence[QuotedSpan] = ()
) -> list[list[CueHit]]:
    """The cues of every sentence, each at its first place; words inside a leader's quotation are the leader's."""
    found: list[dict[int, CueHit]] = [{} for _ in sentences]
    starts = [span[0] for span in sentences]
    quoted = sorted((item.start, item.end) for item in quotations if item.kind == "引文")
    for hit in map(partial(_without_indent, text), find_cues(text, lexicon.table, *_reach(sentences))):
        place = bisect_right(starts, hit.start) - 1
        if place < 0 or hit.cue in found[place] or not _in_place(text, hit, sentences[place], lexicon):
            continue
        if lexicon.cues[hit.cue].quoted or not _is_quoted(hit, quoted):
            found[place][hit.cue] = hit
    return [list(hits.values()) for hits in found]


def _reach(sentences: Sequence[Span]) -> Span:
    """From the first sentence to the last: what lies around them may be another speaker's."""
    return (sentences[0][0], sentences[-1][1]) if sentences else (0, 0)


def _without_indent(text: str, hit: CueHit) -> CueHit:
    """The cue from its first character: the blanks before a paragraph belong to the sentence before."""
    content = text[hit.start : hit.end]
    return hit._replace(start=hit.start + len(content) - len(content.lstrip()))


def _in_place(text: str, hit: CueHit, span: Span, lexicon: MoveLexicon) -> bool:
    if hit.end > span[1]:
        return False
    where = lexicon.cues[hit.cue].where
    if where == "start":
        return hit.start - span[0] <= START_REACH
    if where == "end":
        return len(text[hit.end : span[1]].rstrip()) <= END_REACH
    return True


def _is_quoted(hit: CueHit, quoted: Sequence[Span]) -> bool:
    place = bisect_right(quoted, hit.start, key=lambda span: span[0]) - 1
    return place >= 0 and hit.end <= quoted[place][1]


def _grounds(text: str, span: Span, hits: Sequence[CueHit], marks: Sequence[str], lexicon: MoveLexicon) -> Grounds:
    content = text[span[0] : span[1]]
    bare = content.strip()
    start = span[0] + len(content) - len(content.lstrip())
    known = [name for name in marks if name in lexicon.marks]
    return Grounds((start, start + len(bare)), hits, find_fragments(f"^{bare}$", lexicon.fragments), known)


def _score(ground: Grounds, lexicon: MoveLexicon) -> list[float]:
    rows = [lexicon.cues[hit.cue].weights for hit in ground.hits]
    rows += [lexicon.marks[name] for name in ground.marks]
    return list(map(sum, zip(lexicon.base, *rows, *ground.fragments.values(), strict=True)))


def _smooth(scores: Sequence[Sequence[float]], lexicon: MoveLexicon) -> list[list[float]]:
    """How likely each move is against the others, the sentences before and after considered (sums both ways)."""
    own = [[exp(value - top) for value in row] for row in scores for top in [max(row)]]
    step = [[exp(weight) for weight in row] for row in lexicon.after]
    before = _sweep(own, list(zip(*step, strict=True)))
    behind = _sweep(own[::-1], step)[::-1]
    return [list(map(mul, map(mul, *rows[:2]), rows[2])) for rows in zip(own, before, behind, strict=True)]


def _sweep(own: Sequence[Sequence[float]], columns: Sequence[Sequence[float]]) -> list[list[float]]:
    """What the sentences passed so far say about the next one, in the direction of the sweep."""
    message = [1.0] * len(MOVES)
    messages: list[list[float]] = []
    for row in own:
        messages.append(message)
        carried = list(map(mul, row, message))
        told = [sum(map(mul, carried, column)) for column in columns]
        total = sum(told)
        message = [value / total for value in told]
    return messages


def _decide(text: str, span: Span, belief: Sequence[float], ground: Grounds, lexicon: MoveLexicon) -> Move:
    if ground.whole[0] == ground.whole[1]:
        return Move(span[0], span[1], None, 0.0, None, "")
    best = max(range(len(MOVES)), key=belief.__getitem__)
    second = max(value for move, value in enumerate(belief) if move != best)
    lead = log(belief[best] / max(second, belief[best] * SMALLEST_SHARE)) / lexicon.margin
    reason = _cue_for(best, ground, lexicon) or _sign_for(best, text, ground, lexicon)
    if reason is None:
        return Move(span[0], span[1], None, 0.0, None, "")
    return Move(span[0], span[1], MOVES[best], round(min(lead, LARGEST_MARGIN), 2), *reason)


def _cue_for(move: int, ground: Grounds, lexicon: MoveLexicon) -> Reason | None:
    """The cue that adds most to the move: a word or a turn of phrase is what a reader can check best."""
    found = [(lexicon.cues[hit.cue], hit) for hit in ground.hits]
    best, hit = max(found, key=lambda row: row[0].weights[move], default=(None, None))
    if best is None or hit is None or best.weights[move] <= 0:
        return None
    return (hit.start, hit.end), best.name


def _sign_for(move: int, text: str, ground: Grounds, lexicon: MoveLexicon) -> Reason | None:
    """Without a cue the weightiest fragment or mark of position; a single character only where there is no other."""
    signs = [(len(piece.strip("^$")) > 1, weights[move], piece) for piece, weights in ground.fragments.items()]
    signs += [(True, lexicon.marks[name][move], name) for name in ground.marks]
    best = max((sign for sign in signs if sign[1] > 0), key=lambda sign: sign[:2], default=None)
    if best is None or best[2] not in ground.fragments:
        return best and (ground.whole, best[2])
    start = ground.whole[0] + f"^{text[slice(*ground.whole)]}$".index(best[2]) - (best[2][0] != "^")
    shown = best[2].strip("^$")
    return (start, start + len(shown)), shown
