"""From draft to archive: each step is allowed by the one table of access.py, recorded, and bound to a version."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from speeches import access
from speeches.access import Act
from speeches.models import AuditEvent, ReviewStep, Speech, User
from speeches.models.choices import PointsStatus, ReviewStatus

LEADS_TO = {
    Act.SUBMIT: ReviewStatus.SUBMITTED,
    Act.RETURN: ReviewStatus.RETURNED,
    Act.APPROVE: ReviewStatus.APPROVED,
    Act.PUBLISH: ReviewStatus.PUBLISHED,
    Act.SEAL: ReviewStatus.ARCHIVED,
    Act.WITHDRAW: ReviewStatus.WITHDRAWN,
    Act.DELETE: ReviewStatus.DELETED,
    Act.RESTORE: ReviewStatus.DRAFT,
}
NAMES = {
    Act.SUBMIT: "提交审核",
    Act.RETURN: "退回",
    Act.APPROVE: "审定",
    Act.PUBLISH: "发布",
    Act.SEAL: "归档",
    Act.WITHDRAW: "撤回",
    Act.DELETE: "删除",
    Act.RESTORE: "恢复为草稿",
}
NEED_WORDS = {Act.RETURN: "退回要写明意见，报送人才知道改什么。", Act.WITHDRAW: "撤回要写明原因。"}


class Refused(Exception):
    """The step cannot be taken; str() tells the person in Chinese why, and what to do."""


def obstacle(act: Act, speech: Speech, user: User) -> str:
    """Why this person cannot take this step now; empty where nothing is in the way."""
    if not access.may(user, act, speech):
        return f"您现在不能{NAMES[act]}这篇发言（当前状态：{speech.get_status_display()}）。"
    if act == Act.APPROVE and speech.submitter_id == user.pk and not settings.REVIEW_BY_SUBMITTER:
        return "报送人不能审定自己报送的发言，请换一位审核。"
    return ""


def take(act: Act, speech: Speech, user: User, opinion: str = "") -> ReviewStep:
    """Move a speech one step; raises Refused. Of two people who act at once, the second is told."""
    with transaction.atomic():
        speech = Speech.objects.select_for_update().select_related("meeting", "version").get(pk=speech.pk)
        if reason := obstacle(act, speech, user):
            raise Refused(reason)
        if act in NEED_WORDS and not opinion.strip():
            raise Refused(NEED_WORDS[act])
        return _record(act, speech, user, opinion.strip())


def _record(act: Act, speech: Speech, user: User, opinion: str) -> ReviewStep:
    before, speech.status = speech.status, LEADS_TO[act]
    speech.save(update_fields=["status", "changed"])
    AuditEvent.objects.record(user, NAMES[act], speech, before=before, after=speech.status)
    return ReviewStep.objects.create(
        speech=speech,
        version=speech.version,
        outline=speech.version.outline,
        from_status=before,
        to_status=speech.status,
        user=user,
        opinion=opinion,
    )


def acts_open_to(user: User, speech: Speech) -> list[Act]:
    """The steps this person may take now, in the order of the table."""
    return [act for act in LEADS_TO if not obstacle(act, speech, user)]


@transaction.atomic
def mark_points(speech: Speech, user: User, *, checked: bool) -> None:
    """分点核对: say that a person has looked the points through, or take that back; raises Refused."""
    if not access.may(user, Act.EDIT_POINTS, speech):
        raise Refused("您现在不能核对这篇发言的分点。")
    speech.points_status = PointsStatus.CHECKED if checked else PointsStatus.UNCHECKED
    speech.save(update_fields=["points_status", "changed"])
    AuditEvent.objects.record(user, "分点核对", speech, checked=checked)
