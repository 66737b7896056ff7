"""A speech made ready for comparison: only its characters, with public wording taken out.

Keeps Han, letters and digits with the offset of each; what everybody may say (提法, 引文, 书名, 套话) becomes a break.
Decides nothing about which wording is public: the caller passes those spans.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BREAK = "\0"
REASONS = ("引文", "书名", "提法", "套话")  # why wording is masked; the first that holds is the one given

_CHARACTERS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
# One character for one, so that offsets stay true: full-width forms and capitals only.
_FOLD = str.maketrans(
    {code: chr(code + 32) for code in range(0x41, 0x5B)}
    | {code: chr(code - 0xFF21 + 0x61) for code in range(0xFF21, 0xFF3B)}
    | {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))}
)


@dataclass(frozen=True, slots=True)
class Mask:
    """Public wording in a speech, `[start, end)` in the file's text."""

    start: int
    end: int
    why: str  # one of REASONS


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A mask with its wording: as printed, and normalised, which is how two speeches are found to share it."""

    start: int
    end: int
    why: str
    text: str
    normal: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The comparable characters of one speech.

    `offsets[i]` is where `normal[i]` stands in the file's text; a masked stretch is one `BREAK`, with its normalised
    wording in `breaks` by position. `sentence_starts` are positions in `normal`, rising. `masked` leaves out what lies
    inside another mask. `chars` counts without breaks.
    """

    normal: str
    offsets: tuple[int, ...]
    breaks: Mapping[int, str]
    sentence_starts: tuple[int, ...]
    masked: tuple[MaskedText, ...]
    chars: int


def normalise(text: str, start: int = 0, end: int | None = None) -> tuple[str, list[int]]:
    """The Han characters, letters and digits of text[start:end], folded in width and case, and where each stands."""
    kept: list[str] = []
    offsets: list[int] = []
    for match in _CHARACTERS.finditer(text, start, len(text) if end is None else end):
        kept.append(match.group())
        offsets.extend(range(match.start(), match.end()))
    return "".join(kept).translate(_FOLD), offsets


def fingerprint(text: str, masked: Sequence[Mask], start: int = 0, end: int | None = None) -> Fingerprint:
    """Make `text[start:end]` comparable; masks may overlap and come in any order, those outside are dropped."""
    end = len(text) if end is None else end
    masks = sorted((m for m in masked if m.start < end and m.end > start), key=lambda m: (m.start, m.end, m.why))
    kept: list[str] = []
    offsets: list[int] = []
    breaks: dict[int, str] = {}
    here = start
    for span_start, span_end in _merged(masks):
        normal, where = normalise(text, here, max(here, span_start))
        kept += (normal, BREAK)
        offsets += where
        breaks[len(offsets)] = normalise(text, max(start, span_start), min(end, span_end))[0]
        offsets.append(max(start, span_start))
        here = min(end, span_end)
    normal, where = normalise(text, here, end)
    kept.append(normal)
    offsets += where
    return Fingerprint(
        normal="".join(kept),
        offsets=tuple(offsets),
        breaks=breaks,
        sentence_starts=_sentence_starts(text, start, end, offsets),
        masked=tuple(
            MaskedText(m.start, m.end, m.why, text[m.start : m.end], normalise(text, m.start, m.end)[0])
            for m in _outermost(masks)
        ),
        chars=len(offsets) - len(breaks),
    )


def _outermost(masks: Sequence[Mask]) -> list[Mask]:
    """Masks that do not lie inside another; of equal ones that with the weightier reason."""
    kept: list[Mask] = []
    reach = -1
    for mask in sorted(masks, key=lambda m: (m.start, -m.end, REASONS.index(m.why))):
        if mask.end > reach:
            kept.append(mask)
            reach = mask.end
    return kept


def _merged(masks: Sequence[Mask]) -> list[tuple[int, int]]:
    """Spans that overlap or touch, joined: touching public wording is one break."""
    spans: list[tuple[int, int]] = []
    for mask in masks:
        if spans and mask.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mask.end))
        elif mask.end > mask.start:
            spans.append((mask.start, mask.end))
    return spans


def _sentence_starts(text: str, start: int, end: int, offsets: list[int]) -> tuple[int, ...]:
    positions = (bisect_left(offsets, stop.start()) for stop in _SENTENCE_END.finditer(text, start, end))
    return tuple(dict.fromkeys(positions))
