"""How a speech is divided: append-only outlines of parts and points, and the points' lasting identities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Substr
from django.urls import reverse
from taggit.managers import TaggableManager

from speeches import access

from .choices import Origin, PartKind, ReviewStatus
from .speeches import Speech, SpeechVersion
from .themes import PointTheme, Theme
from .uid import uid_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class Outline(models.Model):
    """One division of a version. Every edit is a new one, undo makes an earlier one current."""

    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="outlines")
    number = models.PositiveSmallIntegerField("序号", default=1)
    origin = models.CharField("来源", max_length=8, choices=Origin, default=Origin.MACHINE)
    author = models.ForeignKey("User", models.SET_NULL, null=True, blank=True, verbose_name="改动人", related_name="+")
    note = models.CharField("改动", max_length=120, blank=True)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="改自", related_name="followed_by"
    )  # of the same version: what undoing this one puts in force again
    findings = models.JSONField("提示", default=list)  # [{code, message, start, end}], offsets in the Reading
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "分点方案"
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="outline_number_once")]

    def __str__(self) -> str:
        return f"{self.version} 分点{self.number}"


class Part(models.Model):
    """Parts tile a version: joining them gives its text back."""

    outline = models.ForeignKey(Outline, models.CASCADE, verbose_name="分点方案", related_name="parts")
    kind = models.CharField("部分", max_length=12, choices=PartKind)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        verbose_name = verbose_name_plural = "部分"
        ordering = ["outline", "start"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "start"], name="part_start_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="part_span"),
            models.CheckConstraint(condition=Q(kind__in=PartKind.values), name="part_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.start}–{self.end}"


class AnchorQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> AnchorQuerySet:
        return self.filter(access.visible_speeches(user, "speech__"))


class Anchor(models.Model):
    """A point's lasting identity: /p/<uid>/. Carried to the next outline or version by text overlap."""

    uid = uid_field()
    speech = models.ForeignKey(Speech, models.CASCADE, verbose_name="发言", related_name="anchors")
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="后继", related_name="predecessors"
    )

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "观点永久号"

    def __str__(self) -> str:
        return self.uid


