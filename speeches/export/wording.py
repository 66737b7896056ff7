"""The words in which every export names speeches, points and places; one way for all forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.urls import reverse

from speeches.compare import PUBLISHED, Comparison
from speeches.compare.material import PointData, SpeechData
from speeches.compare.theme_screens import Cell, PointFrame
from speeches.compare.wording_screens import Quoted


def names_of(comparison: Comparison) -> Mapping[int, str]:
    """Speech id to its speaker's name; with the day where one person speaks twice."""
    times = Counter(speech.name for speech in comparison.speeches)
    return {s.id: s.name if times[s.name] == 1 else f"{s.name}（{day(s)}）" for s in comparison.speeches}


def day(speech: SpeechData) -> str:
    date = speech.date
    return f"{date.year}年{date.month}月{date.day}日" if date else "日期未定"


def facts(comparison: Comparison) -> str:
    """What is compared, in one line."""
    speeches = comparison.speeches
    points = sum(len(speech.leading) for speech in speeches)
    days = list(dict.fromkeys(day(speech) for speech in speeches))
    when = days[0] if len(days) == 1 else f"{days[0]}至{days[-1]}"
    waiting = sum(speech.status not in PUBLISHED for speech in speeches)
    note = f"；含未发布 {waiting} 篇" if waiting else ""
    return f"{when}，{len(speeches)} 篇发言，{points} 个要点{note}"


def point_named(point: PointData) -> str:
    return legible(f"{point.marker}{point.heading}")


def cell_words(cell: Cell | None) -> str:
    """A cell of the matrix as text: share, doubt, heading; a dot where the theme is not spoken of."""
    if cell is None:
        return "·"
    doubt = f"，{cell.doubt}" if cell.doubt else ""
    return f"{cell.percent}%{doubt}\n{point_named(cell.head)}"


def framed_words(frame: PointFrame) -> str:
    """The heading's construction as X → Y; empty where there is none."""
    heading = frame.heading
    if heading is None or heading.x is None:
        return ""
    if heading.y is None:
        return f"{heading.kind}：{legible(heading.x.text)}"
    if heading.kind == "动宾":
        return f"动宾：{legible(heading.y.text)} {legible(heading.x.text)}"
    return f"{heading.kind}：{legible(heading.x.text)} → {legible(heading.y.text)}"


def quoted_notes(quoted: Quoted) -> str:
    """What is to be looked at in one quotation."""
    notes = [quoted.how] if quoted.differences else []
    if quoted.missing_source:
        notes.append("未注出处")
    if quoted.form == "paraphrase":
        notes.append("转述")
    return "，".join(notes)


def legible(words: str) -> str:
    """Names left out with asterisks are printed as ××."""
    return words.replace("*", "×")


def point_address(point: PointData, base: str) -> str:
    """The point's lasting address; empty where the archive's own address is not known."""
    return base.rstrip("/") + reverse("point", args=[point.uid]) if base else ""


def place_address(speech: SpeechData, start: int, end: int, base: str) -> str:
    return f"{base.rstrip('/')}{reverse('speech', args=[speech.uid])}?at={start}-{end}" if base else ""


def listed(words: Sequence[str]) -> str:
    return "、".join(words) or "无"
