"""Overlapping wording between the speeches of one comparison, net of public wording.

Reports verbatim runs, and a lightly edited passage as one aligned stretch from its first to its last shared run. States
where wording coincides and how much; says nothing about who wrote it first or why.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speeches.text.overlap.common_runs import FIRST_MARK, MARK, WALL, Run, shared_runs
from speeches.text.overlap.fingerprints import BREAK, REASONS, Fingerprint, Mask, MaskedText, fingerprint
from speeches.text.overlap.stretches import Couple, Walked

__all__ = [
    "CommonWording",
    "Fingerprint",
    "Mask",
    "MaskedText",
    "Overlap",
    "PairOverlap",
    "common_masked",
    "find_overlaps",
    "fingerprint",
    "shared_chars",
]

# The shortest run that counts, in normalised characters: what `compare --json` gives; pages show longer ones only.
MIN_RUN = 10

# A passage without any run so long counts as edited when it has a run of SEED characters, and shares
# EDITED_CHARS characters, EDITED_SHARE of its longer side: a rewritten sentence, not two phrases of the genre.
SEED = 7
EDITED_CHARS = 20
EDITED_SHARE = 0.75
# Of one pair, the longest: far beyond any two speeches, so that made-up texts cannot hold up a comparison.
MOST_RUNS = 5000
MOST_STRETCHES = 500
_MARKS = 0x110000 - ord(FIRST_MARK)


@dataclass(frozen=True, slots=True)
class Overlap:
    """One passage in two speeches; offsets `[start, end)` into each file's text.

    `chars` counts the shared normalised characters without public wording. `runs` are the identical pieces, as
    (a_start, a_end, b_start, b_end): one for a verbatim overlap, else what lies between them was edited.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    chars: int
    kind: str  # verbatim | edited
    runs: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class PairOverlap:
    """What two speeches share; a passage that one of them says twice overlaps twice with its one place in the other."""

    a: int
    b: int
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class CommonWording:
    """Public wording that several speeches share and that overlap leaves out; `speeches` in rising order."""

    text: str
    why: str
    speeches: tuple[int, ...]


def find_overlaps(fingerprints: Mapping[int, Fingerprint], min_run: int = MIN_RUN) -> tuple[PairOverlap, ...]:
    """Every pair of speeches that overlaps, by rising ids."""
    ids = sorted(fingerprints)
    prints = [fingerprints[speech] for speech in ids]
    walked = _walked(prints)
    mirrored: dict[int, Walked] = {}
    pairs: list[PairOverlap] = []
    for (x, y), runs in shared_runs([each.text for each in walked], min(SEED, min_run)).items():
        for number in (x, y):
            mirrored.setdefault(number, walked[number].mirrored())
        couple = Couple(walked[x], walked[y], mirrored[x], mirrored[y])
        stretches = _stretches(couple, runs, min_run)
        if stretches:
            found = tuple(_overlap(prints[x], prints[y], couple, stretch) for stretch in stretches)
            pairs.append(PairOverlap(ids[x], ids[y], found))
    return tuple(pairs)


