"""雷同处理: a person's decision on one passage that two speeches share. States what was decided, judges nobody."""

from __future__ import annotations

from django.db import transaction

from speeches import access
from speeches.models import AuditEvent, ReuseVerdict, Speech, User
from speeches.models.choices import ReuseDecision


class Refused(Exception):
    """The decision cannot be taken; str() tells the person in Chinese why."""


def may_decide(user: User, *speeches: Speech) -> bool:
    """Those who prepare or review the meetings of all these speeches."""
    return all(access.holds_on(user, access.STAFF, speech.meeting) for speech in speeches)


@transaction.atomic
def decide(a: Speech, b: Speech, key: str, decision: ReuseDecision, reason: str, user: User) -> ReuseVerdict:
    """Record what becomes of the passage `key` (its normalised words); an earlier decision stays on file."""
    if not may_decide(user, a, b):
        raise Refused("重合处理由这两次会议的经办或审核作出。")
    if a.pk == b.pk:
        raise Refused("同一篇发言之内不算重合。")
    first, second = sorted((a, b), key=lambda speech: speech.pk)
    verdict = ReuseVerdict.objects.create(a=first, b=second, key=key, decision=decision, reason=reason, user=user)
    details = {"other": second.uid, "text": key[:40], "reason": reason}
    AuditEvent.objects.record(user, f"重合处理：{decision.label}", first, **details)
    return verdict
