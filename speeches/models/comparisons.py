"""比较集: speeches picked by hand, to be compared again and shared with those who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from .speeches import Speech
from .uid import uid_field

if TYPE_CHECKING:
    from .accounts import User


class SavedComparisonQuerySet(models.QuerySet["SavedComparison"]):
    def visible_to(self, user: User) -> SavedComparisonQuerySet:
        """One's own, and the shared ones of which at least one speech is visible to the user."""
        seen = Speech.objects.visible_to(user)
        return self.filter(Q(owner_id=user.pk) | Q(shared=True, speeches__in=seen)).distinct()

    def counting_for(self, user: User) -> SavedComparisonQuerySet:
        """`seen` counts the speeches that this person would find in each."""
        seen = Speech.objects.visible_to(user).alive().filter(comparisons=models.OuterRef("pk")).order_by()
        counted = seen.values("comparisons").annotate(n=models.Count("pk", distinct=True)).values("n")
        return self.select_related("owner").annotate(seen=Coalesce(models.Subquery(counted), 0))


class SavedComparison(models.Model):
    uid = uid_field()
    title = models.CharField("名称", max_length=120)
    owner = models.ForeignKey("User", models.CASCADE, verbose_name="建立人", related_name="comparisons")
    speeches = models.ManyToManyField(Speech, verbose_name="发言", related_name="comparisons")
    shared = models.BooleanField("他人可见", default=False)
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = SavedComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "比较集"
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("comparison", args=[self.uid])
