"""Find everything in a text that looks like the number of a point: 第一， 一是 （二） 3. ④ 首先 其一 一方面 一、

One row of FAMILIES for each way to number. Decides nothing: look-alikes are refused and series are made elsewhere.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from speeches.text.numerals import parse_numeral
from speeches.text.paragraphs import BLANKS, Paragraph

LAST = 0
"""The number of 最后: it ends a series, whatever that has counted so far."""


class Place(IntEnum):
    """What stands before a marker; smaller is the better place for one."""

    LINE = 0  # a line begins here
    SENTENCE = 1  # a sentence or half-sentence is over: 。；：
    CLAUSE = 2  # after a comma
    WORD = 3  # in the middle of a clause


@dataclass(frozen=True, slots=True)
class Family:
    """One way to number: `pattern` names the number `n`, and may name a `tail` that all members of a series share."""

    name: str
    pattern: re.Pattern[str]
    example: str
    worst_place: Place
    rank: int  # 公文 order of levels (一、 1, （一） 2, 1. 3, （1） 4, ① 5); 0: may stand at any level
    spoken: bool = False  # people mix these in one list: 首先，第二，三是
    solid: bool = False  # at a line start this is hardly ever anything else
    alone: bool = False  # a single one at a line start is a point


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed at [start, end), blanks after it aside; `body` is where what it numbers begins."""

    start: int
    end: int
    body: int
    family: Family
    kind: str  # markers of one series share it: the family's name, with its tail where it has one
    number: int
    place: Place
    paragraph: int  # index of the paragraph it stands in


_N = r"(?P<n>[一二三四五六七八九十]{1,3})"
_N_FORMAL = r"(?P<n>[一二三四五六七八九十百零〇]{1,4}|[壹贰叁肆伍陆柒捌玖拾]{1,3})"
_D = r"(?P<n>[0-9０-９]{1,2})"
_COMMA = r"[，,、：:．.；;——]"
_EDGE = r"(?:(?<=[\s。．！？!?；;：:，,、—…“‘”’\"）)】』」》*#>\u200b\u200c\u200d\u2060\ufeff])|\A)"
_LEAD = r"(?<=要求|强调|指出|认为|做到|必须|就是|主要|分别|包括|表现|体现|需要|重点|希望|建议|提出|方面|体会|原因|阶段|一步)"
_TRANSPARENT = BLANKS + "“‘"  # a list may stand in a quotation
_MY = r"(?:我们?(?:[想要今天]{0,3}(?:讲|说|谈|提|汇报|交流|强调))?的)?"
_BARE_STOP = r"[是要、，,。．.：:；;）)！？!?”’\s一二三四五六七八九十百千万亿零〇两几多余个位件年月日号时分秒点条项届级类种次批]"


def _family(name: str, pattern: str, example: str, worst: Place, rank: int = 0, **traits: bool) -> Family:
    return Family(name, re.compile(pattern), example, worst, rank, **traits)


