"""Fit the weights of speeches/lexicon/moves.toml on labelled sentences, and say how well weights fitted so generalise.

    python benchmarks/fit_moves.py --check     leave out each meeting and every fifth speech in turn
    python benchmarks/fit_moves.py --write     fit on everything, rewrite the weights in moves.toml

Words, patterns and priors in moves.toml are people's; weights and short strings are this script's. Gold:
tests/gold/moves.tsv and, with `--kit DIR`, the sample meetings' M*/gold/moves. Deterministic, pure Python.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from move_gold import Labelled, read_kit, read_table
from move_toml import table, tables, toml_of

from speeches.text.moves import Move, cues_of, label_moves
from speeches.text.rhetoric.move_context import marks_of
from speeches.text.rhetoric.move_lexicon import MOVES, MoveLexicon, parse_moves

LEXICON = ROOT / "speeches" / "lexicon" / "moves.toml"
GOLD = ROOT / "tests" / "gold" / "moves.tsv"
READ_ONLY = (range(33, 36), range(43, 50), range(54, 58))
"""Speeches of the gold table that are measured on and never fitted on."""

PULL_TO_PRIOR = 6.0
PULL_OF_STEPS = 6.0
PULL_OF_FRAGMENTS = 5.0
KEPT_FRAGMENTS = 300
FRAGMENT_SIZES = (1, 2, 3, 4)  # characters, ^ and $ included
FRAGMENT_SPEECHES = 3
FRAGMENT_SENTENCES = 5
KIT_WEIGHT = 3
SECOND_LABEL = 0.5
"""Chosen by leaving out M1 and M2 in turn: more fragments, or a weaker pull, fit better and generalise worse."""

RARE_MOVES = ("问题检视", "原因剖析")
RARE_BONUS = 0.3
"""Added to the base of the rare but decisive moves: left out in turn, .04 more 问题 found and nothing lost."""

ROUNDS = 50
MEMORY = 8
SMALLEST_WEIGHT = 0.15

_CHINESE = re.compile(r"[\^$一-龥，。；？：、“”《》]+")


Row = tuple[int, ...]
Matrix = list[list[float]]


@dataclass(frozen=True)
class Model:
    """Weights by feature (cues, marks, fragments in this order), of steps between sentences, and of moves as such."""

    fragments: tuple[str, ...]
    weights: Matrix
    steps: Matrix
    base: list[float]


class Features:
    """Numbers the lexicon's cues and marks, and tells which of them and which fragments each sentence has."""

    def __init__(self, data: dict[str, object], speeches: Sequence[Labelled]) -> None:
        self.lexicon = parse_moves(toml_of(data))
        self.marks = {name: number for number, name in enumerate(self.lexicon.marks, len(self.lexicon.cues))}
        cues, marks = tables(data, "cues"), table(data, "mark_priors")
        self.prior = [_weights(cue["prior"]) for cue in cues] + [_weights(marks.get(name, {})) for name in self.marks]
        self.trust = [float(str(cue.get("trust", 1))) for cue in cues] + [1.0] * len(self.marks)
        steps = table(data, "after_priors")
        self.steps = [_weights(steps.get(move, {})) for move in MOVES]
        self.rows = [self._rows(speech) for speech in speeches]
        self.pieces = [[_pieces(speech.text[slice(*span)]) for span in speech.sentences] for speech in speeches]
        self.accepted = [_accepted(speech) for speech in speeches]

    def _rows(self, speech: Labelled) -> list[Row]:
        hits = cues_of(speech.text, speech.sentences, self.lexicon, speech.quotations)
        marks = marks_of(speech.text, speech.sentences, speech.parts, speech.points)
        return [
            tuple(sorted({hit.cue for hit in found} | {self.marks[name] for name in names if name in self.marks}))
            for found, names in zip(hits, marks, strict=True)
        ]

    def candidates(self, chosen: Sequence[int]) -> list[str]:
        """Fragments of up to three characters frequent enough in the chosen speeches, in order."""
        sentences: dict[str, int] = {}
        speeches: dict[str, int] = {}
        for number in chosen:
            seen: set[str] = set()
            for pieces in self.pieces[number]:
                for piece in pieces:
                    sentences[piece] = sentences.get(piece, 0) + 1
                seen |= pieces
            for piece in seen:
                speeches[piece] = speeches.get(piece, 0) + 1
        return sorted(
            piece
            for piece, count in sentences.items()
            if count >= FRAGMENT_SENTENCES and speeches[piece] >= FRAGMENT_SPEECHES and len(piece.strip("^$")) <= 3
        )

    def of(self, number: int, fragments: Sequence[str]) -> list[Row]:
        """The features of a speech's sentences, those fragments included."""
        place = {piece: len(self.prior) + index for index, piece in enumerate(fragments)}
        return [
            row + tuple(sorted(place[piece] for piece in pieces if piece in place))
            for row, pieces in zip(self.rows[number], self.pieces[number], strict=True)
        ]


