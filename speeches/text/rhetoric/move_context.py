"""Where a sentence stands: in which part, at a heading or after it, first or last, long or short, a question or not.

Gives names of marks; what a mark weighs for a move is the lexicon's business.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from speeches.text.sentences import Span

SHORT_SENTENCE = 14
LONG_SENTENCE = 80
HEADING_LINE = 45
MAXIM_LENGTH = 32
"""Characters; by reading: one-liners stay below the first, headings below the third, stories exceed the second, and
the maxim that rounds off a point stays below the last."""

FRAME_PARTS = ("title", "byline", "salutation", "signature")

HEADING_TELLS = (
    (
        "在举措部分",
        re.compile("解决|破解|化解|打通|疏通|下一步|打算|举措|措施|整改|建议|办法|改进|怎么办|怎么改|怎么管"),
    ),
    ("在原因部分", re.compile("原因|根源|根子|症结|为什么|剖析")),
    ("在问题部分", re.compile("正视|存在|问题(?!导向|意识)|差距|不足|短板|短处|教训|痛处|难处|难在|检视|查摆")),
    ("在成绩部分", re.compile("成绩|成效|工作情况|主要做法|回顾|基本情况|进展")),
    ("在认识部分", re.compile("认识|体会|意义|理解|领悟|感悟|读懂|看清|想明白|道理|本质")),
)
"""What a heading says its point is about, the more telling first; the genre's own names for its sections."""

_TENSED = re.compile("[了过着]|说|是|有|去年|当时|曾")
_DONE = re.compile("(?<![为除])了(?!解)|(?<![通经超不])过(?![程去硬关头度于])|去年|前年|上个月|当时|后来|那天|那年|曾")
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千][个名户家件条项人次亩岁天年处份张块万百千十]|百分之|[二三四五六七八九]成"
)
_SPEAKER = re.compile("我(?![们国市县区镇省党军乡村])|本人")
_WE = re.compile("我们|班子|一班人|我[局委办院校镇乡街集]")
_PLEASE = re.compile("(?:恳)?请|欢迎|希望|盼")
_LISTED = re.compile(
    r"[ \t\u3000]*(?:[一二三四五六七八九]是|第[一二三四五六七八九]|其[一二三四五六]|[再其]次"
    r"|最后|再有|还有|此外|另外|同时|另一方面|也有)"
)
_ANNOUNCED = (
    ("列举原因", re.compile("原因|根源|根子|症结|病根|为什么|何以|主观上|客观上|究其")),
    ("列举问题", re.compile("问题(?!导向|意识)|不足|差距|短板|表现|现象|检视|弱项")),
    ("列举举措", re.compile("要|措施|举措|打算|着力|重点|抓好|做好|下一步|建议")),
)
"""What a series (一是…二是…) goes on with: told by the last sentence before it that is not of the series itself."""
_ECHOES = (
    ("追因之后", re.compile("为什么|为何|何以|原因|根源|根子|症结|病根|究其|归根|说到底|怎么会|怎么来的|从何而来")),
    (
        "问题之后",
        re.compile("问题(?!导向|意识)|不足|差距|短板|短处|毛病|难处|不好看|不好听|打脸|刺耳|惭愧|顽症|教训|隐患"),
    ),
)
ECHO_REACH = 4
"""Sentences of the same point in which a question asked or a fault admitted still echoes; by reading."""
_CLAUSES = re.compile("[，；：]")
_INDENT = " \t\u3000\xa0"


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
    kinds = _kinds(sentences, parts)
    owners = _points_begun(sentences, points)
    inside = _holding(sentences, points)
    told = [_told(text, point) for point in points]
    ranks = [number for number, point in enumerate(points) if point.level == 1]
    ends = (ranks[0], ranks[-1]) if ranks else (-1, -1)
    series = _series_marks(text, sentences)
    echoes = _echo_marks(text, sentences, owners)
    return [
        series[number]
        + echoes[number]
        + _part_marks(kinds, number)
        + _speaker_marks(text[slice(*sentences[number])], kinds[number])
        + _point_marks(text, sentences, owners, inside, points, number)
        + _section_marks(sentences[number][0], inside[number], points, told, ends)
        + _shape_marks(text, sentences, number)
        for number in range(len(sentences))
    ]


