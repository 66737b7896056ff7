"""Sentences with their acceptable moves, as tests/gold/moves.tsv and the sample meetings give them.

Lays a table's rows out as speeches are laid out; knows nothing of cues and weights.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from speeches.text.outline import outline
from speeches.text.rhetoric.move_lexicon import MOVES
from speeches.text.sentences import Span, split_sentences

CODES = dict(zip(("YY", "YS", "WT", "YX", "JC", "BT", "AL", "KT"), MOVES, strict=True))
ROLES = {"title": "title", "byline": "byline", "salutation": "salutation", "pre": "preamble", "end": "closing"}
OWN_LINE = ("title", "byline", "salutation", "h1", "h2", "h1i", "h2i", "sign")


@dataclass(frozen=True)
class Part:
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Point:
    start: int
    end: int
    level: int


@dataclass(frozen=True)
class Quoted:
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Labelled:
    """A speech, what the analysis would know of it, and the acceptable moves of its sentences."""

    group: str
    text: str
    sentences: tuple[Span, ...]
    parts: tuple[Part, ...]
    points: tuple[Point, ...]
    quotations: tuple[Quoted, ...]
    gold: tuple[tuple[int, int, tuple[str, ...]], ...]


def read_table(path: Path, wanted: Callable[[int], bool]) -> list[Labelled]:
    """The speeches of tests/gold/moves.tsv whose number is wanted, laid out as speeches are."""
    rows: dict[int, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *row = line.split("\t")
            rows.setdefault(int(number), []).append(row)
    return [_laid_out(f"speech {number % 5}", found) for number, found in sorted(rows.items()) if wanted(number)]


def _laid_out(group: str, rows: Sequence[Sequence[str]]) -> Labelled:
    text, starts, before = "", [], ""
    for role, _, sentence in rows:
        runs_on = role == before or (before.endswith("i") and role == "body")
        text += "\n" if text and (role in OWN_LINE or not runs_on) else ""
        starts.append(len(text))
        text += sentence
        before = role
    ends = [*starts[1:], len(text)]
    parts: list[Part] = []
    for row, start, end in zip(rows, starts, ends, strict=True):
        kind = ROLES.get(row[0], "signature" if row[0] == "sign" else "points")
        begin = parts.pop().start if parts and parts[-1].kind == kind else start
        parts.append(Part(kind, begin, end))
    closing = min([part.start for part in parts if part.kind == "closing"], default=len(text))
    heads = [(start, int(row[0][1])) for row, start in zip(rows, starts, strict=True) if row[0].startswith("h")]
    points = tuple(
        Point(start, min([after for after, other in heads if after > start and other <= level] + [closing]), level)
        for start, level in heads
    )
    gold = tuple((s, e, _moves(row[1])) for row, s, e in zip(rows, starts, ends, strict=True))
    return Labelled(group, text, split_sentences(text), tuple(parts), points, (), gold)


def _moves(codes: str) -> tuple[str, ...]:
    return tuple(CODES[code] for code in codes.split())


def read_kit(folder: Path) -> list[Labelled]:
    """The speeches of sample meetings: M*/NN-*.txt with M*/gold/NN.json and M*/gold/moves/NN.tsv."""
    found: list[Labelled] = []
    for table in sorted(folder.glob("M*/gold/moves/*.tsv")):
        meeting = table.parents[2]
        text = next(iter(sorted(meeting.glob(f"{table.stem}-*.txt")))).read_text(encoding="utf-8")
        known = json.loads((meeting / "gold" / f"{table.stem}.json").read_text(encoding="utf-8"))
        quoted = [Quoted(row["start"], row["end"], row["class"]) for row in known["quotations"]]
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        gold = [(int(start), int(end), _moves(codes)) for start, end, codes in rows]
        told = outline(text)
        for start, end in [(section.start, section.end) for section in told.sections] or [(0, len(text))]:
            found.append(
                Labelled(
                    meeting.name,
                    text,
                    split_sentences(text, start, end),
                    tuple(Part(part.kind, part.start, part.end) for part in told.parts if start <= part.start < end),
                    tuple(Point(p.start, p.end, p.level) for p in told.points if start <= p.start < end),
                    tuple(item for item in quoted if start <= item.start < end),
                    tuple(row for row in gold if start <= row[0] < end),
                )
            )
    return found
