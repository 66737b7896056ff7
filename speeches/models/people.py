"""Units and the people who speak."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

from speeches import access

from .uid import uid_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class Unit(models.Model):
    name = models.CharField("单位名称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="上级单位", related_name="children"
    )

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name or self.name


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def visible_to(self, user: User | AnonymousUser) -> SpeakerQuerySet:
        """Who gave a speech the user sees, and the people of the units whose meetings the user prepares."""
        speeches = apps.get_model("speeches", "Speech").objects.filter(access.visible_speeches(user))
        spoke = models.Exists(speeches.filter(speaker=models.OuterRef("pk")))
        return self.filter(models.Q(spoke) | models.Q(unit_id__in=access.granted(user).unit_ids(access.NAME_SPEAKERS)))

    def by_uid(self, uid: str) -> SpeakerQuerySet:
        return self.filter(uid=uid)

    def bearing(self, part: str) -> SpeakerQuerySet:
        """Whose name or alias holds these characters."""
        return self.filter(models.Q(name__contains=part) | models.Q(aliases__contains=part))

    def who_spoke(self) -> SpeakerQuerySet:
        """Those with at least one speech counted by with_numbers."""
        return self.filter(spoken__gt=0)

    def by_unit(self) -> SpeakerQuerySet:
        """Unit by unit, each in the order of its leading group (班子排序), then by name."""
        ranks = Post.objects.filter(speaker=models.OuterRef("pk")).order_by("rank").values("rank")[:1]
        led = self.annotate(rank=Coalesce(models.Subquery(ranks), Post.UNRANKED))
        return led.order_by("unit__name", "rank", "name", "pk")

    def of_unit(self, unit: Unit) -> SpeakerQuerySet:
        return self.filter(unit=unit)

    def with_numbers(self, user: User | AnonymousUser) -> SpeakerQuerySet:
        """`spoken` counts the speeches the user would find; `last_post` is the latest post printed on one."""
        found = apps.get_model("speeches", "Speech").objects.visible_to(user).alive()
        mine = found.filter(speaker=models.OuterRef("pk"))
        number = mine.order_by().values("speaker").annotate(n=models.Count("pk")).values("n")
        last = mine.exclude(post_text="").order_by(models.F("meeting__date").desc(nulls_last=True), "-pk")
        return self.select_related("unit").annotate(
            spoken=Coalesce(models.Subquery(number), 0), last_post=models.Subquery(last.values("post_text")[:1])
        )

    def named(self, name: str, unit: Unit) -> SpeakerQuerySet:
        """Speakers of a unit who bear this name, or list it as an alias (one alias a line)."""
        alias = rf"(^|\n){re.escape(name)}(\r?\n|$)"
        return self.filter(unit=unit).filter(models.Q(name=name) | models.Q(aliases__regex=alias))


class Speaker(models.Model):
    uid = uid_field()
    name = models.CharField("姓名", max_length=60)
    aliases = models.TextField("别名", blank=True, help_text="一行一个，例如脱敏名“张某某”。")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="speakers")
    note = models.TextField("备注", blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发言人"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def seal(self) -> str:
        """The surname as it stands on the seal beside a name."""
        return self.name[:1]


class PostQuerySet(models.QuerySet):
    def in_force(self, day: datetime.date | None) -> PostQuerySet:
        """Posts held on this day, the first of the leading group's order first; without a day, all of them."""
        if day is None:
            return self
        begun = models.Q(start=None) | models.Q(start__lte=day)
        return self.filter(begun, models.Q(end=None) | models.Q(end__gte=day))


class Post(models.Model):
    """任职: a speaker's post, and from when to when. `rank` orders a leading group, 1 first."""

    UNRANKED = 100

    speaker = models.ForeignKey(Speaker, models.CASCADE, verbose_name="发言人", related_name="posts")
    title = models.CharField("职务", max_length=120)
    start = models.DateField("起", null=True, blank=True)
    end = models.DateField("止", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("班子排序", default=UNRANKED)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "title", "start"], name="post_once"),
            models.UniqueConstraint(
                fields=["speaker", "title"], condition=models.Q(start=None), name="post_without_a_start_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