def _pieces(sentence: str) -> set[str]:
    framed = f"^{sentence.strip()}$"
    pieces = {framed[at : at + size] for size in FRAGMENT_SIZES for at in range(len(framed) - size + 1)}
    return {
        piece for piece in pieces if piece not in "^$，。" and re.fullmatch(r"[\^$一-龥，。；？：、“”《》]+", piece)
    }


def _accepted(speech: Labelled) -> Matrix:
    """How welcome each move is in each sentence: the best 1, the others SECOND_LABEL; all 1 where no gold is."""
    welcome = [[0.0] * len(MOVES) for _ in speech.sentences]
    for start, end, moves in speech.gold:
        shares = [max(0, min(stop, end) - max(begin, start)) for begin, stop in speech.sentences]
        best = max(range(len(shares)), key=lambda number: (shares[number], -number))
        if shares[best] * 2 >= end - start:
            for rank, move in enumerate(moves):
                welcome[best][MOVES.index(move)] = SECOND_LABEL if rank else 1.0
    return [row if any(row) else [1.0] * len(MOVES) for row in welcome]


def fit(features: Features, chosen: Sequence[int], kit: Sequence[int]) -> Model:
    """Fit with all candidates, keep the KEPT_FRAGMENTS weightiest, fit again, round to one decimal."""
    data = [*chosen, *[number for number in kit for _ in range(KIT_WEIGHT - 1)]]
    first = _descend(features, data, features.candidates(data))
    width = len(features.prior)
    strength = [max(map(abs, row)) for row in first.weights[width:]]
    order = sorted(range(len(strength)), key=lambda index: (-strength[index], index))[:KEPT_FRAGMENTS]
    model = _descend(features, data, [first.fragments[index] for index in sorted(order)])
    return Model(
        model.fragments,
        [[_rounded(value) for value in row] for row in model.weights],
        [[round(value, 1) for value in row] for row in model.steps],
        [round(value + RARE_BONUS * (move in RARE_MOVES), 1) for move, value in zip(MOVES, model.base, strict=True)],
    )


def _rounded(value: float) -> float:
    return round(value, 1) if abs(value) >= SMALLEST_WEIGHT else 0.0


def _descend(features: Features, data: Sequence[int], fragments: Sequence[str]) -> Model:
    """Least loss by L-BFGS from the priors: the accepted moves' likelihood, and a pull towards the priors."""
    size = len(MOVES)
    count = {number: data.count(number) for number in sorted(set(data))}
    batch = [(features.of(number, fragments), features.accepted[number], times) for number, times in count.items()]
    width = len(features.prior) + len(fragments)
    prior = [value for row in features.prior for value in row] + [0.0] * (size * len(fragments))
    prior += [value for row in features.steps for value in row] + [0.0] * size
    pull = [PULL_TO_PRIOR * trust for trust in features.trust for _ in range(size)]
    pull += [PULL_OF_FRAGMENTS] * (size * len(fragments)) + [PULL_OF_STEPS] * (size * size) + [0.1] * size

    def loss(point: Sequence[float]) -> tuple[float, list[float]]:
        offset = [mine - before for mine, before in zip(point, prior, strict=True)]
        slope = list(map(mul, pull, offset))
        total = 0.5 * sum(map(mul, slope, offset))
        model = _unpacked(point, width, fragments)
        for rows, accepted, times in batch:
            total += times * _add_slope(model, rows, accepted, times, slope)
        return total, slope

    return _unpacked(_least(loss, prior), width, fragments)


def _unpacked(point: Sequence[float], width: int, fragments: Sequence[str]) -> Model:
    size = len(MOVES)
    rows = [list(point[at : at + size]) for at in range(0, len(point), size)]
    return Model(tuple(fragments), rows[:width], rows[width : width + size], rows[width + size])


