"""修订正文: a new version of a speech from its corrected text. Points, themes and decisions go over to it.

The version before stays as it was. What a person divided stays divided so; what a machine divided is divided again.
"""

from __future__ import annotations

from django.db import transaction

from speeches import access, analysis, ingest, originals, outlining, search
from speeches.access import Act
from speeches.models import AuditEvent, Outline, Reading, Speech, SpeechVersion, User
from speeches.models.choices import Origin, PointsStatus
from speeches.text import outline as splitter
from speeches.text.carrying import Shift, carry_parts, carry_points

NOTE = "随修订稿沿用"


class Refused(Exception):
    """The text cannot be taken; str() tells the person in Chinese why, and what to do."""


def revise(speech: Speech, data: bytes, name: str, user: User, *, seen: int) -> SpeechVersion:
    """Take corrected text in as the speech's next version. `seen` is the number of the version that was corrected.

    Raises Refused, or UnreadableDocument of a file that cannot be read.
    """
    source = originals.keep(data)
    reading = ingest.reading_of(source, name, data)
    with transaction.atomic():
        speech = Speech.objects.select_for_update().select_related("meeting").get(pk=speech.pk)
        _ask_leave(speech, user, reading.text, seen)
        if reading.pk is None:
            reading.save()
        version = _add(speech, reading, name, user)
        details = {"file": name, "sha256": source.sha256, "before": seen, "after": version.number}
        AuditEvent.objects.record(user, "修订正文", speech, **details)
    return version


def _ask_leave(speech: Speech, user: User, text: str, seen: int) -> None:
    version = speech.version
    if not access.may(user, Act.EDIT_TEXT, speech):
        raise Refused(f"这篇发言现在是“{speech.get_status_display()}”，不能修订正文。")
    if version is None or version.number != seen:
        raise Refused("您打开页面以后，有人换了新的稿子。请看过新稿再改。")
    if version.text.strip() == text.strip():
        raise Refused("正文和现在的一样，没有改动。")


def _add(speech: Speech, reading: Reading, name: str, user: User) -> SpeechVersion:
    before = speech.version
    version = SpeechVersion.objects.create(
        speech=speech,
        number=speech.versions.order_by("-number").values_list("number", flat=True)[0] + 1,
        kind=before.kind,
        reading=reading,
        start=0,
        end=len(reading.text),
        file_name=name,
        author=user,
        header=before.header,
    )
    _divide(version, before.outline, user)
    speech.version = version
    speech.points_status = PointsStatus.UNCHECKED
    speech.save(update_fields=["version", "points_status", "changed"])
    analysis.analyse(speech)
    search.index(speech)
    return version


def _divide(version: SpeechVersion, before: Outline | None, user: User) -> None:
    parsed = splitter.outline(version.reading.text)
    division = outlining.divide(parsed, version.start, version.end)
    if before is None or before.origin != Origin.PERSON:
        outlining.store(version, division)
        return
    carried = outlining.Division(*_carried(before, version.reading.text), division.findings)
    outlining.store(version, carried, origin=Origin.PERSON, author=user, note=NOTE)


def _carried(before: Outline, text: str) -> tuple[tuple[splitter.Part, ...], tuple[splitter.Point, ...]]:
    """The parts and points of the outline before, moved to where their words stand now."""
    base = before.version.start
    old = before.version.text
    shift = Shift(old, text)
    points = list(before.points.all())
    index = {point.pk: i for i, point in enumerate(points)}
    drawn = [
        splitter.Point(
            start=p.start - base,
            end=p.end - base,
            level=p.level,
            marker=p.marker,
            heading=p.heading,
            heading_start=p.heading_start - base,
            heading_end=p.heading_end - base,
            parent=index.get(p.parent_id),
            inferred=p.inferred,
            reason=p.reason,
            confidence=p.confidence,
        )
        for p in points
    ]
    parts = [splitter.Part(p.kind, p.start - base, p.end - base) for p in before.parts.all()]
    return carry_parts(parts, shift, len(text)), carry_points(drawn, shift, old, text)
