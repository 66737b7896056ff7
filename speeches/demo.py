"""The sample archive: accounts of every role, and meetings whose speeches stand in every review state."""

from __future__ import annotations

import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from speeches import ingest, meeting_files
from speeches.models import Assignment, Grant, ImportBatch, Meeting, ReviewStep, Speaker, Speech, Unit, User
from speeches.models.choices import MeetingStatus, PointsStatus, ReviewStatus, Role

SAMPLES = Path(__file__).resolve().parent / "samples"
ACCOUNTS = {
    "baosong": ("报送员", [Role.SUBMITTER]),
    "jingban": ("经办", [Role.CLERK]),
    "shenhe": ("审核", [Role.REVIEWER]),
    "duzhe": ("读者", [Role.READER]),
    "dangan": ("档案员", [Role.ARCHIVIST]),
    "guanli": ("管理员", [Role.ADMINISTRATOR]),
}
S = ReviewStatus
# The state of each speech of a sample meeting, in speaking order; the last one holds for the rest.
MEETINGS = {
    "调查研究专题研讨": [S.ARCHIVED, S.ARCHIVED, S.PUBLISHED],
    "政绩观专题研讨": [S.PUBLISHED, S.PUBLISHED, S.PUBLISHED, S.PUBLISHED, S.PUBLISHED, S.APPROVED, S.SUBMITTED],
    "党纪学习教育": [S.RETURNED, S.DRAFT],
}
PLANNED = "党纪学习教育"
WAITING = ("何青", "顾海川")  # who have not sent in for the planned meeting
OPINION = "第二点举例较多，请压缩；“分寸”一段宜同分管工作结合得更紧。"


def password_of(username: str) -> str:
    return f"demo-{username}"


def load() -> bool:
    """Load what is missing of the sample archive; True where anything was loaded."""
    missing = [folder for folder in MEETINGS if not _is_loaded(folder)]
    with transaction.atomic():
        units = [Unit.objects.get_or_create(name=name)[0] for name in _unit_names()]
        users = {name: _account(name, *described, units) for name, described in ACCOUNTS.items()}
    for folder in missing:
        _load_meeting(folder, users)
    return bool(missing)


def is_loaded() -> bool:
    return all(_is_loaded(folder) for folder in MEETINGS)


def disable_accounts() -> int:
    """The sample accounts' passwords are public, so a real archive must not know them."""
    return User.objects.filter(username__in=ACCOUNTS, is_active=True).update(is_active=False)


def _unit_names() -> list[str]:
    return sorted({str(meeting_files.load(SAMPLES / folder).described["unit"]) for folder in MEETINGS})


def _is_loaded(folder: str) -> bool:
    title = meeting_files.load(SAMPLES / folder).title
    return Speech.objects.filter(meeting__title=title).exists()


def _account(username: str, name: str, roles: list[Role], units: list[Unit]) -> User:
    user, created = User.objects.get_or_create(username=username, defaults={"name": name, "unit": units[0]})
    if created:
        user.set_password(password_of(username))
    if created or not user.is_active:
        user.is_active = True
        user.save()
    for unit in units:
        for role in roles:
            Grant.objects.get_or_create(user=user, role=role, unit=unit, meeting=None)
    return user


@transaction.atomic
def _load_meeting(folder: str, users: dict[str, User]) -> None:
    file = meeting_files.load(SAMPLES / folder)
    meeting, claims = meeting_files.enter(file)
    batch = ImportBatch.objects.create(meeting=meeting, author=users["baosong"])
    for path in file.files:
        for _ in ingest.receive(path.read_bytes(), path.name, ingest.Intake(batch, claims=claims)):
            pass
    states = MEETINGS[folder]
    for number, speech in enumerate(meeting.speeches.select_related("version")):
        _bring_to(speech, states[min(number, len(states) - 1)], users)
    if folder == PLANNED:
        _plan(meeting)


@transaction.atomic
def _bring_to(speech: Speech, status: ReviewStatus, users: dict[str, User]) -> None:
    """Give a sample speech its state, with the steps that lead there."""
    way = {
        S.DRAFT: [],
        S.SUBMITTED: [S.SUBMITTED],
        S.RETURNED: [S.SUBMITTED, S.RETURNED],
        S.APPROVED: [S.SUBMITTED, S.APPROVED],
        S.PUBLISHED: [S.SUBMITTED, S.APPROVED, S.PUBLISHED],
        S.ARCHIVED: [S.SUBMITTED, S.APPROVED, S.PUBLISHED, S.ARCHIVED],
    }[status]
    actors = {S.SUBMITTED: "jingban", S.ARCHIVED: "dangan"}
    for step in way:
        ReviewStep.objects.create(
            speech=speech,
            version=speech.version,
            outline=speech.version.outline,
            from_status=speech.status,
            to_status=step,
            user=users[actors.get(step, "shenhe")],
            opinion=OPINION if step == S.RETURNED else "",
        )
        speech.status = step
    if status in (S.APPROVED, S.PUBLISHED, S.ARCHIVED):
        speech.points_status = PointsStatus.CHECKED
    speech.save()


def _plan(meeting: Meeting) -> None:
    """Make the last sample meeting one that is still to come: some have sent in, some have not."""
    meeting.status = MeetingStatus.PLANNED
    meeting.deadline = timezone.localdate() + datetime.timedelta(days=7)
    meeting.date = timezone.localdate() + datetime.timedelta(days=10)
    meeting.save()
    for speech in meeting.speeches.exclude(speaker=None):
        Assignment.objects.get_or_create(meeting=meeting, speaker=speech.speaker, defaults={"due": meeting.deadline})
    for name in WAITING:
        for speaker in Speaker.objects.filter(name=name, unit=meeting.unit):
            Assignment.objects.get_or_create(meeting=meeting, speaker=speaker, defaults={"due": meeting.deadline})
