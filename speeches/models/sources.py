"""What came in: files, batches, and the text read from a file."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from speeches import access

from .choices import ItemState, ReviewStatus
from .uid import uid_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class SourceFileQuerySet(models.QuerySet["SourceFile"]):
    def visible_to(self, user: User | AnonymousUser) -> SourceFileQuerySet:
        """Originals of which every speech is visible to the user: one hidden speech hides the whole file."""
        from .speeches import SpeechVersion

        cut_from = SpeechVersion.objects.filter(reading__source=models.OuterRef("pk"))
        seen = SpeechVersion.objects.filter(access.visible_speeches(user, "speech__")).values("pk")
        hidden = cut_from.exclude(pk__in=seen)
        return self.filter(models.Exists(cut_from), ~models.Exists(hidden))


class SourceFile(models.Model):
    """Bytes as they came, kept in the data folder under their SHA-256. Unique here and only here."""

    uid = uid_field()
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField("字节数", editable=False)
    created = models.DateTimeField("收到时间", auto_now_add=True)

    objects = SourceFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原件"

    def __str__(self) -> str:
        return self.sha256[:12]


class Reading(models.Model):
    """The text read from a file; never changed afterwards. All offsets count characters of `text`."""

    source = models.ForeignKey(SourceFile, models.PROTECT, verbose_name="原件", related_name="readings")
    reader = models.CharField("读取方式", max_length=20)
    reader_version = models.PositiveSmallIntegerField("读取程序版本", default=1)
    encoding = models.CharField("编码", max_length=20, blank=True)
    text = models.TextField("正文")
    extras = models.JSONField("正文以外的文字", default=list)
    warnings = models.JSONField("读取提示", default=list)
    notes = models.JSONField("读取情况", default=dict)  # spans of rebuilt Word numbers; counts of what was left out
    created = models.DateTimeField("读取时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "读取结果"
        constraints = [
            models.UniqueConstraint(fields=["source", "reader", "reader_version"], name="reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}·{self.reader}"


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> ImportBatchQuerySet:
        return self.filter(access.visible_batches(user))

    def begun(self, user: User, meeting: models.Model, uid: str) -> ImportBatchQuerySet:
        """The batch of this name that the user has begun for the meeting, if any."""
        return self.filter(author=user, meeting=meeting, uid=uid)


class ImportBatch(models.Model):
    """One act of handing files in, by one person, to one meeting."""

    uid = uid_field()
    meeting = models.ForeignKey(
        "Meeting", models.CASCADE, null=True, blank=True, verbose_name="会议", related_name="batches"
    )
    author = models.ForeignKey("User", models.SET_NULL, null=True, blank=True, verbose_name="经手人")
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"批次 {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("batch", args=[self.uid])


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    def visible_to(self, user: User | AnonymousUser) -> ImportItemQuerySet:
        return self.filter(access.visible_incoming(user))

    def turn_away(self, batch: ImportBatch, name: str, code: str, message: str) -> ImportItem:
        """Note a file that is refused before its bytes are read."""
        return self.create(
            batch=batch, original_name=name[-255:], state=ItemState.REFUSED, error_code=code, message=message
        )

    def among(self, keys: Collection[int]) -> ImportItemQuerySet:
        return self.filter(pk__in=keys)

    def in_trouble(self) -> ImportItemQuerySet:
        return self.filter(state__in=[ItemState.QUEUED, ItemState.REFUSED])


class ImportItem(models.Model):
    """One file of a batch and what became of it. A refused file keeps its bytes too."""

    uid = uid_field()
    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name="批次", related_name="items")
    source = models.ForeignKey(
        SourceFile, models.PROTECT, null=True, blank=True, verbose_name="原件", related_name="items"
    )
    original_name = models.CharField("文件名", max_length=255)
    state = models.CharField("状态", max_length=12, choices=ItemState, default=ItemState.QUEUED)
    error_code = models.CharField("原因代码", max_length=24, blank=True)
    message = models.TextField("说明", blank=True)
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入文件"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known")]

    def __str__(self) -> str:
        return self.original_name

    def set_aside(self) -> None:
        """A person has seen why the file was refused and wants no more of it; its bytes stay."""
        self.state = ItemState.IGNORED
        self.save(update_fields=["state"])


# Speeches in these states no longer count as “already here” when the same bytes come again.
GONE = (ReviewStatus.WITHDRAWN, ReviewStatus.DELETED)
