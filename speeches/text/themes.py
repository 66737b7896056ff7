"""Say what each point of a speech is about, and show the words that say so.

Weighted words, zones and two background corrections: no model, no guess. A point without evidence gets no theme.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from speeches.text.theme_lexicon import ThemeLexicon

Span = tuple[int, int]

HEADING, SUBHEADING, FIRST_SENTENCE, BODY, QUOTED = 3.0, 2.0, 1.5, 1.0, 0.5  # zones; measured on real speeches
SURE, NAMED = 8.0, 4.0  # scores from which a label is 可靠, and below which a point is 未归类
OF_FIRST = 0.28  # a further theme has at least this share of the first one's score
MOST = 4  # themes of one point
USUAL_LENGTH, SHORTEST = 150, 80  # characters; a long point says every theme's words more often
HEADING_WEIGHT, HEADING_SHARE = 3, 0.6  # a heading of that weight wins over a body up to that much stronger
BACKGROUND = 0.5  # what the meeting's own theme and an institution's vocabulary count outside the headings
EVERYWHERE, FEWEST = 0.75, 3  # share of a speech's points that makes a theme its vocabulary; asked of so many points


@dataclass(frozen=True, slots=True)
class PointSpan:
    """Where one first-level point and its headings lie, in characters of the text."""

    start: int
    end: int
    heading_start: int
    heading_end: int
    subheadings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One word found at [start, end) and what it adds to the score."""

    start: int
    end: int
    term: str
    score: float


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """A theme of a point; rank 1 is the first, the evidence adds up to the score."""

    code: str
    score: float
    rank: int
    tier: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A theme word in a point before any correction."""

    code: str
    weight: int
    start: int
    term: str
    zone: float
    in_heading: bool
    score: float = 0.0


def tag_points(
    text: str,
    points: Sequence[PointSpan],
    lexicon: ThemeLexicon,
    *,
    own_theme: Collection[str] = (),
    quoted: Sequence[Span] = (),
) -> tuple[tuple[ThemeLabel, ...], ...]:
    """Return the themes of every point, best first; an empty tuple is 未归类.

    `own_theme` holds the codes the whole meeting is about, `quoted` the spans of other people's words.
    """
    found = [_by_theme(_scored(_hits(text, point, lexicon, quoted), point)) for point in points]
    background = frozenset(own_theme) | _vocabulary(found)
    return tuple(_labels({code: _toned(hits, code in background) for code, hits in themes.items()}) for themes in found)


def _hits(text: str, point: PointSpan, lexicon: ThemeLexicon, quoted: Sequence[Span]) -> Iterator[_Hit]:
    first = _first_sentence(text, point)
    for start, term in lexicon.scanner.scan(text, point.start, point.end):
        pairs = lexicon.weights[term]
        if not pairs:
            continue
        in_heading = point.heading_start <= start < point.heading_end
        zone = _zone(start, point, first, in_heading)
        if _inside(start, quoted):
            zone *= QUOTED
        for code, weight in pairs:
            yield _Hit(code, weight, start, term, zone, in_heading)


def _zone(start: int, point: PointSpan, first: Span, in_heading: bool) -> float:
    if in_heading:
        return HEADING
    if _inside(start, point.subheadings):
        return SUBHEADING
    return FIRST_SENTENCE if first[0] <= start < first[1] else BODY


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _first_sentence(text: str, point: PointSpan) -> Span:
    start = min(max(point.heading_end, point.start), point.end)
    while start < point.end and text[start] in "。！？；：，\n\u3000 ":
        start += 1
    stops = [at for mark in "。！？\n" if (at := text.find(mark, start, point.end)) >= 0]
    return start, min(stops, default=point.end)


def _scored(hits: Iterator[_Hit], point: PointSpan) -> Iterator[_Hit]:
    """Give each hit its share: weight × zone, the k-th repeat of a word a k-th of it, less in a long point."""
    seen: dict[tuple[str, str], int] = {}
    longer = (max(point.end - point.start, SHORTEST) / USUAL_LENGTH) ** 0.5
    for hit in hits:
        key = hit.code, hit.term
        seen[key] = seen.get(key, 0) + 1
        yield replace(hit, score=hit.weight * hit.zone / seen[key] / longer)


def _by_theme(hits: Iterator[_Hit]) -> dict[str, list[_Hit]]:
    return {code: list(group) for code, group in groupby(sorted(hits, key=lambda hit: hit.code), lambda hit: hit.code)}


def _vocabulary(found: Sequence[dict[str, list[_Hit]]]) -> frozenset[str]:
    """Themes in most points of a speech and in none of its headings: how the institution talks, not what it says."""
    if len(found) < FEWEST:
        return frozenset()
    codes = sorted({code for themes in found for code in themes})
    return frozenset(
        code
        for code in codes
        if sum(code in themes for themes in found) >= EVERYWHERE * len(found)
        and not any(hit.in_heading for themes in found for hit in themes.get(code, ()))
    )


def _toned(hits: list[_Hit], background: bool) -> list[_Hit]:
    if not background or any(hit.in_heading for hit in hits):
        return hits
    return [replace(hit, score=hit.score * BACKGROUND) for hit in hits]


def _labels(themes: dict[str, list[_Hit]]) -> tuple[ThemeLabel, ...]:
    totals = {code: sum(hit.score for hit in hits) for code, hits in themes.items()}
    ranked = sorted((code for code, total in totals.items() if total >= NAMED), key=lambda code: (-totals[code], code))
    if not ranked:
        return ()
    ranked = _heading_first(ranked, totals, themes)
    least = OF_FIRST * totals[ranked[0]]
    kept = [code for code in ranked if totals[code] >= least][:MOST]
    return tuple(_label(code, rank, themes[code]) for rank, code in enumerate(kept, 1))


def _heading_first(ranked: list[str], totals: dict[str, float], themes: dict[str, list[_Hit]]) -> list[str]:
    said = {code: sum(hit.weight for hit in themes[code] if hit.in_heading) for code in ranked}
    worthy = [c for c in ranked if said[c] >= HEADING_WEIGHT and totals[c] >= HEADING_SHARE * totals[ranked[0]]]
    if not worthy:
        return ranked
    first = max(worthy, key=lambda code: (said[code], totals[code]))
    return [first, *(code for code in ranked if code != first)]


def _label(code: str, rank: int, hits: list[_Hit]) -> ThemeLabel:
    evidence = tuple(Evidence(hit.start, hit.start + len(hit.term), hit.term, round(hit.score, 2)) for hit in hits)
    score = round(sum(item.score for item in evidence), 2)
    return ThemeLabel(code, score, rank, "sure" if score >= SURE else "check", evidence)
