"""Fit the weights of the lexicon of moves on labelled sentences, and say how well weights fitted so generalise.

    python benchmarks/fit_moves.py --check     leave out each sample meeting, and the 24 meetings in four folds
    python benchmarks/fit_moves.py --write     fit on everything, rewrite moves.toml and move_fragments.tsv

Words, patterns and priors in moves.toml are people's; weights and fragments are this script's. Gold:
tests/gold and, with `--kit DIR`, the sample meetings. Needs benchmarks/requirements.txt.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from move_fit import Array, Chain, Sequences, fit
from move_gold import Labelled, read_meetings, read_points, read_table
from move_toml import table, tables, toml_of

from speeches.text.formulations import find_formulations, parse_formulations
from speeches.text.moves import Move, cues_of, label_moves
from speeches.text.quotations import Quotation, find_quotations
from speeches.text.quoted.quotation_lexicon import parse_quotations
from speeches.text.rhetoric.move_context import marks_of
from speeches.text.rhetoric.move_lexicon import MOVES, MoveLexicon, parse_moves

LEXICA = ROOT / "speeches" / "lexicon"
GOLD = ROOT / "tests" / "gold"
FOLDS = 4

PULL_TO_PRIOR = 2.0
PULL_OF_STEPS = 6.0
PULL_OF_FRAGMENTS = 4.0
KEPT_FRAGMENTS = 10_000
FRAGMENT_LENGTH = 4  # characters, ^ and $ not counted
FRAGMENT_SPEECHES = 2
FRAGMENT_SENTENCES = 3
SECOND_LABEL = 0.5
KIT_WEIGHT, POINT_WEIGHT = 4.0, 0.4
"""Chosen by what is left out. A sentence of the sample meetings counts 4 times: few, and of another hand; one of a
single point .4 times: many, and told of without a speech around them."""

RARE_BONUS = {"问题检视": 0.3, "原因剖析": 0.3, "个人表态": 0.2}
"""Added to the base of rare but decisive moves, so that more of them are found."""

SMALLEST_WEIGHT = 0.05

_FRAGMENT = re.compile(r"\^?[一-龥，。；？：、“”《》]+\$?")
_FRAGMENTS_HEAD = """\
# 短字串：句子里有它，就给每种语步加这么多分；^ 是句首，$ 是句尾。由 benchmarks/fit_moves.py 选出、写入，不手改。
# 列：字串，"""


@dataclass(frozen=True)
class Model:
    """What is fitted, and the fragments its last features stand for."""

    fragments: tuple[str, ...]
    chain: Chain


class Gold:
    """The labelled speeches, and for each sentence the numbers of its cues and marks and all short strings in it."""

    def __init__(self, data: dict[str, object], speeches: Sequence[Labelled]) -> None:
        self.speeches = speeches
        lexicon = parse_moves(toml_of(data), "")
        self.marks = {name: number for number, name in enumerate(lexicon.marks, len(lexicon.cues))}
        cues, priors = tables(data, "cues"), table(data, "mark_priors")
        self.prior = [_weights(cue["prior"]) for cue in cues] + [_weights(priors.get(name, {})) for name in self.marks]
        self.trust = [float(str(cue.get("trust", 1))) for cue in cues] + [1.0] * len(self.marks)
        self.steps = [_weights(table(data, "after_priors").get(move, {})) for move in MOVES]
        self.signs = [self._signs(speech, lexicon) for speech in speeches]
        self.pieces = [[_pieces(speech.text[slice(*span)]) for span in speech.sentences] for speech in speeches]
        self.accepted = [_accepted(speech) for speech in speeches]

    def _signs(self, speech: Labelled, lexicon: MoveLexicon) -> list[set[int]]:
        hits = cues_of(speech.text, speech.sentences, lexicon, speech.quotations)
        marks = marks_of(speech.text, speech.sentences, speech.parts, speech.points)
        return [
            {hit.cue for hit in found} | {self.marks[name] for name in names if name in self.marks}
            for found, names in zip(hits, marks, strict=True)
        ]

    def candidates(self, chosen: Iterable[int]) -> list[str]:
        """Short strings frequent enough in the chosen speeches, in order."""
        sentences: Counter[str] = Counter()
        speeches: Counter[str] = Counter()
        for number in chosen:
            for pieces in self.pieces[number]:
                sentences.update(pieces)
            speeches.update(set().union(*self.pieces[number]))
        return sorted(
            piece
            for piece, count in sentences.items()
            if count >= FRAGMENT_SENTENCES and speeches[piece] >= FRAGMENT_SPEECHES
        )

    def sequences(self, chosen: Sequence[int], fragments: Sequence[str]) -> Sequences:
        """The chosen speeches as numbers."""
        place = {piece: number for number, piece in enumerate(fragments, len(self.prior))}
        rows = [
            sorted(signs) + sorted(place[piece] for piece in pieces if piece in place)
            for number in chosen
            for signs, pieces in zip(self.signs[number], self.pieces[number], strict=True)
        ]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
        shape = (len(rows), len(self.prior) + len(fragments))
        return Sequences(
            csr_matrix((np.ones(len(columns)), columns, ends), shape=shape),
            np.vstack([self.accepted[number] for number in chosen]),
            np.array([len(self.signs[number]) for number in chosen]),
            np.array([self.speeches[number].times for number in chosen]),
        )


