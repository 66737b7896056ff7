"""Where a sentence stands: in which part, at a heading or after it, first or last, long or short, a question or not.

Gives names of marks; what a mark weighs for a move is the lexicon's business.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from speeches.text.sentences import Span

SHORT_SENTENCE = 14
LONG_SENTENCE = 80
HEADING_LINE = 45
"""Characters; by reading: one-liners stay below the first, headings below the third, stories exceed the second."""

FRAME_PARTS = ("title", "byline", "salutation", "signature")


class PartSpan(Protocol):
    """A part of a speech, as the outline gives it."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class PointSpan(Protocol):
    """A numbered point of a speech, as the outline gives it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def level(self) -> int: ...


def marks_of(
    text: str, sentences: Sequence[Span], parts: Sequence[PartSpan], points: Sequence[PointSpan]
) -> list[list[str]]:
    """The marks of every sentence, in a fixed order."""
    kinds = [_part_of(span, parts) for span in sentences]
    owners = _points_begun(sentences, points)
    inside = [_is_inside(span, points) for span in sentences]
    return [
        _part_marks(kinds, number)
        + _point_marks(text, sentences, owners, inside, points, number)
        + _shape_marks(text, sentences, number)
        for number in range(len(sentences))
    ]


def _part_of(span: Span, parts: Sequence[PartSpan]) -> str:
    """The kind of the part that holds the sentence's middle; "points" where there are no parts."""
    middle = (span[0] + span[1]) // 2
    place = bisect_right([part.start for part in parts], middle) - 1
    return parts[place].kind if place >= 0 else "points"


def _points_begun(sentences: Sequence[Span], points: Sequence[PointSpan]) -> list[int | None]:
    """For every sentence, the outermost point that begins in it."""
    starts = [span[0] for span in sentences]
    begun: list[int | None] = [None] * len(sentences)
    for number, point in enumerate(points):
        place = bisect_right(starts, point.start) - 1
        if place >= 0 and begun[place] is None and point.start < sentences[place][1]:
            begun[place] = number
    return begun


def _is_inside(span: Span, points: Sequence[PointSpan]) -> bool:
    return any(point.start <= span[0] < point.end for point in points if point.level == 1)


def _part_marks(kinds: Sequence[str], number: int) -> list[str]:
    kind = kinds[number]
    if kind in FRAME_PARTS:
        return ["题名称谓落款"]
    marks: list[str] = []
    if kind == "preamble":
        marks.append("开头部分")
        if number == 0 or kinds[number - 1] != kind:
            marks.append("开头首句")
        if number + 1 == len(kinds) or kinds[number + 1] != kind:
            marks.append("开头末句")
    if kind == "closing":
        marks.append("结尾部分")
        if number + 1 == len(kinds) or kinds[number + 1] != kind:
            marks.append("结尾末句")
    if kind == "transition":
        marks.append("过渡部分")
    return marks


def _point_marks(
    text: str,
    sentences: Sequence[Span],
    begun: Sequence[int | None],
    inside: Sequence[bool],
    points: Sequence[PointSpan],
    number: int,
) -> list[str]:
    marks: list[str] = []
    owner = begun[number]
    if owner is not None:
        outer = "一级要点" if points[owner].level == 1 else "下级要点"
        content = text[slice(*sentences[number])]
        alone = len(content.strip()) <= HEADING_LINE and (content.endswith("\n") or content.strip()[-1:] in "。；")
        marks.append(outer + ("标题句" if alone else "起句"))
    elif inside[number]:
        if number and begun[number - 1] is not None:
            marks.append("标题后首句")
        if number + 1 == len(sentences) or begun[number + 1] is not None or not inside[number + 1]:
            marks.append("要点末句")
    return marks


def _shape_marks(text: str, sentences: Sequence[Span], number: int) -> list[str]:
    start, end = sentences[number]
    content = text[start:end].strip()
    marks: list[str] = []
    if len(content) <= SHORT_SENTENCE:
        marks.append("短句")
    if len(content) >= LONG_SENTENCE:
        marks.append("长句")
    if content.rstrip("”’").endswith(("？", "?")):
        marks.append("问句")
    if content and content[-1] not in "。！？!?；;”’…：:":
        marks.append("无句末标点")
    if start == 0 or text[start - 1] in "\n\u3000 ":
        marks.append("段首")
    if text[start:end].endswith("\n") or end == len(text):
        marks.append("段末")
    return marks
