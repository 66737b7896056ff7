"""Say what a clerk should look at: masked words, numbering errors, a count that is not kept, an open quotation mark.

Finds and explains; corrects nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from speeches.text.numerals import parse_numeral
from speeches.text.points.levels import Item, Nesting
from speeches.text.points.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Finding:
    """Something at [start, end) that a person should check; `message` is a Chinese sentence for the clerk."""

    code: str
    message: str
    start: int
    end: int


_PLACEHOLDER = re.compile(
    r"(?<!\*)\*{2,}(?!\*)|[×✕Ｘ]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|[○〇]{2,}(?![年一二三四五六七八九])|[＊]{1,}|_{3,}|□{2,}"
)
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")


MOST = 500
"""Findings of one kind that are listed; a text with more is not a speech."""


def check_text(text: str) -> list[Finding]:
    """Check the text itself: placeholders and quotation marks."""
    return [*islice(_placeholders(text), MOST), *islice(_open_quotes(text), MOST)]


def _placeholders(text: str) -> Iterator[Finding]:
    bold = {match.start() for match in _BOLD.finditer(text)} if _is_markdown(text) else set()
    closing = {match.end() - 2 for match in _BOLD.finditer(text)} if bold else set()
    for match in _PLACEHOLDER.finditer(text):
        if match.start() not in bold and match.start() not in closing:
            yield Finding("placeholder", f"“{match[0]}”是隐去或待填的内容，请核对后补上，或确认保留。", *match.span())


def _is_markdown(text: str) -> bool:
    """Headings (#) or list bullets at line starts: there ** marks bold type, not masked words."""
    return bool(re.search(r"(?m)^(?:#{1,6} |\*\*[^*\n]+\*\*\s*$)", text))


_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}
_MARKS = re.compile("[" + "".join([*_PAIRS, *_PAIRS.values()]) + r"\n]")


def _open_quotes(text: str) -> Iterator[Finding]:
    """A mark without its partner. A quotation may span paragraphs, and may open each of them anew."""
    waiting: list[tuple[str, int]] = []
    line = 0
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            line = at + 1
            yield from _titles_left_open(waiting)
        elif mark in _PAIRS:
            yield from _opened_again(text, waiting, mark, at, line)
            waiting.append((mark, at))
            if len(waiting) > _DEEPEST:
                yield _quote_finding(*waiting.pop(0), "没有对应的后引号")
        elif waiting and _PAIRS[waiting[-1][0]] == mark:
            waiting.pop()
        elif mark != "’":  # which is also an apostrophe
            yield from _unpaired(waiting, mark, at)
    for mark, at in waiting:
        yield _quote_finding(mark, at, "没有对应的后引号")


def _titles_left_open(waiting: list[tuple[str, int]]) -> Iterator[Finding]:
    """No title goes on in the next line."""
    while waiting and waiting[-1][0] == "《":
        mark, at = waiting.pop()
        yield _quote_finding(mark, at, "没有对应的后书名号")


_DEEPEST = 16
"""Marks open within each other; no speech nests deeper, and a hostile text shall not cost more for it."""


def _opened_again(text: str, waiting: list[tuple[str, int]], mark: str, at: int, line: int) -> Iterator[Finding]:
    """The same mark opens within itself: the first stayed open, unless a new paragraph takes the quotation up again."""
    if mark == "《" or not waiting or waiting[-1][0] != mark:
        return
    _, before = waiting.pop()
    if before >= line or text[line:at].strip():
        yield _quote_finding(mark, before, "没有对应的后引号")


def _unpaired(waiting: list[tuple[str, int]], mark: str, at: int) -> Iterator[Finding]:
    """A closing mark that closes nothing, or closes over another mark that stayed open."""
    if any(_PAIRS[opened] == mark for opened, _ in waiting):
        while _PAIRS[waiting[-1][0]] != mark:
            opened, where = waiting.pop()
            yield _quote_finding(opened, where, "没有对应的后引号")
        waiting.pop()
    else:
        yield _quote_finding(mark, at, "没有对应的前引号")


