"""The check sheet of one speech: the six lights, each with what it rests on, where, and what to do; worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speeches.lights import FIX, LOOK, NONE, PASS, STATE_WORDS, Light, lights
from speeches.models import Point
from speeches.typesetting import HINT, Label, Note, Sheet

WORST_FIRST = {FIX: 0, LOOK: 1, PASS: 2, NONE: 3}
WORDING, OVERLAP, REST = "提法", "重合", "文字"
# Findings by the light they belong to; the rest is told under “文字”.
BELONGS = {
    "numbering_gap": "分点",
    "numbering_duplicate": "分点",
    "declared_count": "声明数",
    "wrong_formulation": WORDING,
    "misquoted": WORDING,
    "shared": OVERLAP,
}
LINES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One reason. `place` is a span of the Reading and `name` the row of the speech page that shows it."""

    text: str
    name: str = ""
    place: tuple[int, int] | None = None
    act: str = "看原文"
    state: str = LOOK
    pair: tuple[str, str] | None = None  # the two speeches, by uid, that share what the line tells


@dataclass(frozen=True, slots=True)
class Check:
    light: Light
    lines: tuple[Line, ...]

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[:LINES_SHOWN]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)

    @property
    def first(self) -> Line | None:
        return next((line for line in self.lines if line.name), None)


def check(sheet: Sheet) -> tuple[Check, ...]:
    """The six checks of a sheet with notes, in their fixed order; and 文字 where the text has something to look at."""
    found: dict[str, list[Line]] = {}
    for name, line in _lines(sheet):
        found.setdefault(name, []).append(line)
    stored = (*lights(sheet.speech, sheet.leading, sheet.suspects), *([Light(REST, PASS)] if REST in found else []))
    return tuple(_one(sheet, light, found.get(light.name, [])) for light in stored)


def _one(sheet: Sheet, light: Light, lines: Sequence[Line]) -> Check:
    """A light with its lines, worst first; it is at least as bad as the worst of them, and counts those of wording."""
    ordered = tuple(sorted(lines, key=lambda line: WORST_FIRST[line.state]))
    if ordered and light.name in (WORDING, OVERLAP, REST):
        light = Light(light.name, ordered[0].state, f"{len(ordered)} 处")
    elif light.name == OVERLAP:
        light = Light(OVERLAP, PASS)
    return Check(light, ordered or _sound(sheet, light))


def worst_first(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(sorted(checks, key=lambda one: WORST_FIRST[one.light.state]))


def summary(shown: tuple[Light, ...]) -> str:
    """须改 1、请看 2; or that nothing is in the way."""
    counts = {state: sum(light.state == state for light in shown) for state in (FIX, LOOK)}
    return "、".join(f"{STATE_WORDS[state]} {number}" for state, number in counts.items() if number) or "都通过"


def _lines(sheet: Sheet) -> Iterator[tuple[str, Line]]:
    if sheet.speech.speaker_id is None:
        yield "发言人", Line(_nobody(sheet), "header", act="去确认", state=FIX)
    for row in sheet.rows:
        for note in row.notes:
            if note.tone != HINT:
                yield BELONGS.get(note.code, REST), _line(note, row.name, sheet.speech.uid)
        if row.point is None:
            continue
        if row.point.inferred:
            yield "分点", Line(f"疑似要点“{_called(row.point)}”还没有人确认。", row.name, act="去确认")
        yield from (("主题", _doubtful(label, row.name)) for label in row.labels if label.label.state == "待核")
        if not row.labels:
            yield "主题", Line(f"“{_called(row.point)}”没有归入主题。", row.name, act="去归类")


def _line(note: Note, name: str, own: str) -> Line:
    pair = (own, note.other.other.uid) if note.other else None
    return Line(f"{note.strong}{note.text}", name, (note.start, note.end), state=note.tone, pair=pair)


def _doubtful(label: Label, name: str) -> Line:
    return Line(f"“{_called(label.point)}”归入{label.label.tag.name}，{label.why}。", name, act="去核对")


def _called(point: Point) -> str:
    return point.marker.rstrip("，、, ") or point.heading[:12]


def _nobody(sheet: Sheet) -> str:
    named = (sheet.speech.version.header or {}).get("speaker") if sheet.speech.version else ""
    return f"还没有确认发言人；识别出的名字是“{named}”。" if named else "正文和文件名都没有发言人，还没有确认。"


def _sound(sheet: Sheet, light: Light) -> tuple[Line, ...]:
    """One line for a check with nothing to look at: what was checked."""
    points = sheet.leading
    subs = len(sheet.points) - len(points)
    divided = f"{len(points)} 点{f'，含 {subs} 小点' if subs else ''}，序号没有问题。"
    told = {
        "分点": divided if points else "没有分出要点。",
        "主题": f"{sum(len(row.labels) for row in sheet.rows)} 个主题标注，都有把握或已确认。",
        "发言人": f"{sheet.speech.speaker_name}{f'，{sheet.speech.post_text}' if sheet.speech.post_text else ''}。",
        "声明数": "说了几点的地方，和识别到的点数相符。",
        WORDING: "没有发现疑似错误的写法。" if sheet.suspects is not None else "还没有分析。",
        OVERLAP: "与本次会议其他发言没有够长的相同文字。",
    }
    return (Line(told.get(light.name, "")),)
