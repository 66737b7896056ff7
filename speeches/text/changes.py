"""What changed between two texts: sentences first, then the characters inside those that were reworded.

Pure text. Pieces of a hunk are kept, added or removed; offsets are of the new text.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from speeches.text.sentences import split_sentences

KEPT, ADDED, REMOVED = "kept", "added", "removed"
AROUND = 24  # characters of unchanged text shown on either side of a change
# Beyond this product of lengths the characters of two sentences are not compared one by one.
LARGEST_PAIR = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change with a little of what stands around it; `at` is its place in the new text."""

    at: int
    pieces: tuple[Piece, ...]


def changes(old: str, new: str) -> tuple[Hunk, ...]:
    """The changes that make `new` of `old`, in order of the new text."""
    old_spans, new_spans = split_sentences(old), split_sentences(new)
    before, after = [old[a:b] for a, b in old_spans], [new[a:b] for a, b in new_spans]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found: list[Hunk] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        at = new_spans[j1][0] if j1 < len(new_spans) else len(new)
        found += _hunks("".join(before[i1:i2]), "".join(after[j1:j2]), at, new)
    return tuple(found)


def count(hunks: tuple[Hunk, ...], kind: str) -> tuple[int, int]:
    """How many pieces of this kind, and how many characters they have."""
    pieces = [piece for hunk in hunks for piece in hunk.pieces if piece.kind == kind]
    return len(pieces), sum(len(piece.text.strip()) for piece in pieces)


def _hunks(old: str, new: str, at: int, whole: str) -> list[Hunk]:
    pieces = list(_pieces(old, new))
    if all(piece.kind == KEPT for piece in pieces):
        return []
    lead = whole[max(0, at - AROUND) : at].rpartition("\n")[2]
    end = at + len(new)
    tail = whole[end : end + AROUND].partition("\n")[0]
    return [Hunk(at, tuple(piece for piece in _trimmed(lead, pieces, tail) if piece.text))]


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Reworded characters; wholly different sentences are removed and added in one piece each."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if len(old) * len(new) > LARGEST_PAIR or matcher.quick_ratio() < 0.5 or matcher.ratio() < 0.5:
        yield Piece(REMOVED, old)
        yield Piece(ADDED, new)
        return
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(KEPT, new[j1:j2])
            continue
        yield Piece(REMOVED, old[i1:i2])
        yield Piece(ADDED, new[j1:j2])


def _trimmed(lead: str, pieces: list[Piece], tail: str) -> Iterator[Piece]:
    yield Piece(KEPT, f"…{lead}" if lead else "")
    for place, piece in enumerate(pieces):
        if piece.kind != KEPT or len(piece.text) <= 2 * AROUND:
            yield piece
        elif place == 0:
            yield Piece(KEPT, f"…{piece.text[-AROUND:]}")
        elif place == len(pieces) - 1:
            yield Piece(KEPT, f"{piece.text[:AROUND]}…")
        else:
            yield Piece(KEPT, f"{piece.text[:AROUND]}……{piece.text[-AROUND:]}")
    yield Piece(KEPT, f"{tail}…" if tail.strip() else "")
