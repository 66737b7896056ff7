"""What analysis found in a version, and what people decided about it.

One Analysis a version and lexicon version (JSON, read by one page); rows of their own only for what is asked
across the archive. Offsets count characters of the version's Reading.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Max, Min, Q

from speeches import access

from .choices import ReuseDecision
from .sources import GONE
from .speeches import Speech, SpeechVersion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .accounts import User


class Analysis(models.Model):
    """Sentences with moves and margins, constructions, contrasts, metaphors, subjects, suspects (keys of `data`)."""

    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="analyses")
    lexicon_version = models.PositiveIntegerField("词表版本")
    data = models.JSONField("结果", default=dict)
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "分析结果"
        constraints = [models.UniqueConstraint(fields=["version", "lexicon_version"], name="analysis_once")]

    def __str__(self) -> str:
        return f"{self.version} 词表 v{self.lexicon_version}"


class OccurrenceQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> OccurrenceQuerySet:
        return self.filter(access.visible_speeches(user, "version__speech__"))

    def current(self) -> OccurrenceQuerySet:
        return self.filter(version__speech__version=F("version"))

    def alive(self) -> OccurrenceQuerySet:
        return self.exclude(version__speech__status__in=GONE)

    def by_name(self) -> OccurrenceQuerySet:
        """A row a formulation, the most widely used first: in how many speeches, how often, from when to when."""
        date = "version__speech__meeting__date"
        return (
            self.values("name")
            .annotate(speeches=Count("version", distinct=True), times=Count("pk"), first=Min(date), last=Max(date))
            .order_by("-speeches", "-times", "name")
        )

    def called(self, names: Collection[str]) -> OccurrenceQuerySet:
        """All places of these formulations, the earliest meeting first, with what names and links them."""
        date = F("version__speech__meeting__date").asc(nulls_last=True)
        named = self.filter(name__in=names).select_related("version__speech__meeting", "version__speech__speaker")
        return named.order_by("name", date, "version__speech__order", "start")


class QuotationOccurrence(models.Model):
    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="quotations")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    text = models.TextField("文字")
    key = models.CharField("归一文字", max_length=200, db_index=True)
    kind = models.CharField("类别", max_length=4, choices=[("引文", "引文"), ("书名", "书名"), ("修辞", "修辞")])
    form = models.CharField("形式", max_length=12)
    attribution = models.CharField("归属", max_length=80, blank=True)
    attributed = models.BooleanField("注明出处", default=False)
    quoted = models.BooleanField("有引号", default=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引文"
        ordering = ["version", "start"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="quotation_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="quotation_span"),
        ]

    def __str__(self) -> str:
        return self.text


class FormulationOccurrence(models.Model):
    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="formulations")
    name = models.CharField("提法", max_length=120, db_index=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提法出现"
        ordering = ["version", "start"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="formulation_span")]

    def __str__(self) -> str:
        return self.name


class SentenceHash(models.Model):
    """8-byte hash of one normalised sentence of 14 characters and more: reuse across the whole archive."""

    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="sentence_hashes")
    hash = models.BigIntegerField("摘要", db_index=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    chars = models.PositiveSmallIntegerField("净字数", default=0)  # normalised characters outside public wording

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "句摘要"

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class SketchHash(models.Model):
    """One of the bottom 64 hashes of a whole text: near-duplicates of whole speeches."""

    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="sketch")
    hash = models.BigIntegerField("摘要", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "全文摘要"
        constraints = [models.UniqueConstraint(fields=["version", "hash"], name="sketch_once")]

    def __str__(self) -> str:
        return str(self.hash)


class MoveDecision(models.Model):
    """A person's word on the move of one sentence; `sentence` is its normalised text, so it outlives offsets."""

    speech = models.ForeignKey(Speech, models.CASCADE, verbose_name="发言", related_name="move_decisions")
    sentence = models.TextField("句子")
    move = models.CharField("语步", max_length=8)
    user = models.ForeignKey("User", models.SET_NULL, null=True, verbose_name="决定人", related_name="+")
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "语步决定"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move}：{self.sentence[:12]}"


class ReuseVerdict(models.Model):
    """雷同处理: what a person decided on one shared passage of two speeches, named by its normalised text."""

    a = models.ForeignKey(Speech, models.CASCADE, verbose_name="甲", related_name="+")
    b = models.ForeignKey(Speech, models.CASCADE, verbose_name="乙", related_name="+")
    key = models.TextField("重合文字")
    decision = models.CharField("处理", max_length=8, choices=ReuseDecision, default=ReuseDecision.OPEN)
    reason = models.CharField("理由", max_length=200, blank=True)
    user = models.ForeignKey("User", models.SET_NULL, null=True, verbose_name="决定人", related_name="+")
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "雷同处理"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(a__lt=F("b")), name="reuse_pair_in_order")]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}：{self.key[:12]}"
