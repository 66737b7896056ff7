"""历次: one theme meeting by meeting, and where each of its words was first said.

Only over the speeches given, which are those the reader may see: “first” means first of these.
"""

from __future__ import annotations

from collections.abc import Mapping

from .material import Evidence, Material, PointData, SpeechData
from .matrix import split
from .theme_screens import FirstUse, ThemeTrend, TrendMeeting


def theme_over_time(material: Material, code: str, speeches_by_meeting: Mapping[int, int]) -> ThemeTrend:
    """The theme's meetings, the earliest first; `speeches_by_meeting`: how many visible speeches each has in all."""
    meetings: dict[int, list[SpeechData]] = {}
    for speech in material.speeches:
        if _points(speech, code):
            meetings.setdefault(speech.meeting, []).append(speech)
    rows = tuple(_meeting(found, code, speeches_by_meeting) for found in meetings.values())
    return ThemeTrend(
        code=code,
        name=material.themes[code].name,
        meetings=rows,
        first=rows[0].points[0] if rows else None,
        terms=_first_uses(material, code),
    )


def _points(speech: SpeechData, code: str) -> list[PointData]:
    return [point for point in speech.leading if point.label(code)]


def _meeting(speeches: list[SpeechData], code: str, total: Mapping[int, int]) -> TrendMeeting:
    first = speeches[0]
    points = tuple(point for speech in speeches for point in _points(speech, code))
    spoken = sum(_weight(point, code) * point.chars for point in points)
    return TrendMeeting(
        uid=first.meeting_uid,
        title=first.meeting_title,
        date=first.date,
        speeches=tuple(speeches),
        of=total.get(first.meeting, len(speeches)),
        points=points,
        share=spoken / sum(point.chars for speech in speeches for point in speech.leading),
    )


def _weight(point: PointData, code: str) -> float:
    return sum(part for label, part in zip(point.labels, split(point), strict=True) if label.code == code)


def _first_uses(material: Material, code: str) -> tuple[FirstUse, ...]:
    """The words that spoke for the theme, in the order in which they came up."""
    uses: dict[str, list[tuple[SpeechData, PointData, Evidence]]] = {}
    for speech in material.speeches:
        for point in speech.leading:
            label = point.label(code)
            for evidence in sorted(label.evidence, key=lambda e: e.start) if label else ():
                uses.setdefault(evidence.term, []).append((speech, point, evidence))
    return tuple(
        FirstUse(term, *found[0][:2], found[0][2].start, found[0][2].end, len(found)) for term, found in uses.items()
    )