def _add_slope(model: Model, rows: Sequence[Row], accepted: Matrix, times: int, slope: list[float]) -> float:
    """The loss of one speech; adds `times` its gradient to `slope`."""
    size = len(MOVES)
    scores = [
        [sum(column) for column in zip(model.base, *[model.weights[f] for f in row], strict=True)] for row in rows
    ]
    tops = [max(row) for row in scores]
    free = [[exp(value - top) for value in row] for row, top in zip(scores, tops, strict=True)]
    bound = [list(map(mul, row, welcome)) for row, welcome in zip(free, accepted, strict=True)]
    step = [[exp(value) for value in row] for row in model.steps]
    all_ways, beliefs, pairs = _sums(free, step)
    right_ways, wanted, wanted_pairs = _sums(bound, step)
    base = len(slope) - size
    for row, belief, want in zip(rows, beliefs, wanted, strict=True):
        change = [times * (have - should) for have, should in zip(belief, want, strict=True)]
        for move, value in enumerate(change):
            slope[base + move] += value
            for feature in row:
                slope[feature * size + move] += value
    steps_at = base - size * size
    for index, (have, should) in enumerate(zip(pairs, wanted_pairs, strict=True)):
        slope[steps_at + index] += times * (have - should)
    return all_ways - right_ways


def _sums(own: Matrix, step: Matrix) -> tuple[float, Matrix, list[float]]:
    """Log of the sum over all ways through the speech, each sentence's shares, and the shares of each step."""
    size = len(MOVES)
    columns = [list(column) for column in zip(*step, strict=True)]
    ahead: Matrix = []
    total, message = 0.0, [1.0] * size
    for row in own:
        here = list(map(mul, row, message))
        whole = sum(here)
        total += log(whole)
        ahead.append([value / whole for value in here])
        message = [sum(map(mul, ahead[-1], column)) for column in columns]
    later = [1.0] * size
    shares: Matrix = []
    pairs = [0.0] * (size * size)
    for place in range(len(own) - 1, -1, -1):
        here = list(map(mul, ahead[place], later))
        whole = sum(here)
        shares.append([value / whole for value in here])
        if place:
            below = list(map(mul, own[place], later))
            joint = [
                mine * way * other
                for mine, row in zip(ahead[place - 1], step, strict=True)
                for way, other in zip(row, below, strict=True)
            ]
            whole = sum(joint)
            pairs = [value + more / whole for value, more in zip(pairs, joint, strict=True)]
            later = [sum(map(mul, row, below)) for row in step]
            whole = sum(later)
            later = [value / whole for value in later]
    return total, shares[::-1], pairs


def _least(loss: Callable[[Sequence[float]], tuple[float, list[float]]], start: Sequence[float]) -> list[float]:
    """L-BFGS with halving steps; stops after ROUNDS or when nothing is gained."""
    point = list(start)
    value, slope = loss(point)
    memory: list[tuple[list[float], list[float], float]] = []
    for _ in range(ROUNDS):
        way = _direction(slope, memory)
        length = 1.0 if memory else 1.0 / max(1.0, sum(map(abs, slope)) / 10)
        fall = sum(map(mul, way, slope))
        while True:
            there = [mine + length * move for mine, move in zip(point, way, strict=True)]
            reached, new_slope = loss(there)
            if reached <= value + 1e-4 * length * fall:
                break
            length /= 2
            if length < 1e-6:
                return point
        moved = [b - a for a, b in zip(point, there, strict=True)]
        turned = [b - a for a, b in zip(slope, new_slope, strict=True)]
        bend = sum(map(mul, moved, turned))
        if bend > 1e-10:
            memory = [*memory, (moved, turned, bend)][-MEMORY:]
        gained, point, value, slope = value - reached, there, reached, new_slope
        if gained < 1e-3:
            break
    return point


def _direction(slope: Sequence[float], memory: Sequence[tuple[list[float], list[float], float]]) -> list[float]:
    way = [-value for value in slope]
    steps: list[float] = []
    for moved, turned, bend in reversed(memory):
        step = sum(map(mul, moved, way)) / bend
        steps.append(step)
        way = [value - step * turn for value, turn in zip(way, turned, strict=True)]
    if memory:
        moved, turned, bend = memory[-1]
        scale = bend / sum(map(mul, turned, turned))
        way = [scale * value for value in way]
    for (moved, turned, bend), step in zip(memory, reversed(steps), strict=True):
        back = sum(map(mul, turned, way)) / bend
        way = [value + (step - back) * move for value, move in zip(way, moved, strict=True)]
    return way