def _weights(row: dict[str, float]) -> list[float]:
    return [float(row.get(move, 0)) for move in MOVES]


def _pieces(sentence: str) -> set[str]:
    framed = f"^{sentence.strip()}$"
    reach = FRAGMENT_LENGTH + 2
    pieces = {framed[at : at + size] for at in range(len(framed)) for size in range(1, reach + 1)}
    return {
        piece
        for piece in pieces
        if len(piece.strip("^$")) <= FRAGMENT_LENGTH and piece not in "，。" and _FRAGMENT.fullmatch(piece)
    }


def _accepted(speech: Labelled) -> Array:
    """How welcome each move is in each sentence: the best 1, the others SECOND_LABEL; all 1 where no gold is."""
    welcome = np.zeros((len(speech.sentences), len(MOVES)))
    for start, end, moves in speech.gold:
        shares = [min(stop, end) - max(begin, start) for begin, stop in speech.sentences]
        best = int(np.argmax(shares))
        if shares[best] * 2 >= end - start:
            welcome[best] = [(1.0 if move == moves[0] else SECOND_LABEL) * (move in moves) for move in MOVES]
    welcome[~welcome.any(axis=1)] = 1.0
    return welcome


def fitted(gold: Gold, chosen: Sequence[int]) -> Model:
    """Fit with all candidates, keep the KEPT_FRAGMENTS weightiest, fit again, round."""
    every = gold.candidates(chosen)
    first = _fit(gold, chosen, every).weights[len(gold.prior) :]
    order = np.argsort(-np.abs(first).max(axis=1), kind="stable")[:KEPT_FRAGMENTS]
    kept = [every[number] for number in sorted(order)]
    weights, steps, base = _fit(gold, chosen, kept)
    bonus = np.array([RARE_BONUS.get(move, 0.0) for move in MOVES])
    small = np.where(np.abs(weights) >= SMALLEST_WEIGHT, weights, 0)
    return Model(tuple(kept), Chain(small.round(2), steps.round(2), (base + bonus).round(2)))


def _fit(gold: Gold, chosen: Sequence[int], fragments: Sequence[str]) -> Chain:
    size = (len(fragments), len(MOVES))
    prior = Chain(np.vstack([gold.prior, np.zeros(size)]), np.array(gold.steps), np.zeros(len(MOVES)))
    pull = np.concatenate([PULL_TO_PRIOR * np.array(gold.trust), np.full(len(fragments), PULL_OF_FRAGMENTS)])
    return fit(gold.sequences(chosen, fragments), prior, pull, PULL_OF_STEPS)


def written(data: dict[str, object], gold: Gold, model: Model) -> tuple[dict[str, object], str]:
    """The lexicon's data with the model's weights in place of its own, and the table of fragments."""
    cues = tables(data, "cues")
    rows = [_row(weights) for weights in model.chain.weights[: len(gold.prior)]]
    changed: dict[str, object] = {
        **data,
        "base": _row(model.chain.base),
        "marks": dict(zip(gold.marks, rows[len(cues) :], strict=True)),
        "after": {move: _row(row) for move, row in zip(MOVES, model.chain.steps, strict=True)},
        "cues": [{**cue, "weights": row} for cue, row in zip(cues, rows, strict=False)],
    }
    fragments = zip(model.fragments, model.chain.weights[len(gold.prior) :], strict=True)
    lines = ["\t".join([piece, *[f"{value:g}" for value in row]]) for piece, row in fragments if row.any()]
    return changed, "\n".join([_FRAGMENTS_HEAD + "、".join(MOVES) + "。", *lines]) + "\n"


