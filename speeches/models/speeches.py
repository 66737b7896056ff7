"""What was said: a speech, and its successive versions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse

from speeches import access

from .choices import PointsStatus, ReviewStatus, SpeechKind, VersionKind
from .meetings import Meeting
from .people import Post, Speaker
from .uid import uid_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User

UNKNOWN_SPEAKER = "待确认"


class SpeechQuerySet(models.QuerySet["Speech"]):
    def visible_to(self, user: User | AnonymousUser) -> SpeechQuerySet:
        return self.filter(access.visible_speeches(user))

    def open_to(self, user: User | AnonymousUser, act: access.Act) -> SpeechQuerySet:
        """What this person may act on now."""
        return self.filter(access.doable_speeches(user, act))

    def published(self) -> SpeechQuerySet:
        """What readers search and compare."""
        return self.filter(status__in=[ReviewStatus.PUBLISHED, ReviewStatus.ARCHIVED])

    def alive(self) -> SpeechQuerySet:
        return self.exclude(status__in=[ReviewStatus.WITHDRAWN, ReviewStatus.DELETED])

    def awaiting_review(self) -> SpeechQuerySet:
        return self.filter(status=ReviewStatus.SUBMITTED)

    def returned(self) -> SpeechQuerySet:
        return self.filter(status=ReviewStatus.RETURNED)

    def in_draft(self) -> SpeechQuerySet:
        return self.filter(status=ReviewStatus.DRAFT)

    def standing(self, status: str) -> SpeechQuerySet:
        return self.filter(status=status)

    def points_checked(self) -> SpeechQuerySet:
        return self.filter(points_status=PointsStatus.CHECKED)

    def points_unchecked(self) -> SpeechQuerySet:
        return self.filter(points_status=PointsStatus.UNCHECKED)

    def by_speaker(self, speaker: Speaker) -> SpeechQuerySet:
        return self.filter(speaker=speaker)

    def about(self, theme: models.Model) -> SpeechQuerySet:
        """Speeches of which a point, in the outline in force, bears the theme."""
        points = apps.get_model("speeches", "Point").objects.current().about(theme)
        return self.filter(Exists(points.filter(outline__version__speech=OuterRef("pk"))))

    def by_uids(self, uids: Collection[str]) -> SpeechQuerySet:
        return self.filter(uid__in=uids)

    def bearing(self, words: str) -> SpeechQuerySet:
        """Speeches whose speaker, title or meeting holds these characters."""
        return self.filter(
            Q(speaker__name__contains=words) | Q(title__contains=words) | Q(meeting__title__contains=words)
        )

    def without_speaker(self) -> SpeechQuerySet:
        return self.filter(speaker=None)

    def in_order(self) -> SpeechQuerySet:
        return self.order_by("meeting", "order", "pk")

    def newest_first(self) -> SpeechQuerySet:
        return self.order_by(F("meeting__date").desc(nulls_last=True), "-meeting", "order", "pk")

    def latest_step_first(self) -> SpeechQuerySet:
        """What the review has touched last, first; what it never touched, last."""
        return self.annotate(stepped=Max("review_steps")).order_by(F("stepped").desc(nulls_last=True), "-pk")

    def count_by_meeting_and_status(self, meetings: Collection[Meeting]) -> dict[int, dict[str, int]]:
        """Meeting id to status to how many of these speeches."""
        found: dict[int, dict[str, int]] = {}
        rows = self.filter(meeting__in=meetings).order_by().values_list("meeting", "status")
        for meeting, status, number in rows.annotate(Count("pk")):
            found.setdefault(meeting, {})[status] = number
        return found

    def twins_by_source(self, meeting: Meeting | None, sources: Collection[int]) -> dict[int, list[Speech]]:
        """The meeting's speeches by the id of the file they were cut from."""
        rows = self.filter(meeting=meeting, version__reading__source__in=sources).select_related("speaker", "version")
        found: dict[int, list[Speech]] = {}
        for speech in rows.annotate(source=F("version__reading__source")).order_by("pk"):
            found.setdefault(speech.source, []).append(speech)
        return found

    def with_everything_named(self) -> SpeechQuerySet:
        """With what a list of speeches prints: meeting, speaker, current version and its outline."""
        return self.select_related("meeting", "speaker", "version", "version__outline")


