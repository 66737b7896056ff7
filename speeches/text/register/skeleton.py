"""Reduce a text to its words: Han characters, letters and digits, each with its place in the text.

Quotation marks, commas, blanks and placeholders fall away, a sentence's end stays as one 。, so that “两个维护” and
两个维护 read alike and nothing is found across two sentences.
"""

import re
from dataclasses import dataclass

Span = tuple[int, int]

OPENING_QUOTES, CLOSING_QUOTES = frozenset("“‘「『\"'"), frozenset("”’」』\"'")
_KEPT = re.compile(r"[^\W_]+|[。！？；：!?;:]+")
_ENDS = frozenset("。！？；：!?;:")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`chars[i]` stands at `offsets[i]` of the text it was made from."""

    chars: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the text's span of `chars[start:end]` (at least one character)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def skeleton(text: str) -> Skeleton:
    """Return the words of `text`; every run of sentence-ending marks becomes one 。"""
    pieces: list[str] = []
    offsets: list[int] = []
    for match in _KEPT.finditer(text):
        piece, at = match.group(), match.start()
        if piece[0] in _ENDS:
            pieces.append("。")
            offsets.append(at)
        else:
            pieces.append(piece)
            offsets.extend(range(at, at + len(piece)))
    return Skeleton("".join(pieces), tuple(offsets))


def words_of(text: str) -> str:
    """Return Han characters, letters and digits of `text` alone: what must agree for two wordings to be the same."""
    return "".join(re.findall(r"[^\W_]+", text))
