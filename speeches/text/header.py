"""Guess who spoke where and when: from the first lines, the last lines and the file name.

A guess needs a span of the text or a part of the file name; what neither says stays None. A speaker is never invented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speeches.text.headers import names
from speeches.text.headers.file_names import FileNameParts, read_file_name
from speeches.text.headers.front_matter import Byline, read_byline
from speeches.text.outline import Outline, Section
from speeches.text.points.paragraphs import Paragraph, split_paragraphs
from speeches.text.points.part_cues import NOTE

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Header:
    """Guesses, None where nothing says so. A span is in the text; a value without one is from the file name.

    `date` is as printed in the text, `date_iso` YYYY-MM[-DD]. `types` are kinds of meeting, in order of MEETING_TYPES.
    """

    title: str | None
    speaker: str | None
    post: str | None
    unit: str | None
    salutation: str | None
    date: str | None
    date_iso: str | None
    types: tuple[str, ...]
    title_span: Span | None = None
    speaker_span: Span | None = None
    post_span: Span | None = None
    unit_span: Span | None = None
    salutation_span: Span | None = None
    date_span: Span | None = None


MEETING_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("中心组集体学习", re.compile(r"中心组")),
    ("专题研讨", re.compile(r"专题研讨|研讨会|研讨交流|专题交流|研讨发言")),
    ("民主生活会", re.compile(r"民主生活会(?!会前|前)")),
    ("民主生活会会前学习", re.compile(r"民主生活会(?:会前|前)|民主生活会[^。\n]{0,30}会前学习|会前(?:集中)?学习")),
    ("组织生活会", re.compile(r"组织生活会")),
    ("读书班", re.compile(r"读书班")),
    ("主题党日", re.compile(r"主题党日")),
    ("党课", re.compile(r"党课")),
    ("座谈会", re.compile(r"座谈会")),
    ("述职", re.compile(r"述职")),
    ("动员会", re.compile(r"动员(?:部署)?(?:大?会)")),
    ("工作会议", re.compile(r"工作(?:推进)?会议?")),
)
"""What a title, a subtitle or a file name calls the meeting."""

_UNIT = re.compile(
    r"在(?P<unit>[\u4e00-\u9fff]{1,20}?(?:党组|党委|总支|支部|党工委|委员会|学校|公司|集团|局|院|校|县委|市委|省委|区委|镇|街道))(?:理论|党的|机关|领导|中心|专题|第|学习|会|召|全|读|主题|组织|民主|年度|班子|\d)"
)
_THIS_MEETING = re.compile(r"今天|这次|本次|此次|开好|会前|我们(?:召开|举行|在这里)")
_PREAMBLE = 400
"""Characters of the opening in which a meeting may be named when the speech has no title."""


def guess_header(text: str, outline: Outline, file_name: str = "", section: Section | None = None) -> Header:
    """Return what can be known of one speech: the whole file's, or that of one of its sections."""
    start, end = (section.start, section.end) if section else (0, _before_sections(text, outline))
    lines = _lines_of(text, outline, start, end)
    name = read_file_name(file_name) if not section and not outline.sections else FileNameParts()
    title = _title(text, lines["title"]) or _announced_title(text, start, end)
    signed = [line for line in lines["signature"] if not NOTE.match(text, line.first, line.last)]
    bylines = [byline for line in lines["byline"] + signed if (byline := read_byline(text, line))]
    speaker = _first(bylines, "name")
    post = _first([byline for byline in bylines if byline.name] or bylines, "post") if speaker else None
    if not speaker:
        post, speaker = _named_in_title(text, lines["title"])
    date = _first(bylines, "date") or _date_in(text, lines["title"][1:])
    if section and section.speaker and not speaker:
        speaker = _find(text, section.speaker, start, end)
        post = _find(text, section.post, start, end)
    salutation = _salutation(text, outline, start, end)
    named = _cut(text, title) or name.title
    context = (named or "") + "\n" + _subtitle(text, lines["title"]) + "\n" + file_name
    unit_match = (
        _UNIT.search(text, title[0], max(title[1], *(line.last for line in lines["title"]), 0)) if title else None
    )
    unit = unit_match.span("unit") if unit_match else None if speaker else _first(bylines, "post")
    return Header(
        title=named,
        speaker=re.sub(r"\s", "", _cut(text, speaker) or "") or name.speaker,
        post=_cut(text, post),
        unit=_cut(text, unit),
        salutation=_cut(text, salutation),
        date=_cut(text, date),
        date_iso=names.iso_date(_cut(text, date) or "") or name.date_iso,
        types=_types(context) or _types(_occasion(text[start : min(end, start + _PREAMBLE)])),
        title_span=title,
        speaker_span=speaker,
        post_span=post,
        unit_span=unit,
        salutation_span=salutation,
        date_span=date,
    )