def _kinds(sentences: Sequence[Span], parts: Sequence[PartSpan]) -> list[str]:
    """The kind of the part that holds each sentence's middle; "points" where there are no parts."""
    starts = [part.start for part in parts]
    places = [bisect_right(starts, (start + end) // 2) - 1 for start, end in sentences]
    return [parts[place].kind if place >= 0 else "points" for place in places]


def _points_begun(sentences: Sequence[Span], points: Sequence[PointSpan]) -> list[int | None]:
    """For every sentence, the outermost point that begins in it."""
    starts = [span[0] for span in sentences]
    begun: list[int | None] = [None] * len(sentences)
    for number, point in enumerate(points):
        place = bisect_right(starts, point.start) - 1
        if place >= 0 and begun[place] is None and point.start < sentences[place][1]:
            begun[place] = number
    return begun


def _holding(sentences: Sequence[Span], points: Sequence[PointSpan]) -> list[tuple[int, ...]]:
    """For every sentence, the numbers of the points that hold its start, outermost first."""
    held: list[tuple[int, ...]] = []
    open_points: list[int] = []
    following = 0
    for start, _ in sentences:
        while following < len(points) and points[following].start <= start:
            open_points.append(following)
            following += 1
        open_points = [number for number in open_points if start < points[number].end]
        held.append(tuple(open_points))
    return held


def _told(text: str, point: PointSpan) -> str | None:
    """What the point's heading says it is about."""
    heading = re.split("[。\n]", text[point.start : min(point.start + 40, point.end)])[0]
    return next((name for name, pattern in HEADING_TELLS if pattern.search(heading)), None)


def _section_marks(
    start: int, holding: Sequence[int], points: Sequence[PointSpan], told: Sequence[str | None], ends: tuple[int, int]
) -> list[str]:
    """What the headings above the sentence announce, and where in its point and in the series it stands.

    `ends` are the numbers of the speech's first and last point of level 1.
    """
    if not holding:
        return []
    outer = points[holding[0]]
    marks = [name for number in reversed(holding) if (name := told[number])][:1]
    if holding[0] == ends[0]:
        marks.append("首个要点")
    elif holding[0] == ends[1]:
        marks.append("末个要点")
    marks.append("要点前半" if start - outer.start < outer.end - start else "要点后半")
    return marks


def _series_marks(text: str, sentences: Sequence[Span]) -> list[list[str]]:
    """For every sentence that goes on with a series, what the series was announced as."""
    marks: list[list[str]] = []
    announced: list[str] = []
    for start, end in sentences:
        content = text[start:end]
        if _LISTED.match(content):
            marks.append(announced)
        else:
            marks.append([])
            told = next((name for name, pattern in _ANNOUNCED if pattern.search(content)), None)
            announced = [told] if told else []
    return marks


def _echo_marks(text: str, sentences: Sequence[Span], begun: Sequence[int | None]) -> list[list[str]]:
    """For every sentence, what the few before it in the same point asked or admitted."""
    marks: list[list[str]] = [[] for _ in sentences]
    for name, pattern in _ECHOES:
        left = 0
        for number, (start, end) in enumerate(sentences):
            left = 0 if begun[number] is not None else left
            if left:
                marks[number].append(name)
            left = ECHO_REACH if pattern.search(text, start, end) else max(left - 1, 0)
    return marks


def _speaker_marks(content: str, kind: str) -> list[str]:
    """Whether the speaker speaks of himself or asks, and of what is done: 了 and 过 tell a story from a pledge."""
    done = bool(_DONE.search(content))
    marks = [("有数" if _NUMBER.search(content) else "无数") + ("已然" if done else "未然")]
    if _SPEAKER.search(content):
        marks.append("自述已然" if done else "自述未然")
        if kind == "closing" and not done:
            marks.append("结尾自述")
    elif kind == "closing" and not done and _WE.search(content):
        marks.append("结尾我们")
    if kind == "closing" and _PLEASE.match(content.strip()):
        marks.append("结尾请语")
    return marks


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
    inside: Sequence[tuple[int, ...]],
    points: Sequence[PointSpan],
    number: int,
) -> list[str]:
    marks: list[str] = []
    owner = begun[number]
    if owner is not None:
        outer = "一级要点" if points[owner].level == 1 else "下级要点"
        content = text[slice(*sentences[number])].strip()
        alone = len(content) <= HEADING_LINE and (_ends_line(text, sentences[number]) or content.endswith(("。", "；")))
        marks.append(outer + ("标题句" if alone else "起句"))
    elif inside[number]:
        if number and begun[number - 1] is not None:
            marks.append("标题后首句")
        if number + 1 == len(sentences) or begun[number + 1] is not None or not inside[number + 1]:
            marks.append("要点末句")
            if len(text[slice(*sentences[number])].strip()) <= MAXIM_LENGTH:
                marks.append("要点末短句")
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
    if not _TENSED.search(content):
        marks.append("无时态词")
    if _is_balanced(content):
        marks.append("对称两分句")
    halves = content.rstrip("。；！").split("；")
    if len(halves) == 2 and 0.6 < len(halves[0]) / max(len(halves[1]), 1) < 1.6 and len(content) <= 70:
        marks.append("对偶分号")
    if len(content) <= 8:
        marks.append("很短")
    if start == 0 or text[start - 1] in "\n" + _INDENT:
        marks.append("段首")
    if _ends_line(text, sentences[number]) or end == len(text):
        marks.append("段末")
    return marks


def _ends_line(text: str, sentence: Span) -> bool:
    """Whether the line ends with the sentence, which holds the blanks before the next paragraph too."""
    return text[slice(*sentence)].rstrip(_INDENT).endswith("\n")


def _is_balanced(content: str) -> bool:
    """Two clauses of nearly equal length: the shape of a maxim."""
    clauses = _CLAUSES.split(content.rstrip("。！？"))
    return len(clauses) == 2 and len(clauses[0]) >= 4 and abs(len(clauses[0]) - len(clauses[1])) <= 1
