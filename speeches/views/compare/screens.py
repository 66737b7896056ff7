"""The screens of a comparison: open what the address names, compute one screen, render it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from speeches import access
from speeches.compare.distinctive import PRIOR_SPEECHES
from speeches.compare.material import PointData, Sentence, SpeechData
from speeches.compare.moves import GLOSSES, UNTOLD
from speeches.compare.theme_screens import Cell, FramingScreen, Matrix, MovesScreen, PointFrame, SpeechFrame, ThemeRow
from speeches.compare.wording_screens import FormulationRow, OverlapPair, QuotationRow, SharedPassage
from speeches.forms.compare import ReuseVerdictForm
from speeches.models.choices import ReuseDecision
from speeches.text.rhetoric.move_lexicon import MOVES

from .drawing import NARROW_LETTER_FROM, SUBJECTS, DrawnStrip, Piece, draw_duel, draw_strip, draw_subjects
from .place import Opened, open_comparison

PAIRS_PER_PAGE = 20
SPOKEN = "spoken"  # order of the matrix's columns


@require_safe
def comparison(request: HttpRequest, kind: str, uid: str = "", screen: str = "") -> HttpResponse:
    """One screen of a comparison; the first one is 一眼看懂."""
    if screen not in SHOWN:
        raise Http404
    opened = open_comparison(request, kind, uid)
    context = opened.context(screen)
    if not opened.comparison.speeches:
        return render(request, "compare/nothing.html", context)
    if screen == "theme":
        return _first_theme(opened, context, request)
    template, fill = SHOWN[screen]
    return render(request, template, context | fill(opened, request))


def _first_theme(opened: Opened, context: dict[str, object], request: HttpRequest) -> HttpResponse:
    """同题细读 without a theme opens the one that most speeches speak of."""
    spoken = [row for row in opened.comparison.matrix().rows if row.speeches]
    if not spoken:
        return render(request, "compare/no_theme.html", context)
    return redirect(opened.place.address("theme", spoken[0].code))


# --- 一眼看懂 ---


@dataclass(frozen=True, slots=True)
class Overview:
    """One speech among those compared: its strip, and how many themes it speaks of."""

    strip: DrawnStrip
    themes: int
    alone: int  # themes that it alone speaks of


def _glance(opened: Opened, request: HttpRequest) -> dict[str, object]:
    matrix = opened.comparison.matrix()
    spoken = [cell.speech for row in matrix.rows for cell in row.spoken]
    alone = [row.spoken[0].speech for row in matrix.themes_single]
    return {
        "glance": opened.comparison.glance(),
        "overviews": [
            Overview(draw_strip(strip, NARROW_LETTER_FROM), spoken.count(strip.speech.id), alone.count(strip.speech.id))
            for strip in opened.comparison.moves().strips
        ],
        "moves": _move_keys(),
        "user_may_save": opened.saved is None,
    }


# --- 要点对照 ---


def _outline(opened: Opened, request: HttpRequest) -> dict[str, object]:
    alignment = opened.comparison.alignment()
    duel = draw_duel(alignment) if opened.layout == "duel" else None
    return {"alignment": alignment, "duel": duel, "moves": _move_keys()}


# --- 主题×发言 ---


@dataclass(frozen=True, slots=True)
class Turned:
    """A speech as a row where there are too many for columns: its cells in the order of the themes."""

    speech: SpeechData
    cells: tuple[tuple[ThemeRow, Cell | None], ...]
    bare: int  # per cent without a theme
    bare_points: tuple[PointData, ...]


def _matrix(opened: Opened, request: HttpRequest) -> dict[str, object]:
    as_spoken = request.GET.get("order") == SPOKEN or opened.layout == "duel"
    matrix = opened.comparison.matrix(seriated=not as_spoken)
    rows = [row for row in matrix.rows if row.speeches]
    return {
        "matrix": matrix,
        "as_spoken": as_spoken,
        "rows": rows,
        "turned": _turned(matrix, rows) if opened.layout == "long" else (),
        "only_one": _by_speech(matrix),
        "waiting_by_theme": _waiting(matrix, opened) if opened.context("matrix")["shown_waiting"] else {},
        "bare_total": sum(len(row.points) for row in matrix.unclassified),
    }


def _turned(matrix: Matrix, rows: Sequence[ThemeRow]) -> list[Turned]:
    return [
        Turned(speech, tuple((row, row.cells[at]) for row in rows), round(bare.share * 100), bare.points)
        for at, (speech, bare) in enumerate(zip(matrix.columns, matrix.unclassified, strict=True))
    ]


def _by_speech(matrix: Matrix) -> list[tuple[SpeechData, list[ThemeRow]]]:
    """独到 themes under their only speech, in the order of the columns."""
    found: dict[int, list[ThemeRow]] = {}
    for row in matrix.themes_single:
        found.setdefault(row.spoken[0].speech, []).append(row)
    return [(speech, found[speech.id]) for speech in matrix.columns if speech.id in found]


def _waiting(matrix: Matrix, opened: Opened) -> dict[str, int]:
    """会前错位检查: theme to how many people are yet to speak of it."""
    by_id = opened.comparison.material.by_id
    published = ("published", "archived")
    return {
        row.code: number
        for row in matrix.rows
        if (number := sum(by_id[cell.speech].status not in published for cell in row.spoken))
    }


# --- 怎么展开 ---


@dataclass(frozen=True, slots=True)
class MoveColumn:
    """A move and what it takes of each speech, as the strips stand; `most`: ids of those with most of it."""

    move: str
    kind: int
    gloss: str
    most: tuple[int, ...]
    sentences: int


@dataclass(frozen=True, slots=True)
class ToldSentence:
    speech: SpeechData
    sentence: Sentence
    text: str


def _moves(opened: Opened, request: HttpRequest) -> dict[str, object]:
    screen = opened.comparison.moves()
    move, of = request.GET.get("move", ""), request.GET.get("of", "")
    columns = [_column(row.move, row.most, sum(len(t.sentences) for t in row.tallies)) for row in screen.rows]
    return {
        "strips": [draw_strip(strip) for strip in screen.strips],
        "columns": columns,
        "rows": screen.rows,
        "tallies": [
            (strip.speech, [(column, row.tallies[at]) for column, row in zip(columns, screen.rows, strict=True)])
            for at, strip in enumerate(screen.strips)
        ],
        "move": move,
        "of": next((s for s in opened.comparison.speeches if s.uid == of), None),
        "told": _told(screen, move, of),
    }


def _column(move: str, most: tuple[int, ...], sentences: int) -> MoveColumn:
    return MoveColumn(move, MOVES.index(move) + 1 if move in MOVES else 0, GLOSSES[move], most, sentences)


def _told(screen: MovesScreen, move: str, of: str) -> list[ToldSentence]:
    """The sentences that a number of the table counts."""
    return [
        ToldSentence(strip.speech, cell.sentence, strip.speech.words_at(cell.sentence.start, cell.sentence.end).strip())
        for strip in screen.strips
        if not of or strip.speech.uid == of
        for cell in strip.cells
        if move and (cell.sentence.move or UNTOLD) == move
    ]


def _move_keys() -> list[tuple[int, str, str]]:
    return [(number, move, GLOSSES[move]) for number, move in enumerate(MOVES, start=1)]


# --- 怎么立论 ---


@dataclass(frozen=True, slots=True)
class FramedPoint:
    frame: PointFrame
    subjects: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FramedSpeech:
    frame: SpeechFrame
    points: tuple[FramedPoint, ...]
    subjects: tuple[Piece, ...]


def _framing(opened: Opened, request: HttpRequest) -> dict[str, object]:
    """Every leading point with how it is put; ?theme=code shows the points of one theme."""
    theme = request.GET.get("theme", "")
    rows = [row for row in opened.comparison.matrix().rows if row.speeches]
    chosen = next((row for row in rows if row.code == theme), None)
    return {
        "framed": _framed(opened.comparison.framing(), chosen.code if chosen else ""),
        "themes": rows,
        "theme": chosen,
        "subjects": list(enumerate(SUBJECTS, start=1)),
    }


def _framed(screen: FramingScreen, theme: str) -> list[FramedSpeech]:
    found = [
        FramedSpeech(
            frame,
            tuple(
                FramedPoint(point, draw_subjects(point.subjects))
                for point in frame.points
                if not theme or point.point.label(theme)
            ),
            draw_subjects(frame.subjects),
        )
        for frame in screen.speeches
    ]
    return [each for each in found if each.points or not theme]


# --- 引用与提法 ---


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of quoted matter; where two speeches are compared: the first's own, both's, the second's own."""

    key: str
    name: str
    rows: tuple[QuotationRow, ...]
    threes: tuple[tuple[QuotationRow, ...], ...]