class PointQuerySet(models.QuerySet["Point"]):
    def visible_to(self, user: User | AnonymousUser) -> PointQuerySet:
        return self.filter(access.visible_speeches(user, "outline__version__speech__"))

    def current(self) -> PointQuerySet:
        """Points of the outlines in force, of the versions in force."""
        in_force = Q(outline__version__outline=F("outline"), outline__version__speech__version=F("outline__version"))
        return self.filter(in_force)

    def alive(self) -> PointQuerySet:
        """Without the points of withdrawn and deleted speeches."""
        return self.exclude(outline__version__speech__status__in=[ReviewStatus.WITHDRAWN, ReviewStatus.DELETED])

    def of_speeches(self, speeches: models.QuerySet) -> PointQuerySet:
        return self.filter(outline__version__speech__in=speeches)

    def drawn_in(self, outline: int) -> PointQuerySet:
        """Points of one outline, in force or not: what a page that may be stale was made from."""
        return self.filter(outline=outline).select_related("anchor", "outline__version__speech__meeting")

    def of_no_sure_theme(self) -> PointQuerySet:
        """Level-1 points that bear no theme, or only the machine's doubtful ones."""
        return self.filter(level=1).exclude(pk__in=PointTheme.objects.settled().values("content_object"))

    def with_text(self) -> PointQuerySet:
        """`printed` is the point's own text, cut out by the database."""
        text = Substr("outline__version__reading__text", F("start") + 1, F("end") - F("start"))
        return self.annotate(printed=text)

    def holding(self, offset: int) -> PointQuerySet:
        """Points with text on both sides of a place of the Reading, outermost first."""
        return self.filter(start__lt=offset, end__gt=offset).order_by("level", "position")

    def inferred(self) -> PointQuerySet:
        return self.filter(inferred=True)

    def in_doubt(self) -> PointQuerySet:
        """Points with a theme the machine is unsure of and nobody has decided."""
        return self.filter(Exists(PointTheme.objects.in_doubt().filter(content_object=OuterRef("pk"))))

    def about(self, theme: Theme) -> PointQuerySet:
        return self.filter(Exists(PointTheme.objects.filter(content_object=OuterRef("pk"), tag=theme)))

    def of_meeting(self, uid: str) -> PointQuerySet:
        return self.filter(outline__version__speech__meeting__uid=uid)

    def of_speaker(self, uid: str) -> PointQuerySet:
        return self.filter(outline__version__speech__speaker__uid=uid)

    def for_programme(self) -> PointQuerySet:
        """A speech's headings: level 1 with labels, and how many points each holds."""
        return self.top_level().with_labels().annotate(held=Count("children"))

    def with_labels(self) -> PointQuerySet:
        return self.select_related("anchor").prefetch_related(
            Prefetch("labels", PointTheme.objects.select_related("tag"))
        )

    def with_speeches(self) -> PointQuerySet:
        """With what a list of points from many speeches prints: who said it, where, and what it is about."""
        speech = "outline__version__speech"
        return self.with_labels().select_related(f"{speech}__meeting", f"{speech}__speaker", f"{speech}__version")

    def newest_first(self) -> PointQuerySet:
        speech = "outline__version__speech"
        date = F(f"{speech}__meeting__date").desc(nulls_last=True)
        return self.order_by(date, f"-{speech}__meeting", f"{speech}__order", speech, "position")

    def count_by_theme(self) -> dict[int, tuple[int, int]]:
        """Theme id to its numbers of points and of speeches."""
        labelled = self.order_by().exclude(labels=None).values("labels__tag")
        rows = labelled.annotate(
            points=Count("pk", distinct=True), speeches=Count("outline__version__speech", distinct=True)
        )
        return {row["labels__tag"]: (row["points"], row["speeches"]) for row in rows}

    def count_by_speaker(self) -> list[dict[str, object]]:
        """name, uid and points of each speaker, most points first; uid None gathers those without a speaker."""
        speaker = "outline__version__speech__speaker"
        rows = self.order_by().values(name=F(f"{speaker}__name"), uid=F(f"{speaker}__uid"))
        return list(rows.annotate(points=Count("pk")).order_by("-points", "name", "uid"))

    def count_by_meeting(self) -> list[dict[str, object]]:
        """title, uid, date and points of each meeting, newest first."""
        meeting = "outline__version__speech__meeting"
        rows = self.order_by().values(
            title=F(f"{meeting}__title"), uid=F(f"{meeting}__uid"), date=F(f"{meeting}__date")
        )
        return list(rows.annotate(points=Count("pk")).order_by(F("date").desc(nulls_last=True), "title"))

    def top_level(self) -> PointQuerySet:
        return self.filter(level=1)


class Point(models.Model):
    """One numbered point. A span holds its children and ends where the next begins."""

    outline = models.ForeignKey(Outline, models.CASCADE, verbose_name="分点方案", related_name="points")
    anchor = models.ForeignKey(Anchor, models.PROTECT, verbose_name="永久号", related_name="points")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, verbose_name="上级观点", related_name="children"
    )
    position = models.PositiveSmallIntegerField("次序")
    level = models.PositiveSmallIntegerField("层级")
    marker = models.CharField("标号", max_length=24, blank=True)
    heading_start = models.PositiveIntegerField("论点句起")
    heading_end = models.PositiveIntegerField("论点句止")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    inferred = models.BooleanField("疑似", default=False)
    reason = models.CharField("识别依据", max_length=120, blank=True)
    confidence = models.FloatField("把握", default=1.0)
    heading = models.CharField("论点句", max_length=400, blank=True)

    themes = TaggableManager(verbose_name="主题", through=PointTheme, blank=True)
    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "观点"
        ordering = ["outline", "position"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "position"], name="point_position_once"),
            models.UniqueConstraint(fields=["outline", "anchor"], name="point_anchor_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="point_span"),
            models.CheckConstraint(condition=Q(level__gte=1), name="point_level"),
        ]

    def __str__(self) -> str:
        return f"{self.marker}{self.heading}"

    def get_absolute_url(self) -> str:
        return reverse("point", args=[self.anchor.uid])

    @property
    def speech(self) -> Speech:
        return self.outline.version.speech

    @property
    def chars(self) -> int:
        return self.end - self.start