def shared_chars(print_: Fingerprint, spans: Iterable[tuple[int, int]]) -> int:
    """How many of a speech's net characters stand in these spans of its text; one in several spans counts once."""
    offsets = print_.offsets
    places = (range(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in spans)
    return len(set().union(*places).difference(print_.breaks))


def common_masked(fingerprints: Mapping[int, Fingerprint]) -> tuple[CommonWording, ...]:
    """Masked wording that at least two speeches share, longest first: shown so that nothing is hidden."""
    holders: dict[str, dict[int, None]] = {}
    shown: dict[str, MaskedText] = {}
    for speech in sorted(fingerprints):
        for masked in fingerprints[speech].masked:
            holders.setdefault(masked.normal, {})[speech] = None
            before = shown.setdefault(masked.normal, masked)
            if REASONS.index(masked.why) < REASONS.index(before.why):
                shown[masked.normal] = masked
    common = sorted((key for key in holders if key and len(holders[key]) > 1), key=lambda key: (-len(key), key))
    return tuple(CommonWording(shown[key].text, shown[key].why, tuple(holders[key])) for key in common)


def _walked(prints: Sequence[Fingerprint]) -> list[Walked]:
    """Texts where wording masked more than once is one mark, equal where the wording is; other masks are walls."""
    times = Counter(wording for print_ in prints for wording in print_.breaks.values())
    repeated = [wording for wording in times if wording and times[wording] > 1]
    marks = {wording: chr(ord(FIRST_MARK) + number) for number, wording in enumerate(repeated[:_MARKS])}
    walked: list[Walked] = []
    for print_ in prints:
        pieces = iter(print_.normal.split(BREAK))
        parts = [next(pieces)]
        for at, piece in zip(sorted(print_.breaks), pieces, strict=True):
            parts += (marks.get(print_.breaks[at], WALL), piece)
        walked.append(Walked("".join(parts), print_.sentence_starts))
    return walked


def _stretches(couple: Couple, runs: Sequence[Run], min_run: int) -> list[list[Run]]:
    """Stretches worth reporting, the longest run first to grow, chosen so that none repeats another."""
    grown: list[list[Run]] = []
    longest = sorted(runs, key=lambda run: (-run[2], run))[:MOST_RUNS]
    trimmed = dict.fromkeys(couple.trimmed(run, min_run) for run in longest)
    for run in sorted(trimmed, key=lambda run: (-run[2], run)):
        if len(grown) == MOST_STRETCHES:
            break
        if not any(_inside(run, stretch) for stretch in grown):
            grown.append(couple.grown(run))
    chosen = _chosen([stretch for stretch in grown if _counts(couple, stretch, min_run)], min_run)
    return [couple.filled(stretch) for stretch in chosen]


def _inside(run: Run, stretch: Sequence[Run]) -> bool:
    (i, j, length), (first_i, first_j, _), (last_i, last_j, last) = run, stretch[0], stretch[-1]
    return first_i <= i and first_j <= j and i + length <= last_i + last and j + length <= last_j + last


def _counts(couple: Couple, stretch: Sequence[Run], min_run: int) -> bool:
    """Whether a stretch is an overlap: a run long enough without marks, or much of it shared."""
    if any(len(piece) >= min_run for run in stretch for piece in _pieces(couple, run)):
        return True
    (i, j, _), (p, q, length) = stretch[0], stretch[-1]
    net = sum(couple.net(run) for run in stretch)
    return net >= max(EDITED_CHARS, EDITED_SHARE * max(p + length - i, q + length - j))


def _pieces(couple: Couple, run: Run) -> list[str]:
    i, _, length = run
    return MARK.split(couple.a.text[i : i + length])


def _chosen(stretches: list[list[Run]], min_run: int) -> list[list[Run]]:
    """One-to-one first; then what still adds `min_run` characters on either side, as a refrain copied twice does."""
    order = sorted(stretches, key=lambda s: (-sum(run[2] for run in s), s))
    covered_a: set[int] = set()
    covered_b: set[int] = set()
    chosen: list[list[Run]] = []
    left: list[list[Run]] = []
    for stretch in order:
        a, b = _positions(stretch, 0), _positions(stretch, 1)
        if covered_a.isdisjoint(a) and covered_b.isdisjoint(b):
            chosen.append(stretch)
            covered_a |= a
            covered_b |= b
        else:
            left.append(stretch)
    for stretch in left:
        a, b = _positions(stretch, 0), _positions(stretch, 1)
        if max(len(a - covered_a), len(b - covered_b)) >= min_run:
            chosen.append(stretch)
            covered_a |= a
            covered_b |= b
    return sorted(chosen)


def _positions(stretch: Sequence[Run], side: int) -> set[int]:
    return set().union(*(range(run[side], run[side] + run[2]) for run in stretch))


def _overlap(a: Fingerprint, b: Fingerprint, couple: Couple, stretch: Sequence[Run]) -> Overlap:
    runs = tuple(
        (a.offsets[i], a.offsets[i + n - 1] + 1, b.offsets[j], b.offsets[j + n - 1] + 1) for i, j, n in stretch
    )
    unedited = all(x[0] + x[2] == y[0] and x[1] + x[2] == y[1] for x, y in pairwise(stretch))
    return Overlap(
        a_start=runs[0][0],
        a_end=runs[-1][1],
        b_start=runs[0][2],
        b_end=runs[-1][3],
        chars=sum(couple.net(run) for run in stretch),
        kind="verbatim" if unedited else "edited",
        runs=runs,
    )
