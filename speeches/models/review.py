"""What was decided about a speech, by whom, on which version and outline."""

from django.db import models

from .choices import ReviewStatus
from .outlines import Outline
from .speeches import Speech, SpeechVersion


class ReviewStep(models.Model):
    """One move from status to status. An approval holds for its version: a new version reopens the review."""

    speech = models.ForeignKey(Speech, models.CASCADE, verbose_name="发言", related_name="review_steps")
    version = models.ForeignKey(SpeechVersion, models.CASCADE, verbose_name="稿次", related_name="+")
    outline = models.ForeignKey(Outline, models.SET_NULL, null=True, verbose_name="分点方案", related_name="+")
    from_status = models.CharField("从", max_length=12, choices=ReviewStatus)
    to_status = models.CharField("到", max_length=12, choices=ReviewStatus)
    user = models.ForeignKey("User", models.SET_NULL, null=True, verbose_name="经手人", related_name="+")
    opinion = models.TextField("意见", blank=True)
    created = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核记录"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()} → {self.get_to_status_display()}"