def _quote_finding(mark: str, at: int, what: str) -> Finding:
    return Finding("unbalanced_quote", f"「{mark}」{what}，请核对引文的起止。", at, at + 1)


def check_series(text: str, paragraphs: Sequence[Paragraph], nesting: Nesting) -> tuple[Finding, ...]:
    """Check the numbers of each list, and the count that the text declares for it."""
    heads = [item for item in nesting.items if item.position == 0]
    return tuple(
        finding for item in heads for finding in [*_numbering(text, item), *_declared(text, paragraphs, nesting, item)]
    )


def _numbering(text: str, item: Item) -> Iterator[Finding]:
    series = item.series
    for marker, due in series.gaps():
        printed = text[marker.start : marker.end]
        yield Finding(
            "numbering_gap",
            f"这里应是第{due}项，却标作“{printed}”，请核对是否漏了内容或标错序号。",
            marker.start,
            marker.end,
        )
    for marker in series.duplicates():
        printed = text[marker.start : marker.end]
        yield Finding("numbering_duplicate", f"序号“{printed}”与前一项重复，请核对。", marker.start, marker.end)


_HOW_MANY = "(?P<n>[二三四五六七八九十两]|[2-9]|1[0-9])"
_COUNT = re.compile(
    rf"{_HOW_MANY}(?P<unit>个?方面|点|条|项|处|句话|件事|种|道|类|大|[对组]关系|"
    r"个(?:问题|环节|关键|重点|特点|难点|原因|表现|要求|层次|层面|维度|关系|要点|字|关口|关|转变|到位|结合|必须|坚持|确保|统一|步骤|阶段|转化|突出|强化|聚焦|抓手))"
    r"[^。！？；，,、\n“”]{0,16}$"
)
"""A count in the last clause before a list, of things that speeches list; 两个维护 and six villages are none."""
_LEAD = 64


def _declared(text: str, paragraphs: Sequence[Paragraph], nesting: Nesting, item: Item) -> Iterator[Finding]:
    """The last sentence before a list announces how many follow: 从以下四个方面入手："""
    lead = _lead_of(text, paragraphs, item)
    found = list(_COUNT.finditer(text, *lead))
    if not found:
        return
    match = found[-1]
    if _points_back(text, match):
        return
    declared = parse_numeral(match["n"])
    count = len(item.series.markers)
    if declared and declared != count and not item.series.gaps():
        span = match.start("n"), match.end("unit")
        yield Finding("declared_count", f"前文说“{text[slice(*span)]}”，这里识别到{count}项，请核对。", *span)


def _points_back(text: str, match: re.Match[str]) -> bool:
    """“回音”两个字 counts characters, 跟这五条是一个理 goes back to what was said; 就讲这三点： announces."""
    before = text[match.start() - 1 : match.start()]
    return before == "”" or (before in ("这", "那") and match.end("unit") < match.end())


def _lead_of(text: str, paragraphs: Sequence[Paragraph], item: Item) -> tuple[int, int]:
    """The sentence that ends where the list begins; for a list in lines, of the paragraph before."""
    end = item.marker.start
    begin = paragraphs[item.marker.paragraph].first
    if begin >= end and item.marker.paragraph:
        above = item.marker.paragraph - 1
        while above and paragraphs[above].empty:
            above -= 1
        begin, end = paragraphs[above].first, paragraphs[above].last
    begin = max(begin, end - _LEAD)
    body = _COURTESY.sub("", text[begin:end].rstrip(_ENDING)).rstrip(_ENDING)
    cut = max(body.rfind(mark) for mark in "。！？；")
    return begin + cut + 1, begin + len(body)


_ENDING = "。：:，,—；！ \u3000\n"
_COURTESY = re.compile(r"(?:[，,。；](?:不当|不妥|如有|若有|请|敬请|恳请|供|与大家|和大家|同大家)[^。！？\n]{0,30})+$")
