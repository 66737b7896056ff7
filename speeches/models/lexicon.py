"""The dictionaries that 经办 and 审核 edit: theme terms, formulations, proposals; and their versions."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .themes import Theme


class ThemeTerm(models.Model):
    """A word that speaks for a theme; weight 1 (faint) to 5 (the theme's own sign)."""

    theme = models.ForeignKey(Theme, models.CASCADE, verbose_name="主题", related_name="terms")
    term = models.CharField("词", max_length=40)
    weight = models.PositiveSmallIntegerField(
        "权重",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="1 到 5，5 是这个主题独有的词。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "主题词"
        ordering = ["theme", "-weight", "term"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "term"], name="theme_term_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="theme_term_weight"),
            models.CheckConstraint(condition=~Q(term=""), name="theme_term_written"),
        ]

    def __str__(self) -> str:
        return self.term


class Formulation(models.Model):
    """提法: an exact wording, its equally right variants, known wrong forms and look-alikes that stay silent."""

    name = models.CharField("规范表述", max_length=120, unique=True)
    variants = models.TextField("变体", blank=True, help_text="一行一个；只收同样正确的写法。")
    wrong = models.TextField("错误写法", blank=True, help_text="一行一个。")
    lookalikes = models.TextField("形近而正确", blank=True, help_text="一行一个；不报疑似。")
    marks = models.CharField("标记", max_length=60, blank=True, help_text="用空格分开，含义见使用手册“提法”。")
    category = models.CharField("类别", max_length=40, blank=True)
    expansion = models.TextField("含义", blank=True)
    active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "提法"
        ordering = ["category", "name"]

    def __str__(self) -> str:
        return self.name


class LexiconVersion(models.Model):
    """A state of the dictionaries that speeches were analysed with; the last row is the one in force."""

    digest = models.CharField("内容的 SHA-256", max_length=64)
    shipped = models.CharField("随程序带来的词表的 SHA-256", max_length=64, blank=True)
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "词表版本"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"词表 v{self.pk}"


class TermProposal(models.Model):
    """A word proposed for the dictionaries: frequent in points of no sure theme, or typed as a theme and not known."""

    OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"
    STATES = [(OPEN, "待定"), (ACCEPTED, "已采纳"), (DECLINED, "不采纳")]

    word = models.CharField("词", max_length=40, unique=True)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, verbose_name="主题", related_name="+")
    state = models.CharField("状态", max_length=10, choices=STATES, default=OPEN)
    user = models.ForeignKey("User", models.SET_NULL, null=True, blank=True, verbose_name="经手人", related_name="+")
    changed = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "词语建议"
        ordering = ["state", "word"]

    def __str__(self) -> str:
        return self.word