def _before_sections(text: str, outline: Outline) -> int:
    """A file of several speeches has a header of its own only before the first of them."""
    return outline.sections[0].start if outline.sections else len(text)


def _occasion(opening: str) -> str:
    """The sentences of the opening that speak of this meeting, not of another one that is quoted."""
    return "\n".join(sentence for sentence in re.split(r"[。！？\n]", opening) if _THIS_MEETING.search(sentence))


def _lines_of(text: str, outline: Outline, start: int, end: int) -> dict[str, list[Paragraph]]:
    """The paragraphs of title, byline and signature of the speech at [start, end)."""
    found: dict[str, list[Paragraph]] = {"title": [], "byline": [], "signature": []}
    for part in outline.parts:
        if part.kind in found and start <= part.start < end:
            found[part.kind] += _paragraphs(text, part.start, part.end)
    return found


def _paragraphs(text: str, start: int, end: int) -> Iterator[Paragraph]:
    for paragraph in split_paragraphs(text[start:end]):
        if not paragraph.empty:
            yield Paragraph(*(start + at for at in (paragraph.start, paragraph.first, paragraph.last, paragraph.end)))


def _title(text: str, lines: list[Paragraph]) -> Span | None:
    """The title line, with the second half of a broken title; without the subtitle (——…)."""
    if not lines:
        return None
    last = lines[0]
    for line in lines[1:]:
        if text[line.first] in "—－-（(" or line.start != last.end:
            break
        last = line
    return lines[0].first, last.last


_SPOKE_AT = re.compile(r"[—－\s]*(?P<who>[\u4e00-\u9fff、]{2,24}?)(?:同志)?在[^\n]{2,60}(?:讲话|发言|致辞|报告|党课)")


def _named_in_title(text: str, lines: list[Paragraph]) -> tuple[Span | None, Span | None]:
    """Post and name in a title: ——市委书记陈望川在研讨会上的发言."""
    for line in lines:
        found = _SPOKE_AT.match(text, line.first, line.last)
        if not found:
            continue
        if names.is_name(found["who"]):
            return None, found.span("who")
        if both := names.split_post_and_name(found["who"]):
            cut = found.start("who") + len(both[0])
            return (found.start("who"), cut), (cut, cut + len(both[1]))
    return None, None


_ANNOUNCED = re.compile(
    r"(?:发言|汇报|交流|讲话|演讲|报告|党课|宣讲)的?(?:题目|主题)(?:是|为)[：:]?[《“](?P<title>[^》”\n]{4,40})[》”]"
)


def _announced_title(text: str, start: int, end: int) -> Span | None:
    """我发言的题目是《…》: said in the opening where no line above it is a title."""
    match = _ANNOUNCED.search(text, start, min(end, start + _PREAMBLE))
    return match.span("title") if match else None


def _subtitle(text: str, lines: list[Paragraph]) -> str:
    return "\n".join(text[line.first : line.last] for line in lines)


def _first(bylines: list[Byline], field: str) -> Span | None:
    return next((span for byline in bylines if (span := getattr(byline, field))), None)


def _date_in(text: str, lines: list[Paragraph]) -> Span | None:
    """A date in the subtitle: ——2024年1月6日在县第十届人民代表大会第三次会议上."""
    for line in lines:
        found = names.DATE.search(text, line.first, line.last)
        if found and names.iso_date(found[0]):
            return found.span()
    return None


def _find(text: str, wanted: str, start: int, end: int) -> Span | None:
    at = text.find(wanted, start, end) if wanted else -1
    return (at, at + len(wanted)) if at >= 0 else None


def _salutation(text: str, outline: Outline, start: int, end: int) -> Span | None:
    for part in outline.parts:
        if part.kind == "salutation" and start <= part.start < end:
            line = next(_paragraphs(text, part.start, part.end), None)
            return (line.first, line.last) if line else None
    return None


def _cut(text: str, span: Span | None) -> str | None:
    return re.sub(r"\s*\n\s*", "", text[slice(*span)]) if span else None


def _types(context: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in MEETING_TYPES if pattern.search(context))
