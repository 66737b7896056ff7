"""一眼看懂: a few sentences from counts. Each number leads to the list it counts; where there is nothing, no clause.

Templates only: no adjective, no ranking of people. Refuses to sum up a single speech.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .material import Material, SpeechData
from .theme_screens import (
    Alignment,
    FramingScreen,
    Glance,
    GlanceLine,
    Matrix,
    MoveRow,
    MovesScreen,
    Piece,
    Target,
    ThemeRow,
    Unclassified,
)
from .wording_screens import OverlapsScreen, QuotationRow, QuotingScreen

NAMED = 4  # names listed in a sentence; the rest are behind the number
LEAST_CHARS = 200  # a share of less text says nothing (a closing of 27 characters is 100 % 开场结语)
LEAST_PERCENT = 5  # of a speech, about three sentences, before a move is called its emphasis
LEAST_HEADINGS = 2  # of one construction before it is called a speech's way

Line = list[Piece]


def sum_up(
    material: Material,
    matrix: Matrix,
    alignment: Alignment,
    moves: MovesScreen,
    framing: FramingScreen,
    quoting: QuotingScreen,
    overlaps: OverlapsScreen,
) -> Glance:
    """The lines that have something to say, in the order of the screens they lead to."""
    if len(material.speeches) < 2:
        return Glance(())
    name = _namer(material)
    lines: list[tuple[str, Line]] = [
        ("共识", _common(matrix, name)),
        ("独到", _single(matrix, name)),
        ("空白", _absent(matrix)),
        ("交集", _met(alignment, name)),
        ("着力", _emphasis(moves, material, name)),
        ("立题", _headings(framing, name)),
        ("对象", _subjects(framing, name)),
        ("引用", _quoted(quoting, name)),
        ("重合", _overlapping(overlaps)),
    ]
    return Glance(tuple(GlanceLine(label, tuple(pieces)) for label, pieces in lines if pieces))


def _namer(material: Material) -> Callable[[int], str]:
    """A speech's speaker; with the date where the same person speaks twice."""
    names = [speech.name for speech in material.speeches]

    def name(speech: int) -> str:
        found = material.by_id[speech]
        if names.count(found.name) == 1 or found.date is None:
            return found.name
        return f"{found.name}（{found.date.year}年{found.date.month}月{found.date.day}日）"

    return name


def _listed(pieces: Iterable[Piece]) -> Line:
    """The first few, joined with 、; 等 where there are more."""
    found = list(pieces)
    line: Line = []
    for piece in found[:NAMED]:
        line += [Piece("、"), piece] if line else [piece]
    return [*line, Piece("等")] if len(found) > NAMED else line


def _theme(row: ThemeRow) -> Piece:
    return Piece(row.short, Target("matrix", anchor=f"theme-{row.code}"))


def _number(count: int, target: Target) -> Piece:
    return Piece(str(count), target)


def _common(matrix: Matrix, name: Callable[[int], str]) -> Line:
    total = len(matrix.columns)
    if matrix.themes_all:
        everyone = "两篇都讲" if total == 2 else f"{total}篇都讲"
        line = [Piece(everyone), _number(len(matrix.themes_all), Target("matrix", anchor="common")), Piece("个主题：")]
        return [*line, *_listed(map(_theme, matrix.themes_all)), Piece("。"), *_foremost(matrix.themes_all[0], name)]
    if matrix.themes_shared:
        line = [Piece("没有一个主题篇篇都讲；半数以上发言讲到的有")]
        line += [_number(len(matrix.themes_shared), Target("matrix", anchor="common")), Piece("个：")]
        return [*line, *_listed(map(_theme, matrix.themes_shared)), Piece("。")]
    return [Piece("没有一个主题两篇都讲。" if total == 2 else "没有一个主题有半数以上发言讲到。")]


