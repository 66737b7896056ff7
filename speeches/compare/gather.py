"""Read everything that a comparison needs, in a number of queries that does not depend on how many speeches there are.

Reads nothing but the speeches it is given: whoever calls has asked who may see them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from speeches.models import (
    Analysis,
    FormulationOccurrence,
    LexiconVersion,
    Part,
    Point,
    PointTheme,
    QuotationOccurrence,
    Reading,
    Speech,
    SpeechVersion,
    Theme,
)
from speeches.models.choices import Origin, PointsStatus
from speeches.text.constructions import Construction, Contrast, Metaphor
from speeches.text.examine import leading_points
from speeches.text.formulations import FormulationHit
from speeches.text.overlap.fingerprints import Mask
from speeches.text.quotations import Quotation
from speeches.text.register.suspects import Suspect

from .cache import remembered
from .material import Evidence, Label, Material, PartData, PointData, Sentence, Span, SpeechData, ThemeName


def gather(speeches: Sequence[Speech], left_out: int = 0) -> Material:
    """Everything found in these speeches; `left_out` more were not asked for."""
    standing = [
        _Standing(speech, version, version.outline_id)
        for speech in speeches
        if (version := speech.version) is not None and version.outline_id is not None
    ]
    preset = _preset(speeches)
    key = _key(standing, preset, left_out)
    return remembered(key, "material", lambda: _read(key, standing, preset, left_out))


class _Standing(NamedTuple):
    """A speech with its version and its outline in force; one that has none cannot be compared."""

    speech: Speech
    version: SpeechVersion
    outline: int


def _key(standing: Sequence[_Standing], preset: Sequence[str], left_out: int) -> str:
    """A digest of exactly which speeches are seen and of everything about them that a screen shows.

    Every decision, edit or new dictionary makes a new Analysis (speeches.analysis.analyse), so its number tells them;
    themes are renamed and added without one.
    """
    found = Analysis.objects.filter(version__in=_versions(standing))
    analysed = dict(found.values_list("version", "pk").order_by("pk"))
    lexicon = LexiconVersion.objects.order_by("-pk").values_list("pk", flat=True).first()
    themes = list(Theme.objects.order_by("pk").values_list("code", "name", "short_name", "group_name", "position"))
    rows = [
        (
            *(speech.pk, version.pk, outline, analysed.get(version.pk)),
            *(speech.speaker_name, speech.post_text, speech.unit_text, speech.title, speech.kind, speech.status),
            *(speech.points_status, speech.meeting.title, speech.meeting.date, speech.order),
        )
        for speech, version, outline in standing
    ]
    return hashlib.sha256(repr((left_out, lexicon, themes, preset, rows)).encode()).hexdigest()


def _versions(standing: Sequence[_Standing]) -> list[int]:
    return [each.version.pk for each in standing]


def _preset(speeches: Sequence[Speech]) -> tuple[str, ...]:
    meetings = {speech.meeting_id for speech in speeches}
    themes = Theme.objects.filter(preset_in__in=meetings).distinct().order_by("position", "code")
    return tuple(themes.values_list("code", flat=True))


def _read(key: str, standing: Sequence[_Standing], preset: tuple[str, ...], left_out: int) -> Material:
    themes = _themes()
    outlines = [each.outline for each in standing]
    parts = _by_first(Part.objects.filter(outline__in=outlines).values_list("outline", "kind", "start", "end"))
    labels = _labels(outlines, themes)
    points = _by_first(_point_rows(outlines))
    facts = _facts(_versions(standing))
    readings = {each.version.reading_id for each in standing}
    texts = dict(Reading.objects.filter(pk__in=readings).values_list("pk", "text"))
    return Material(
        key=key,
        speeches=tuple(
            _speech(
                order,
                each,
                texts[each.version.reading_id],
                tuple(PartData(*row) for row in parts.get(each.outline, ())),
                _points(each.speech.pk, points.get(each.outline, ()), labels, facts[each.version.pk]),
                facts[each.version.pk],
            )
            for order, each in enumerate(standing)
        ),
        themes=themes,
        preset=preset,
        left_out=left_out,
    )


def _themes() -> dict[str, ThemeName]:
    rows = Theme.objects.order_by("position", "code").values_list("code", "name", "short_name", "group", "group_name")
    return {
        code: ThemeName(code, name, short or name, group, group_name, position)
        for position, (code, name, short, group, group_name) in enumerate(rows)
    }


def _by_first(rows: Iterable[tuple]) -> dict[int, list[tuple]]:
    """Rows under their first value, in the order they come."""
    grouped: dict[int, list[tuple]] = defaultdict(list)
    for first, *rest in rows:
        grouped[first].append(tuple(rest))
    return grouped


def _point_rows(outlines: Collection[int]) -> Iterable[tuple]:
    return (
        Point.objects.filter(outline__in=outlines)
        .order_by("outline", "position")
        .values_list(
            *("outline", "pk", "anchor__uid", "start", "end", "level", "marker", "heading"),
            *("heading_start", "heading_end", "parent", "inferred"),
        )
    )


def _labels(outlines: Collection[int], themes: Mapping[str, ThemeName]) -> dict[int, tuple[Label, ...]]:
    """Labels in force by point, by rank."""
    rows = (
        PointTheme.objects.filter(content_object__outline__in=outlines)
        .order_by("content_object", "rank", "pk")
        .values_list("content_object", "tag__code", "score", "tier", "origin", "confirmed", "evidence")
    )
    return {
        point: tuple(
            Label(code, themes[code].name, score, tier, origin, _state(origin, confirmed, tier), _evidence(evidence))
            for _, code, score, tier, origin, confirmed, evidence in found
        )
        for point, found in groupby(rows, key=itemgetter(0))
    }


@cache
def _state(origin: str, confirmed: bool, tier: str) -> str:
    return PointTheme(origin=origin, confirmed=confirmed, tier=tier).state


def _evidence(rows: Iterable[Sequence]) -> tuple[Evidence, ...]:
    return tuple(Evidence(*row) for row in rows)


def _facts(versions: Collection[int]) -> dict[int, dict[str, Any]]:
    """What analysis stored about each version; empty for one that was never analysed."""
    analysed = Analysis.objects.filter(version__in=versions).order_by("pk").values_list("version", "data")
    quotations = _by_first(
        QuotationOccurrence.objects.filter(version__in=versions)
        .order_by("version", "start", "end")
        .values_list("version", "start", "end", "text", "kind", "attribution", "attributed", "quoted", "form")
    )
    formulations = _by_first(
        FormulationOccurrence.objects.filter(version__in=versions)
        .order_by("version", "start", "end")
        .values_list("version", "name", "start", "end")
    )
    data = dict(analysed)
    return {
        version: {
            **data.get(version, {}),
            "quotations": tuple(
                Quotation(start, end, text, kind, who or None, attributed, quoted, form)
                for start, end, text, kind, who, attributed, quoted, form in quotations.get(version, ())
            ),
            "formulations": tuple(FormulationHit(*row) for row in formulations.get(version, ())),
        }
        for version in versions
    }


class _PointRow(NamedTuple):
    pk: int
    uid: str
    start: int
    end: int
    level: int
    marker: str
    heading: str
    heading_start: int
    heading_end: int
    parent: int | None
    inferred: bool


def _points(
    speech: int, rows: Sequence[tuple], labels: Mapping[int, tuple[Label, ...]], facts: Mapping[str, Any]
) -> tuple[PointData, ...]:
    points = [_PointRow(*row) for row in rows]
    leading = set(leading_points(points))
    constructions = facts.get("constructions", {})
    return tuple(
        PointData(
            id=row.pk,
            uid=row.uid,
            speech=speech,
            start=row.start,
            end=row.end,
            level=row.level,
            marker=row.marker,
            heading=row.heading,
            heading_start=row.heading_start,
            heading_end=row.heading_end,
            parent=row.parent,
            inferred=row.inferred,
            leading=position in leading,
            labels=labels.get(row.pk, ()),
            construction=_construction(constructions.get(str(position))),
        )
        for position, row in enumerate(points)
    )


def _construction(row: Mapping[str, Any] | None) -> Construction | None:
    if row is None:
        return None
    return Construction(row["kind"], row["start"], row["end"], _span(row["x"]), _span(row["y"]))


def _span(pair: Sequence[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None


def _contrast(row: Mapping[str, Any]) -> Contrast:
    (a, b), (c, d) = row["a"], row["b"]
    return Contrast(row["kind"], row["start"], row["end"], (a, b), (c, d))


def _sentence(row: Mapping[str, Any]) -> Sentence:
    return Sentence(
        start=row["start"],
        end=row["end"],
        move=row["move"],
        margin=row["margin"],
        manual=row["origin"] == Origin.PERSON,
        evidence=_span(row["evidence"]),
        cue=row["cue"],
        subject=row["subject"],
        subject_words=tuple((start, end) for start, end in row["subject_words"]),
    )


def _speech(
    order: int,
    standing: _Standing,
    text: str,
    parts: tuple[PartData, ...],
    points: tuple[PointData, ...],
    facts: Mapping[str, Any],
) -> SpeechData:
    speech, version, _ = standing
    meeting = speech.meeting
    return SpeechData(
        id=speech.pk,
        uid=speech.uid,
        order=order,
        meeting=meeting.pk,
        meeting_uid=meeting.uid,
        meeting_title=meeting.title,
        date=meeting.date,
        name=speech.speaker_name,
        speaker=speech.speaker_id,
        seal=speech.seal,
        post=speech.post_text,
        unit=speech.unit_text,
        title=speech.title,
        kind=speech.kind,
        status=speech.status,
        status_label=speech.get_status_display(),
        points_checked=speech.points_status == PointsStatus.CHECKED,
        file=version.file_name,
        text=text,
        start=version.start,
        end=version.end,
        parts=parts,
        points=points,
        sentences=tuple(_sentence(row) for row in facts.get("moves", ())),
        contrasts=tuple(_contrast(row) for row in facts.get("contrasts", ())),
        metaphors=tuple(Metaphor(**row) for row in facts.get("metaphors", ())),
        quotations=facts["quotations"],
        formulations=facts["formulations"],
        suspects=tuple(Suspect(**row) for row in facts.get("suspects", ())),
        masks=tuple(Mask(*row) for row in facts.get("masks", ())),
        words=facts.get("words", {}),
    )
