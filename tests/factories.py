"""Small archives for tests: people, meetings and speeches with points, without reading a file.

Every text is our own. A speech is built from its points' paragraphs; offsets are those of the joined text.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections.abc import Sequence

from speeches.models import (
    Anchor,
    Grant,
    ImportBatch,
    ImportItem,
    Meeting,
    MeetingType,
    Outline,
    Part,
    Point,
    PointTheme,
    Reading,
    SourceFile,
    Speaker,
    Speech,
    SpeechVersion,
    Theme,
    Unit,
    User,
)
from speeches.models.choices import ItemState, PartKind, ReviewStatus, Role

PASSWORD = "mima-2024-yunling"
_numbers = itertools.count(1)
MARKER = re.compile(r"^(第?[一二三四五六七八九十]+[、，要是]|\d+[.．])?([^。]*)")
POINTS = (
    "一、把底数摸清。村里有多少老人独居，干部心里要有一本账。",
    "二、把办法想实。办法不在办公室里，在群众的院坝里。",
)


def make_unit(name: str = "云岭县委", parent: Unit | None = None) -> Unit:
    return Unit.objects.get_or_create(name=name, defaults={"parent": parent})[0]


def make_user(role: Role | None = None, *, name: str = "", unit: Unit | None = None, meeting: Meeting | None = None,
              until: datetime.date | None = None) -> User:  # fmt: skip
    """An account; with a role, granted on the unit (云岭县委 where none is named) or on the meeting."""
    user = User.objects.create_user(username=name or f"user{next(_numbers)}", password=PASSWORD)
    if role is not None:
        on_unit = None if meeting else unit or make_unit()
        Grant.objects.create(user=user, role=role, unit=on_unit, meeting=meeting, until=until)
    return user


def make_meeting(title: str = "", *, unit: Unit | None = None, types: Sequence[str] = ("专题研讨",),
                 **fields: object) -> Meeting:  # fmt: skip
    fields.setdefault("date", datetime.date(2024, 3, 28))
    meeting = Meeting.objects.create(
        title=title or f"第{next(_numbers)}次专题研讨会", unit=unit or make_unit(), **fields
    )
    meeting.types.set(MeetingType.objects.get_or_create(name=name)[0] for name in types)
    return meeting


def make_speaker(name: str = "", unit: Unit | None = None) -> Speaker:
    return Speaker.objects.create(name=name or f"发言人{next(_numbers)}", unit=unit or make_unit())


def make_theme(name: str = "调查研究", code: str = "", **fields: object) -> Theme:
    code = code or f"zj.t{next(_numbers)}"
    fields.setdefault("group", "zj")
    return Theme.objects.get_or_create(name=name, defaults={"code": code, "slug": code.replace(".", "-"), **fields})[0]


def make_speech(
    meeting: Meeting | None = None,
    *,
    points: Sequence[str] = POINTS,
    speaker: Speaker | None = None,
    title: str = "",
    status: ReviewStatus = ReviewStatus.DRAFT,
    submitter: User | None = None,
    opening: str = "各位领导、同志们：",
    closing: str = "我的发言完毕，请批评指正。",
    **fields: object,
) -> Speech:
    """A speech of the meeting (a new one if none), with one level-1 point a paragraph."""
    meeting = meeting or make_meeting()
    number = next(_numbers)
    title = title or f"在山梁上算一笔账之{number}"
    speech = Speech.objects.create(
        meeting=meeting, speaker=speaker, title=title, status=status, submitter=submitter, order=number, **fields
    )
    version = _make_version(speech, [title, opening, *points, closing])
    _make_outline(version, [title, opening], points)
    speech.version = version
    speech.save()
    return speech


def _make_version(speech: Speech, paragraphs: Sequence[str]) -> SpeechVersion:
    text = "\n".join(paragraphs)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source, _ = SourceFile.objects.get_or_create(sha256=digest, defaults={"size": len(text.encode())})
    reading, _ = Reading.objects.get_or_create(source=source, reader="txt", reader_version=1, defaults={"text": text})
    item = make_item(ImportBatch.objects.create(meeting=speech.meeting, author=speech.submitter), source=source)
    return SpeechVersion.objects.create(
        speech=speech, number=speech.versions.count() + 1, reading=reading, start=0, end=len(text),
        file_name=item.original_name, item=item, author=speech.submitter,
    )  # fmt: skip


def make_item(batch: ImportBatch, state: ItemState = ItemState.INGESTED, **fields: object) -> ImportItem:
    fields.setdefault("original_name", f"发言{next(_numbers)}.txt")
    return ImportItem.objects.create(batch=batch, state=state, **fields)


def _make_outline(version: SpeechVersion, front: Sequence[str], points: Sequence[str]) -> Outline:
    outline = Outline.objects.create(version=version, number=version.outlines.count() + 1)
    kinds = [PartKind.TITLE, PartKind.SALUTATION]
    start = 0
    for kind, paragraph in zip(kinds, front, strict=True):
        Part.objects.create(outline=outline, kind=kind, start=start, end=start + len(paragraph) + 1)
        start += len(paragraph) + 1
    first = start
    for position, paragraph in enumerate(points):
        _make_point(outline, position, paragraph, start)
        start += len(paragraph) + 1
    if start > first:
        Part.objects.create(outline=outline, kind=PartKind.POINTS, start=first, end=start)
    if start < version.end:
        Part.objects.create(outline=outline, kind=PartKind.CLOSING, start=start, end=version.end)
    version.outline = outline
    version.save()
    return outline


def _make_point(outline: Outline, position: int, paragraph: str, start: int) -> Point:
    marker, heading = MARKER.match(paragraph).groups(default="")
    return Point.objects.create(
        outline=outline, anchor=Anchor.objects.create(speech=outline.version.speech), position=position, level=1,
        marker=marker, heading=heading, heading_start=start + len(marker),
        heading_end=start + len(marker) + len(heading), start=start, end=start + len(paragraph) + 1,
    )  # fmt: skip


def make_label(point: Point, theme: Theme, **fields: object) -> PointTheme:
    """A label in force on a point; the machine's and sure unless said otherwise."""
    evidence = [[point.heading_start, point.heading_end, point.heading, 3.0]]
    fields = {"tier": "sure", "score": 6.0, "evidence": evidence, **fields}
    return PointTheme.objects.create(content_object=point, tag=theme, **fields)


def points_of(speech: Speech) -> list[Point]:
    return list(speech.version.outline.points.all())