def _foremost(row: ThemeRow, name: Callable[[int], str]) -> Line:
    """Who gives the theme most room, as printed in per cent; nobody where all give the same."""
    most = max(cell.percent for cell in row.spoken)
    who = [cell for cell in row.spoken if cell.percent == most]
    if len(who) == len(row.spoken):
        return []
    where = Target("theme", theme=row.code)
    names = _listed(Piece(name(cell.speech), where) for cell in who)
    return [Piece(f"讲“{row.short}”篇幅最多的是"), *names, Piece(f"，占{most}%。")]


def _single(matrix: Matrix, name: Callable[[int], str]) -> Line:
    if not matrix.themes_single:
        return []
    line = [_number(len(matrix.themes_single), Target("matrix", anchor="single")), Piece("个主题只有一篇讲到：")]
    by_speech: dict[int, list[ThemeRow]] = {}
    for row in matrix.themes_single:
        by_speech.setdefault(row.spoken[0].speech, []).append(row)
    ranked = sorted(by_speech, key=lambda speech: -len(by_speech[speech]))
    for at, speech in enumerate(ranked[:NAMED]):
        line += [Piece("；" if at else ""), Piece(f"{name(speech)}讲"), *_listed(map(_theme, by_speech[speech]))]
    return [*line, Piece("等。" if len(ranked) > NAMED else "。")]


def _absent(matrix: Matrix) -> Line:
    line: Line = []
    if matrix.themes_absent:
        line += [Piece("预设主题中有"), _number(len(matrix.themes_absent), Target("matrix", anchor="absent"))]
        line += [Piece("个无人讲到："), *_listed(map(_theme, matrix.themes_absent)), Piece("。")]
    bare = _bare(matrix.unclassified)
    if bare:
        line += [Piece("没有归入任何主题的要点"), _number(bare, Target("matrix", anchor="unclassified")), Piece("个。")]
    return line


def _bare(rows: Sequence[Unclassified]) -> int:
    return sum(len(row.points) for row in rows)


def _met(alignment: Alignment, name: Callable[[int], str]) -> Line:
    """Of two speeches: which of their points meet."""
    strong = [ribbon for ribbon in alignment.ribbons if ribbon.strong]
    if len(alignment.columns) != 2:
        return []
    points = sum(len(column.boxes) for column in alignment.columns)
    if not strong:
        return [Piece(f"两篇{points}个要点中没有明显对应的。", Target("outline"))]
    first = strong[0]
    line = [Piece(f"两篇{points}个要点中有"), _number(len(strong), Target("outline")), Piece("对明显对应，最近的是")]
    pair = [f"{name(point.speech)}“{point.heading}”" for point in (first.a, first.b)]
    return [*line, Piece(f"{pair[0]}和{pair[1]}。", Target("outline"))]


def _emphasis(moves: MovesScreen, material: Material, name: Callable[[int], str]) -> Line:
    rows = {row.move: row for row in moves.rows}
    if any(speech.chars < LEAST_CHARS for speech in material.speeches):
        return []
    line: Line = []
    for move, said in (("问题检视", "讲问题"), ("举措要求", "讲举措"), ("案例数据", "讲事例和数据")):
        line += _most(rows[move], said, name)
    pledges = [tally for tally in rows["个人表态"].tallies if tally.sentences]
    if pledges and len(pledges) < len(material.speeches):
        who = _listed(Piece(name(tally.speech), Target("moves")) for tally in pledges)
        line += [Piece("有个人表态的"), _number(len(pledges), Target("moves", anchor="个人表态")), Piece("篇：")]
        line += [*who, Piece("。")]
    return line


def _most(row: MoveRow, said: str, name: Callable[[int], str]) -> Line:
    percent = max(tally.percent for tally in row.tallies)
    if not row.most or len(row.most) > NAMED or percent < LEAST_PERCENT:
        return []
    who = _listed(Piece(name(speech), Target("moves", anchor=f"speech-{speech}")) for speech in row.most)
    return [Piece(f"{said}篇幅最多的是"), *who, Piece(f"（{percent}%）。", Target("moves", anchor=row.move))]


