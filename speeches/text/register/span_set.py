"""Spans of one text that don't overlap, asked which of them lies where. Every question is a binary search."""

from bisect import bisect_right
from collections.abc import Iterable

from speeches.text.register.skeleton import Span


class SpanSet:
    """Spans `[start, end)`; of two that overlap, the one that starts first (and then the longer) is kept."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Take the spans in any order."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not self._ends or start >= self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any span shares a character with `[start, end)`."""
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and self._ends[at] > start:
            return True
        return at + 1 < len(self._starts) and self._starts[at + 1] < end

    def holds(self, start: int, end: int) -> bool:
        """Tell whether `[start, end)` lies inside one span."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]
