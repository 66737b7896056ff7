"""Propose points (疑似观点) where a speech has no numbers: its heading lines, or the first sentences of its paragraphs.

Proposals only: each is to be confirmed by a person.
"""

from collections.abc import Sequence
from itertools import pairwise

from speeches.text.headers.front_matter import is_signature, is_title
from speeches.text.points.paragraphs import Paragraph, ends_sentence
from speeches.text.points.part_cues import CLOSING, LABEL_LINES

HEADING_LENGTH = 32
"""Characters; a longer line without a full stop is no heading line (printed ones have up to about 26)."""

LEAD_LENGTH = 60
"""Characters; a shorter paragraph of an unnumbered speech is no point of its own."""


def heading_lines(
    text: str, paragraphs: Sequence[Paragraph], begin: int, end: int, in_lines: frozenset[int], opening: frozenset[int]
) -> list[int]:
    """Indices of the lines in [begin, end) that stand alone above prose, at least two of them; else nothing.

    `in_lines` are the paragraphs that begin with a number, `opening` those of them with which a list begins.
    """
    filled = [at for at in range(begin, end) if not paragraphs[at].empty]
    found = [
        at
        for at, below in pairwise(filled)
        if at not in in_lines
        and _is_heading(text, paragraphs[at])
        and (below in opening or (below not in in_lines and _is_prose(text, paragraphs[below])))
    ]
    return found if len(found) >= 2 else []


def _is_heading(text: str, paragraph: Paragraph) -> bool:
    line = text[paragraph.first : paragraph.last]
    if not 4 <= len(line) <= HEADING_LENGTH or line in LABEL_LINES or line.startswith(("（", "(", "—")):
        return False
    if ends_sentence(text, paragraph.last) or is_signature(text, paragraph):
        return False
    return is_title(text, paragraph) and not CLOSING.match(line)


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    return paragraph.last - paragraph.first > HEADING_LENGTH and ends_sentence(text, paragraph.last)


def lead_paragraphs(text: str, paragraphs: Sequence[Paragraph], begin: int, end: int) -> list[int]:
    """Indices of the paragraphs of an unnumbered speech that may each be a point: between its first and its closing."""
    filled = [at for at in range(begin, end) if not paragraphs[at].empty]
    body = filled[1:-1]
    if filled[1:] and not CLOSING.match(text, paragraphs[filled[-1]].first) and _is_long(paragraphs[filled[-1]]):
        body = filled[1:] if len(filled) > 2 else []
    found = [at for at in body if _is_long(paragraphs[at]) and not CLOSING.match(text, paragraphs[at].first)]
    return found if len(found) >= 2 else []


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.last - paragraph.first >= LEAD_LENGTH
