"""雷同处理 from the page: one decision on one shared passage, then the same list again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from speeches import reuse_review
from speeches.forms.compare import ReuseVerdictForm
from speeches.models import Speech
from speeches.models.choices import ReuseDecision

from .place import Place


@require_POST
def verdict(request: HttpRequest, kind: str, uid: str = "") -> HttpResponse:
    back = Place(kind, uid, request.GET.urlencode()).address("overlaps", anchor="passages")
    form = ReuseVerdictForm(request.POST)
    if not form.is_valid():
        messages.error(request, "；".join(form.non_field_errors()) or "没有看懂这次处理，请再选一次。")
        return redirect(back)
    seen = Speech.objects.visible_to(request.user).select_related("meeting")
    a, b = (get_object_or_404(seen, uid=form.cleaned_data[side]) for side in ("a", "b"))
    decision = ReuseDecision(form.cleaned_data["decision"])
    try:
        reuse_review.decide(a, b, form.cleaned_data["key"], decision, form.cleaned_data["reason"], request.user)
    except reuse_review.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已记为“{decision.label}”。")
    return redirect(back)