class Speech(models.Model):
    uid = uid_field()
    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="会议", related_name="speeches")
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, verbose_name="发言人", related_name="speeches"
    )
    byline = models.CharField("署名文本", max_length=120, blank=True, help_text="原稿上怎么写就怎么记。")
    post_text = models.CharField("时任职务", max_length=120, blank=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, verbose_name="任职", related_name="+")
    unit_text = models.CharField("时在单位", max_length=120, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=12, choices=SpeechKind, default=SpeechKind.EXCHANGE)
    order = models.PositiveSmallIntegerField("次序", default=0)
    submitter = models.ForeignKey(
        "User", models.SET_NULL, null=True, blank=True, verbose_name="报送人", related_name="speeches"
    )
    status = models.CharField("审核状态", max_length=12, choices=ReviewStatus, default=ReviewStatus.DRAFT)
    points_status = models.CharField("分点状态", max_length=12, choices=PointsStatus, default=PointsStatus.UNCHECKED)
    version = models.OneToOneField(
        "SpeechVersion", models.SET_NULL, null=True, blank=True, verbose_name="现行稿次", related_name="+"
    )
    created = models.DateTimeField("登记时间", auto_now_add=True)
    changed = models.DateTimeField("最近改动", auto_now=True)

    objects = SpeechQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发言"
        ordering = ["meeting", "order", "pk"]
        indexes = [models.Index(fields=["meeting", "status"]), models.Index(fields=["speaker", "status"])]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReviewStatus.values), name="speech_status_known"),
            models.CheckConstraint(condition=Q(points_status__in=PointsStatus.values), name="speech_points_known"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_name}《{self.title}》" if self.title else self.speaker_name

    def get_absolute_url(self) -> str:
        return reverse("speech", args=[self.uid])

    @property
    def speaker_name(self) -> str:
        """The speaker's name; where nobody has confirmed one, 待确认 with the file's name."""
        if self.speaker is not None:
            return self.speaker.name
        return f"{UNKNOWN_SPEAKER}·{self.version.file_name}" if self.version else UNKNOWN_SPEAKER

    @property
    def seal(self) -> str:
        return self.speaker.seal if self.speaker is not None else "？"


class SpeechVersionQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> SpeechVersionQuerySet:
        return self.filter(access.visible_speeches(user, "speech__"))

    def alive(self) -> SpeechVersionQuerySet:
        return self.exclude(speech__status__in=[ReviewStatus.WITHDRAWN, ReviewStatus.DELETED])

    def with_shape(self) -> SpeechVersionQuerySet:
        """With the speech, what reading it noticed, and its outline; the text itself stays in the database."""
        return self.select_related("reading", "outline", "speech__speaker", "speech__meeting", "speech__version").defer(
            "reading__text", "reading__extras"
        )


class SpeechVersion(models.Model):
    """稿次: a span of a Reading. What was approved is a version, so a new one reopens the review."""

    uid = uid_field()
    speech = models.ForeignKey(Speech, models.CASCADE, verbose_name="发言", related_name="versions")
    number = models.PositiveSmallIntegerField("稿次", default=1)
    kind = models.CharField("类别", max_length=12, choices=VersionKind, default=VersionKind.SENT)
    reading = models.ForeignKey("Reading", models.PROTECT, verbose_name="读取结果", related_name="versions")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    file_name = models.CharField("文件名", max_length=255, blank=True)
    item = models.ForeignKey(
        "ImportItem", models.SET_NULL, null=True, blank=True, verbose_name="导入文件", related_name="versions"
    )
    author = models.ForeignKey("User", models.SET_NULL, null=True, blank=True, verbose_name="经手人", related_name="+")
    header = models.JSONField("识别出的抬头", default=dict)
    outline = models.OneToOneField(
        "Outline", models.SET_NULL, null=True, blank=True, verbose_name="现行分点", related_name="+"
    )
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = SpeechVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "稿次"
        ordering = ["speech", "number"]
        constraints = [
            models.UniqueConstraint(fields=["speech", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="version_span"),
        ]

    def __str__(self) -> str:
        return f"{self.speech} 第{self.number}稿"

    @property
    def text(self) -> str:
        """This version's own text; offsets elsewhere count from the start of the whole Reading."""
        return self.reading.text[self.start : self.end]

    @property
    def chars(self) -> int:
        return self.end - self.start
