"""Store a division of a speech into parts and points: append-only, identities carried over, nobody's work lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from speeches import analysis, search
from speeches.models import Anchor, AuditEvent, Outline, Part, Point, Speech, SpeechVersion, User
from speeches.models.choices import Origin
from speeches.text import continuity
from speeches.text import outline as splitter

HEADING_CHARS = 400


@dataclass(frozen=True, slots=True)
class Division:
    """Parts, points and findings of one speech, offsets in its Reading; what the splitter or a person proposes."""

    parts: tuple[splitter.Part, ...]
    points: tuple[splitter.Point, ...]
    findings: tuple[dict[str, object], ...]


def divide(parsed: splitter.Outline, start: int, end: int) -> Division:
    """The part of a parsed file that lies in [start, end): one speech of several, or all of it."""
    kept = [i for i, point in enumerate(parsed.points) if start <= point.start < end]
    index = {old: new for new, old in enumerate(kept)}
    points = tuple(replace(parsed.points[i], parent=index.get(parsed.points[i].parent)) for i in kept)
    findings = tuple(
        {"code": f.code, "message": f.message, "start": f.start, "end": f.end}
        for f in parsed.warnings
        if start <= f.start < max(end, start + 1)
    )
    return Division(tuple(p for p in parsed.parts if start <= p.start < end), points, findings)


def store(
    version: SpeechVersion,
    division: Division,
    *,
    origin: Origin = Origin.MACHINE,
    author: User | None = None,
    note: str = "",
) -> Outline:
    """Append a division as the version's outline in force. The caller holds the transaction."""
    before = _outline_in_force(version)
    outline = Outline.objects.create(
        version=version,
        number=version.outlines.count() + 1,
        origin=origin,
        author=author,
        note=note,
        follows=version.outline,
        findings=list(division.findings),
    )
    Part.objects.bulk_create(Part(outline=outline, kind=p.kind, start=p.start, end=p.end) for p in division.parts)
    _store_points(outline, division.points, _anchors_for(version, before, division.points))
    version.outline = outline
    version.save(update_fields=["outline"])
    return outline


def _outline_in_force(version: SpeechVersion) -> Outline | None:
    """The outline whose points' identities a new one continues: this version's, else the last version's."""
    if version.outline is not None:
        return version.outline
    current = version.speech.version
    return current.outline if current is not None else None


def _anchors_for(version: SpeechVersion, before: Outline | None, points: Sequence[splitter.Point]) -> list[Anchor]:
    """An anchor a new point: the one it continues, else a fresh one; what is not continued gets a successor."""
    old_points = list(before.points.select_related("anchor")) if before is not None else []
    old_text = before.version.reading.text if before is not None else ""
    new_text = version.reading.text
    old_spans, new_spans = [(p.start, p.end) for p in old_points], [(p.start, p.end) for p in points]
    carried = continuity.carry_over(old_text, old_spans, new_text, new_spans)
    anchors = [old_points[i].anchor if i is not None else Anchor.objects.create(speech=version.speech) for i in carried]
    _name_successors(old_points, continuity.successors(old_text, old_spans, new_text, new_spans), anchors)
    return anchors


def _name_successors(old_points: Sequence[Point], heirs: Sequence[int | None], anchors: Sequence[Anchor]) -> None:
    kept = {anchor.pk for anchor in anchors}
    for point, heir in zip(old_points, heirs, strict=True):
        if point.anchor_id not in kept and heir is not None:
            Anchor.objects.filter(pk=point.anchor_id).update(successor=anchors[heir])


def _store_points(outline: Outline, points: Sequence[splitter.Point], anchors: Sequence[Anchor]) -> None:
    rows: list[Point] = []
    text = outline.version.reading.text
    for position, (point, anchor) in enumerate(zip(points, anchors, strict=True)):
        rows.append(
            Point(
                outline=outline,
                anchor=anchor,
                parent=rows[point.parent] if point.parent is not None else None,
                position=position,
                level=point.level,
                marker=point.marker,
                heading=text[point.heading_start : point.heading_end][:HEADING_CHARS],
                heading_start=point.heading_start,
                heading_end=point.heading_end,
                start=point.start,
                end=point.end,
                inferred=point.inferred,
                reason=point.reason,
                confidence=point.confidence,
            )
        )
        rows[-1].save(force_insert=True)


@dataclass(frozen=True, slots=True)
class Resplit:
    """What splitting again found. `applied` is False where nothing differs, or a person's edits are in force."""

    division: Division
    before: int  # points of the outline in force until then
    differs: bool
    edited_by_person: bool
    applied: bool = False


def preview_resplit(speech: Speech) -> Resplit:
    """Split a speech's text again with today's rules and say how that differs from the outline in force."""
    version = speech.version
    parsed = splitter.outline(version.reading.text)
    division = divide(parsed, version.start, version.end)
    outline = version.outline
    points = list(outline.points.all()) if outline is not None else []
    edited = outline is not None and outline.origin == Origin.PERSON
    return Resplit(division, len(points), _shape(points) != _shape(division.points), edited)


def resplit(speech: Speech, user: User | None, *, replace_edits: bool = False) -> Resplit:
    """Put a new machine outline in force; where a person has edited, only when that person's successor asks for it."""
    found = preview_resplit(speech)
    if not found.differs or (found.edited_by_person and not replace_edits):
        return found
    with transaction.atomic():
        store(speech.version, found.division, note="重新分点", author=user)
        refresh(speech)
        AuditEvent.objects.record(user, "重新分点", speech, points=len(found.division.points))
    return replace(found, applied=True)


def refresh(speech: Speech) -> None:
    """Bring what hangs on the outline in force in line with it: labels, findings, search rows."""
    analysis.analyse(speech)
    search.index(speech)


def _shape(points: Sequence[Point | splitter.Point]) -> list[tuple[int, int, int, str]]:
    return [(p.start, p.end, p.level, p.marker) for p in points]
