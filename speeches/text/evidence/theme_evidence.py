"""Weigh the theme words of each point: where they stand, how often they come, how much each still adds.

Knows nothing of ranks, of the rest of the speech or of what the meeting is about.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from speeches.text.evidence.theme_lexicon import ThemeLexicon

Span = tuple[int, int]

# Set by hand on tests/gold/themes.tsv and theme_speeches.tsv; the fit takes them as they are.
HEADING, WEAK_IN_HEADING, SUBHEADING, FIRST_SENTENCE, BODY = 2.5, 2.0, 1.5, 1.25, 1.0
CLEAR = 3  # from this weight a word counts fully in a heading
QUOTED = 0.5  # other people's words
LONE = 0.5  # a heading's word that nothing in the body bears out is often a figure of speech (算账, 药方)
SIGNAL = 5  # a word of this weight needs no support
FIELDS = frozenset({"fz", "ms"})  # groups of themes that name a field of work, 三农 or 民生
FIELD_EXAMPLE = 0.85  # their words often come from the example told, not from the point made
REPEATED, FADING = 0.5, 0.4  # the n-th time a word comes adds 1/n**0.5, the n-th strongest piece 1/n**0.4
LENGTH_FOR_TERMS = 150  # characters in which a theme word counts as it stands; a longer point says more of them
SHORTEST = 80  # characters; a point shorter still is weighed like one of these, lest a single word decide it


@dataclass(frozen=True, slots=True)
class PointSpan:
    """Where one first-level point, its heading and the headings below it lie, in characters of the text."""

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


class Hit(NamedTuple):
    """A theme word where it stands, with its weight in the list; a tuple, since a speech has a thousand."""

    start: int
    term: str
    weight: int
    zone: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for one theme in one point: the words in reading order, and what each adds."""

    score: float
    hits: Sequence[Hit]
    values: Sequence[float]


def weigh_points(
    text: str,
    points: Sequence[PointSpan],
    lexicon: ThemeLexicon,
    own_theme: Collection[str],
    quoted: Sequence[Span],
) -> tuple[dict[str, Weighed], ...]:
    """Return for every point the themes its words speak for; codes come in sorted order."""
    return tuple(_weigh(text, point, lexicon, own_theme, quoted) for point in points)


def _weigh(
    text: str, point: PointSpan, lexicon: ThemeLexicon, own_theme: Collection[str], quoted: Sequence[Span]
) -> dict[str, Weighed]:
    hits = _hits_by_theme(text, point, lexicon, quoted)
    length = (max(point.end - point.start, SHORTEST) / LENGTH_FOR_TERMS) ** 0.5
    return {code: _weighed(hits[code], point, _is_field(code, own_theme), length) for code in sorted(hits)}


def _is_field(code: str, own_theme: Collection[str]) -> bool:
    return code not in own_theme and code.partition(".")[0] in FIELDS


def _hits_by_theme(text: str, point: PointSpan, lexicon: ThemeLexicon, quoted: Sequence[Span]) -> dict[str, list[Hit]]:
    first = _first_sentence(text, point)
    near = [span for span in quoted if span[0] < point.end and span[1] > point.start]
    hits: dict[str, list[Hit]] = {}
    for start, term in lexicon.scanner.scan(text, point.start, point.end):
        pairs = lexicon.weights[term]
        if pairs:
            zone = _zone(start, point, first)
            in_quotation = bool(near) and _inside(start, near)
            for code, weight in pairs:
                hits.setdefault(code, []).append(Hit(start, term, weight, zone, in_quotation))
    return hits


def _zone(start: int, point: PointSpan, first: Span) -> str:
    if point.heading_start <= start < point.heading_end:
        return "heading"
    if point.subheadings and _inside(start, point.subheadings):
        return "subheading"
    return "first" if first[0] <= start < first[1] else "body"


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _first_sentence(text: str, point: PointSpan) -> Span:
    start = min(max(point.heading_end, point.start), point.end)
    while start < point.end and text[start] in "。！？；：，\n\u3000 ":
        start += 1
    stops = [at for mark in "。！？\n" if (at := text.find(mark, start, point.end)) >= 0]
    return start, min(stops, default=point.end)


def _weighed(hits: list[Hit], point: PointSpan, field: bool, length: float) -> Weighed:
    borne_out = any(hit.zone != "heading" for hit in hits) or _all_heading(point)
    repeats: dict[str, int] = {}
    values = []
    for hit in hits:
        repeats[hit.term] = repeats.get(hit.term, 0) + 1
        values.append(_value(hit, field, borne_out) / repeats[hit.term] ** REPEATED / length)
    order = sorted(range(len(values)), key=lambda index: (-values[index], index))
    for place, index in enumerate(order, 1):
        values[index] /= place**FADING
    return Weighed(sum(values), hits, values)


def _all_heading(point: PointSpan) -> bool:
    """A point that is hardly more than its heading has no body to bear it out."""
    return point.end - point.start <= 3 * (point.heading_end - point.heading_start)


def _value(hit: Hit, field: bool, borne_out: bool) -> float:
    value = float(hit.weight)
    if hit.zone == "heading":
        value *= HEADING if hit.weight >= CLEAR else WEAK_IN_HEADING
        if not borne_out and hit.weight < SIGNAL:
            value *= LONE
    elif hit.zone == "subheading":
        value *= SUBHEADING
    else:
        value *= (FIRST_SENTENCE if hit.zone == "first" else BODY) * (FIELD_EXAMPLE if field else 1.0)
    return value * (QUOTED if hit.quoted else 1.0)
