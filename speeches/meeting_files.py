"""meeting.json: a meeting described beside its files, with who speaks in which."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from speeches.ingest import Claim
from speeches.models import Attendance, Campaign, Meeting, MeetingType, Post, Speaker, Theme, Unit

NAME = "meeting.json"


class BadMeetingFile(Exception):
    """A meeting.json that cannot be used; str() says in Chinese what to mend."""


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """A meeting as described, and its files: those it names, in speaking order, else all that lie beside it."""

    folder: Path
    described: dict[str, object]

    @property
    def title(self) -> str:
        return str(self.described["title"]).strip()

    @property
    def files(self) -> list[Path]:
        named = self.described.get("files")
        if named is not None:
            return [self.folder / name for name in named]
        return sorted(path for path in self.folder.iterdir() if path.is_file() and path.name != NAME)


def load(folder: Path) -> MeetingFile:
    """Read a folder's meeting.json; raises BadMeetingFile."""
    path = folder / NAME
    try:
        described = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadMeetingFile(f"读不懂 {path}：{error}。请用 UTF-8 保存为 JSON。") from error
    if not isinstance(described, dict) or not str(described.get("title") or "").strip():
        raise BadMeetingFile(f"{path} 里没有会议名称（title），请补上。")
    return MeetingFile(folder, described)


@transaction.atomic
def enter(file: MeetingFile) -> tuple[Meeting, dict[str, Sequence[Claim]]]:
    """The meeting that the file describes, created once, and who speaks in each of its files."""
    described = file.described
    unit, _ = Unit.objects.get_or_create(name=str(described.get("unit") or "本单位"))
    meeting, created = Meeting.objects.get_or_create(
        title=file.title,
        unit=unit,
        date=_date(described.get("date"), file),
        defaults={
            "time": described.get("time") or "",
            "place": described.get("place") or "",
            "host": described.get("host") or "",
            "topic": described.get("topic") or "",
            "study_texts": "\n".join(described.get("study_texts") or []),
            "campaign": _campaign(described),
        },
    )
    if created:
        meeting.types.set(MeetingType.objects.get_or_create(name=name)[0] for name in described.get("types") or [])
        meeting.preset_themes.set(Theme.objects.filter(code__in=described.get("preset_theme_codes") or []))
    _enter_attendance(meeting, described)
    return meeting, _claims(meeting, described)


def _date(written: object, file: MeetingFile) -> datetime.date | None:
    if not written:
        return None
    try:
        return datetime.date.fromisoformat(str(written))
    except ValueError as error:
        raise BadMeetingFile(f"{file.folder / NAME} 里的日期“{written}”看不懂，请写成 2024-03-28。") from error


def _campaign(described: dict[str, object]) -> Campaign | None:
    name = described.get("campaign")
    return Campaign.objects.get_or_create(name=name)[0] if name else None


def _person(name: str, post: str, unit: Unit) -> Speaker:
    speaker = Speaker.objects.named(name, unit).first() or Speaker.objects.create(name=name, unit=unit)
    if post:
        Post.objects.get_or_create(speaker=speaker, title=post, start=None)
    return speaker


def _enter_attendance(meeting: Meeting, described: dict[str, object]) -> None:
    for person in described.get("attendance") or []:
        Attendance.objects.get_or_create(
            meeting=meeting,
            speaker=_person(person["name"], person.get("post") or "", meeting.unit),
            defaults={
                "post": person.get("post") or "",
                "role": person.get("role") or "成员",
                "status": person.get("status") or "到会",
                "reason": person.get("reason") or "",
            },
        )


def _claims(meeting: Meeting, described: dict[str, object]) -> dict[str, Sequence[Claim]]:
    claims: dict[str, list[Claim]] = {}
    for order, row in enumerate(described.get("speakers") or [], start=1):
        speaker = _person(row["name"], row.get("post") or "", meeting.unit)
        section = row.get("section")
        claims.setdefault(row["file"], []).append(Claim(speaker, row.get("post") or "", _number(section), order))
    return claims


def _number(section: object) -> int | None:
    """Sections of a file count from 0; a file of one speech has none."""
    return int(section) if isinstance(section, int | str) and str(section).isdecimal() else None
