"""Find the set phrases of the genre (套话): openings, transitions, closings, the way a study session is referred to.

They are masked before speeches are compared, and listed as masked. Refuses to reach across the end of a sentence.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from speeches.text.overlap.fingerprints import Mask, fingerprint, normalise

WHY = "套话"
_WILDCARD = "…"
_REACH = 12  # normalised characters a wildcard may stand for
_CHOICE = re.compile("（([^（）]*)）")


class BadTemplate(ValueError):
    """A line of the list cannot be read; str(e) says which and why, in Chinese, for whoever edits the list."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Set phrases as patterns over normalised characters."""

    patterns: tuple[re.Pattern[str], ...]


def parse_boilerplate(lines: str) -> Boilerplate:
    """Read the list: one phrase a line, punctuation not counting; # starts a note.

    （甲｜乙｜） is a choice, here with an empty one; … stands for up to 12 characters of the same sentence. Raises
    BadTemplate for a line with stray brackets, and for one that could match nothing at all.
    """
    patterns = []
    for number, line in enumerate(lines.splitlines(), start=1):
        template = line.split("#", 1)[0].strip()
        if template:
            pattern = re.compile(_pattern(template, number))
            if pattern.fullmatch(""):
                raise BadTemplate(f"套话表第{number}行可以什么都不是：{template}")
            patterns.append(pattern)
    return Boilerplate(tuple(patterns))


def find_boilerplate(text: str, boilerplate: Boilerplate, start: int = 0, end: int | None = None) -> tuple[Mask, ...]:
    """Every set phrase in text[start:end], by position; the longer first where two begin together."""
    plain = fingerprint(text, (), start, end)
    spans: dict[tuple[int, int], None] = {}
    for pattern in boilerplate.patterns:
        for match in pattern.finditer(plain.normal):
            first, last = match.start(), match.end() - 1
            starts = plain.sentence_starts
            if bisect_right(starts, first) == bisect_right(starts, last):
                spans[plain.offsets[first], -(plain.offsets[last] + 1)] = None
    return tuple(Mask(first, -minus_last, WHY) for first, minus_last in sorted(spans))


def _pattern(template: str, number: int) -> str:
    pieces: list[str] = []
    here = 0
    for choice in _CHOICE.finditer(template):
        pieces.append(_fixed(template[here : choice.start()], number))
        options = sorted((normalise(option)[0] for option in choice.group(1).split("｜")), key=len, reverse=True)
        pieces.append(f"(?:{'|'.join(options)})")
        here = choice.end()
    pieces.append(_fixed(template[here:], number))
    return "".join(pieces)


def _fixed(piece: str, number: int) -> str:
    if re.search("[（）｜]", piece):
        raise BadTemplate(f"套话表第{number}行的括号或竖线不成对：{piece}")
    return f".{{0,{_REACH}}}?".join(normalise(part)[0] for part in piece.split(_WILDCARD))
