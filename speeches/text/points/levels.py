"""Nest series of points: a level comes from order of appearance, never from the family alone.

Decides one thing: does a list belong to the last point of the list before it, or does that list end first?
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from speeches.text.points.marker_families import Place
from speeches.text.points.marker_series import Series
from speeches.text.points.markers import Marker
from speeches.text.points.paragraphs import Paragraph, ends_sentence
from speeches.text.points.part_cues import CLOSING, TURN


@dataclass(slots=True)
class Item:
    """One point of one series in the tree. `level` 1 is outermost; `parent` is an index into the list of items."""

    marker: Marker
    series: Series
    position: int  # in its series, from 0
    level: int
    parent: int | None

    @property
    def is_last(self) -> bool:
        return self.position == len(self.series.markers) - 1


def nest(text: str, found: Sequence[Series], paragraphs: Sequence[Paragraph]) -> "Nesting":
    """Put the points of all series into one tree, by position, each with its level and parent."""
    nesting = Nesting(text, paragraphs, found)
    order = [
        (marker.start, number, position)
        for number, series in enumerate(found)
        for position, marker in enumerate(series.markers)
    ]
    for _, number, position in sorted(order):
        nesting.place(found[number], position)
    return nesting


class Nesting:
    """The items so far, by position, and the stack of those that are open."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], found: Sequence[Series]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.items: list[Item] = []
        self.open: list[int] = []
        self.marked = sorted({marker.paragraph for series in found for marker in series.markers})
        self._tails: dict[int, list[tuple[int, int]]] = {}
        self._sentences: dict[int, int] = {}

    def place(self, series: Series, position: int) -> None:
        marker = series.markers[position]
        if position:
            while self.items[self.open[-1]].series is not series:
                self.open.pop()
            self.open.pop()
        else:
            while self.open and self._is_over(self.items[self.open[-1]], series):
                self.open.pop()
        parent = self.open[-1] if self.open else None
        level = self.items[parent].level + 1 if parent is not None else 1
        self.open.append(len(self.items))
        self.items.append(Item(marker, series, position, level, parent))

    def _is_over(self, item: Item, new: Series) -> bool:
        """Whether the list of `item` has ended before the series `new` begins."""
        if not item.is_last:
            return False
        if item.series.in_lines:
            return self._line_list_is_over(item, new)
        return self._inline_list_is_over(item, new)

    def _inline_list_is_over(self, item: Item, new: Series) -> bool:
        """An inline list ends with its paragraph, with a restart, or with more sentences than its items have."""
        last, first = item.marker, new.first
        if first.paragraph != last.paragraph or first.kind == item.series.first.kind:
            return True
        outer, inner = last.family.rank, first.family.rank
        if outer and inner and outer != inner:
            return inner < outer
        if _NEXT_TOPIC.search(self.text, last.end, first.start):
            return True
        return _sentences(self.text, last.end, first.start) > self.usual_sentences(item)

    def usual_sentences(self, item: Item) -> int:
        """Full stops within the earlier points of an inline list, at most."""
        known = self._sentences.get(id(item.series))
        if known is None:
            pairs = zip(item.series.markers, item.series.markers[1:], strict=False)
            known = max((_sentences(self.text, one.end, two.start) for one, two in pairs), default=0)
            self._sentences[id(item.series)] = known
        return known

    def _line_list_is_over(self, item: Item, new: Series) -> bool:
        last, first = item.marker, new.first
        if first.paragraph == last.paragraph:
            return False
        if first.place is Place.LINE and first.kind == item.series.first.kind:
            return True
        if self._turns(last.paragraph + 1, first.paragraph):
            return True
        in_line = first.place is Place.LINE
        if self.grew(item) or (in_line and self._has_like_child(item, new)):
            return False
        if in_line and last.family.rank:
            return 0 < first.family.rank < last.family.rank
        behind = range(last.paragraph + 1, first.paragraph + (not in_line))
        plain = sum(not self.paragraphs[at].empty for at in behind)
        if in_line and first.family.rank:
            return plain > 0
        return plain > max(self.tails(item, last.paragraph), default=plain)

    def _turns(self, begin: int, end: int) -> bool:
        """A paragraph in [begin, end) opens another section of the speech: 同志们， 下面，我讲三点意见。"""
        return any(
            CLOSING.match(self.text, self.paragraphs[at].first) or TURN.match(self.text, self.paragraphs[at].first)
            for at in range(begin, min(end + 1, begin + _LOOK))
            if not self.paragraphs[at].empty
        )

    def _has_like_child(self, item: Item, new: Series) -> bool:
        """An earlier point of the same list holds a list of the same kind."""
        mates = {id(item.series)}
        return any(
            child.series.first.kind == new.first.kind
            and child.parent is not None
            and id(self.items[child.parent].series) in mates
            for child in self.items[-_RECENT:]
        )

    def grew(self, item: Item) -> bool:
        """The point has a list of its own in later paragraphs: text behind that returns to the point."""
        at = bisect_left(self.marked, item.marker.paragraph + 1)
        return any(
            child.parent is not None
            and self.items[child.parent] is item
            and child.marker.paragraph > item.marker.paragraph
            for child in self.items[-_RECENT:]
        ) and at < len(self.marked)

    def tails(self, item: Item, last_marked: int) -> list[int]:
        """How many paragraphs without a marker end each earlier point of the item's list, like for like.

        Points are compared with those whose last marked paragraph is as full: heading line, short sentence, more.
        """
        series = item.series
        if id(series) not in self._tails:
            self._tails[id(series)] = [self._tail(marker.paragraph) for marker in series.markers[1:]]
        own = self._fullness(last_marked)
        return [count for fullness, count in self._tails[id(series)][: item.position] if fullness == own]

    def _tail(self, following: int) -> tuple[int, int]:
        last_marked = self.marked[bisect_left(self.marked, following) - 1]
        count = sum(not self.paragraphs[at].empty for at in range(last_marked + 1, following))
        return self._fullness(last_marked), count

    def is_heading_line(self, at: int) -> bool:
        """A marked paragraph that holds no full sentence: its text follows below."""
        return not ends_sentence(self.text, self.paragraphs[at].last)

    def _fullness(self, at: int) -> int:
        """0 for a heading line, 1 for one short plain sentence, which may be a heading too, 2 for more."""
        paragraph = self.paragraphs[at]
        if self.is_heading_line(at):
            return 0
        short = paragraph.last - paragraph.first <= _HEADING_LENGTH
        plain = not _MARK_INSIDE.search(self.text, paragraph.first + _NUMBER_LENGTH, paragraph.last - 1)
        return 1 if short and plain else 2


_HEADING_LENGTH = 24
"""Characters, number included, of a heading line that ends in a full stop: （二）这是现实的要求。"""
_NUMBER_LENGTH = 4
_MARK_INSIDE = re.compile(r"[，。；：！？,;:]")
_LOOK = 12
_RECENT = 64
_NEXT_TOPIC = re.compile(
    r"[。！？；](?:最后[，,]|随后[，,]|(?:就|对|针对|围绕)[^。，！？；]{2,24}[，,][^。！？；]{0,12}(?:要求|强调|指出|提出)"
    r"|(?:会议|大会|[他她]|[\u4e00-\u9fff]{2,3})(?:还|最后|同时)?(?:强调|指出|要求)[，,：:])"
)
"""…三是抓督查。最后，他要求，一要快…: in a report the next thing that somebody said is no part of the last point."""

_STOP = re.compile(r"[。！？!?]")


def _sentences(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _STOP.finditer(text, start, end))
