"""Tell apart the speeches of several persons in one file.

A section needs its speaker's label, byline or heading in the text; fewer than two different ones make one speech.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from speeches.text.headers import names
from speeches.text.headers.front_matter import begins_with_number, is_salutation, is_title, read_byline
from speeches.text.points.paragraphs import Paragraph, ends_sentence


@dataclass(frozen=True, slots=True)
class SectionHead:
    """One speech's place: [start, end), paragraphs [first, last). `speaker` is None for the lines before them all."""

    start: int
    first: int
    body: int  # offset at which its text begins, behind a label such as 主持人：
    speaker: str | None = None
    post: str = ""
    title: str = ""
    end: int = 0
    last: int = 0

    def paragraphs(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Its own paragraphs; the first begins behind the label."""
        own = list(paragraphs[self.first : self.last])
        if own and self.body > own[0].first:
            body = min(self.body, own[0].last)
            own[0] = replace(own[0], start=body, first=body)
        return own


def find_sections(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """Return the speeches that tile the text; a single head with speaker None where it holds only one."""
    for ways in (_labelled, _headed, _signed, _bylined):
        heads = ways(text, paragraphs)
        if len({head.speaker for head in heads}) >= 2:
            return _closed(heads, len(text), len(paragraphs))
    return _closed([], len(text), len(paragraphs))


def _closed(heads: list[SectionHead], length: int, count: int) -> list[SectionHead]:
    """Give each section its end, and the lines before the first a head of their own."""
    if not heads or heads[0].start > 0:
        heads = [SectionHead(0, 0, 0), *heads]
    nexts = [*((head.start, head.first) for head in heads[1:]), (length, count)]
    return [replace(head, end=end, last=last) for head, (end, last) in zip(heads, nexts, strict=True)]


_LABEL = re.compile(r"(?P<label>[^：:。！？；，,\n]{2,26})[：:]")
_HOST = re.compile(r"主持人|记者|主持")
_ADDRESS = re.compile(r"尊敬|敬爱|亲爱|各位|同志|们|全体|广大")
_REMARK = re.compile(r"[（(](?P<inside>[^）)]*)[）)]")


def _labelled(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """A record of a meeting: 主持人：… 张三（学员代表）：… 水利局　李四：…"""
    heads = [head for at, paragraph in enumerate(paragraphs) if (head := _label(text, at, paragraph))]
    sure = [head for head in heads if head.speaker and (_HOST.match(head.speaker) or names.is_name(head.speaker))]
    return heads if len({head.speaker for head in sure}) >= 2 and len(sure) >= 2 else []


def _label(text: str, at: int, paragraph: Paragraph) -> SectionHead | None:
    match = _LABEL.match(text, paragraph.first, paragraph.last)
    if not match:
        return None
    label, remark = match["label"].strip(), _REMARK.search(match["label"])
    plain = _REMARK.sub("", label).strip()
    inside = remark["inside"] if remark else ""
    speaker, post = _who(plain, inside)
    if _HOST.match(speaker) and _only_names(text[match.end() : paragraph.last].strip()):
        return None
    return SectionHead(paragraph.start, at, match.end(), speaker, post) if speaker else None


def _only_names(said: str) -> bool:
    """主持人：陈望川 names the host at the head of a record; nobody speaks."""
    words = said.split()
    spread = len(words) > 1 and (names.is_name("".join(words[-2:])) or names.is_name(words[-1]))
    return spread or names.is_name(said) or names.split_post_and_name(said) is not None


def _who(plain: str, inside: str) -> tuple[str, str]:
    """Read a label: the host, a name (with its post before it or in brackets), or a post that stands for its holder."""
    if _HOST.match(plain):
        return "主持人" if plain.startswith("主持") else plain, inside
    words = plain.split()
    if names.is_name(plain):
        return "".join(words), inside
    if len(words) > 1 and names.is_name(words[-1]):
        return words[-1], " ".join(words[:-1])
    both = names.split_post_and_name(plain)
    if both:
        return both[1], both[0]
    if names.is_name(inside) and names.is_post(plain):
        return inside, plain
    holder = re.fullmatch(rf"[\u4e00-\u9fff]{{2,16}}{names.POST_WORD}", plain) and not _ADDRESS.search(plain)
    return (plain, plain) if holder else ("", "")


_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．][ 　]*)?(?P<post>[\u4e00-\u9fff、]{0,20}?)[ 　]*"
    r"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff ×]{1,3})(?:同志|书记|市长|县长|区长|局长|校长|主任|部长|代表|委员)?"
    r"(?:的|在[^。\n]{2,30}上的?)?(?:重要)?(?:讲话|发言|交流发言|表态发言|点评讲话|点评|主持词|总结讲话|致辞|报告)(?:摘要|要点|提纲|全文|稿|实录|摘登|材料)?"
)


def _headed(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """张三同志的讲话摘要: a line that names the speaker and what follows."""
    heads = []
    for at, paragraph in enumerate(paragraphs):
        match = _HEADING.fullmatch(text, paragraph.first, paragraph.last)
        if match and names.is_name(match["name"]):
            line = text[paragraph.first : paragraph.last]
            speaker = re.sub(r"\s", "", match["name"])
            heads.append(SectionHead(paragraph.start, at, paragraph.first, speaker, match["post"], line))
    return heads


def _bylined(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """A title with 职务　姓名 below it, or 职务姓名 with a title below, again and again."""
    found = [(at, name, post) for at, name, post in _bylines(text, paragraphs) if _opens(text, paragraphs, at)]
    if len({name for _, name, _ in found}) < 2:
        return []
    runs = [_titles_above(text, paragraphs, at) for at, _, _ in found]
    common = min(len(run) for run in runs)
    heads = []
    for (at, name, post), run in zip(found, runs, strict=True):
        own = run[len(run) - common :] if common else []
        first = own[0] if own else at
        title_line = own[0] if own else _filled_after(paragraphs, at)
        title = _title_at(text, paragraphs, title_line)
        heads.append(SectionHead(paragraphs[first].start, first, paragraphs[first].first, name, post, title))
    return heads


def _signed(text: str, paragraphs: Sequence[Paragraph]) -> list[SectionHead]:
    """Speeches that each end with name and date, as the last one of the file does: the next begins behind."""
    found = [row for row in _bylines(text, paragraphs) if not _has_title_above(text, paragraphs, row[0])]
    if not found or _filled_after(paragraphs, _dates_after(text, paragraphs, found[-1][0])) is not None:
        return []
    heads = []
    first = next(at for at, paragraph in enumerate(paragraphs) if not paragraph.empty)
    for at, name, post in found:
        if at < first:
            continue  # a second signature below the first
        title = _title_at(text, paragraphs, first)
        heads.append(SectionHead(paragraphs[first].start, first, paragraphs[first].first, name, post, title))
        first = _filled_after(paragraphs, _dates_after(text, paragraphs, at)) or len(paragraphs)
    return [replace(heads[0], start=0, first=0), *heads[1:]]


def _bylines(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str, str]]:
    """Each line that holds a speaker's name and nothing but name, post and date."""
    for at, paragraph in enumerate(paragraphs):
        if not 2 <= paragraph.last - paragraph.first <= _BYLINE_LENGTH:
            continue
        byline = read_byline(text, paragraph)
        if byline and byline.name and (byline.post or _stands_as_byline(text, paragraphs, at)):
            post = text[slice(*byline.post)] if byline.post else ""
            yield at, re.sub(r"\s", "", text[slice(*byline.name)]), post


_BYLINE_LENGTH = 48


def _stands_as_byline(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """A bare name: in brackets or behind 发言人：, below a title, above a date, or the last line of all."""
    if text[paragraphs[at].first] in "（(发" or _has_title_above(text, paragraphs, at):
        return True
    return _dates_after(text, paragraphs, at) > at or _filled_after(paragraphs, at) is None


def _has_title_above(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at > 0 and bool(_titles_above(text, paragraphs, at))


def _opens(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a speech follows the byline: prose, 称谓 or a number below, or a title with prose below it."""
    below = _filled_after(paragraphs, _dates_after(text, paragraphs, at))
    if below is None:
        return False
    paragraph = paragraphs[below]
    if is_salutation(text, paragraph) or ends_sentence(text, paragraph.last) or begins_with_number(text, paragraph):
        return True
    return is_title(text, paragraph) and _after_is_prose(text, paragraphs, below)


def _after_is_prose(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    below = _filled_after(paragraphs, at)
    return below is not None and ends_sentence(text, paragraphs[below].last)


def _dates_after(text: str, paragraphs: Sequence[Paragraph], at: int) -> int:
    """Index of the last of the lines below that hold only a date, or `at`."""
    while (below := _filled_after(paragraphs, at)) is not None:
        byline = read_byline(text, paragraphs[below])
        if not byline or not byline.date or byline.name:
            break
        at = below
    return at


def _filled_after(paragraphs: Sequence[Paragraph], at: int) -> int | None:
    return next((below for below in range(at + 1, min(len(paragraphs), at + 8)) if not paragraphs[below].empty), None)


def _titles_above(text: str, paragraphs: Sequence[Paragraph], at: int) -> list[int]:
    """Indices of the block of title lines right above line `at` (one run of blank lines between is allowed)."""
    above = at - 1
    while above >= 0 and paragraphs[above].empty:
        above -= 1
    run: list[int] = []
    while above >= 0 and len(run) < 4 and not paragraphs[above].empty and _is_title_line(text, paragraphs[above]):
        run.insert(0, above)
        above -= 1
    while run and text[paragraphs[run[0]].first] in "—－-":
        run.pop(0)
    return run


def _is_title_line(text: str, paragraph: Paragraph) -> bool:
    return is_title(text, paragraph) and not ends_sentence(text, paragraph.last) and not read_byline(text, paragraph)


def _title_at(text: str, paragraphs: Sequence[Paragraph], at: int | None) -> str:
    if at is None or not _is_title_line(text, paragraphs[at]):
        return ""
    return text[paragraphs[at].first : paragraphs[at].last]
