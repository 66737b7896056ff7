"""Read the lines before and after the body of a speech: title, subtitle, 职务　姓名, date, 称谓, signature, notes.

Works on whole paragraphs and never reaches into the body. Says what each line is, not whose speech it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speeches.text.headers import names
from speeches.text.points.paragraphs import Paragraph, ends_sentence
from speeches.text.points.part_cues import LABEL_LINES, NOTE, SALUTATION

Span = tuple[int, int]

TITLE_LENGTH = 64
"""A line longer than this is no title (公文 titles of three lines have about 60 characters)."""

_HEAD_LINES = 12
_UNIT_LENGTH = 20
_PIECE = re.compile(r"[^\s（）()【】\[\]〔〕\u3000，,]+")
_WEEKDAY = re.compile(
    r"(?:(?:星期|周)[一二三四五六日天]|[上下中]午|晚上?|\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分)?)|[-—－至~～])+"
    r"|(?:根据[\u4e00-\u9fff]{0,4}录音整理|未经[\u4e00-\u9fff]{2,6}|讨论稿|征求意见稿|送审稿|节选|摘要|提纲|退休|离休|列席|特邀|书面|代读|女|[\u4e00-\u9fff]{1,3}族)"
)
"""Days, hours and remarks that stand beside a date."""

DATA_LINE = re.compile(
    r"(?:(?:会议|活动|访谈|学习)?(?:时间|地点|主题|嘉宾)|主持人?|主讲人?|记录人?|整理人?|(?:参加|参会|出席|列席|缺席|与会)(?:人员|对象|领导)?|应到|实到"
    r"|发布时间|发布日期|浏览次数|点击数|来源|信息来源|字号|责任编辑)[ 　]*[:：]"
)
"""时间：… 主持人：… 发布时间：… The head of a record or of a web page: data, neither title nor speech."""
_LABEL = re.compile(
    r"(?:发言人|汇报人|报告人|作者|述职人|宣讲人|交流人|姓名|单位|(?:会议|活动|访谈|学习)?时间|日期|"
    r"主讲人|发言时间|发言单位)[:：][ 　]*"
)
_NO_TITLE_END = re.compile(r"[。；;，,、：:]$")
_NUMBER_HEAD = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、，,．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.](?!\d)|[①-⑳])"
)
_INSIDE = re.compile(r"[。；;！!？?][^”’」』）)》\s]")


_NICKNAME = re.compile(r"[小老][\u4e00-\u9fff]")
"""审计局　小宋: a name only behind a unit."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who speaks, as printed in one line; offsets in the text."""

    post: Span | None
    name: Span | None
    date: Span | None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The paragraphs (as indices) of each kind at the head of one speech, and where its body begins."""

    title: tuple[int, ...]
    bylines: tuple[int, ...]
    salutation: int | None
    body: int  # index of the first paragraph of the body


def read_byline(text: str, paragraph: Paragraph) -> Byline | None:
    """Read 职务　姓名, 姓名, a date, or all of them; None where the line holds anything else."""
    post = name = date = None
    pieces = list(_pieces(text, paragraph))
    if not pieces or len(pieces) > 6:
        return None
    found = names.DATE.search(text, paragraph.first, paragraph.last)
    if found and names.iso_date(found[0]):
        date = found.span()
        pieces = [part for piece in pieces for part in _around(piece, date)]
        pieces = [piece for piece in pieces if not _WEEKDAY.fullmatch(text, *piece)]
    if len(pieces) == 2 and _is_name_with_unit(text, *pieces):
        return Byline(pieces[1], pieces[0], date)
    while pieces:
        if name is None and (span := _name_at_end(text, pieces)):
            name = span
            pieces = [piece for piece in pieces if piece[1] <= span[0]]
        elif (
            name is None
            and len(pieces) == 2
            and _NICKNAME.fullmatch(text, *pieces[1])
            and names.is_post(text[slice(*pieces[0])])
        ):
            name = pieces.pop()
        elif name is None and (both := names.split_post_and_name(text[slice(*pieces[-1])])):
            cut = pieces[-1][0] + len(both[0])
            name = (cut, cut + len(both[1]))
            pieces[-1] = (pieces[-1][0], cut)
        elif all(_is_post_beside(text[slice(*piece)], name) for piece in pieces):
            post = (pieces[0][0], pieces[-1][1])
            pieces = []
        else:
            return None
    return Byline(post, name, date) if post or name or date else None


def _is_name_with_unit(text: str, name: Span, unit: Span) -> bool:
    """陈望川（县水利局）, 陈望川　县水利局局长: behind the name the unit in brackets, or the post."""
    bracketed = text[unit[0] - 1] in "（(" and text[unit[1] : unit[1] + 1] in ("）", ")")
    fits = (bracketed and unit[1] - unit[0] <= _UNIT_LENGTH) or names.is_post_of_a_person(text[slice(*unit)])
    return fits and names.is_name(text[slice(*name)])


def _around(piece: Span, date: Span) -> list[Span]:
    """What a date leaves of a word: 陈望2024.5.6 has the name before it."""
    if piece[1] <= date[0] or piece[0] >= date[1]:
        return [piece]
    return [span for span in ((piece[0], date[0]), (date[1], piece[1])) if span[0] < span[1]]


def _is_post_beside(text: str, name: Span | None) -> bool:
    """Any short plain words beside a name are its post (导演　韩延); on a line of their own they must end like one."""
    return names.is_post(text) or (
        name is not None and 2 <= len(text) <= 40 and not re.search(r"[。，；：:！？“”《》]", text)
    )


def _pieces(text: str, paragraph: Paragraph) -> Iterator[Span]:
    """The words of a line, between blanks and brackets; labels (发言人：) and days of the week are passed over."""
    for match in _PIECE.finditer(text, paragraph.first, paragraph.last):
        label = _LABEL.match(text, match.start(), match.end())
        start = label.end() if label else match.start()
        if start < match.end() and not _WEEKDAY.fullmatch(text, start, match.end()):
            yield start, match.end()


def _name_at_end(text: str, pieces: list[Span]) -> Span | None:
    """The last word, or the last two where the name is spread (蒋　明), if it is a name."""
    for first in (-2, -1):
        if len(pieces) >= -first:
            span = (pieces[first][0], pieces[-1][1])
            spread = all(end - start == 1 for start, end in pieces[first:]) if first == -2 else True
            if spread and names.is_name(text[slice(*span)]):
                return span
    return None


def is_salutation(text: str, paragraph: Paragraph) -> bool:
    """A whole line of address: 各位领导、同志们： 老师们，大家好！"""
    match = SALUTATION.match(text, paragraph.first, paragraph.last)
    return match is not None and match.end() >= paragraph.last


def begins_with_number(text: str, paragraph: Paragraph) -> bool:
    """一、… （二）… 3.… at the line's head."""
    return _NUMBER_HEAD.match(text, paragraph.first, paragraph.last) is not None


