"""Find many cue words and patterns in a text in one pass each: the common ground of moves, subjects and metaphors.

Words are looked up by their first two characters. Patterns run once over the whole text; those that may only begin at a
line's start or behind one of a few signs are tried there and nowhere else. So the time grows with the length of the
text and not with words × sentences. Knows nothing of what a cue stands for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import add
from typing import NamedTuple

_ANCHOR = re.compile(r"\(\?:\^\|\(\?<=\[([^\[\]\\^-]+)\]\)\)")
"""How a pattern says where it may begin: `(?:^|(?<=[signs]))`, at a line's start or behind one of the signs."""


class CueHit(NamedTuple):
    """Cue number `cue` (its place in the table) found at `[start, end)`."""

    start: int
    end: int
    cue: int


Word = tuple[str, int]
Pattern = tuple[re.Pattern[str], int]
_Row = tuple[int, int, int]
"""Start, minus end (so that longer hits sort first), cue."""


@dataclass(frozen=True, slots=True)
class CueTable:
    """Words by their first characters, and patterns, with the cue's number each."""

    words: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    anchored: tuple[tuple[re.Pattern[str], tuple[Pattern, ...]], ...] = ()  # the signs, and what may stand behind them


def build_table(words: Iterable[Word], patterns: Iterable[tuple[str, int]] = ()) -> CueTable:
    """Build a table from (word, cue) and (pattern, cue) rows; raises ValueError on an empty word or a bad pattern."""
    buckets: dict[str, list[Word]] = {}
    for word, cue in words:
        if not word:
            raise ValueError("线索词不能为空")
        buckets.setdefault(word[:2], []).append((word, cue))
    free: list[Pattern] = []
    anchored: dict[str, list[Pattern]] = {}
    for pattern, cue in patterns:
        anchor = _ANCHOR.match(pattern)
        behind = free if anchor is None else anchored.setdefault(anchor[1], [])
        behind.append((_compiled(pattern[anchor.end() if anchor else 0 :]), cue))
    return CueTable(
        {key: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for key, rows in buckets.items()},
        tuple(free),
        tuple((re.compile(f"[\n{signs}]"), tuple(rows)) for signs, rows in anchored.items()),
    )


def find_cues(text: str, table: CueTable, start: int = 0, end: int | None = None) -> list[CueHit]:
    """Every hit in `[start, end)`, by start, longer first. Hits may overlap: "人民群众" is also a hit of "群众"."""
    body = text[start:end]
    found = list(_word_hits(body, table.words))
    for pattern, cue in table.patterns:
        found.extend((match.start(), -match.end(), cue) for match in pattern.finditer(body))
    for signs, rows in table.anchored:
        found.extend(_anchored_hits(body, signs, rows))
    found.sort()
    return [CueHit(start + begin, start - minus_stop, cue) for begin, minus_stop, cue in found]


def earliest_only(hits: Sequence[CueHit]) -> list[CueHit]:
    """Of hits that overlap keep the one that begins first, the longer of two that begin together.

    "人民群众" hides "人民" and "群众"; but a short word hides a longer one that begins inside it. Takes the hits in the
    order of find_cues.
    """
    kept: list[CueHit] = []
    reach = 0
    for hit in hits:
        if hit.start >= reach:
            kept.append(hit)
            reach = hit.end
    return kept


def _anchored_hits(text: str, signs: re.Pattern[str], rows: Sequence[Pattern]) -> Iterator[_Row]:
    places = [0, *[sign.end() for sign in signs.finditer(text)]]
    for pattern, cue in rows:
        for match in map(pattern.match, repeat(text), places):
            if match:
                yield match.start(), -match.end(), cue


def _word_hits(text: str, words: dict[str, tuple[Word, ...]]) -> Iterator[_Row]:
    for position, pair in enumerate(map(add, text, text[1:])):
        if pair in words:
            for word, cue in words[pair]:
                if text.startswith(word, position):
                    yield position, -position - len(word), cue
    for single in sorted(key for key in words if len(key) == 1):
        position = text.find(single)
        while position >= 0:
            yield from ((position, -position - 1, cue) for _, cue in words[single])
            position = text.find(single, position + 1)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise ValueError(f"正则表达式有误：{pattern}（{error}）") from error
