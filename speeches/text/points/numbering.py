"""Link markers into series: consecutive numbers of one family, or of the ones that people mix (首先，第二，三是).

Keeps numbering errors as printed. Which series are lists of points is told in list_rules.py.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from speeches.text.points.list_rules import is_aside, is_list, is_preview
from speeches.text.points.lookalikes import refusal
from speeches.text.points.marker_families import Place
from speeches.text.points.marker_series import Series
from speeches.text.points.markers import LAST, Marker
from speeches.text.points.paragraphs import Paragraph


def find_series(text: str, markers: Iterable[Marker], paragraphs: Sequence[Paragraph]) -> list[Series]:
    """Return the series that are points, by position of their first marker; no two of them cross."""
    sound = [marker for marker in markers if refusal(text, marker) is None]
    linked = _link(_without_twins(_with_company(sound)))
    kept = [series for series in linked if is_list(text, series, paragraphs)]
    kept = sorted([*kept, *_only_children(linked, kept)], key=lambda series: series.first.start)
    previews = {id(one) for one, two in pairwise(kept) if is_preview(text, one, two)}
    if len(kept) > 1 and is_aside(text, *kept[:2]):
        previews.add(id(kept[0]))
    found = _uncrossed([series for series in kept if id(series) not in previews])
    _note_continued(found)
    return found


def _note_continued(found: Sequence[Series]) -> None:
    """Mark each list in lines that counts on from the last list of its kind, under another point."""
    reached: dict[str, int] = {}
    for series in found:
        if series.in_lines:
            series.continues = series.numbers[0] > 1 and reached.get(series.first.kind) == series.numbers[0] - 1
            reached[series.first.kind] = series.numbers[-1]


def _only_children(linked: Sequence[Series], kept: Sequence[Series]) -> list[Series]:
    """A lone 1. right below a point of a higher rank, where other points of the text have such lists of their own."""
    usual = {series.first.kind for series in kept if series.in_lines and len(series.markers) > 1}
    above = {marker.paragraph: marker for series in kept for marker in series.markers if marker.place is Place.LINE}
    found = []
    for series in linked:
        lone = series.first
        if len(series.markers) > 1 or lone.number != 1 or lone.place is not Place.LINE or lone.kind not in usual:
            continue
        parent = above.get(lone.paragraph - 1)
        if parent and 0 < parent.family.rank < lone.family.rank:
            found.append(series)
    return found


def _with_company(markers: list[Marker]) -> list[Marker]:
    """Drop markers of the open families (一抓, 第一阶段, 一思想上) that have no neighbour number of their own kind."""
    by_kind: dict[str, list[Marker]] = {}
    for marker in markers:
        by_kind.setdefault(marker.kind, []).append(marker)
    lonely: set[tuple[int, str]] = set()
    for same in by_kind.values():
        if same[0].family.name not in ("…抓", "第…点", "第…部", "一", "第…", "一："):
            continue
        numbers = [0, *(marker.number for marker in same), 0]
        lonely.update(
            (marker.start, marker.kind)
            for at, marker in enumerate(same, 1)
            if numbers[at - 1] != numbers[at] - 1 and numbers[at + 1] != numbers[at] + 1
        )
    return [marker for marker in markers if (marker.start, marker.kind) not in lonely]


def _without_twins(markers: list[Marker]) -> list[Marker]:
    """Where several families claim the same place, the first in the table has it."""
    return [
        marker
        for before, marker in zip([None, *markers], markers, strict=False)
        if not before or before.start != marker.start
    ]


def _link(markers: list[Marker]) -> list[Series]:
    """One pass with a stack of open series: a marker goes on with the innermost that waits for it, or opens one."""
    ahead = _Ahead(markers)
    found: list[Series] = []
    stack: list[Series] = []
    for marker in markers:
        at = _its_series(stack, marker, ahead)
        if at is not None:
            del stack[at + 1 :]
            stack[at].add(marker, marker.number if marker.number != LAST else stack[at].numbers[-1] + 1)
        elif _may_open(stack, marker):
            _open(stack, found, marker)
    return found


def _may_open(stack: list[Series], marker: Marker) -> bool:
    """其次, 再次 and 最后 open nothing; nor does 首先 in mid-clause while a list with 首先 is open already."""
    if marker.family.name == "首先" and marker.number != 1:
        return False
    return marker.place is not Place.WORD or all(series.first.kind != marker.kind for series in stack)


def _open(stack: list[Series], found: list[Series], marker: Marker) -> None:
    """Begin a series; an open one of the same kind and layout is over, unless this turns out to be nothing."""
    series = Series([marker], [marker.number])
    for at in range(len(stack) - 1, -1, -1):
        before = stack[at]
        if before.first.kind == marker.kind and _alike(before, marker):
            series.restarted = before if len(before.markers) > 1 else before.restarted
            del stack[at]
            break
    stack.append(series)
    del stack[:-_OPEN]
    found.append(series)


_OPEN = 32
"""Series that may wait for their next number at once; no speech has so many."""


def _alike(series: Series, marker: Marker) -> bool:
    return (series.last.place is Place.LINE) == (marker.place is Place.LINE)


class _Ahead:
    """Which numbers of each kind are still to come in the list that is open."""

    def __init__(self, markers: Sequence[Marker]) -> None:
        self._of_kind: dict[str, list[Marker]] = {}
        self._in_lines: dict[str, list[Marker]] = {}
        for marker in markers:
            self._of_kind.setdefault(marker.kind, []).append(marker)
            if marker.place is Place.LINE:
                self._in_lines.setdefault(marker.kind, []).append(marker)

    def comes(self, kind: str, number: int, after: int) -> bool:
        """Whether `number` follows behind offset `after`, before the next list of that kind begins."""
        return _comes_next(self._of_kind.get(kind, []), number, after)

    def begins_line(self, kind: str, number: int, after: int) -> bool:
        """As comes(), of the markers at line starts alone."""
        return _comes_next(self._in_lines.get(kind, []), number, after)


def _comes_next(same: Sequence[Marker], number: int, after: int) -> bool:
    at = bisect_right(same, after, key=lambda marker: marker.start)
    for marker in same[at : at + _SIGHT]:
        if marker.number in (number, 1):
            return marker.number == number
    return False


_SIGHT = 8


def _its_series(stack: list[Series], marker: Marker, ahead: _Ahead) -> int | None:
    """Index of the open series that a marker goes on: one of its kind that waits; else the inner of kin and slip."""
    at = _waiting(stack, marker, (_same_layout, _same_kind))
    if at is not None:
        return None if _is_narrative(stack[at], marker, ahead) else at
    kin = _waiting(stack, marker, (_kin,))
    if kin is not None and ahead.comes(stack[kin].last.kind, stack[kin].numbers[-1] + 1, marker.start):
        kin = None
    slip = _slip(stack, marker, ahead) if marker.number != LAST else None
    return max((at for at in (kin, slip) if at is not None), default=None)


def _waiting(stack: list[Series], marker: Marker, ways: Sequence[Callable[[Series, Marker], bool]]) -> int | None:
    """Index of the innermost open series that waits for this number in the first of `ways` that fits any."""
    for fits in ways:
        for at in range(len(stack) - 1, -1, -1):
            if fits(stack[at], marker):
                return at
            before = stack[at].restarted
            if before is not None and len(stack[at].markers) == 1 and fits(before, marker):
                stack[at] = before  # what cut it short was no list
                return at
    return None


def _is_narrative(series: Series, marker: Marker, ahead: _Ahead) -> bool:
    """最后市场没有搬, 他再次登门: no item of a list in lines. …。最后，渠修通了 may be one, if no line begins so."""
    if marker.family.name != "首先" or marker.place is Place.LINE or not series.in_lines:
        return False
    bare = not (marker.stopped and marker.place is Place.SENTENCE)
    return (bare and len(series.markers) > 1) or ahead.begins_line(marker.kind, marker.number, marker.start)


def _counts_on(series: Series, marker: Marker) -> bool:
    if marker.number == LAST:
        begins_clause = marker.place is not Place.WORD  # 站好最后一班岗 ends no list
        listed = series.first.family.name == "首先" and len(series.markers) > 1
        return begins_clause and listed and series.last.number != LAST
    return series.last.number != LAST and series.numbers[-1] + 1 == marker.number


def _same_family(series: Series, marker: Marker) -> bool:
    return marker.kind in (series.last.kind, series.first.kind)


def _same_layout(series: Series, marker: Marker) -> bool:
    return (
        _same_family(series, marker) and _alike(series, marker) and _counts_on(series, marker) and _near(series, marker)
    )


def _same_kind(series: Series, marker: Marker) -> bool:
    """Also from an inline first item to items in lines, and from a line to items in its own paragraph."""
    return _same_family(series, marker) and _counts_on(series, marker) and _neighbours(series, marker)


def _kin(series: Series, marker: Marker) -> bool:
    """First the one, then the other: 首先，第二，三是. Of the words only 其次 follows a number (第一，其次，)."""
    if marker.family.name in _DIGITS and series.last.family.name in _DIGITS:
        return marker.place is Place.LINE and _alike(series, marker) and _counts_on(series, marker)
    if not (_mixes(marker) and _mixes(series.last)) or (marker.family.name == "首先" and marker.number != 2):
        return False
    return _counts_on(series, marker) and _neighbours(series, marker)


_DIGITS = frozenset(("1.", "1）", "（1）", "1　"))
"""Families that people mix by mistake: 1. （2） 3）"""


def _mixes(marker: Marker) -> bool:
    return marker.family.spoken or marker.kind in ("第…点点", "第…点方面")


def _near(series: Series, marker: Marker) -> bool:
    """Inline items of one list stand in one paragraph or in the next."""
    return marker.place is Place.LINE or marker.paragraph - series.last.paragraph <= 1


def _neighbours(series: Series, marker: Marker) -> bool:
    """In one paragraph; or lines of a list whose first item, or whose last one in the paragraph above, is inline."""
    gap = marker.paragraph - series.last.paragraph
    if marker.place is not Place.LINE:
        return gap == 0
    return gap <= 1 or _alike(series, marker) or len(series.markers) == 1


_CERTAIN = frozenset(("…是", "第…，", "其…", "第…点", "一："))
"""Families without a rank whose markers are hard to mistake for anything else."""


def _slip(stack: list[Series], marker: Marker, ahead: _Ahead) -> int | None:
    """A wrong number in a list: the one before repeated, or one left out, where the marker is hard to mistake.

    In a sentence nothing is left out while the number that is due still follows.
    """
    if marker.number == 1 or not (marker.family.rank or marker.family.name in _CERTAIN):
        return None
    for at in range(len(stack) - 1, -1, -1):
        series = stack[at]
        due = series.numbers[-1] + 1
        if series.last.kind != marker.kind or series.last.number == LAST or not _alike(series, marker):
            continue
        if marker.number not in (due - 1, due + 1):
            continue
        if marker.place is Place.LINE:
            return at
        if marker.paragraph == series.last.paragraph:
            left_out = marker.number > due
            return None if left_out and ahead.comes(marker.kind, due, marker.start) else at
    return None


def _uncrossed(found: list[Series]) -> list[Series]:
    """Of two series that cross (one has an item inside the other's run, neither nests) keep the longer."""
    kept: dict[int, Series] = {}
    around: list[Series] = []  # the series that the next one may lie within, the innermost last
    for series in sorted(found, key=lambda series: (series.first.start, -series.last.start)):
        while around and around[-1].last.start < series.first.start:
            around.pop()
        while around and _cross(around[-1], series) and len(around[-1].markers) < len(series.markers):
            kept.pop(around.pop().first.start)
        if not (around and _cross(around[-1], series)):
            kept[series.first.start] = series
            around.append(series)
    return list(kept.values())


def _cross(outer: Series, inner: Series) -> bool:
    """Whether `inner`, which begins later, has items both before and after an item of `outer`."""
    at = bisect_right(outer.markers, inner.first.start, key=lambda marker: marker.start)
    return at < len(outer.markers) and outer.markers[at].start < inner.last.start
