"""Find the longest runs of characters that two of many texts share.

Seeds with k-grams and extends them, from one index over all texts, so that cost follows what is shared and not the
number of pairs. Knows nothing of speeches. Refuses runs made only of grams that occur far too often: that bound keeps
the work linear on hostile input.
"""

import re
from bisect import bisect, insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

Run = tuple[int, int, int]  # position in the first text, in the second, length
PairRuns = dict[tuple[int, int], list[Run]]

WALL = "\0"  # parts the texts, matches nothing
FIRST_MARK = "\U000f0000"  # from here on: marks, which may lie inside a run but never seed one
MARK = re.compile(f"[{FIRST_MARK}-\U0010ffff]")

_BLOCK = 64
_REPEATS = 3
_OCCURRENCES = 64
_OCCURRENCES_A_TEXT = 4


def common_prefix(a: str, i: int, b: str, j: int) -> int:
    """How many characters a[i:] and b[j:] share; a wall ends it."""
    length, room = 0, min(len(a) - i, len(b) - j)
    while length < room:
        x, y = a[i + length : i + length + _BLOCK], b[j + length : j + length + _BLOCK]
        if x == y and WALL not in x:
            length += len(x)
            continue
        for p, q in zip(x, y, strict=False):
            if p != q or p == WALL:
                return length
            length += 1
    return length


def shared_runs(texts: Sequence[str], k: int) -> PairRuns:
    """Maximal common runs holding a shared k-gram, for every pair (x, y) of text numbers with x < y, by position.

    Every pair of places of a gram is tried, unless a text repeats the gram more than 3 times: then only the first place
    in one text with the first in the other, the second with the second, and so on. A gram that occurs more than
    64 + 4 × the number of texts times is not tried at all; runs of other grams still extend over it.
    """
    joined = WALL + WALL.join(texts) + WALL
    bases, owners = _layout(texts)
    places = _repeated(joined, k)
    refrains = [positions for positions in places if _repeats_in_one(positions, owners)]
    refrain_places = {p for positions in refrains for p in positions}
    found: dict[tuple[int, int], dict[Run, None]] = {}
    # Runs by how far apart their two places are: inside a known run, every edge leads to the same run again.
    known: dict[int, list[tuple[int, int]]] = {}

    def is_edge(p: int) -> bool:
        """The gram one to the left may not have been tried here, so a run may begin earlier."""
        return joined[p - 1] >= FIRST_MARK or joined[p - 1] == WALL or p - 1 in refrain_places

    def add(p: int, q: int) -> None:
        runs = known.setdefault(q - p, [])
        before = bisect(runs, (p, len(joined))) - 1
        if before >= 0 and p < runs[before][1]:
            return
        back, ahead = _common_suffix(joined, p, q), common_prefix(joined, p, joined, q)
        insort(runs, (p - back, p + ahead))
        x, y = owners[p], owners[q]
        found.setdefault((x, y), {})[p - back - bases[x], q - back - bases[y], back + ahead] = None

    for positions in places:
        if positions[0] not in refrain_places:
            for p, q in _left_ends(joined, positions, is_edge):
                if owners[p] != owners[q]:
                    add(p, q)
    for positions in refrains:
        if len(positions) <= _OCCURRENCES + _OCCURRENCES_A_TEXT * len(texts):
            for p, q in _in_turn(positions, owners):
                add(p, q)
    return {pair: sorted(found[pair]) for pair in sorted(found)}


def _repeats_in_one(positions: list[int], owners: list[int]) -> bool:
    return len(positions) > _REPEATS and max(Counter(owners[p] for p in positions).values()) > _REPEATS


def _in_turn(positions: list[int], owners: list[int]) -> Iterator[tuple[int, int]]:
    by_owner: dict[int, list[int]] = {}
    for p in positions:
        by_owner.setdefault(owners[p], []).append(p)
    for here, there in combinations(by_owner.values(), 2):
        for turn in range(max(len(here), len(there))):
            yield here[turn % len(here)], there[turn % len(there)]


def _layout(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    bases: list[int] = []
    owners = [0]
    for number, text in enumerate(texts):
        bases.append(len(owners))
        owners += [number] * (len(text) + 1)
    return bases, owners


def _repeated(joined: str, k: int) -> list[list[int]]:
    """The places of each gram that occurs more than once, rising."""
    first: dict[str, int] = {}
    places: dict[int, list[int]] = {}
    for stretch in re.finditer(f"[^{WALL}{FIRST_MARK}-\U0010ffff]{{{k},}}", joined):
        for p in range(stretch.start(), stretch.end() - k + 1):
            earliest = first.setdefault(joined[p : p + k], p)
            if earliest != p:
                places.setdefault(earliest, [earliest]).append(p)
    return list(places.values())


def _left_ends(joined: str, positions: list[int], is_edge: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose left neighbours differ; inside a long copy all neighbours agree, and nothing is paired."""
    groups: dict[str | int, list[int]] = {}
    for p in positions:
        groups.setdefault(p if is_edge(p) else joined[p - 1], []).append(p)
    if len(groups) == 1:
        return
    earlier: list[int] = []
    for group in groups.values():
        for q in group:
            for p in earlier:
                yield (p, q) if p < q else (q, p)
        earlier += group


def _common_suffix(joined: str, p: int, q: int) -> int:
    """How many characters stand alike before p and q; a wall ends it."""
    length = 0
    while True:
        x, y = (joined[max(0, at - length - _BLOCK) : at - length] for at in (p, q))
        if len(x) == len(y) == _BLOCK and x == y and WALL not in x:
            length += _BLOCK
            continue
        for a, b in zip(reversed(x), reversed(y), strict=False):
            if a != b or a == WALL:
                return length
            length += 1
        return length
