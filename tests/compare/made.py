"""Speeches as values, without a database: points of a given length with given themes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import count

from speeches.compare.material import Label, Material, PointData, Sentence, SpeechData, ThemeName
from speeches.text.overlap.fingerprints import Mask

Themes = Mapping[str, float]  # code to score
_ids = count(1)


def label(code: str, score: float = 8.0, state: str = "机器") -> Label:
    tier = "check" if state == "待核" else "sure"
    return Label(code, code, score, tier, "manual" if state == "人工" else "auto", state, ())


def speech(
    name: str,
    points: Sequence[tuple[int, Themes | Sequence[Label]]] = (),
    *,
    text: str = "",
    moves: Sequence[tuple[int, str | None, float]] = (),
    words: Mapping[str, int] | None = None,
    masks: Sequence[Mask] = (),
    **changes: object,
) -> SpeechData:
    """A speech whose points, `(characters, themes)`, follow each other; `moves` are `(characters, move, margin)`."""
    number = next(_ids)
    text = text or "文" * max(1, sum(chars for chars, _ in points), sum(chars for chars, _, _ in moves))
    facts: dict[str, object] = {
        "meeting": 1,
        "meeting_uid": "m",
        "meeting_title": "研讨会",
        "date": datetime.date(2024, 3, 28),
        "speaker": number,
        "post": "",
        "metaphors": (),
        "quotations": (),
    }
    return SpeechData(
        id=number,
        uid=f"s{number}",
        order=number,
        name=name,
        seal=name[:1],
        unit="",
        title="",
        kind="exchange",
        status="published",
        status_label="已发布",
        points_checked=False,
        file=f"{name}.txt",
        text=text,
        start=0,
        end=len(text),
        parts=(),
        points=tuple(_points(number, points)),
        sentences=tuple(_sentences(moves)),
        contrasts=(),
        formulations=(),
        suspects=(),
        masks=tuple(masks),
        words=words or {},
        **{**facts, **changes},
    )


def _points(speech: int, points: Sequence[tuple[int, Themes | Sequence[Label]]]) -> list[PointData]:
    made: list[PointData] = []
    start = 0
    for chars, themes in points:
        labels = [label(*item) for item in themes.items()] if isinstance(themes, Mapping) else themes
        end, number = start + chars, next(_ids)
        made.append(
            PointData(
                id=number,
                uid=f"p{number}",
                speech=speech,
                start=start,
                end=end,
                level=1,
                marker="一、",
                heading=f"要点{number}",
                heading_start=start,
                heading_end=start + 1,
                parent=None,
                inferred=False,
                leading=True,
                labels=tuple(labels),
                construction=None,
            )
        )
        start = end
    return made


def _sentences(moves: Sequence[tuple[int, str | None, float]]) -> list[Sentence]:
    made: list[Sentence] = []
    start = 0
    for chars, move, margin in moves:
        made.append(Sentence(start, start + chars, move, margin, False, None, "", None, ()))
        start += chars
    return made


def material(*speeches: SpeechData, preset: Sequence[str] = ()) -> Material:
    codes = {label.code for speech in speeches for point in speech.points for label in point.labels} | set(preset)
    themes = {code: ThemeName(code, code, code, "zj", "政绩观", at) for at, code in enumerate(sorted(codes))}
    return Material("key", tuple(speeches), themes, tuple(preset))
