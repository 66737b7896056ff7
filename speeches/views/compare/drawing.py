"""Geometry of the figures: the duel of two outlines with its ribbons, and the strips of moves. Knows no requests.

Lengths are CSS pixels down and per cent across, so a figure fits its page without a script or an inline style.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from speeches.compare.material import Sentence, SpeechData
from speeches.compare.theme_screens import Alignment, Box, Ribbon, Strip, SubjectShare
from speeches.text.rhetoric.move_lexicon import MOVES

GAP = 14  # between boxes
SCALE = 0.3  # pixels a character; what a box holds may ask for more
LEAST = 96
LINE, CHIPS, FRAME = 26, 30, 62  # a heading's line, a row of chips, what surrounds them
PER_LINE = 17  # characters of a heading on a line
PER_CHIP_ROW = 2
MIDDLE = 300  # width of the ribbons' own drawing
THICKEST = 44
LABEL_GAP = 44  # labels nearer than this would touch
LETTER_FROM = 1.7  # per cent of a strip across the page that holds a letter
NARROW_LETTER_FROM = 4.5  # the same of a strip in a table's column
TICK_CHAR = 1.4  # per cent of a strip that a character of a point's mark takes

# One letter a move, so that a strip can be read in black and white.
LETTERS = dict(zip(MOVES, "认引问因举表例礼", strict=True))


@lru_cache(maxsize=4096)
def speech_path(uid: str) -> str:
    return reverse("speech", args=[uid])


def place_of(uid: str, start: int, end: int) -> str:
    """The address at which the speech opens with this passage marked."""
    return f"{speech_path(uid)}?at={start}-{end}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar; x and width in per cent, as SVG writes them. `kind`: the number of its class."""

    x: str
    width: str
    kind: int
    title: str
    href: str = ""
    letter: str = ""
    letter_x: str = ""
    sure: bool = True
    heading: bool = False


@dataclass(frozen=True, slots=True)
class DuelBox:
    """A point's box; its strip of moves is drawn inside."""

    box: Box
    speech: SpeechData
    y: int
    height: int
    strip: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DuelRibbon:
    ribbon: Ribbon
    path: str
    percent: int
    label_y: int | None  # None where a label would hide another


@dataclass(frozen=True, slots=True)
class Duel:
    height: int
    left: tuple[DuelBox, ...]
    right: tuple[DuelBox, ...]
    ribbons: tuple[DuelRibbon, ...]  # weak ones first, so that strong ones lie on top


