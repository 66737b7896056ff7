"""审计日志: a chain of events; each row's digest covers the row before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from .accounts import User


class AuditEventManager(models.Manager["AuditEvent"]):
    def record(self, user: User | None, act: str, thing: models.Model, **details: object) -> AuditEvent:
        """Append one event in the caller's transaction: an act that cannot be recorded does not happen."""
        last = self.order_by("-pk").first()
        event = AuditEvent(
            created=timezone.now(),
            user=user,
            act=act,
            thing=f"{thing._meta.model_name}:{getattr(thing, 'uid', thing.pk)}",
            details=details,
            previous=last.digest if last else "",
        )
        event.digest = event.compute_digest()
        event.save(force_insert=True)
        return event


class AuditEvent(models.Model):
    created = models.DateTimeField("时间")
    user = models.ForeignKey("User", models.PROTECT, null=True, verbose_name="账号", related_name="+")
    act = models.CharField("事项", max_length=40)
    thing = models.CharField("对象", max_length=80)
    details = models.JSONField("细节", default=dict)
    previous = models.CharField("上一条摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64)

    objects = AuditEventManager()

    class Meta:
        verbose_name = verbose_name_plural = "审计日志"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.thing}"

    def compute_digest(self) -> str:
        """HMAC-SHA256 over the previous digest and this row, keyed with a file outside the database."""
        row = [self.previous, self.created.isoformat(), self.user_id, self.act, self.thing, self.details]
        payload = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
        return hmac.new(settings.AUDIT_KEY.encode(), payload, hashlib.sha256).hexdigest()
