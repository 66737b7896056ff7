"""How likely a theme is what a point is about, and which words speak for it.

Adds up natural log-odds: signs read off the theme's words, the everyday words found, a bias by theme. Decides nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from speeches.text.evidence.theme_evidence import SHORTEST, Evidence, PointSpan, Weighed
from speeches.text.evidence.theme_weights import ThemeWeights
from speeches.text.segment import COMMON_WORDS

FAINT = 2.0  # added to scores before their logarithm is taken
STEADY = 10.0  # added to the sum that a share is of: the only word of a point is no certainty
LEAST_SCORE = 2.0  # a theme whose words weigh less is not named by them: one weak word says nothing
FULL_HEADING = 4.0  # summed weight of a heading's words that counts 1, at most twice that
FEWEST = 3  # points from which what a speaker says elsewhere tells how he always talks
CONTRAST, LEAST_LEFT = 0.1, 0.3  # how much of the mean score elsewhere is taken off, and what share stays at least
WORD_IN_HEADING = 3  # how often an everyday word counts there
LENGTH_FOR_WORDS = 300  # characters in which an everyday word counts as it stands; a longer point says more of them
BESIDE = 3  # characters on both sides of an everyday word that are cut into words with it
LEAST_GAIN = 0.5  # log-odds: what a theme's words count at least as evidence
SHOWN_WORD = 0.3  # log-odds, of a word and of what it adds here, from which it is evidence; more would hide the telling
SCALE = 20.0  # the score of a certain theme

Piece = tuple[int, int, str, float]
"""A word found at [start, end) and the log-odds it adds."""


@dataclass(frozen=True, slots=True)
class WordHit:
    """An everyday word's places in a point and how much of its weight counts."""

    places: tuple[int, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Chance:
    """The log-odds that a point is about the theme, what its theme words add, and the everyday words for it."""

    code: str
    odds: float
    named: float  # 0 where the theme words weigh too little to name it
    words: tuple[tuple[str, WordHit, float], ...]  # the word, where it stands, what it adds

    @property
    def share(self) -> float:
        """The odds as a likelihood between 0 and 1."""
        return 1 / (1 + exp(-self.odds))


def signs_of(
    themes: Mapping[str, Weighed], scores: Mapping[str, float], own_theme: Collection[str], *, opens: bool
) -> dict[str, tuple[float, ...]]:
    """The signs of every theme that has words in the point, in the order of SIGNS without 无词.

    `scores` are the themes' scores, what the speaker says everywhere played down (toned_down).
    """
    others = [*sorted((score for code, score in scores.items() if code not in own_theme), reverse=True), 0.0, 0.0]
    total = sum(scores.values())
    rows: dict[str, tuple[float, ...]] = {}
    for code, found in themes.items():
        own, score = float(code in own_theme), scores[code]
        if score < LEAST_SCORE:
            continue
        rival = others[0] if own or score < others[0] else others[1]
        level = log(score + FAINT)
        lead = level - log(rival + FAINT)
        headed = sum(hit.weight for hit in found.hits if hit.zone == "heading")
        heading = min(headed / FULL_HEADING, 2.0)
        rows[code] = (
            1.0, level, lead, score / (total + STEADY), heading,
            own, own * lead, own * (headed > 0), own * opens,
        )  # fmt: skip
    return rows


def toned_down(weighed: Sequence[Mapping[str, Weighed]], own_theme: Collection[str]) -> list[dict[str, float]]:
    """Every point's scores by theme, less for what its speaker says in all his points (信访 is how its head talks)."""
    sums: dict[str, float] = {}
    for themes in weighed:
        for code, found in themes.items():
            sums[code] = sums.get(code, 0.0) + found.score
    others = len(weighed) - 1 if len(weighed) >= FEWEST else 0
    return [
        {
            code: found.score
            if code in own_theme or not others
            else max(found.score - CONTRAST * (sums[code] - found.score) / others, LEAST_LEFT * found.score)
            for code, found in themes.items()
        }
        for themes in weighed
    ]


def words_in(text: str, point: PointSpan, weights: ThemeWeights) -> dict[str, WordHit]:
    """The everyday words of a point that speak for or against some theme."""
    places: dict[str, list[int]] = {}
    times: dict[str, int] = {}
    for start, word in weights.scanner.scan(text, point.start, point.end):
        places.setdefault(word, []).append(start)
        headed = point.heading_start <= start < point.heading_end
        times[word] = times.get(word, 0) + (WORD_IN_HEADING if headed else 1)
    length = (max(point.end - point.start, SHORTEST) / LENGTH_FOR_WORDS) ** 0.5
    return {word: WordHit(tuple(found), times[word] ** 0.5 / length) for word, found in places.items()}


def chances(
    codes: Iterable[str],
    signs: Mapping[str, Sequence[float]],
    words: Mapping[str, WordHit],
    weights: ThemeWeights,
) -> list[Chance]:
    """The themes that any word speaks for, the likeliest first; of equals the first by code."""
    sums, telling = _told_by_words(words, weights)
    *named_by, unnamed = weights.signs
    found = []
    for code in codes:
        shown = tuple(telling.get(code, ()))
        if code not in signs and not shown:
            continue
        named = unnamed
        if code in signs:
            named = sum(sign * weight for sign, weight in zip(signs[code], named_by, strict=True))
        odds = named + weights.bias.get(code, 0.0) + sums.get(code, 0.0)
        part = max(named - unnamed, LEAST_GAIN) if code in signs else 0.0
        found.append(Chance(code, odds, part, shown))
    return sorted(found, key=lambda chance: (-chance.odds, chance.code))


def _told_by_words(
    words: Mapping[str, WordHit], weights: ThemeWeights
) -> tuple[dict[str, float], dict[str, list[tuple[str, WordHit, float]]]]:
    """By theme, what the everyday words add together, and those that tell enough to be shown."""
    sums: dict[str, float] = {}
    telling: dict[str, list[tuple[str, WordHit, float]]] = {}
    for word, hit in words.items():
        for code, weight in weights.words[word]:
            gain = weight * hit.strength
            sums[code] = sums.get(code, 0.0) + gain
            if gain >= SHOWN_WORD and weight >= SHOWN_WORD:
                telling.setdefault(code, []).append((word, hit, gain))
    return sums, telling


def evidence_of(text: str, chance: Chance, found: Weighed | None) -> tuple[Evidence, ...]:
    """The words that speak for the theme in reading order, each with its part of the score; they add up to it.

    Everyday words are found by their characters, for speed; where these belong to two other words (专职|工作者 has no
    职工) the place is not shown, unless nothing else speaks for the theme.
    """
    everyday = [
        (start, start + len(word), word, gain / len(hit.places))
        for word, hit, gain in chance.words
        for start in hit.places
    ]
    pieces = [piece for piece in everyday if _is_whole(text, piece[0], piece[1])]
    if found is not None and chance.named:
        total = sum(found.values)
        pieces += [
            (hit.start, hit.start + len(hit.term), hit.term, chance.named * value / total)
            for hit, value in zip(found.hits, found.values, strict=True)
        ]
    shown = _outermost(pieces or everyday)
    whole = sum(gain for *_, gain in shown)
    return tuple(
        Evidence(start, end, term, round(SCALE * chance.share * gain / whole, 3)) for start, end, term, gain in shown
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether words begin at `start` and end at `end`, as far as the characters beside tell."""
    first = max(start - BESIDE, 0)
    edges = _edges(text[first : end + BESIDE])
    return start - first in edges and end - first in edges


@lru_cache(maxsize=4096)
def _edges(window: str) -> frozenset[int]:
    return frozenset(edge for word in COMMON_WORDS.words(window) for edge in (word.start, word.end))


def _outermost(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in reading order; one inside another (弄清, 弄清楚) adds to it and is not shown itself."""
    shown: list[Piece] = []
    for start, end, term, gain in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        if shown and end <= shown[-1][1]:
            first, last, outer, before = shown[-1]
            shown[-1] = (first, last, outer, before + gain)
        else:
            shown.append((start, end, term, gain))
    return shown
