"""Find many cue words and patterns in a text in one pass each: the common ground of moves, subjects and metaphors.

Words are looked up by their first two characters, patterns run once over the whole text, so the time grows with the
length of the text and not with words × sentences. Knows nothing of what a cue stands for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import add


@dataclass(frozen=True, slots=True)
class CueHit:
    """Cue number `cue` (its place in the table) found at `[start, end)`."""

    start: int
    end: int
    cue: int


@dataclass(frozen=True, slots=True)
class CueTable:
    """Words by their first characters, and patterns; both point to the cue's number."""

    words: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], int], ...] = ()


def build_table(words: Iterable[tuple[str, int]], patterns: Iterable[tuple[str, int]] = ()) -> CueTable:
    """Build a table from (word, cue) and (pattern, cue) rows; raises ValueError on an empty word or a bad pattern."""
    buckets: dict[str, list[tuple[str, int]]] = {}
    for word, cue in words:
        if not word:
            raise ValueError("线索词不能为空")
        buckets.setdefault(word[:2], []).append((word, cue))
    ordered = {key: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for key, rows in buckets.items()}
    return CueTable(ordered, tuple((_compiled(pattern), cue) for pattern, cue in patterns))


def find_cues(text: str, table: CueTable, start: int = 0, end: int | None = None) -> list[CueHit]:
    """Every hit in `[start, end)`, by start, longer first. Hits may overlap: "人民群众" is also a hit of "群众"."""
    body = text[start:end]
    found = list(_word_hits(body, table.words))
    for pattern, cue in table.patterns:
        found.extend((match.start(), -match.end(), cue) for match in pattern.finditer(body))
    found.sort()
    return [CueHit(start + begin, start - minus_stop, cue) for begin, minus_stop, cue in found]


def longest_only(hits: Sequence[CueHit]) -> list[CueHit]:
    """Drop every hit that begins inside an earlier, kept one: "人民群众" hides "群众"."""
    kept: list[CueHit] = []
    reach = 0
    for hit in hits:
        if hit.start >= reach:
            kept.append(hit)
            reach = hit.end
    return kept


def _word_hits(text: str, words: dict[str, tuple[tuple[str, int], ...]]) -> Iterable[tuple[int, int, int]]:
    """Rows of start, minus end (so that they sort longer first), cue."""
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
