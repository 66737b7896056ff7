"""Who signs in, and what was granted to whom."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from .choices import Role
from .uid import uid_field


class User(AbstractUser):
    """An account. What it may see comes from its Grants alone; is_superuser opens nothing here."""

    uid = uid_field()
    name = models.CharField("姓名", max_length=60, blank=True)
    unit = models.ForeignKey(
        "Unit", models.SET_NULL, null=True, blank=True, verbose_name="所在单位", related_name="users"
    )

    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name or self.username


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, today: datetime.date) -> GrantQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=today))


class Grant(models.Model):
    """A role on a unit (with all below it) or on one meeting, until a date or for good."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name="账号", related_name="grants")
    role = models.CharField("角色", max_length=16, choices=Role)
    unit = models.ForeignKey("Unit", models.CASCADE, null=True, blank=True, verbose_name="单位", related_name="grants")
    meeting = models.ForeignKey(
        "Meeting", models.CASCADE, null=True, blank=True, verbose_name="会议", related_name="grants"
    )
    until = models.DateField("有效期至", null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_known"),
            models.CheckConstraint(
                condition=Q(unit=None, meeting__isnull=False) | Q(unit__isnull=False, meeting=None),
                name="grant_on_a_unit_or_a_meeting",
                violation_error_message="请在单位和会议中选填一项。",
            ),
        ]

    def __str__(self) -> str:
        """Names a meeting by its number: a grant is read by people who may not know the meeting's title."""
        return f"{self.user}：{self.get_role_display()}（{self.unit or f'会议 {self.meeting.uid}'}）"
