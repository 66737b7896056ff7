"""Short strings that speak for or against a move, thousands of them, each with a small weight.

Found by one look-up a character. Knows neither moves nor sentences: only strings framed by ^ and $, and their numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import add

Weights = tuple[float, ...]
"""One number a move, in the order of MOVES."""


@dataclass(frozen=True, slots=True)
class FragmentTable:
    """Single characters, and longer strings by their first two characters, the shorter ones first."""

    singles: Mapping[str, Weights] = field(default_factory=dict)
    pairs: Mapping[str, tuple[tuple[str, Weights], ...]] = field(default_factory=dict)


def parse_fragments(tsv: str, columns: int) -> FragmentTable:
    """Read rows of a string and its weights; lines that begin with # are comments. Raises ValueError in Chinese."""
    rows: dict[str, Weights] = {}
    for number, line in enumerate(tsv.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        piece, *numbers = line.split("\t")
        if not piece.strip("^$"):
            raise ValueError(f"短字串表第 {number} 行没有字串")
        if piece in rows:
            raise ValueError(f"短字串表第 {number} 行的“{piece}”前面已经有了")
        rows[piece] = _weights(numbers, columns, number, piece)
    pairs: dict[str, list[tuple[str, Weights]]] = {}
    for piece in sorted(rows, key=lambda piece: (len(piece), piece)):
        if len(piece) > 1:
            pairs.setdefault(piece[:2], []).append((piece, rows[piece]))
    singles = {piece: weights for piece, weights in rows.items() if len(piece) == 1}
    return FragmentTable(singles, {pair: tuple(found) for pair, found in pairs.items()})


def _weights(numbers: list[str], columns: int, number: int, piece: str) -> Weights:
    if len(numbers) != columns:
        raise ValueError(f"短字串表第 {number} 行“{piece}”要有 {columns} 个分数，现在有 {len(numbers)} 个")
    try:
        return tuple(map(_float, numbers))
    except ValueError:
        raise ValueError(f"短字串表第 {number} 行“{piece}”的分数不是数字：{'、'.join(numbers)}") from None


_float = cache(float)
"""Equal weights are one object: a table of thousands stays small, and adding up is faster for it."""


def find_fragments(framed: str, table: FragmentTable) -> dict[str, Weights]:
    """The table's strings that occur in a sentence framed by ^ and $, each once, with their weights."""
    singles, pairs = table.singles, table.pairs
    found = {sign: singles[sign] for sign in framed if sign in singles}
    for place, pair in enumerate(map(add, framed, framed[1:])):
        if pair in pairs:
            for piece, weights in pairs[pair]:
                if framed.startswith(piece, place):
                    found[piece] = weights
    return found
