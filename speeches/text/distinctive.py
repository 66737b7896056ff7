"""Words that set a speech apart from the others of its meeting, or all of them from the archive.

Ranks by log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) and returns plain counts. Never a
score, a significance or a rank of people: with a handful of speeches there is none to be had.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

PRIOR_WEIGHT = 300.0  # α0: the archive counts as so many words, few beside a speech's: it ranks, and outweighs none
# And never less a word, or all the others: else a word the others never say ranks below one they say once.
FLOOR = 1.0
COMMON_SHARE = 0.30  # a word in so much of the archive's speeches is the genre's
LEAST_RATE = 2.0  # how many times as frequent as in the others
LEAST_COUNT = 2
LEAST_COUNT_OF_TWO = 3  # with two speeches two mentions are chance
LIMIT = 12

JOIN_COUNT = 3  # times two pieces must stand together to be taken for one word
JOIN_SHARE = 0.8  # of the occurrences of one of them

_WORD = re.compile(r"(?=.*[一-鿿A-Za-z])(?![Xx]+$)[^\W_]{2,}")  # XX stands for a name left open
_PIECE = re.compile(r"[一-鿿]{1,2}")


@dataclass(frozen=True, slots=True)
class Prior:
    """The archive's published open speeches: word counts, and in how many of its speeches each word occurs.

    `held` are the ids of those speeches, as the speeches compared have them.
    """

    counts: Mapping[str, int]
    speeches_with: Mapping[str, int]
    speeches: int
    held: frozenset[int] = frozenset()

    def is_common(self, word: str) -> bool:
        """Whether the word belongs to the genre; nothing is, while the archive has too few speeches to tell."""
        return self.speeches >= 10 and self.speeches_with.get(word, 0) >= COMMON_SHARE * self.speeches

    def without(self, speeches: Mapping[int, Mapping[str, int]]) -> "Prior":
        """The same without these speeches, given as word counts by id; those it does not hold change nothing."""
        taken = self.held & speeches.keys()
        counts, speeches_with = Counter(self.counts), Counter(self.speeches_with)
        for speech in taken:
            counts.subtract(speeches[speech])
            speeches_with.subtract(speeches[speech].keys())
        return Prior(+counts, +speeches_with, self.speeches - len(taken), self.held - taken)


NO_PRIOR = Prior({}, {}, 0)


@dataclass(frozen=True, slots=True)
class DistinctiveWord:
    """A word with its count in the speech and in all the others together."""

    word: str
    own: int
    others: int


def parse_stopwords(text: str) -> frozenset[str]:
    """The words of a list: separated by blanks, # starts a note."""
    return frozenset(word for line in text.splitlines() for word in line.split("#", 1)[0].split())


def count_words(words: Sequence[str], stopwords: Collection[str] = frozenset()) -> Counter[str]:
    """Count the words of one speech, in text order, taking pieces that always stand together for one word.

    A dictionary cuts what it does not know (堵点, 倒查) into pieces; a piece of one character that keeps the same
    neighbour is such a piece. Function words, listed among the stop words, are never joined.
    """
    single = Counter(words)
    together = Counter(pair for pair in pairwise(words) if _may_join(pair, stopwords))
    joined = {
        pair
        for pair, count in together.items()
        if count >= JOIN_COUNT and count >= JOIN_SHARE * min(single[piece] for piece in pair if len(piece) == 1)
    }
    counts: Counter[str] = Counter()
    at = 0
    while at < len(words):
        whole = tuple(words[at : at + 2]) in joined
        counts["".join(words[at : at + 2]) if whole else words[at]] += 1
        at += 2 if whole else 1
    return counts


def _may_join(pair: tuple[str, str], stopwords: Collection[str]) -> bool:
    return min(map(len, pair)) == 1 and all(_PIECE.fullmatch(piece) and piece not in stopwords for piece in pair)


def distinctive(
    counts: Mapping[int, Mapping[str, int]],
    prior: Prior = NO_PRIOR,
    stopwords: Collection[str] = frozenset(),
    limit: int = LIMIT,
) -> dict[int, tuple[DistinctiveWord, ...]]:
    """For each speech its distinctive words against the other speeches given, the most telling first.

    `counts` are word counts by speech. Without other speeches, or words in them, there is nothing to set apart.
    """
    together = _summed(counts.values())
    least = LEAST_COUNT_OF_TWO if len(counts) == 2 else LEAST_COUNT
    return {
        speech: _ranked(counts[speech], together, prior, stopwords, least)[:limit] if len(counts) > 1 else ()
        for speech in sorted(counts)
    }


def distinctive_of_all(
    counts: Mapping[int, Mapping[str, int]],
    archive: Prior,
    stopwords: Collection[str] = frozenset(),
    limit: int = LIMIT,
) -> tuple[DistinctiveWord, ...]:
    """The words of all the speeches given, together, against what else the archive holds; `counts` as `distinctive`."""
    own, rest = _summed(counts.values()), archive.without(counts)
    return _ranked(own, _summed([own, rest.counts]), rest, stopwords, LEAST_COUNT_OF_TWO)[:limit]


def _summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    together: Counter[str] = Counter()
    for words in counts:
        together.update(words)
    return together


def _ranked(
    own: Mapping[str, int], together: Mapping[str, int], prior: Prior, stopwords: Collection[str], least: int
) -> tuple[DistinctiveWord, ...]:
    own_total = sum(own.values())
    others_total = sum(together.values()) - own_total
    if not others_total:
        return ()
    base = prior.counts if prior.counts else together
    base_total = sum(base.values())
    found: list[tuple[float, DistinctiveWord]] = []
    for word, count in own.items():
        others = together[word] - count
        # Unequal only by the sizes of the two sides: a rate, compared without dividing by a zero count.
        too_even = count * others_total < LEAST_RATE * others * own_total
        if count < least or too_even or word in stopwords or prior.is_common(word) or not _WORD.fullmatch(word):
            continue
        weight = FLOOR + PRIOR_WEIGHT * base.get(word, 0) / base_total
        z = _log_odds(count, own_total, weight) - _log_odds(others, others_total, weight)
        found.append(
            (z / math.sqrt(1 / (count + weight) + 1 / (others + weight)), DistinctiveWord(word, count, others))
        )
    found.sort(key=lambda item: (-item[0], -item[1].own, item[1].word))
    return tuple(word for _, word in found)


def _log_odds(count: int, total: int, weight: float) -> float:
    return math.log((count + weight) / (total - count + PRIOR_WEIGHT + 2 * FLOOR - weight))
