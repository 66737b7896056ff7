"""Tell whether a series is a list of points: long enough for its family, no agenda, contents, enclosures or preview.

Judges a series as a whole; what one marker's neighbourhood tells is refused in lookalikes.py.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from speeches.text.points.marker_families import Place
from speeches.text.points.marker_series import Series
from speeches.text.points.paragraphs import Paragraph

_MEETING = (
    r"(?:会议|大会|全会|座谈会|推进会|动员会|研讨会|部署会|生活会|务虚会|例会|"
    r"这个会|次会|的会|典礼|仪式|活动|主题党日|培训班?|读书班)"
)
_AGENDA = re.compile(
    rf"(?:(?:议程|议题|程序)[^。！？\n]{{0,16}}"
    rf"|{_MEETING}(?:的|有|共|主要|，|[一二两三四五六几][项个])*(?:任务|目的|安排|内容)[^。！？\n]{{0,16}}"
    rf"|(?:召开|举行|举办|组织|开)[^。！？，\n]{{0,30}}{_MEETING}[，,][^。！？\n]{{0,6}}(?:任务|目的|是为了|为了)?[^。！？，\n]{{0,6}}"
    rf"|借(?:此|这个|这次)(?:机会|{_MEETING})?[^。！？\n]{{0,30}}|根据安排[^！？\n]{{0,40}})[，,：:]?$"
)
_ANNOUNCED = re.compile(r"[讲谈提说作][^，。]{0,8}[点条个句]|希望|建议|意见|体会|看法|要求")
"""借此机会，我提三点希望：what follows is the speaker's own."""

_CALL = re.compile(r"(?:要)?(?:请|由|有请)")
_LEAD_LENGTH = 80


def is_list(text: str, series: Series, paragraphs: Sequence[Paragraph]) -> bool:
    """A series of points: long enough for its family, and no agenda."""
    if len(series.markers) == 1:
        return series.first.family.alone and series.first.place is Place.LINE and series.first.number == 1
    return _long_enough(text, series) and not any(
        refuses(text, series, paragraphs) for refuses in (_is_agenda, _is_contents, _is_attachments)
    )


_COUNTED = re.compile(r"[两几二三四五六七八九十][\u4e00-\u9fff]{1,8}[，,：:]$")
"""办了两件事，第一件…: announces; 他上了岸，头一件事是换鞋，第二件事是… tells a story."""

_PAIRED = frozenset(f"…抓{verb}" for verb in "曰抓讲靠戒忌防须应在为")
"""Verbs of which two items make a list already: 一曰…，二曰…"""


def _long_enough(text: str, series: Series) -> bool:
    name = series.first.family.name
    if series.first.family.run_in and name != "1.":
        clauses = all(Place.LINE < marker.place < Place.WORD for marker in series.markers[1:])
        return clauses and len(series.markers) >= 3 and series.first.paragraph == series.last.paragraph
    if name in ("一", "…抓") and series.first.kind not in _PAIRED:
        begins_well = name != "一" or series.first.place < Place.CLAUSE
        return len(series.markers) >= 3 and series.numbers[0] == 1 and begins_well
    if series.numbers[0] > 1:
        in_lines = series.first.place is Place.LINE and series.first.family.solid
        spoken = name == "…是" and series.first.place <= Place.SENTENCE
        return in_lines or (spoken and series.numbers[0] == 2)
    if series.first.family.run_in:
        return all(marker.place is Place.SENTENCE for marker in series.markers[1:])
    if name in ("第…", "…抓", "一、", "1.") and min(marker.place for marker in series.markers[:2]) > Place.SENTENCE:
        return False
    if name == "第…点" and series.first.place is Place.CLAUSE and not series.in_lines:
        return _COUNTED.search(text, max(0, series.first.start - _LEAD_LENGTH), series.first.start) is not None
    if series.first.place is Place.WORD and name in ("首先", "一方面"):
        return series.first.paragraph == series.markers[1].paragraph and series.markers[1].place < Place.WORD
    if series.first.place is Place.WORD and name in ("（一）", "（1）"):
        return len(series.markers) >= 3
    return all(marker.place < Place.WORD or marker.family.rank for marker in series.markers[1:])


def _is_agenda(text: str, series: Series, paragraphs: Sequence[Paragraph]) -> bool:
    """会议议程有两项，一是请…，二是由我…: what the meeting will do, not what the speaker thinks."""
    if series.in_lines or series.first.family.rank:
        return False
    begin = paragraphs[series.first.paragraph].first
    lead = text[max(begin, series.first.start - _LEAD_LENGTH) : series.first.start]
    agenda = _AGENDA.search(lead)
    if agenda and not _ANNOUNCED.search(agenda[0]):
        return True
    return all(_CALL.match(text, marker.body) for marker in series.markers)


_PAGE_NUMBER = re.compile(r"(?:\.{3,}|…+|·{3,}|\t)\s*\d{1,4}\s*$")


def _is_contents(text: str, series: Series, paragraphs: Sequence[Paragraph]) -> bool:
    """A table of contents: its lines end in page numbers."""
    lines = [paragraphs[marker.paragraph] for marker in series.markers]
    return all(_PAGE_NUMBER.search(text[max(line.first, line.last - 40) : line.last]) for line in lines)


_ATTACHMENTS = re.compile(r"附[件表]\s*[：:]?\s*")


def _is_attachments(text: str, series: Series, paragraphs: Sequence[Paragraph]) -> bool:
    """附件：1.… 2.…: what is enclosed, behind the label or on the lines below it."""
    at = series.first.paragraph
    own = paragraphs[at].first
    above = paragraphs[at - 1].first if at and own == series.first.start else own
    return _ATTACHMENTS.fullmatch(text, above, series.first.start) is not None


_PREVIEW_LENGTH = 40
_ASIDE_ITEM = 16
"""Characters of an item, its number included, in a list that a speech's first words only mention."""


def is_preview(text: str, series: Series, following: Series) -> bool:
    """一是怎么看，二是怎么干。 before 一、怎么看 and 二、怎么干: names the headings that follow, word for word."""
    if series.in_lines or not following.in_lines or len(following.markers) < len(series.markers):
        return False
    ends = [*(marker.start for marker in series.markers[1:]), series.last.body + _PREVIEW_LENGTH]
    bodies = [
        re.split(r"[。；\n]", text[marker.body : min(end, marker.body + _PREVIEW_LENGTH)])[0].strip("，, ")
        for marker, end in zip(series.markers, ends, strict=True)
    ]
    return all(
        len(body) > 1 and text.startswith(body, heading.body)
        for body, heading in zip(bodies, following.markers, strict=False)
    )


def is_aside(text: str, series: Series, following: Series) -> bool:
    """预报员要紧的，一是看得早，二是报得准…我谈四点体会。 Short items before the list that is announced: no points."""
    if series.in_lines or series.first.family.rank or not following.in_lines:
        return False
    if not _ANNOUNCED.search(text, series.last.body, following.first.start):
        return False
    pairs = list(pairwise(series.markers))
    return following.first.paragraph > series.last.paragraph and all(
        two.place is Place.CLAUSE and two.start - one.start <= _ASIDE_ITEM for one, two in pairs
    )