def _headings(framing: FramingScreen, name: Callable[[int], str]) -> Line:
    """Speeches that put most of their points the same way."""
    line: Line = []
    habits = [
        (frame.speech, kind, count, len(frame.points))
        for frame in framing.speeches
        for kind, count in frame.kinds[:1]
        if count >= LEAST_HEADINGS and count * 2 > len(frame.points)
    ]
    for at, (speech, kind, count, points) in enumerate(habits[:NAMED]):
        target = Target("framing", anchor=f"speech-{speech.id}")
        said = f"都用“{kind}”" if count == points else f"有{count}个用“{kind}”"
        line += [Piece("；" if at else ""), Piece(f"{name(speech.id)}{points}个要点"), Piece(said, target)]
    return [*line, Piece("。")] if line else []


def _subjects(framing: FramingScreen, name: Callable[[int], str]) -> Line:
    """Whom each speech speaks of most; with many speeches, who speaks most of the people."""
    told = [frame for frame in framing.speeches if frame.subjects]
    if 0 < len(told) <= 3:
        line: Line = []
        for at, frame in enumerate(told):
            shares = "、".join(f"{share.group}（{round(share.share * 100)}%）" for share in frame.subjects[:2])
            target = Target("framing", anchor=f"speech-{frame.speech.id}")
            line += [Piece("；" if at else ""), Piece(f"{name(frame.speech.id)}多讲"), Piece(shares, target)]
        return [*line, Piece("。")]
    of_people = [(round(s.share * 100), frame.speech) for frame in told for s in frame.subjects if s.group == "群众"]
    most = max((percent for percent, _ in of_people), default=0)
    who: list[SpeechData] = [speech for percent, speech in of_people if percent == most]
    if not most or len(who) > NAMED:
        return []
    names = _listed(Piece(name(speech.id), Target("framing", anchor=f"speech-{speech.id}")) for speech in who)
    return [Piece("讲群众篇幅最多的是"), *names, Piece(f"（{most}%）。")]


def _quoted(quoting: QuotingScreen, name: Callable[[int], str]) -> Line:
    shared = quoting.shared_quotations
    line: Line = []
    if shared:
        line += [Piece("共同引用"), _number(len(shared), Target("quotations", anchor="shared")), Piece("条。")]
    differing = [row for row in quoting.quotations if row.variants or row.unsettled]
    if differing:
        places = [place for row in differing for place in (*row.variants, *row.unsettled)]
        line += [Piece("引文文字有异"), _number(len(places), Target("quotations", anchor="variants")), Piece("处：")]
        line += [*_listed(_people(differing, [place.speech for place in places], name)), Piece("。")]
    if quoting.unsourced:
        count = sum(len(row.unsourced) for row in quoting.unsourced)
        line += [
            Piece("他稿注明出处而本稿未注"),
            _number(count, Target("quotations", anchor="unsourced")),
            Piece("处。"),
        ]
    common = quoting.shared_formulations
    if common:
        line += [
            Piece("共用固定提法"),
            _number(len(common), Target("quotations", anchor="formulations")),
            Piece("条。"),
        ]
    return line


def _people(rows: Sequence[QuotationRow], speeches: Sequence[int], name: Callable[[int], str]) -> list[Piece]:
    anchor = f"quotation-{rows[0].number}" if len(rows) == 1 else "variants"
    return [Piece(name(speech), Target("quotations", anchor=anchor)) for speech in dict.fromkeys(speeches)]


def _overlapping(overlaps: OverlapsScreen) -> Line:
    head = Piece(f"{overlaps.shown_from}字以上表述重合")
    line = [head, _number(len(overlaps.passages), Target("overlaps")), Piece("处")]
    if not overlaps.pairs:
        return [*line, Piece("。")]
    line += [Piece("，涉及"), _number(len(overlaps.pairs), Target("overlaps")), Piece("对发言")]
    open_ = sum(pair.open for pair in overlaps.pairs)
    return [*line, Piece("，待核"), _number(open_, Target("overlaps", anchor="open")), Piece("处。")]