def _quotations(opened: Opened, request: HttpRequest) -> dict[str, object]:
    screen = opened.comparison.quotations()
    duel = opened.layout == "duel"
    shelves = (
        Shelf("quoted", "总书记论述和引文", screen.quotations, _threes(screen.quotations, duel)),
        Shelf("works", "文献篇目", screen.works, _threes(screen.works, duel)),
    )
    return {
        "quoting": screen,
        "shelves": shelves,
        "formulation_threes": _threes(screen.formulations, duel),
        "shared": screen.shared_quotations,
        "variant_places": sum(len(row.variants) + len(row.unsettled) for row in screen.quotations),
        "unsourced_places": sum(len(row.unsourced) for row in screen.unsourced),
    }


Row = TypeVar("Row", QuotationRow, FormulationRow)


def _threes(rows: Sequence[Row], duel: bool) -> tuple[tuple[Row, ...], ...]:
    if not duel:
        return ()
    shared = tuple(row for row in rows if row.speeches > 1)
    own = [tuple(row for row in rows if row.speeches == 1 and row.cells[at]) for at in (0, 1)]
    return own[0], shared, own[1]


# --- 重合与差异 ---


PairShown = tuple[OverlapPair, list[SharedPassage]]


def _overlaps(opened: Opened, request: HttpRequest) -> dict[str, object]:
    screen = opened.comparison.overlaps()
    state = request.GET.get("decision", "")
    listed = [(pair, [p for p in pair.passages if not state or p.decision == state]) for pair in screen.pairs]
    pairs = [(pair, passages) for pair, passages in listed if passages]
    page = Paginator(pairs, PAIRS_PER_PAGE).get_page(request.GET.get("page") or _page_of(pairs, request))
    asked = next((s for s in opened.comparison.speeches if s.uid == request.GET.get("archive")), None)
    words = opened.comparison.words()
    return {
        "overlaps": screen,
        "page": page,
        "open": sum(pair.open for pair in screen.pairs),
        "state": state,
        "states": [decision.label for decision in ReuseDecision],
        "decisions": [(decision.value, decision.label) for decision in ReuseDecision],
        "verdict": ReuseVerdictForm(),
        "may_decide": access.holds(request.user, access.STAFF),
        "words": words,
        "words_of_all": opened.comparison.words_of_all(),
        "archive_newest": PRIOR_SPEECHES,
        "most": max((word.own for each in words for word in each.words), default=1),
        "asked": asked,
        "sources": opened.comparison.archive_sources(asked.id) if asked else (),
    }


def _page_of(pairs: Sequence[PairShown], request: HttpRequest) -> int:
    """The page that holds the passage which ?passage= names; the first one where it names none."""
    wanted = request.GET.get("passage", "")
    at = next((at for at, (_, found) in enumerate(pairs) if any(str(p.number) == wanted for p in found)), 0)
    return at // PAIRS_PER_PAGE + 1


Fill = Callable[[Opened, HttpRequest], dict[str, object]]
SHOWN: Mapping[str, tuple[str, Fill]] = {
    "": ("compare/glance.html", _glance),
    "outline": ("compare/outline.html", _outline),
    "matrix": ("compare/matrix.html", _matrix),
    "moves": ("compare/moves.html", _moves),
    "framing": ("compare/framing.html", _framing),
    "theme": ("compare/no_theme.html", lambda opened, request: {}),
    "quotations": ("compare/quotations.html", _quotations),
    "overlaps": ("compare/overlaps.html", _overlaps),
}
