"""Hashes by which one speech is found again in a large archive: of every sentence, and of the whole text.

All numbers fit a signed 64-bit column and are the same on every machine and in every run. Knows no tables.
"""

import hashlib
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speeches.text.overlap.fingerprints import Mask, normalise

Span = tuple[int, int]

SENTENCE_CHARS = 14  # normalised; a shorter sentence says too little to be a trace
NET_CHARS = 10  # of them outside public wording, as for every overlap
SKETCH_SIZE = 64  # smallest hashes kept: the estimate of a resemblance of .5 is then good to about .06
GRAM = 8
_BYTES = 4  # of one character in UTF-32


@dataclass(frozen=True, slots=True)
class SentenceHash:
    """One sentence at [start, end) of the file's text; `chars` counts its normalised characters outside the masks."""

    start: int
    end: int
    hash: int
    chars: int


def sentence_hashes(text: str, sentences: Sequence[Span], masked: Sequence[Mask] = ()) -> tuple[SentenceHash, ...]:
    """8-byte blake2b of every normalised sentence of 14 characters and more, in order.

    Sentences with fewer than 10 characters outside the masks are left out: they are public wording. The hash itself is
    of the whole sentence, so it does not depend on the lexicon. A sentence joined by ；counts as its parts where each
    part is long enough by itself.
    """
    found: list[SentenceHash] = []
    for span in sentences:
        for start, end in _parts(text, span):
            normal, offsets = normalise(text, start, end)
            if len(normal) < SENTENCE_CHARS:
                continue
            inside = [m for m in masked if m.start < end and m.end > start]
            chars = sum(not any(m.start <= p < m.end for m in inside) for p in offsets) if inside else len(normal)
            if chars >= NET_CHARS:
                digest = hashlib.blake2b(normal.encode(), digest_size=8).digest()
                first, last = offsets[0], offsets[-1] + 1
                found.append(SentenceHash(first, last, int.from_bytes(digest, "big", signed=True), chars))
    return tuple(found)


def sketch(text: str) -> tuple[int, ...]:
    """The 64 smallest crc32 of the normalised text's 8-grams, rising; fewer for a text that has fewer."""
    letters = memoryview(normalise(text)[0].encode("utf-32-le"))
    width = GRAM * _BYTES
    hashes = {zlib.crc32(letters[p : p + width]) for p in range(0, len(letters) - width + 1, _BYTES)}
    return tuple(sorted(hashes)[:SKETCH_SIZE])


def resemblance(a: Collection[int], b: Collection[int]) -> float:
    """Share of 8-grams two texts have in common (Jaccard), estimated from their sketches; 0.0 when one is empty."""
    if not a or not b:
        return 0.0
    in_a, in_b = set(a), set(b)
    smallest = sorted(in_a | in_b)[:SKETCH_SIZE]
    return sum(value in in_a and value in in_b for value in smallest) / len(smallest)


def _parts(text: str, span: Span) -> list[Span]:
    start, end = span
    cuts = [p + 1 for p in range(start, end) if text[p] in "；;"]
    edges = [start, *cuts, end]
    parts = [(left, right) for left, right in pairwise(edges) if left < right]
    if all(len(normalise(text, *part)[0]) >= SENTENCE_CHARS for part in parts):
        return parts
    return [span]