def draw_duel(alignment: Alignment) -> Duel:
    """Two outlines face to face; the shorter one is centred against the longer."""
    columns = [[(box, _height(box)) for box in column.boxes] for column in alignment.columns]
    tall = max(_total(column) for column in columns)
    left, right = (
        _stack(column, (tall - _total(column)) // 2, outline.speech)
        for column, outline in zip(columns, alignment.columns, strict=True)
    )
    middles = {placed.box.point.id: placed.y + placed.height // 2 for placed in (*left, *right)}
    return Duel(tall, left, right, _ribbons(alignment.ribbons, middles))


def _height(box: Box) -> int:
    heading = sum(len(segment.text) for segment in box.heading)
    chips = -(-len(box.point.labels[:4]) // PER_CHIP_ROW)
    needed = FRAME + LINE * -(-heading // PER_LINE) + CHIPS * chips
    return max(LEAST, needed, round(box.chars * SCALE))


def _total(column: Sequence[tuple[Box, int]]) -> int:
    return sum(height for _, height in column) + GAP * max(0, len(column) - 1)


def _stack(column: Sequence[tuple[Box, int]], top: int, speech: SpeechData) -> tuple[DuelBox, ...]:
    placed: list[DuelBox] = []
    for box, height in column:
        strip = draw_sentences(box.strip, speech, box.chars)
        placed.append(DuelBox(box, speech, top, height, strip))
        top += height + GAP
    return tuple(placed)


def _ribbons(ribbons: Sequence[Ribbon], middles: dict[int, int]) -> tuple[DuelRibbon, ...]:
    """Strong ribbons get their labels first."""
    taken: list[int] = []
    drawn: list[DuelRibbon] = []
    for ribbon in ribbons:
        a, b = middles[ribbon.a.id], middles[ribbon.b.id]
        middle = (a + b) // 2
        free = all(abs(middle - other) >= LABEL_GAP for other in taken)
        if free:
            taken.append(middle)
        drawn.append(
            DuelRibbon(ribbon, _band(a, b, ribbon.similarity), round(ribbon.similarity * 100), middle if free else None)
        )
    return tuple(reversed(drawn))


def _band(a: int, b: int, similarity: float) -> str:
    """A band from height a on the left to height b on the right, the thicker the more alike."""
    half = max(2.0, similarity * THICKEST / 2)
    near, far = MIDDLE * 0.45, MIDDLE * 0.55
    return (
        f"M0,{a - half:.1f} C{near:.0f},{a - half:.1f} {far:.0f},{b - half:.1f} {MIDDLE},{b - half:.1f} "
        f"L{MIDDLE},{b + half:.1f} C{far:.0f},{b + half:.1f} {near:.0f},{a + half:.1f} 0,{a + half:.1f} Z"
    )


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a point (or the closing) begins on a strip."""

    x: str
    word: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    speech: SpeechData
    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]


def draw_strip(strip: Strip, letter_from: float = LETTER_FROM) -> DrawnStrip:
    speech = strip.speech
    headings = {cell.sentence.start for cell in strip.cells if cell.heading}
    sentences = [cell.sentence for cell in strip.cells]
    pieces = draw_sentences(sentences, speech, speech.chars, headings, letter_from)
    return DrawnStrip(speech, pieces, _ticks(speech))


def draw_sentences(
    sentences: Sequence[Sentence],
    speech: SpeechData,
    chars: int,
    headings: Collection[int] = (),
    letter_from: float = LETTER_FROM,
) -> tuple[Piece, ...]:
    """Sentences as a bar of `chars` characters, starting at the first one."""
    if not sentences:
        return ()
    first = sentences[0].start
    return tuple(_piece(s, s.start - first, speech, chars, s.start in headings, letter_from) for s in sentences)


def _piece(sentence: Sentence, at: int, speech: SpeechData, chars: int, heading: bool, letter_from: float) -> Piece:
    x, width = 100 * at / chars, 100 * sentence.chars / chars
    move = sentence.move or "未判定"
    doubt = "" if sentence.sure or not sentence.move else "（待核）"
    return Piece(
        x=f"{x:.2f}%",
        width=f"{width:.2f}%",
        kind=MOVES.index(move) + 1 if move in MOVES else 0,
        title=f"{move}{doubt}：{_beginning(speech.words_at(sentence.start, sentence.end))}",
        href=place_of(speech.uid, sentence.start, sentence.end),
        letter=LETTERS.get(move, "") if width >= letter_from else "",
        letter_x=f"{x + width / 2:.2f}%",
        sure=sentence.sure,
        heading=heading,
    )


def _beginning(text: str) -> str:
    words = "".join(text.split())
    return words if len(words) <= 32 else f"{words[:32]}…"


def _ticks(speech: SpeechData) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    free = 0.0  # up to here the marks before take the room
    for number, point in enumerate(speech.leading, start=1):
        x = 100 * (point.start - speech.start) / speech.chars
        word = point.marker.strip("、，,.．：:（）() ") or str(number)
        word = word if x >= free else ""
        ticks.append(Tick(f"{x:.2f}%", word, f"{point.marker}{point.heading}"))
        free = max(free, x + TICK_CHAR * (len(word) + 1) if word else 0.0)
    closing = next((part for part in speech.parts if part.kind == "closing"), None)
    if closing is not None:
        x = 100 * (closing.start - speech.start) / speech.chars
        ticks.append(Tick(f"{x:.2f}%", "结尾" if free <= x < 96 else "", "结尾"))
    return tuple(ticks)


SUBJECTS = ("群众", "干部", "组织", "个人", "事业")


def draw_subjects(shares: Sequence[SubjectShare]) -> tuple[Piece, ...]:
    """Whom a stretch is about, as one bar in a fixed order of groups."""
    pieces: list[Piece] = []
    at = 0.0
    for share in sorted(shares, key=lambda share: SUBJECTS.index(share.group)):
        width = 100 * share.share
        pieces.append(
            Piece(
                x=f"{at:.2f}%",
                width=f"{width:.2f}%",
                kind=SUBJECTS.index(share.group) + 1,
                title=f"{share.group} {round(width)}%",
                letter=share.group[0] if width >= 14 else "",
                letter_x=f"{at + width / 2:.2f}%",
            )
        )
        at += width
    return tuple(pieces)
