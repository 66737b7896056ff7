"""What is searched: passages tile a speech's text (a part, or a point's own text up to its first child)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from speeches import access

from .outlines import Point
from .speeches import Speech

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: User | AnonymousUser) -> PassageQuerySet:
        return self.filter(access.visible_speeches(user, "speech__"))


class Passage(models.Model):
    """A row of the index. `text` is normalised (speeches/text/normalize.py); start and end address the Reading."""

    speech = models.ForeignKey(Speech, models.CASCADE, verbose_name="发言", related_name="passages")
    point = models.ForeignKey(
        Point, models.CASCADE, null=True, blank=True, verbose_name="观点", related_name="passages"
    )
    kind = models.CharField("部分", max_length=12)  # "point", or a PartKind
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    text = models.TextField("检索文字")

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检索段落"
        ordering = ["speech", "start"]
        constraints = [
            models.UniqueConstraint(fields=["speech", "start"], name="passage_start_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_span"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"
