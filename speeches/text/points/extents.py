"""Decide where each point ends: at the next one, where its list is over, or where the closing begins.

Offsets are characters of the whole text. A point holds its children; no end lies behind its parent's.
"""

import re
from collections.abc import Iterator, Sequence

from speeches.text.points.levels import Item, Nesting
from speeches.text.points.marker_families import Place
from speeches.text.points.paragraphs import Paragraph
from speeches.text.points.part_cues import CLOSING, CLOSING_SENTENCE, GOES_BACK, SUMMARY, TURN


def closing_start(text: str, paragraphs: Sequence[Paragraph], nesting: Nesting, back: int) -> int:
    """Offset at which the closing begins; where there is none, where the signature or the text ends.

    Behind the last marked paragraph the closing is what opens with a closing phrase, or what exceeds the number of
    paragraphs with which the earlier points of the same list end.
    """
    limit = paragraphs[back - 1].end if back else 0
    top = next(item for item in reversed(nesting.items) if item.level == 1)
    after = [at for at in range(nesting.items[-1].marker.paragraph + 1, back) if not paragraphs[at].empty]
    if not after:
        return _closing_in_paragraph(text, nesting.items[-1], limit) or limit
    last_marked = nesting.items[-1].marker.paragraph
    own = _own_tail(nesting, top, last_marked, len(after))
    if own < len(after) and _goes_back(text, paragraphs[after[own]], top, nesting.items[-1]):
        own += 1
    for at in after[nesting.is_heading_line(last_marked) : own]:
        if CLOSING.match(text, paragraphs[at].first):
            return paragraphs[at].start
    return paragraphs[after[own]].start if own < len(after) else limit


def _goes_back(text: str, paragraph: Paragraph, item: Item, last_inside: Item) -> bool:
    """Whether a paragraph behind the list inside a point still speaks of that list."""
    return item is not last_inside and GOES_BACK.match(text, paragraph.first) is not None


def _own_tail(nesting: Nesting, top: Item, last_marked: int, count: int) -> int:
    """How many of the `count` paragraphs behind the last marked one still belong to the last point."""
    if not top.series.in_lines:
        return 0 if count <= _SHORT_CLOSING else count
    tails = nesting.tails(top, last_marked)
    if tails and (max(tails) == 0 or (len(set(tails)) == 1 and count - tails[0] <= _SHORT_CLOSING)):
        return min(tails[0], count)
    return count


_SHORT_CLOSING = 3
"""Paragraphs; what is longer and opens with no closing phrase is not taken for a closing because of its place alone."""


def _closing_in_paragraph(text: str, last: Item, limit: int) -> int | None:
    """In a text without line breaks the closing is the first closing sentence behind the last inline point."""
    if last.marker.place is Place.LINE:
        return None
    for match in _SENTENCE_START.finditer(text, last.marker.end, limit):
        if CLOSING_SENTENCE.match(text, match.end(), limit):
            return match.end()
    return None


_SENTENCE_START = re.compile(r"[。！？!?]+[”’」』）)]*")


def point_ends(text: str, paragraphs: Sequence[Paragraph], nesting: Nesting, closing: int) -> list[int]:
    """Return the end of each of `nesting.items`, in their order."""
    items = nesting.items
    following = _next_outside(items, closing)
    ends: list[int] = []
    for at, item in enumerate(items):
        limit = following[at] if item.parent is None else min(following[at], ends[item.parent])
        if item.is_last:
            inside = at
            while inside + 1 < len(items) and items[inside + 1].marker.start < limit:
                inside += 1
            limit = _judged_end(text, paragraphs, nesting, item, items[inside], limit)
        ends.append(limit)
    return ends


def _next_outside(items: Sequence[Item], closing: int) -> list[int]:
    """For each item the start of the next item at its own level or further out."""
    following = [closing] * len(items)
    waiting: list[int] = []
    for at, item in enumerate(items):
        while waiting and items[waiting[-1]].level >= item.level:
            following[waiting.pop()] = item.marker.start
        waiting.append(at)
    return following


def _judged_end(
    text: str, paragraphs: Sequence[Paragraph], nesting: Nesting, item: Item, last_inside: Item, limit: int
) -> int:
    """Where the last point of a list really ends: what follows may belong to its parent, or to nobody."""
    if item.series.last.place is not Place.LINE:
        if last_inside.marker.paragraph > item.marker.paragraph:
            return limit
        own = min(paragraphs[item.marker.paragraph].end, limit)
        return _inline_end(text, nesting, item, own) if last_inside is item else own
    tails = nesting.tails(item, last_inside.marker.paragraph)
    alone = bool(tails) and max(tails) == 0 and not nesting.grew(item)
    for at in range(last_inside.marker.paragraph + 1, len(paragraphs)):
        if paragraphs[at].start >= limit:
            break
        if _goes_back(text, paragraphs[at], item, last_inside):
            continue
        if not paragraphs[at].empty and (
            alone or CLOSING.match(text, paragraphs[at].first) or TURN.match(text, paragraphs[at].first)
        ):
            return paragraphs[at].start
    return limit


def _inline_end(text: str, nesting: Nesting, item: Item, limit: int) -> int:
    """The last inline point has no more sentences than the others, and ends before a summary of them all.

    Words with which sentences of the earlier points begin sum up nothing: 一是…。下一步…。二是…。下一步…。
    """
    usual = nesting.usual_sentences(item)
    own = {cue[0] for _, cue in _summaries(text, item.series.first.end, item.marker.start) if cue}
    for count, (at, cue) in enumerate(_summaries(text, item.marker.end, limit), 1):
        if count >= usual <= 1 or (cue and cue[0] not in own):
            return at if at < limit - 1 else limit
    return limit


def _summaries(text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str] | None]]:
    """Where each sentence behind the first begins in [start, end), and the words of summary it begins with."""
    for match in _SENTENCE_START.finditer(text, start, end):
        yield match.end(), SUMMARY.match(text, match.end(), end)
