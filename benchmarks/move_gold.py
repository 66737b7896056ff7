"""Sentences with their acceptable moves, as tests/gold and the sample meetings give them.

Lays a table's rows out as speeches are laid out; knows nothing of cues and weights.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from speeches.text.moves import QuotedSpan
from speeches.text.outline import outline
from speeches.text.rhetoric.move_context import PartSpan, PointSpan
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
class Labelled:
    """A speech, what the analysis would know of it, the acceptable moves of its sentences; how often it counts."""

    group: str
    text: str
    sentences: tuple[Span, ...]
    parts: Sequence[PartSpan]
    points: Sequence[PointSpan]
    quotations: Sequence[QuotedSpan]
    gold: tuple[tuple[int, int, tuple[str, ...]], ...]
    times: float = 1.0


Quoted = Callable[[str], Sequence[QuotedSpan]]
"""Finds a text's quotations."""


def read_table(path: Path) -> list[Labelled]:
    """The speeches of tests/gold/moves.tsv, laid out as speeches are."""
    rows: dict[int, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, *row = line.split("\t")
            rows.setdefault(int(number), []).append(row)
    return [_laid_out(path.stem, found) for _, found in sorted(rows.items())]


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


def read_points(texts: Path, moves: Path, quoted: Quoted) -> list[Labelled]:
    """The single points of tests/gold/theme_points.tsv with the rows of point_moves.tsv, each a group of its own."""
    labels: dict[int, list[tuple[int, int, tuple[str, ...]]]] = {}
    for line in moves.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, start, end, codes = line.split("\t")
            labels.setdefault(int(number), []).append((int(start), int(end), _moves(codes)))
    with texts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_point(f"{moves.stem} {number}", row, quoted, labels[number]) for number, row in enumerate(rows, 1)]


def _point(group: str, row: dict[str, str], quoted: Quoted, gold: list[tuple[int, int, tuple[str, ...]]]) -> Labelled:
    text = f"{row['heading']}\n{row['body']}\n"
    part, point = Part("points", 0, len(text)), Point(0, len(text), 1)
    return Labelled(group, text, split_sentences(text), (part,), (point,), quoted(text), tuple(gold))


def read_meetings(folder: Path, quoted: Quoted, tables: str = "moves") -> list[Labelled]:
    """The speeches of all meetings in the folder: NN-*.txt with the table NN.tsv of moves."""
    return [
        speech
        for table in sorted(folder.glob(f"*/{tables}/*.tsv"))
        for speech in _speeches(table, folder / table.relative_to(folder).parts[0], quoted)
    ]


def _speeches(table: Path, meeting: Path, quoted: Quoted) -> list[Labelled]:
    """The speeches of one file, nearly always one, as the analysis would see them."""
    (path,) = meeting.glob(f"{table.stem}-*.txt")
    text = path.read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    gold = [(int(start), int(end), _moves(codes)) for start, end, codes in rows]
    quotations, told = quoted(text), outline(text)
    return [
        Labelled(
            meeting.name,
            text,
            split_sentences(text, start, end),
            tuple(part for part in told.parts if start <= part.start < end),
            tuple(point for point in told.points if start <= point.start < end),
            tuple(item for item in quotations if start <= item.start < end),
            tuple(row for row in gold if start <= row[0] < end),
        )
        for start, end in [(section.start, section.end) for section in told.sections] or [(0, len(text))]
    ]
