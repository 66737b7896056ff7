"""Compare two wordings of one quotation, punctuation and blanks aside.

A part of the known wording is sound; one that differs inside is not. How far apart two wordings may be and still be the
same quotation is stated here and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

# Two wordings are one quotation while no more than a fifth of the characters differ (树怎样/树什么样: 2 of 20).
# A fragment must have this many characters, below which it is anybody's word.
SHARE = 5
FRAGMENT = 6
NEAR_FRAGMENT = 8
# One clause left out or put in, all else being the same (政绩为谁而树、靠什么树政绩): this share must remain.
_REMAINING = 0.6
# Only this many of the wordings that share most pairs of characters are compared: a list may hold hundreds alike.
_COMPARED = 16


@dataclass(frozen=True, slots=True)
class Difference:
    """Characters `[start, end)` of the found wording (its words alone) stand for `expected` of the right one."""

    start: int
    end: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How a found wording relates to a known one: same, part, whole (it holds the known one) or near (it differs)."""

    kind: str
    differences: tuple[Difference, ...] = ()


class WordingIndex:
    """Known wordings by their pairs of neighbouring characters; built once, asked for every quotation."""

    __slots__ = ("_owners", "_sizes", "wordings")

    def __init__(self, wordings: Iterable[str]) -> None:
        """Take the words (no punctuation) of every known wording, in order of preference."""
        self.wordings = tuple(wordings)
        self._sizes = tuple(len(_pairs(wording)) for wording in self.wordings)
        owners: dict[str, list[int]] = {}
        for at, wording in enumerate(self.wordings):
            for pair in _pairs(wording):
                owners.setdefault(pair, []).append(at)
        self._owners: Mapping[str, list[int]] = owners

    def related(self, found: str) -> tuple[tuple[int, Relation], ...]:
        """Return (place of the known wording, relation), the closest first."""
        pairs = _pairs(found)
        counts: dict[int, int] = {}
        for pair in pairs:
            for at in self._owners.get(pair, ()):
                counts[at] = counts.get(at, 0) + 1
        hits = []
        closest = sorted(counts, key=lambda at: (-counts[at], at))[:_COMPARED]
        for at in closest:
            likely = counts[at] * 2 >= min(len(pairs), self._sizes[at])
            relation = relate(found, self.wordings[at]) if likely else None
            if relation:
                hits.append((at, relation))
        hits.sort(key=lambda hit: (self._rank(found, *hit), len(hit[1].differences), -counts[hit[0]], hit[0]))
        return tuple(hits)

    def _rank(self, found: str, at: int, relation: Relation) -> int:
        """Put what covers most of the found words first: it may hold one saying whole and misquote a longer one."""
        covers = len(self.wordings[at]) * 5 >= len(found) * 4
        return {"same": 0, "part": 1, "whole": 2, "near": 3}[relation.kind] + (0 if covers else 2)


def relate(found: str, known: str) -> Relation | None:
    """Relate two wordings given as words alone; None where they are different sentences.

    Clauses in another order differ too.
    """
    if found == known:
        return Relation("same")
    if found in known:
        return Relation("part") if len(found) >= FRAGMENT else None
    if known in found:
        return Relation("whole") if len(known) >= FRAGMENT and len(known) * 2 >= len(found) else None
    if len(known) * 2 < len(found):
        return None  # a long quotation misquotes no short one
    clause = _one_clause(found, known)
    if clause:
        return Relation("near", (clause,))
    differences = _replaced(found, known) or _differences(found, known)
    size = min(len(found), len(known))
    fragment = size * 5 < len(known) * 4
    if size < (NEAR_FRAGMENT if fragment else FRAGMENT) or not differences:
        return None
    cost = sum(max(len(difference.found), len(difference.expected)) for difference in differences)
    reordered = size >= NEAR_FRAGMENT and sorted(found) == sorted(known)
    return Relation("near", differences) if reordered or cost <= max(1, size // SHARE) else None


def _differences(found: str, known: str) -> tuple[Difference, ...]:
    """Align the two; what the shorter one leaves out before its first or after its last word is no difference."""
    operations = SequenceMatcher(None, found, known, autojunk=False).get_opcodes()
    outer = "delete" if len(found) > len(known) else "insert"
    if operations and operations[0][0] == outer:
        operations = operations[1:]
    if operations and operations[-1][0] == outer:
        operations = operations[:-1]
    return tuple(Difference(a, b, found[a:b], known[c:d]) for kind, a, b, c, d in operations if kind != "equal")


def _replaced(found: str, known: str) -> tuple[Difference, ...]:
    """Compare place by place where the lengths agree and few places differ: alignment errs on 以水定城、以水定地……."""
    places = [at for at, (a, b) in enumerate(zip(found, known, strict=False)) if a != b]
    if len(found) != len(known) or len(places) > len(found) // SHARE:
        return ()
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return tuple(Difference(a, b, found[a:b], known[a:b]) for a, b in runs)


def _one_clause(found: str, known: str) -> Difference | None:
    """Return the clause by which alone the two differ, inside them."""
    shorter, longer = sorted((found, known), key=len)
    head = _common(shorter, longer)
    tail = _common(shorter[::-1], longer[::-1])
    if not head or not tail or head + tail < len(shorter) or len(shorter) < max(FRAGMENT, len(longer) * _REMAINING):
        return None
    tail = len(shorter) - head
    clause = longer[head : len(longer) - tail]
    if len(found) < len(known):
        return Difference(head, head, "", clause)
    return Difference(head, len(found) - tail, clause, "")


def _common(one: str, other: str) -> int:
    """Return how many characters two strings share from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _pairs(words: str) -> dict[str, None]:
    """Return the pairs of neighbouring characters, each once, in order."""
    return dict.fromkeys(words[at : at + 2] for at in range(len(words) - 1))
