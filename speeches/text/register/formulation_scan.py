"""Find the wordings of the formulation register in a text: right, wrong and look-alike, the longest first."""

import re
from dataclasses import dataclass

from speeches.text.register.formulation_table import FormulationTable, Wording
from speeches.text.register.skeleton import CLOSING_QUOTES, OPENING_QUOTES, Skeleton, skeleton

_NUMERALS = frozenset("零一二三四五六七八九十百千万几数第0123456789０１２３４５６７８９")
# A placeholder (**) may stand where the name was: 以***同志为核心.
_MARKS = re.compile(r"[“”‘’「」『』\"'《》〈〉*＊×\s\u3000]*\Z")
_PARTED = re.compile(r"[“”‘’「」『』\"'《》〈〉\s\u3000、，,；;－—-]*\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A wording of the table at `[start, end)` of the text."""

    wording: Wording
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's words, and the wordings that stand in it: none overlapping another, in reading order."""

    bones: Skeleton
    found: tuple[Found, ...]


def scan_wordings(text: str, table: FormulationTable) -> Scan:
    """Find the right, wrong and look-alike wordings of `text`, the longest first."""
    bones = skeleton(text)
    candidates: list[tuple[int, int, Wording]] = []
    chars, find = bones.chars, table.buckets.get
    for at in range(len(chars) - 1):
        wordings = find(chars[at : at + 2])
        if wordings is None:
            continue
        for wording in wordings:
            if chars.startswith(wording.key, at) and _stands(text, bones, at, wording, table):
                candidates.append((-len(wording.key), at, wording))
    taken = bytearray(len(chars))
    kept: list[Found] = []
    for size, at, wording in sorted(candidates, key=lambda found: found[:2]):
        if not any(taken[at : at - size]):
            taken[at : at - size] = b"\x01" * -size
            kept.append(Found(wording, *bones.span(at, at - size)))
    return Scan(bones, tuple(sorted(kept, key=lambda found: found.start)))


def _stands(text: str, bones: Skeleton, at: int, wording: Wording, table: FormulationTable) -> bool:
    """Tell whether the words at `at` are the wording and not pieces of something else."""
    start, end = bones.span(at, at + len(wording.key))
    if end - start > len(wording.key) and not _whole(text, bones, at, wording):
        return False
    if wording.key[0] in _NUMERALS and start and text[start - 1] in _NUMERALS:
        return False
    if wording.kind == "right" and "引号" in table.entries[wording.entry].marks and len(wording.key) <= 4:
        return text[start - 1 : start] in OPENING_QUOTES or text[end : end + 1] in CLOSING_QUOTES
    return True


def _whole(text: str, bones: Skeleton, at: int, wording: Wording) -> bool:
    """Tell whether only marks stand between the words, and separators only where the wording has them."""
    offsets = bones.offsets
    for step in range(1, len(wording.key)):
        before, after = offsets[at + step - 1] + 1, offsets[at + step]
        allowed = _PARTED if step in wording.seams else _MARKS
        if before < after and not allowed.match(text, before, after):
            return False
    return True
