"""Check the members of a series: one replaced, one missing, or out of order.

Works on series whose order is fixed (marked 有序). A beginning or an end given alone is a part, not an error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import ne

from speeches.text.register.formulation_table import FormulationEntry, FormulationTable
from speeches.text.register.skeleton import CLOSING_QUOTES, OPENING_QUOTES, Skeleton

_SEPARATED = re.compile(r"[“”‘’\"'\s、，,；;和及与]+")


@dataclass(frozen=True, slots=True)
class SeriesFault:
    """The series `entry` stands wrong at `[start, end)` of the skeleton; `why` says how, in Chinese."""

    entry: FormulationEntry
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Members standing side by side: (skeleton start, skeleton end, place in the series or -1 for a stranger)."""

    items: tuple[tuple[int, int, int], ...]

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(place for _, _, place in self.items)


def series_faults(text: str, bones: Skeleton, table: FormulationTable) -> Iterator[SeriesFault]:
    """Yield the faults of every ordered series that shows all of its members, or all but one, in `text`."""
    everywhere = frozenset(member for series in table.series for member in series.members)
    for series in table.series:
        if sum(word in bones.chars for word in series.words) < len(series.words) - 1:
            continue
        for run in _runs(text, bones, series.words):
            why = _fault(text, bones, run, series.members, everywhere)
            if why:
                yield SeriesFault(series.entry, run.items[0][0], run.items[-1][1], why)


def _runs(text: str, bones: Skeleton, members: Sequence[str]) -> Iterator[_Run]:
    """Yield stretches of neighbouring members; one stranger of a member's length may stand between two of them."""
    longest = max(map(len, members))
    pattern = re.compile("|".join(re.escape(member) for member in sorted(members, key=lambda word: (-len(word), word))))
    items: list[tuple[int, int, int]] = []
    for match in pattern.finditer(bones.chars):
        item = (match.start(), match.end(), members.index(match.group()))
        gap = item[0] - items[-1][1] if items else 0
        stranger = items and 0 < gap <= longest + 1 and _is_item(text, bones, items[-1][1], item[0])
        if stranger:
            items.append((items[-1][1], item[0], -1))
        elif gap:
            yield _Run(tuple(items))
            items = []
        items.append(item)
    if items:
        yield _Run(tuple(items))


def _is_item(text: str, bones: Skeleton, start: int, end: int) -> bool:
    """Tell whether `[start, end)` of the skeleton is set off by separators on both sides, and whole."""
    first, last = bones.span(start, end)
    before, after = text[bones.offsets[start - 1] + 1 : first], text[last : bones.offsets[end]]
    return bool(_SEPARATED.fullmatch(before) and _SEPARATED.fullmatch(after)) and last - first == end - start


def _fault(text: str, bones: Skeleton, run: _Run, members: Sequence[str], everywhere: frozenset[str]) -> str:
    """Say what is wrong with the run, or nothing where it is right, a part, or too unlike the series."""
    places, size = run.places, len(members)
    known = [place for place in places if place >= 0]
    whole = tuple(range(size))
    if len(set(known)) != len(known) or any(places[at : at + size] == whole for at in range(len(places))):
        return ""
    if -1 not in places and len(known) == size:
        return f"次序应为“{'、'.join(members)}”"
    if len(known) != size - 1 or known != sorted(known):
        return ""
    lacking = next(iter(set(whole) - set(known)))
    if places.count(-1) == 1:
        found = next(text[slice(*bones.span(a, b))] for a, b, place in run.items if place < 0)
        # Two of three are little to go by: 市场化、专业化、国际化 is meant so, 政治领导力 for 政治领悟力 is not.
        slip = len(found) == len(members[lacking]) and sum(map(ne, found, members[lacking])) == 1
        fits = places.index(-1) == lacking and (size > 3 or (slip and found not in everywhere))
        return f"“{found}”应为“{members[lacking]}”" if fits else ""
    if -1 in places or size < 4:
        return ""
    inner = 0 < lacking < size - 1
    return f"少了“{members[lacking]}”" if inner or _quoted(text, bones, run) else ""


def _quoted(text: str, bones: Skeleton, run: _Run) -> bool:
    start, end = bones.span(run.items[0][0], run.items[-1][1])
    return text[start - 1 : start] in OPENING_QUOTES and text[end : end + 1] in CLOSING_QUOTES
