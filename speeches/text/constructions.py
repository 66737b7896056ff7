"""Find how a point is put: 把X作为Y, 以X为Y, X是Y, roles, contrasts (不是A而是B …) and metaphors, with their places.

Shows, never judges. Look-alikes (担当作为, 以…同志为核心, 放在柜子里) are refused. Every span lies in one sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from speeches.text.rhetoric.construction_lexicon import ConstructionLexicon, Pattern
from speeches.text.rhetoric.cues import earliest_only, find_cues
from speeches.text.sentences import Span, split_sentences

SENTENCE_REACH = 400  # characters after a heading in which its first sentence is read; a longer one is read so far


@dataclass(frozen=True, slots=True)
class Construction:
    """A construction at `[start, end)`: what is spoken of (x) and what it is made (y); for 动宾 y is the verb."""

    kind: str
    start: int
    end: int
    x: Span | None
    y: Span | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two things set against each other; `b` is the side the kind's name puts as B."""

    kind: str
    start: int
    end: int
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Metaphor:
    """A word taken from another field of life (建筑, 航程道路, …)."""

    domain: str
    word: str
    start: int
    end: int


class HeadedPoint(Protocol):
    """A numbered point with its heading's place, as the outline gives it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def heading_start(self) -> int: ...
    @property
    def heading_end(self) -> int: ...


def frame_points(
    text: str, points: Sequence[HeadedPoint], lexicon: ConstructionLexicon
) -> tuple[Construction | None, ...]:
    """For every point the construction of its heading; where the heading has none, that of the sentence after it."""
    return tuple(
        heading_construction(text, point.heading_start, point.heading_end, lexicon)
        or _sentence_after(text, point, lexicon)
        for point in points
    )


def heading_construction(text: str, start: int, end: int, lexicon: ConstructionLexicon) -> Construction | None:
    """The first construction, in the lexicon's order, of the heading at `[start, end)`; None where it has none."""
    heading = text[start:end]
    for pattern in lexicon.constructions:
        if pattern.zone != "body":
            first = next(_matches(heading, pattern), None)
            if first is not None:
                return _construction(heading, first, pattern.kind, start)
    return None


def find_constructions(
    text: str, lexicon: ConstructionLexicon, start: int = 0, end: int | None = None
) -> tuple[Construction, ...]:
    """Every construction of running text in `[start, end)`, in order; of overlapping ones the lexicon's first."""
    body = text[start : len(text) if end is None else end]
    patterns = [pattern for pattern in lexicon.constructions if pattern.zone != "heading"]
    return tuple(_construction(body, match, kind, start) for match, kind in _without_overlap(body, patterns))


def find_contrasts(
    text: str, lexicon: ConstructionLexicon, start: int = 0, end: int | None = None
) -> tuple[Contrast, ...]:
    """Every contrast in `[start, end)`, in order, without overlaps."""
    body = text[start : len(text) if end is None else end]
    return tuple(_contrast(body, match, kind, start) for match, kind in _without_overlap(body, lexicon.contrasts))


def find_metaphors(
    text: str, lexicon: ConstructionLexicon, start: int = 0, end: int | None = None
) -> tuple[Metaphor, ...]:
    """Every metaphor word in `[start, end)`, in order, of overlapping ones the first; no dead ones (脱贫攻坚)."""
    body = text[start : len(text) if end is None else end]
    return tuple(
        Metaphor(domain, body[hit.start : hit.end], start + hit.start, start + hit.end)
        for hit in earliest_only(find_cues(body, lexicon.metaphors.table))
        if (domain := lexicon.metaphors.group(hit.cue))
    )


def _sentence_after(text: str, point: HeadedPoint, lexicon: ConstructionLexicon) -> Construction | None:
    spans = split_sentences(text, point.heading_end, min(point.end, point.heading_end + SENTENCE_REACH))
    first = next((span for span in spans if text[span[0] : span[1]].strip("。！？；： \n\u3000")), None)
    if first is None:
        return None
    found = find_constructions(text, lexicon, *first)
    return found[0] if found else None


def _matches(text: str, pattern: Pattern) -> Iterator[re.Match[str]]:
    """The pattern's matches that are not look-alikes, those of its first regular expression first."""
    if not pattern.may_occur(text):
        return
    for regex in pattern.patterns:
        for match in regex.finditer(text):
            if _is_filled(match) and (pattern.refuse is None or not pattern.refuse.search(match.group())):
                yield match


def _is_filled(match: re.Match[str]) -> bool:
    """Whether no slot is blank but one that may be empty: 当　“孺子牛” is a construction, 把　体现在“能”上 is none."""
    blank = [name for name, words in match.groupdict().items() if words and not "".join(words.split()).strip("“”")]
    if not blank:
        return True
    without = match.re.fullmatch("".join(match.group().split()))
    return without is not None and not any(without[name] for name in blank)


def _without_overlap(text: str, patterns: Sequence[Pattern]) -> list[tuple[re.Match[str], str]]:
    """Matches in reading order; where two overlap, the one whose pattern comes first in the lexicon stays."""
    taken = bytearray(len(text))
    kept: list[tuple[re.Match[str], str]] = []
    for pattern in patterns:
        for match in _matches(text, pattern):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                kept.append((match, pattern.kind))
    return sorted(kept, key=lambda row: row[0].start())


def _construction(text: str, match: re.Match[str], kind: str, shift: int) -> Construction:
    return Construction(
        kind,
        shift + match.start(),
        shift + match.end(),
        _slot_or_none(text, match, "x", shift),
        _slot_or_none(text, match, "y", shift),
    )


def _contrast(text: str, match: re.Match[str], kind: str, shift: int) -> Contrast:
    sides = _slot(text, match, "a", shift), _slot(text, match, "b", shift)
    return Contrast(kind, shift + match.start(), shift + match.end(), *sides)


def _slot_or_none(text: str, match: re.Match[str], name: str, shift: int) -> Span | None:
    if name not in match.re.groupindex or not (match.group(name) or "").strip():
        return None
    return _slot(text, match, name, shift)


def _slot(text: str, match: re.Match[str], name: str, shift: int) -> Span:
    """The slot's place without blanks and without the quotation marks that enclose all of it."""
    start, end = match.span(name)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start : start + 1] == "“" and text.find("”", start, end) == end - 1:
        start, end = start + 1, end - 1
    return start + shift, end + shift