FAMILIES: tuple[Family, ...] = (
    _family("第…条", rf"{_EDGE}第{_N_FORMAL}(?P<tail>[章节条编])(?=[\s　])", "第一条　总则", Place.LINE, solid=True),
    _family("第…点", rf"{_EDGE}{_MY}第{_N}(?:个|[点条句](?=[\u4e00-\u9fff]{{2}}[，,：:是]))?(?P<tail>[\u4e00-\u9fff]{{1,2}})(?=[，,：:是为就、——\s])(?:[，,：:、]|——)?", "第一个方面，", Place.CLAUSE),
    _family("第…部", rf"{_EDGE}第{_N}(?P<tail>部分|阶段|步|章|节|篇|讲|板块|环节|层面|方面|个方面|件事|句话|点|条)(?![，,：:是为就、——\s])", "第一步要", Place.SENTENCE),
    _family("第…，", rf"{_EDGE}第(?P<n>[一二三四五六七八九十]{{1,3}}|[0-9０-９]{{1,2}})(?:{_COMMA}+|[ 　\t]+|是|要)", "第一，", Place.CLAUSE, spoken=True, solid=True),
    _family("第…", rf"{_EDGE}第{_N}(?=[\u4e00-\u9fff“《])", "第一要讲政治", Place.CLAUSE, spoken=True),
    _family("…是", rf"(?:{_EDGE}|{_LEAD}){_N}[ 　]*\n?(?P<tail>[是要])[，,：:]?", "一是", Place.WORD, spoken=True),
    _family("…抓", rf"{_EDGE}{_N}(?P<tail>[\u4e00-\u9fff])(?=[^、])", "一抓", Place.CLAUSE),
    _family("其…", rf"{_EDGE}其{_N}(?P<mark>[，,、：:]|——|是|在于)?", "其一，", Place.CLAUSE, spoken=True),
    _family("首先", r"(?P<n>首先|其次|再次|再者|然后|最后|末了)(?:是|要)?[，,、：:]?", "首先，", Place.WORD, spoken=True),
    _family("一方面", rf"{_EDGE}(?P<n>一方面|另一方面|另外一方面|再一方面|又一方面)(?:是|要)?[，,：:]?", "一方面，", Place.WORD),
    _family("一、", rf"{_EDGE}{_N_FORMAL}[ 　]*(?:[、．.]|[，,](?=[^一二三四五六七八九十]))", "一、", Place.CLAUSE, rank=1, solid=True, alone=True),
    _family("一：", rf"{_EDGE}(?P<tail>[\u4e00-\u9fff]{{2,4}})(?:之)?{_N}[：:]", "体会一：", Place.CLAUSE),
    _family("一）", rf"{_EDGE}{_N}[ 　]*[）)][、，,．.]?", "一）", Place.CLAUSE, rank=2, solid=True),
    _family("（一）", rf"[（(〔][ 　]*{_N}[ 　]*[）)〕][、，,．.：:]?", "（一）", Place.WORD, rank=2, solid=True),
    _family("㈠", r"(?P<n>[㈠-㈩])[、，,．.]?", "㈠", Place.WORD, rank=2, solid=True),
    _family("1.", rf"{_EDGE}{_D}[ 　]?(?:[．.](?![0-9０-９])|[．.](?=[0-9]{{1,2}}月)|、(?![0-9０-９])|、(?=[0-9]{{1,4}}[年月])|[，,：:](?=[\u4e00-\u9fff“《]))", "1.", Place.CLAUSE, rank=3, solid=True),
    _family("⒈", r"(?P<n>[⒈-⒛])", "⒈", Place.WORD, rank=3, solid=True),
    _family("1）", rf"{_EDGE}{_D}[ 　]?[）)][、，,．.]?", "1）", Place.CLAUSE, rank=4, solid=True),
    _family("（1）", rf"[（(〔][ 　]*{_D}[ 　]*[）)〕][、，,．.：:]?", "（1）", Place.WORD, rank=4, solid=True),
    _family("⑴", r"(?P<n>[⑴-⒇])[、，,．.]?", "⑴", Place.WORD, rank=4, solid=True),
    _family("①", r"(?P<n>[①-⑳❶-❿⓵-⓾])[、，,．.]?", "①", Place.WORD, rank=5, solid=True),
    _family("Ⅰ.", rf"{_EDGE}(?P<n>[Ⅰ-Ⅻ]|[IVX]{{1,4}})[ 　]?[、．.]", "Ⅰ.", Place.LINE, solid=True),
    _family("独行", r"(?:(?<=\n)|\A)[ \t\u3000]*(?P<n>[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[Ⅰ-Ⅻ])[ \t\u3000]*(?=\n|\Z)", "一⏎", Place.LINE),
    _family("一　", rf"{_EDGE}{_N_FORMAL}[ \t\u3000]+(?=[^\s一二三四五六七八九十、，。])", "一　", Place.LINE),
    _family("1　", rf"{_EDGE}{_D}(?:[ \t\u3000]+(?=[\u4e00-\u9fff“《])|(?=[\u4e00-\u9fff“《](?<![年月日时分点个位名项号级届次元万亿千百多余])))", "1　", Place.LINE),
    _family("一", rf"{_EDGE}(?P<n>[一二三四五六七八九十])(?!{_BARE_STOP})", "一思想上", Place.SENTENCE),
)  # fmt: skip

_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "然后": 3, "最后": LAST, "末了": LAST, "一方面": 1}
_NO_TAIL = ""


def find_markers(text: str, paragraphs: Sequence[Paragraph]) -> list[Marker]:
    """Return all that might be a marker in `paragraphs`, by position; several families may claim the same place."""
    if not paragraphs:
        return []
    starts = [paragraph.start for paragraph in paragraphs]
    found = [marker for family in FAMILIES for marker in _of_family(family, text, paragraphs, starts)]
    order = {family.name: number for number, family in enumerate(FAMILIES)}
    return sorted(found, key=lambda marker: (marker.start, order[marker.family.name]))


def _of_family(family: Family, text: str, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Marker]:
    for match in family.pattern.finditer(text, paragraphs[0].first, paragraphs[-1].end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        at = bisect_right(starts, start) - 1
        place = place_of(text, start, paragraphs[at])
        number = _number(family, match["n"])
        if place > family.worst_place or number is None:
            continue
        end = start + len(match[0].strip(" \t\u3000"))
        tail = match.groupdict().get("tail") or _NO_TAIL
        yield Marker(start, end, _skip(text, end), family, family.name + tail, number, place, at)


def _number(family: Family, printed: str) -> int | None:
    if printed in _WORDS:
        return _WORDS[printed]
    return 2 if family.name == "一方面" else parse_numeral(printed)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


def place_of(text: str, at: int, paragraph: Paragraph) -> Place:
    """Say what stands before offset `at`: a line start, a finished sentence, a comma, or the middle of a clause."""
    if at <= paragraph.first:
        return Place.LINE
    before = at
    while before > paragraph.first and text[before - 1] in _TRANSPARENT:
        before -= 1
    if before <= paragraph.first:
        return Place.LINE
    mark = text[before - 1]
    if mark in "”’\"』」）)】》":
        inner = text[before - 2] if before - 2 >= paragraph.first else ""
        return Place.SENTENCE if inner in "。！？!?；;" else Place.CLAUSE
    if mark in "。！？!?；;：:—…\n":
        return Place.SENTENCE
    if mark in "，,、":
        return Place.CLAUSE
    return Place.SENTENCE if at - before >= 2 else Place.WORD
