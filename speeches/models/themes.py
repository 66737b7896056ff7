"""Themes, the labels that machine and people give to points, and what people decided.

taggit is storage: labels are written with bulk_create by speeches.analysis, forms offer Theme choices, and typed
words resolve through split_typed_themes. Machine labels hang on a Point and may be rebuilt; a person's decisions
hang on the Anchor and are never deleted.
"""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Q
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from .choices import Origin, Verdict

TYPED_BREAK = re.compile(r"[,，、;；\n]+")


def split_typed_themes(typed: str) -> list[str]:
    """Words as people type them: split on ，、；, and new lines, blanks trimmed, each once, in order."""
    return list(dict.fromkeys(word.strip() for word in TYPED_BREAK.split(typed) if word.strip()))


class ThemeQuerySet(models.QuerySet["Theme"]):
    def active(self) -> ThemeQuerySet:
        return self.filter(active=True)

    def with_code(self, code: str) -> ThemeQuerySet:
        return self.filter(code=code)

    def by_group(self) -> dict[str, list[Theme]]:
        """Themes under the names of their groups, both in the order of the list."""
        groups: dict[str, list[Theme]] = {}
        for theme in self:
            groups.setdefault(theme.group_name or "其他", []).append(theme)
        return groups

    def called(self, word: str) -> ThemeQuerySet:
        """Themes that a name, a short name or an alias (one a line) names."""
        alias = rf"(^|\n){re.escape(word)}(\r?\n|$)"
        return self.filter(Q(name=word) | Q(short_name=word) | Q(aliases__regex=alias))


class Theme(TagBase):
    """A controlled theme. `code` is a lasting name: a theme is renamed, merged or retired, its code stays."""

    code = models.CharField("代码", max_length=40, unique=True)
    short_name = models.CharField("简称", max_length=20, blank=True)
    group = models.CharField("大类代码", max_length=12, blank=True)
    group_name = models.CharField("大类", max_length=20, blank=True)
    description = models.TextField("说明", blank=True)
    aliases = models.TextField("别名", blank=True, help_text="一行一个。")
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="并入", related_name="merged"
    )
    position = models.PositiveSmallIntegerField("排序", default=100)
    active = models.BooleanField("启用", default=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.code])

    @property
    def label(self) -> str:
        """As short as it goes, for chips and matrix rows."""
        return self.short_name or self.name


IN_DOUBT = Q(origin=Origin.MACHINE, tier="check", confirmed=False)


class PointThemeQuerySet(models.QuerySet):
    def in_doubt(self) -> PointThemeQuerySet:
        return self.filter(IN_DOUBT)

    def settled(self) -> PointThemeQuerySet:
        return self.exclude(IN_DOUBT)


class PointTheme(ItemBase):
    """A label in force on a point: the machine's, less what people rejected, plus what they added."""

    content_object = models.ForeignKey("Point", models.CASCADE, verbose_name="观点", related_name="labels")
    tag = models.ForeignKey(Theme, models.PROTECT, verbose_name="主题", related_name="labels")
    score = models.FloatField("得分", default=0)
    rank = models.PositiveSmallIntegerField("位次", default=1)
    tier = models.CharField("把握", max_length=8, choices=[("sure", "可靠"), ("check", "待核")], default="check")
    origin = models.CharField("来源", max_length=8, choices=Origin, default=Origin.MACHINE)
    confirmed = models.BooleanField("已确认", default=False)
    evidence = models.JSONField("依据", default=list)  # [[start, end, term, score]], offsets in the Reading
    lexicon_version = models.PositiveIntegerField("词表版本", default=0)

    objects = PointThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题标注"
        ordering = ["content_object", "rank"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="label_once")]

    def __str__(self) -> str:
        return f"{self.tag}（{self.state}）"

    @property
    def state(self) -> str:
        """One of the four words a user meets: 人工, 已确认, 机器, 待核."""
        if self.origin == Origin.PERSON:
            return "人工"
        if self.confirmed:
            return "已确认"
        return "机器" if self.tier == "sure" else "待核"


class ThemeDecisionQuerySet(models.QuerySet["ThemeDecision"]):
    def in_force(self) -> list[ThemeDecision]:
        """The last word on each theme of each anchor, words taken back left out."""
        last = {(d.anchor_id, d.theme_id): d for d in self.order_by("pk").select_related("theme")}
        return [d for d in last.values() if d.verdict != Verdict.WITHDRAWN]


class ThemeDecision(models.Model):
    """What a person said of one theme of one point; a list that only grows, the last word counts."""

    anchor = models.ForeignKey("Anchor", models.CASCADE, verbose_name="观点", related_name="theme_decisions")
    theme = models.ForeignKey(Theme, models.PROTECT, verbose_name="主题", related_name="decisions")
    verdict = models.CharField("决定", max_length=10, choices=Verdict)
    user = models.ForeignKey("User", models.SET_NULL, null=True, verbose_name="决定人", related_name="+")
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = ThemeDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题决定"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verdict_known")]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.theme}"
