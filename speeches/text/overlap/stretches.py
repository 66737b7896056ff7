"""Grow a shared run into the one aligned stretch of a lightly edited passage.

Walks from the run to both sides over small gaps, as long as what follows a gap is worth the gap. Never reaches past the
first or last shared run, never joins runs that merely stand in the same two texts.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from speeches.text.overlap.common_runs import FIRST_MARK, MARK, Run, common_prefix

# All lengths are normalised characters. A passage is "lightly edited" while every gap is no longer than the run behind
# it; measured on planted edits of 1 to 7 characters in 45 to 110.
REACH = 24  # the widest gap looked across
SHORTEST = 3  # the shortest run that may end a stretch
ACROSS = 4  # the same beyond the end of a sentence or public wording, where it must also outgrow the gap by as much
SHORTEST_WITHIN = 2  # the shortest run counted between two others
LEAST_SHARE = 0.6  # of the longer side must be shared


@dataclass(frozen=True)
class Walked:
    """One text as it is walked: its characters, walls and marks, and where its sentences start (rising)."""

    text: str
    sentence_starts: tuple[int, ...]

    @cached_property
    def grams(self) -> tuple[str, ...]:
        """The SHORTEST characters that begin at each place."""
        return tuple(self.text[p : p + SHORTEST] for p in range(len(self.text) - SHORTEST + 1))

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(self.sentence_starts)

    def mirrored(self) -> "Walked":
        size = len(self.text)
        return Walked(self.text[::-1], tuple(size - start for start in reversed(self.sentence_starts)))

    def starts_at(self, position: int) -> bool:
        return position in self._starts

    def divided(self, start: int, end: int) -> bool:
        """Whether a sentence starts, or a mark stands, between start and end (both included for the sentence)."""
        at = bisect_left(self.sentence_starts, start)
        if at < len(self.sentence_starts) and self.sentence_starts[at] <= end:
            return True
        return MARK.search(self.text, start, end) is not None


@dataclass(frozen=True, slots=True)
class Couple:
    """Two texts that share something, and the same two read backwards."""

    a: Walked
    b: Walked
    a_mirrored: Walked
    b_mirrored: Walked

    def grown(self, seed: Run) -> list[Run]:
        """The stretch around `seed`: its shared runs in order, the seed among them."""
        after = _walk(self.a, self.b, seed)
        i, j, length = seed
        size_a, size_b = len(self.a.text), len(self.b.text)
        mirrored = _walk(self.a_mirrored, self.b_mirrored, (size_a - i - length, size_b - j - length, length))
        before = [(size_a - p - n, size_b - q - n, n) for p, q, n in reversed(mirrored)]
        return _dense([*before, seed, *after], self.net)

    def trimmed(self, run: Run, least: int) -> Run:
        """The run without scraps at its ends, beyond a sentence's end or a mark, while `least` characters remain.

        Such a scrap (是, 我们要) is what any two sentences may begin with; it says nothing about the passage.
        """
        i, j, length = run
        a, b = self.a_mirrored, self.b_mirrored
        back_i, back_j = len(a.text) - i - length, len(b.text) - j - length
        head, tail = _scrap(self.a, self.b, i, j, length), _scrap(a, b, back_i, back_j, length)
        kept = (i + head, j + head, length - head - tail)
        if kept[2] > 0 and self.net(kept) >= least:
            return kept
        head, tail = leading_marks(self.a.text, i, length), leading_marks(a.text, back_i, length)
        return i + head, j + head, length - head - tail

    def net(self, run: Run) -> int:
        """Characters of a run without the marks in it."""
        i, _, length = run
        return length - sum(1 for _ in MARK.finditer(self.a.text, i, i + length))

    def filled(self, runs: list[Run]) -> list[Run]:
        """The same stretch with the short shared runs inside its gaps."""
        out = runs[:1]
        for run in runs[1:]:
            i, j, length = out[-1]
            out += _longest_inside(self.a.text, self.b.text, (i + length, run[0]), (j + length, run[1]))
            out.append(run)
        return out


def leading_marks(text: str, start: int, length: int) -> int:
    """How many marks text[start:start + length] begins with."""
    count = 0
    while count < length and text[start + count] >= FIRST_MARK:
        count += 1
    return count


def _scrap(a: Walked, b: Walked, i: int, j: int, length: int) -> int:
    """How much of the common run at (i, j) is too short before the next sentence or mark to count."""
    scrap = net = 0
    for n in range(length):
        if a.text[i + n] >= FIRST_MARK:
            scrap = n + 1
            continue
        if net and (a.starts_at(i + n) or b.starts_at(j + n)):
            scrap = n
        net += 1
        if net > ACROSS:
            break
    return scrap


def _walk(a: Walked, b: Walked, run: Run) -> list[Run]:
    """The runs that follow `run`, each close enough to the one before."""
    runs: list[Run] = []
    following = _next_run(a, b, run[0] + run[2], run[1] + run[2])
    while following:
        runs.append(following)
        following = _next_run(a, b, following[0] + following[2], following[1] + following[2])
    return runs


def _next_run(a: Walked, b: Walked, i: int, j: int) -> Run | None:
    """The best shared run that begins within reach of (i, j) and is worth its gap; ties go to the nearest."""
    ahead = frozenset(b.grams[j : j + REACH])
    if ahead.isdisjoint(a.grams[i : i + REACH]):  # as between most runs; the walk over both costs far more
        return None
    limit = j + REACH + SHORTEST - 1
    best: tuple[int, int, Run] | None = None
    for p in range(i, min(i + REACH, len(a.text) - SHORTEST + 1)):
        gram, q = a.grams[p], j - 1
        while a.text[p] < FIRST_MARK and gram in ahead and (q := b.text.find(gram, q + 1, limit)) >= 0:
            length, gap = _unmarked(a.text, p, common_prefix(a.text, p, b.text, q)), max(p - i, q - j)
            divided = a.divided(i, p) or b.divided(j, q)
            if length < (gap + ACROSS if divided else max(gap, SHORTEST)):
                continue
            rank = (length - gap, -(p - i) - (q - j), (p, q, length))
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None


def _unmarked(text: str, start: int, length: int) -> int:
    """The length of text[start:start + length] without the marks it ends with."""
    while text[start + length - 1] >= FIRST_MARK:
        length -= 1
    return length


def _dense(runs: list[Run], net: Callable[[Run], int]) -> list[Run]:
    """Drop the shorter outermost run until enough of the longer side is shared."""
    while len(runs) > 1:
        (i, j, _), (p, q, length) = runs[0], runs[-1]
        if sum(run[2] for run in runs) >= LEAST_SHARE * max(p + length - i, q + length - j):
            break
        runs = runs[1:] if net(runs[0]) < net(runs[-1]) else runs[:-1]
    return runs


def _longest_inside(a: str, b: str, span_a: tuple[int, int], span_b: tuple[int, int]) -> list[Run]:
    """Shared runs of two gaps, in order: the longest, then those on its two sides."""
    (i, i_end), (j, j_end) = span_a, span_b
    best: Run | None = None
    for p in range(i, i_end - SHORTEST_WITHIN + 1):
        for q in range(j, j_end - SHORTEST_WITHIN + 1):
            if a[p] == b[q]:
                length = min(common_prefix(a, p, b, q), i_end - p, j_end - q)
                best = (p, q, length) if length >= max(SHORTEST_WITHIN, best[2] + 1 if best else 0) else best
    if best is None:
        return []
    p, q, length = best
    before = _longest_inside(a, b, (i, p), (j, q))
    return [*before, best, *_longest_inside(a, b, (p + length, i_end), (q + length, j_end))]
