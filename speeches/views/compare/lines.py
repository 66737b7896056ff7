"""A point's text for close reading: sentence by sentence with its move, each cut into marked pieces."""

from __future__ import annotations

from dataclasses import dataclass

from speeches.compare.marking import Segment
from speeches.compare.material import Evidence, Sentence, SpeechData
from speeches.compare.wording_screens import ReadPoint
from speeches.text.rhetoric.move_lexicon import MOVES


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked text; `last` where a shared passage ends, so that its number is written once."""

    text: str
    kinds: tuple[str, ...]
    title: str
    number: int
    last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `kind` is the number of its move's class, 0 for none."""

    kind: int
    title: str
    heading: bool
    segments: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A word that speaks for a theme, where it first stands, and what all its places weigh together."""

    term: str
    start: int
    end: int
    score: float


def grounds(read: ReadPoint) -> tuple[Ground, ...]:
    """The words behind a label, each once, the weightiest first."""
    found: dict[str, list[Evidence]] = {}
    for evidence in sorted(read.evidence, key=lambda evidence: evidence.start):
        found.setdefault(evidence.term, []).append(evidence)
    words = [Ground(term, at[0].start, at[0].end, sum(e.score for e in at)) for term, at in found.items()]
    return tuple(sorted(words, key=lambda word: (-word.score, word.start)))


def set_lines(read: ReadPoint, speech: SpeechData) -> tuple[Line, ...]:
    """The point's sentences in order, without its marker; one line where the speech was never analysed."""
    point = read.point
    first = point.start + len(point.marker) if speech.text.startswith(point.marker, point.start) else point.start
    ends = _passage_ends(read)
    if not read.sentences:
        return (Line(0, "", False, _clip(read, first, point.end, ends)),)
    return tuple(
        Line(
            kind=MOVES.index(sentence.move) + 1 if sentence.move in MOVES else 0,
            title=_title(sentence),
            heading=sentence.start <= point.heading_start < sentence.end,
            segments=_clip(read, max(first, sentence.start), min(point.end, sentence.end), ends),
        )
        for sentence in read.sentences
    )


def _title(sentence: Sentence) -> str:
    if not sentence.move:
        return "未判定"
    return sentence.move if sentence.sure else f"{sentence.move}（待核）"


def _passage_ends(read: ReadPoint) -> dict[int, int]:
    """Shared passage to where it ends in this point."""
    return {segment.number: segment.end for segment in read.segments if segment.number}


def _clip(read: ReadPoint, start: int, end: int, ends: dict[int, int]) -> tuple[Piece, ...]:
    return tuple(
        Piece(
            text=_words(segment, start, end),
            kinds=segment.kinds,
            title=segment.title,
            number=segment.number,
            last=ends.get(segment.number) == segment.end and segment.end <= end,
        )
        for segment in read.segments
        if segment.start < end and segment.end > start
    )


def _words(segment: Segment, start: int, end: int) -> str:
    return segment.text[max(start, segment.start) - segment.start : min(end, segment.end) - segment.start]