def _weights(row: dict[str, float]) -> list[float]:
    return [float(row.get(move, 0)) for move in MOVES]


def with_weights(data: dict[str, object], features: Features, model: Model) -> dict[str, object]:
    """The lexicon's data with the model's weights in place of its own."""
    names = list(features.marks)
    cues = [
        {**cue, "weights": _row(weights)} for cue, weights in zip(tables(data, "cues"), model.weights, strict=False)
    ]
    marks = model.weights[len(cues) : len(cues) + len(names)]
    fragments = zip(model.fragments, model.weights[len(features.prior) :], strict=True)
    return {
        **data,
        "base": _row(model.base),
        "marks": {name: _row(row) for name, row in zip(names, marks, strict=True)},
        "after": {move: _row(row) for move, row in zip(MOVES, model.steps, strict=True)},
        "fragments": {piece: _row(row) for piece, row in fragments if any(row)},
        "cues": cues,
    }


def _row(values: Sequence[float]) -> dict[str, float]:
    return {move: value for move, value in zip(MOVES, values, strict=True) if abs(value) > 1e-9}


def measure(speeches: Iterable[Labelled], lexicon: MoveLexicon) -> list[tuple[Move, tuple[str, ...], bool]]:
    """For every gold sentence the move that covers most of it, the acceptable ones, and whether it is one of them."""
    found: list[tuple[Move, tuple[str, ...], bool]] = []
    for speech in speeches:
        moves = label_moves(
            speech.text, speech.sentences, lexicon,
            parts=speech.parts, points=speech.points, quotations=speech.quotations,
        )  # fmt: skip
        for start, end, accepted in speech.gold:
            best = max(moves, key=lambda move: min(move.end, end) - max(move.start, start))
            covered = (min(best.end, end) - max(best.start, start)) * 2 >= end - start
            found.append((best, accepted, covered and best.move in accepted))
    return found


def report(name: str, found: Sequence[tuple[Move, tuple[str, ...], bool]]) -> None:
    sure = [right for move, _, right in found if move.sure]
    line = f"{name:10} acceptable {sum(row[2] for row in found) / len(found):.3f} of {len(found)}"
    line += f"   sure {sum(sure) / max(len(sure), 1):.3f} at {len(sure) / len(found):.0%}"
    for wanted in ("问题检视", "原因剖析", "个人表态"):
        rights = [right for _, accepted, right in found if accepted[0] == wanted]
        line += f"   {wanted} {sum(rights)}/{len(rights)}"
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, help="folder of the sample meetings with gold/moves")
    parser.add_argument("--check", action="store_true", help="leave each meeting and every fifth speech out in turn")
    parser.add_argument("--write", action="store_true", help="write the fitted weights to moves.toml")
    options = parser.parse_args()
    source = LEXICON.read_text(encoding="utf-8")
    data: dict[str, object] = tomllib.loads(source)
    head = "".join(line + "\n" for line in source.splitlines() if line.startswith("#"))
    kit = read_kit(options.kit) if options.kit else []
    held = read_table(GOLD, lambda number: any(number in span for span in READ_ONLY))
    speeches = kit + read_table(GOLD, lambda number: not any(number in span for span in READ_ONLY))
    features = Features(data, speeches)
    every = range(len(speeches))
    if options.check:
        for group in sorted({speech.group for speech in speeches}):
            rest = [number for number in every if speeches[number].group != group]
            model = fit(features, rest, [number for number in rest if number < len(kit)])
            lexicon = parse_moves(toml_of(with_weights(data, features, model)))
            report("out: " + group, measure([speech for speech in speeches if speech.group == group], lexicon))
    fitted = data
    if options.write:
        fitted = with_weights(data, features, fit(features, every, range(len(kit))))
        LEXICON.write_text(toml_of(fitted, head), encoding="utf-8")
    lexicon = parse_moves(toml_of(fitted))
    report("fitted", measure(speeches, lexicon))
    report("read only", measure(held, lexicon))


if __name__ == "__main__":
    main()
