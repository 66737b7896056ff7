"""Propose words for the theme list: what points of no sure theme say often and no theme claims yet.

Counts and places only; which theme a word belongs to is for people to say. Knows nothing of how a text is cut
into words.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speeches.text.segment import Word

LEAST_POINTS = 2  # a word of one point is that point's own
JOIN_COUNT, JOIN_SHARE, JOIN_CHARS = 3, 0.8, 6  # when two neighbouring words are taken for one (适老 + 改造)
TELLING = ("n", "v", "a", "i", "l", "j")  # jieba's tags; 后来, 三百, 底下 are no theme's
UNKNOWN = 1e-7  # share in general Chinese taken for a word the dictionary does not know

_HAN = re.compile(r"[一-鿿]+")

Cut = Callable[[str], Sequence[Word]]
Kinds = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a proposed word stands: the point's key and the offsets [start, end) in the text given for it."""

    point: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word, in how many points it stands, and every place in reading order."""

    word: str
    points: int
    places: tuple[Place, ...]


def propose_terms(
    texts: Mapping[int, str],
    cut: Cut,
    *,
    claimed: Collection[str],
    stopwords: Collection[str] = frozenset(),
    commonness: Callable[[str], float] = lambda word: 0.0,
    kinds: Kinds = lambda words: {},
    limit: int = 30,
) -> tuple[Proposal, ...]:
    """Return the most telling unclaimed words of the points, best first.

    `texts` maps a point's key to its text; `cut` is Segmenter.words. Left out: what is `claimed` (words of themes,
    neutral and everyday words, words settled before), stopwords, single characters, times, numbers and the like
    (`kinds`, Segmenter.kinds), whatever stands in fewer than two points. Ranked by points × rarity, rarity from
    `commonness` (Segmenter.commonness).
    """
    found = _joined(_places(texts, cut), stopwords)
    kind = kinds(found.keys())
    proposals = []
    for word, places in found.items():
        points = len({place.point for place in places})
        free = len(word) > 1 and word not in claimed and word not in stopwords
        if points >= LEAST_POINTS and free and kind.get(word, "n").startswith(TELLING):
            proposals.append(Proposal(word, points, tuple(places)))
    proposals.sort(key=lambda one: (-one.points * _rarity(commonness(one.word)), one.word))
    return tuple(proposals[:limit])


def _rarity(share: float) -> float:
    return -math.log(max(share, UNKNOWN))


def _places(texts: Mapping[int, str], cut: Cut) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for key in sorted(texts):
        for word in cut(texts[key]):
            if _HAN.fullmatch(word.text):
                places.setdefault(word.text, []).append(Place(key, word.start, word.end))
    return places


def _joined(places: dict[str, list[Place]], stopwords: Collection[str]) -> dict[str, list[Place]]:
    """Take two neighbours that nearly always stand together for one word, instead of the one that hardly goes alone.

    The word keeps the places that it has whole, or of two other neighbours.
    """
    pairs: dict[tuple[str, str], list[Place]] = {}
    order = sorted((place, word) for word, spots in places.items() for place in spots)
    for (left, first), (right, second) in pairwise(order):
        beside = left.point == right.point and left.end == right.start
        if beside and len(first + second) <= JOIN_CHARS and not {first, second} & set(stopwords):
            pairs.setdefault((first, second), []).append(Place(left.point, left.start, right.end))
    bound: set[str] = set()
    together: dict[str, list[Place]] = {}
    for pair, spots in pairs.items():
        inseparable = [word for word in pair if len(spots) >= JOIN_SHARE * len(places[word])]
        if len(spots) >= JOIN_COUNT and inseparable:
            bound.update(inseparable)
            together.setdefault("".join(pair), []).extend(spots)
    joined = {word: spots for word, spots in places.items() if word not in bound}
    return joined | {word: sorted({*joined.get(word, ()), *spots}) for word, spots in together.items()}
