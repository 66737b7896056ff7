"""Enter a meeting or change it; whoever arranges a restricted meeting keeps access to it."""

from django.db import transaction

from speeches import access
from speeches.models import AuditEvent, Grant, Meeting, User
from speeches.models.choices import Reach, Role


@transaction.atomic
def keep(meeting: Meeting, user: User, relations: dict[str, object]) -> Meeting:
    """Store a new or changed meeting with its many-valued `relations` (types, preset themes)."""
    act = "改会议" if meeting.pk else "新建会议"
    meeting.save()
    for name, chosen in relations.items():
        getattr(meeting, name).set(chosen)
    if meeting.reach == Reach.RESTRICTED:
        _keep_reach(meeting, user)
    AuditEvent.objects.record(user, act, meeting, title=meeting.title, reach=meeting.reach)
    return meeting


def _keep_reach(meeting: Meeting, user: User) -> None:
    """A grant on the unit does not reach a restricted meeting, so its clerk needs one on the meeting itself."""
    if meeting.pk not in access.granted(user).meeting_ids(access.RUN_MEETING):
        Grant.objects.create(user=user, role=Role.CLERK, meeting=meeting)
