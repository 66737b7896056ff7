"""When and why people spoke: campaigns, meeting types, meetings, attendance, who is to speak."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from speeches import access

from .choices import MeetingStatus, Reach, SpeechKind
from .people import Speaker, Unit
from .uid import uid_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> CampaignQuerySet:
        """Campaigns with a meeting that the user sees."""
        meetings = Meeting.objects.visible_to(user).filter(campaign=models.OuterRef("pk"))
        return self.filter(models.Exists(meetings))


class Campaign(models.Model):
    """专题/学习教育 across meetings."""

    uid = uid_field()
    name = models.CharField("专题名称", max_length=120, unique=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专题"
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class MeetingTypeQuerySet(models.QuerySet):
    def counted_in(self, meetings: models.QuerySet) -> MeetingTypeQuerySet:
        """Types that some of these meetings bear, with how many do."""
        among = Q(meetings__in=meetings.order_by().values("pk"))
        return self.annotate(held=models.Count("meetings", filter=among)).filter(held__gt=0)


class MeetingType(models.Model):
    """中心组集体学习, 专题研讨…: a list that people edit."""

    name = models.CharField("会议类型", max_length=60, unique=True)
    position = models.PositiveSmallIntegerField("排序", default=100)

    objects = MeetingTypeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议类型"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> MeetingQuerySet:
        return self.filter(access.visible_meetings(user))

    def open_to_uploads_by(self, user: User | AnonymousUser) -> MeetingQuerySet:
        return self.filter(access.reached_meetings(user, access.UPLOAD_TO_MEETING)).exclude(
            status=MeetingStatus.ARCHIVED
        )

    def answering_to(self, word: str) -> MeetingQuerySet:
        """Meetings that a number, a public uid, a title or a part of a title names; an exact title wins."""
        exact = self.filter(Q(title=word) | Q(uid=word) | (Q(pk=int(word)) if word.isdecimal() else Q(pk=None)))
        return exact if exact.exists() else self.filter(title__contains=word)

    def by_uid(self, uid: str) -> MeetingQuerySet:
        return self.filter(uid=uid)

    def of_year(self, year: int) -> MeetingQuerySet:
        return self.filter(date__year=year)

    def undated(self) -> MeetingQuerySet:
        return self.filter(date=None)

    def of_type(self, kind: MeetingType) -> MeetingQuerySet:
        return self.filter(types=kind)

    def upcoming(self, today: datetime.date) -> MeetingQuerySet:
        """Planned meetings from today on, the next one first."""
        return self.filter(status=MeetingStatus.PLANNED, date__gte=today).order_by("date", "pk")

    def overdue(self, today: datetime.date) -> MeetingQuerySet:
        """Meetings whose day has passed and which nobody has called held, the latest first."""
        return self.filter(status=MeetingStatus.PLANNED, date__lt=today).order_by("-date", "-pk")

    def held_by(self, today: datetime.date) -> MeetingQuerySet:
        return self.exclude(status=MeetingStatus.PLANNED, date__gte=today)

    def other_than(self, meeting: Meeting | None) -> MeetingQuerySet:
        return self.exclude(pk=meeting.pk) if meeting is not None else self

    def before(self, meeting: Meeting) -> MeetingQuerySet:
        """The same unit's earlier meetings, the one just before first."""
        earlier = Q(date__lt=meeting.date) | Q(date=meeting.date, pk__lt=meeting.pk)
        return self.filter(earlier, unit=meeting.unit_id).order_by("-date", "-pk")

    def after(self, meeting: Meeting) -> MeetingQuerySet:
        """The same unit's later meetings, the one just after first."""
        later = Q(date__gt=meeting.date) | Q(date=meeting.date, pk__gt=meeting.pk)
        return self.filter(later, unit=meeting.unit_id).order_by("date", "pk")

    def for_lists(self, user: User | AnonymousUser) -> MeetingQuerySet:
        """With what a list of meetings prints; `spoken` counts the speeches the user would find in each."""
        found = apps.get_model("speeches", "Speech").objects.visible_to(user).alive()
        counted = found.filter(meeting=models.OuterRef("pk")).order_by().values("meeting")
        spoken = models.Subquery(counted.annotate(n=models.Count("pk")).values("n"))
        return self.select_related("unit", "campaign").prefetch_related("types").annotate(spoken=Coalesce(spoken, 0))

    def count_by_year(self) -> list[tuple[int | None, int]]:
        """Years with their numbers of meetings, newest first; None stands for meetings without a date."""
        rows = self.order_by().values_list("date__year").annotate(n=models.Count("pk"))
        return sorted(rows, key=lambda row: row[0] or 0, reverse=True)

    def newest_first(self) -> MeetingQuerySet:
        return self.order_by(models.F("date").desc(nulls_last=True), "-pk")


class Meeting(models.Model):
    uid = uid_field()
    title = models.CharField("会议名称", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="meetings")
    types = models.ManyToManyField(MeetingType, verbose_name="会议类型", related_name="meetings", blank=True)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, verbose_name="专题", related_name="meetings"
    )
    session = models.CharField("期次", max_length=40, blank=True, help_text="例如：2024年第3次")
    date = models.DateField("日期", null=True, blank=True)
    time = models.CharField("时间", max_length=40, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    host = models.CharField("主持人", max_length=60, blank=True)
    topic = models.CharField("研讨主题", max_length=120, blank=True)
    study_texts = models.TextField("学习内容", blank=True, help_text="一行一篇。")
    preset_themes = models.ManyToManyField("Theme", verbose_name="预设主题", related_name="preset_in", blank=True)
    deadline = models.DateField("报送截止", null=True, blank=True)
    reach = models.CharField("知悉范围", max_length=12, choices=Reach, default=Reach.OPEN)
    status = models.CharField("状态", max_length=12, choices=MeetingStatus, default=MeetingStatus.HELD)
    created = models.DateTimeField("登记时间", auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        constraints = [
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="meeting_reach_known"),
            models.CheckConstraint(condition=Q(status__in=MeetingStatus.values), name="meeting_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_a_title"),
        ]
        indexes = [models.Index(fields=["unit", "date"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.uid])


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会议", related_name="attendances")
    speaker = models.ForeignKey(Speaker, models.PROTECT, verbose_name="人员", related_name="attendances")
    post = models.CharField("时任职务", max_length=120, blank=True)
    role = models.CharField("身份", max_length=20, default="成员")
    status = models.CharField("出勤", max_length=20, default="到会")
    reason = models.CharField("事由", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "出勤"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "speaker"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.speaker}：{self.status}"


class Assignment(models.Model):
    """发言任务: who is to speak, from what angle, by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会议", related_name="assignments")
    speaker = models.ForeignKey(Speaker, models.PROTECT, verbose_name="发言人", related_name="assignments")
    kind = models.CharField("类别", max_length=12, choices=SpeechKind, default=SpeechKind.EXCHANGE)
    angle = models.CharField("建议角度", max_length=120, blank=True)
    due = models.DateField("截止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发言任务"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "speaker"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.speaker}（{self.get_kind_display()}）"