def _row(values: Array) -> dict[str, float]:
    return {move: float(value) for move, value in zip(MOVES, values, strict=True) if value}


Judged = tuple[Move, tuple[str, ...], bool]
"""What the program says of a gold sentence, what would be acceptable, and whether it is."""


def judged(speeches: Iterable[Labelled], lexicon: MoveLexicon) -> list[Judged]:
    """For every gold sentence the move that covers most of it."""
    found: list[Judged] = []
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


def report(name: str, found: Sequence[Judged]) -> None:
    sure = [right for move, _, right in found if move.sure]
    line = f"{name:8} acceptable {sum(row[2] for row in found) / len(found):.3f} of {len(found)}"
    line += f"   sure {sum(sure) / max(len(sure), 1):.3f} at {len(sure) / len(found):.1%}"
    ranked = sorted(found, key=lambda row: -row[0].margin)[: len(found) * 7 // 10]
    line += f"   surest 70% {sum(row[2] for row in ranked) / len(ranked):.3f} (margin {ranked[-1][0].margin})"
    for wanted in RARE_BONUS:
        rights = [right for _, accepted, right in found if accepted[0] == wanted]
        line += f"   {wanted} {sum(rights)}/{len(rights)}"
    print(line, flush=True)


def check(data: dict[str, object], gold: Gold) -> None:
    """Leave out every sample meeting in turn, then the other meetings in folds."""
    groups = [speech.group for speech in gold.speeches]
    meetings = sorted({group for group in groups if group.startswith("G")})
    together: list[Judged] = []
    samples = [[name] for name in sorted({group for group in groups if group.startswith("M")})]
    for out in samples + [meetings[fold::FOLDS] for fold in range(FOLDS)]:
        rest = [number for number, group in enumerate(groups) if group not in out]
        toml, fragments = written(data, gold, fitted(gold, rest))
        held = [speech for speech in gold.speeches if speech.group in out]
        found = judged(held, parse_moves(toml_of(toml), fragments))
        if out in samples:
            report("out: " + out[0], found)
        else:
            together += found
    report("folds", together)


def read(name: str) -> str:
    return (LEXICA / name).read_text(encoding="utf-8")


def labelled(kit: Path | None) -> list[Labelled]:
    """All gold, the sample meetings first; quotations are found as the program finds them."""
    wordings = parse_formulations(read("formulations.tsv"), read("homophones.tsv"))
    sayings = parse_quotations(read("sayings.tsv"), read("works.tsv"))

    def quoted(text: str) -> tuple[Quotation, ...]:
        return find_quotations(text, sayings, find_formulations(text, wordings))

    sample = read_meetings(kit, quoted, "gold/moves") if kit else []
    single = read_points(GOLD / "theme_points.tsv", GOLD / "point_moves.tsv", quoted)
    return [
        *[replace(speech, times=KIT_WEIGHT) for speech in sample],
        *read_table(GOLD / "moves.tsv"),
        *read_meetings(GOLD / "meetings", quoted),
        *[replace(point, times=POINT_WEIGHT) for point in single],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, help="folder of the sample meetings with gold/moves")
    parser.add_argument("--check", action="store_true", help="leave meetings out in turn")
    parser.add_argument("--write", action="store_true", help="write the fitted weights to the lexicon")
    options = parser.parse_args()
    source, fragments = read("moves.toml"), read("move_fragments.tsv")
    data: dict[str, object] = tomllib.loads(source)
    gold = Gold(data, labelled(options.kit))
    if options.check:
        check(data, gold)
    if options.write:
        data, fragments = written(data, gold, fitted(gold, range(len(gold.speeches))))
        head = "".join(line + "\n" for line in source.splitlines() if line.startswith("#"))
        (LEXICA / "moves.toml").write_text(toml_of(data, head), encoding="utf-8")
        (LEXICA / "move_fragments.tsv").write_text(fragments, encoding="utf-8")
    report("seen", judged(gold.speeches, parse_moves(toml_of(data), fragments)))


if __name__ == "__main__":
    main()
