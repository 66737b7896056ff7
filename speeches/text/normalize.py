"""Fold a text to the form in which it is searched: width, case, traditional characters, brackets; blanks dropped.

Folding is one character for one character, so only the dropped blanks move offsets. It equates ways of writing the
same characters and nothing else: 二十大 and 20大 stay different words.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from speeches.text.traditional import TRADITIONAL_TO_SIMPLIFIED

BRACKETS = dict(zip("「『｢〝」』｣〞〟", "““““”””””", strict=True))
# Half-width punctuation of Japanese fonts, and the dots that stand between the parts of a foreign name.
MARKS = dict(zip("｡､•・‧･∙", "。、·····", strict=True))
# Characters without width of their own: zero-width blanks, joiners, direction marks, soft hyphen, byte order mark.
UNSEEN = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
REPLACEMENT = "\ufffd"


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0x21), *range(0x7F, 0xA1), *map(ord, UNSEEN)):
        table[code] = " "
    for code in range(0x21, 0x7F):  # ASCII: letters and digits lower case, punctuation full width
        table[code] = chr(code).lower() if chr(code).isalnum() else chr(code + 0xFEE0)
    for code in range(0x21, 0x7F):
        if chr(code).isalnum():
            table[code + 0xFEE0] = chr(code).lower()
    table |= _lower_case() | _compatibility_ideographs() | _not_characters()
    table |= {ord(before): after for before, after in (BRACKETS | MARKS | TRADITIONAL_TO_SIMPLIFIED).items()}
    # A radical may become a traditional character: what a character becomes is folded once more.
    return {code: table.get(ord(after), after) if after != " " else after for code, after in table.items()}


def _lower_case() -> dict[int, str]:
    """Latin, Greek, Cyrillic letters and Roman numerals whose small letter is a single character."""
    capitals = (chr(code) for code in (*range(0xC0, 0x590), *range(0x1E00, 0x2000), *range(0x2160, 0x2170)))
    return {ord(c): c.lower() for c in capitals if len(c.lower()) == 1 and c.lower() != c}


def _compatibility_ideographs() -> dict[int, str]:
    """Kangxi radicals and compatibility ideographs, which some PDF writers use in place of the common character."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    twins = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {code: twin for code, twin in twins.items() if len(twin) == 1 and twin != chr(code)}


def _not_characters() -> dict[int, str]:
    """Lone surrogates and non-characters: no stored text holds them, but a query may."""
    return dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF), REPLACEMENT)


FOLD = _fold_table()


@dataclass(frozen=True, slots=True)
class Normalized:
    """A normalised text that knows where each of its characters stood."""

    text: str
    places: Sequence[int] | None  # of each kept character in the original; None where nothing was dropped

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of the normalised characters [start, end), end > start."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> str:
    """The text with every character in its searched form; of the same length, blanks of all kinds still there."""
    return text.translate(FOLD)


def normalize(text: str) -> str:
    """The searched form of a text: folded, without blanks."""
    return "".join(fold(text).split())


def normalize_with_places(text: str) -> Normalized:
    """As normalize(), with the place of every kept character in `text`."""
    folded = fold(text)
    kept = "".join(folded.split())
    if len(kept) == len(folded):
        return Normalized(kept, None)
    return Normalized(kept, array("I", (place for place, character in enumerate(folded) if not character.isspace())))