def is_title(text: str, paragraph: Paragraph) -> bool:
    """A short line that is no sentence and has no number."""
    line = text[paragraph.first : paragraph.last]
    if (
        not 2 <= len(line) <= TITLE_LENGTH
        or line in LABEL_LINES
        or _NO_TITLE_END.search(line)
        or _NUMBER_HEAD.match(line)
        or DATA_LINE.match(line)
    ):
        return False
    return (
        not _INSIDE.search(line)
        and not NOTE.match(line)
        and any("\u4e00" <= character <= "\u9fff" for character in line)
    )


def read_front(
    text: str, paragraphs: Sequence[Paragraph], begin: int, end: int, numbered: frozenset[int]
) -> FrontMatter:
    """Read the head of the speech in paragraphs [begin, end); `numbered` are the paragraphs that hold a marker."""
    title: list[int] = []
    bylines: list[int] = []
    at = begin
    for at in range(begin, min(end, begin + _HEAD_LINES)):
        paragraph = paragraphs[at]
        if paragraph.empty:
            continue
        if at in numbered:
            break
        if is_salutation(text, paragraph):
            return FrontMatter(tuple(title), tuple(bylines), at, at + 1)
        byline = read_byline(text, paragraph)
        if (byline and (byline.name or byline.date or title)) or (title and _is_data(text, paragraph)):
            bylines.append(at)
        elif is_title(text, paragraph) and _may_be_title(text, paragraphs, at, end, title, bylines):
            title.append(at)
        else:
            break
    else:
        at = min(end, begin + _HEAD_LINES)
    return FrontMatter(tuple(title), tuple(bylines), None, at)


def _is_data(text: str, paragraph: Paragraph) -> bool:
    """A line of 时间：, 参加人员： and the like; a host who says more than names is speaking already."""
    return bool(DATA_LINE.match(text, paragraph.first, paragraph.last)) and not ends_sentence(text, paragraph.last)


def _may_be_title(
    text: str, paragraphs: Sequence[Paragraph], at: int, end: int, title: list[int], bylines: list[int]
) -> bool:
    """The first line; a subtitle (——…); the second half of a broken title; a title that follows the name."""
    line = text[paragraphs[at].first : paragraphs[at].last]
    if line.startswith(("—", "－－", "--", "（", "(")):
        return True
    if not title:
        return True
    previous = paragraphs[title[-1]]
    if text[previous.first : previous.last].startswith(("—", "－－", "--")):
        return title[-1] == at - 1 and not bylines
    return title[-1] == at - 1 and not bylines and len(title) < 3


def read_back(text: str, paragraphs: Sequence[Paragraph], begin: int, end: int) -> int:
    """Index of the first paragraph of the signature (name, unit, date, notes) in [begin, end); else `end`."""
    first = end
    for at in range(end - 1, begin - 1, -1):
        paragraph = paragraphs[at]
        if paragraph.empty:
            continue
        if not is_signature(text, paragraph) and not _is_attachment(text, paragraphs, at, begin):
            break
        first = at
    return first


def _is_attachment(text: str, paragraphs: Sequence[Paragraph], at: int, begin: int) -> bool:
    """A numbered line of the list below 附件：."""
    while at > begin and begins_with_number(text, paragraphs[at]):
        at -= 1
    return text.startswith("附件", paragraphs[at].first)


def is_signature(text: str, paragraph: Paragraph) -> bool:
    """A line of name, unit or date, or a note in brackets, that ends a speech."""
    if paragraph.last - paragraph.first > TITLE_LENGTH * 4:
        return False
    if NOTE.match(text, paragraph.first, paragraph.last):
        return True
    line = text[paragraph.first : paragraph.last]
    return len(line) <= TITLE_LENGTH and not _NO_TITLE_END.search(line) and read_byline(text, paragraph) is not None
