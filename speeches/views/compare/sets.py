"""/compare/: what can be compared, speeches picked by hand, and the sets that people keep."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from speeches import comparison_sets
from speeches.forms.compare import SavedComparisonForm
from speeches.models import Meeting, SavedComparison, Speech
from speeches.models.meetings import Campaign

PER_PAGE = 20
MEETINGS_SHOWN = 12


@require_safe
def comparisons(request: HttpRequest) -> HttpResponse:
    """Sets, meetings and campaigns to compare; ?q= finds speeches to pick, ?pick= are those picked so far."""
    sought = request.GET.get("q", "").strip()
    picked = _picked(request)
    seen = Speech.objects.visible_to(request.user).alive().newest_first().with_everything_named()
    found = seen.bearing(sought) if sought else seen
    rest = found.exclude(pk__in=[speech.pk for speech in picked])
    page = Paginator(rest, PER_PAGE).get_page(request.GET.get("page"))
    meetings = Meeting.objects.visible_to(request.user).for_lists(request.user).newest_first()
    return render(request, "compare/comparisons.html", {
        "sets": SavedComparison.objects.visible_to(request.user).counting_for(request.user),
        "meetings": meetings.filter(spoken__gt=1)[:MEETINGS_SHOWN],
        "campaigns": Campaign.objects.visible_to(request.user),
        "sought": sought,
        "picked": picked,
        "page": page,
        "form": SavedComparisonForm(),
        "crumbs": [("对照", "")],
    })  # fmt: skip


def _picked(request: HttpRequest) -> list[Speech]:
    """The picked speeches that this person sees, in the order in which they were picked."""
    sent = request.POST if request.method == "POST" else request.GET
    wanted = list(dict.fromkeys(sent.getlist("pick")))
    seen = Speech.objects.visible_to(request.user).alive().by_uids(wanted).with_everything_named()
    return sorted(seen, key=lambda speech: wanted.index(speech.uid))


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep picked speeches as a set; without a name or with too few, back to the list with what was picked."""
    form, picked = SavedComparisonForm(request.POST), _picked(request)
    if not form.is_valid():
        messages.error(request, "请给比较集起个名称。")
        return redirect(_back_to_list(picked))
    title, shared = form.cleaned_data["title"], form.cleaned_data["shared"]
    try:
        kept = comparison_sets.keep(title, picked, request.user, shared=shared)
    except comparison_sets.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back_to_list(picked))
    messages.success(request, f"已存为比较集“{kept.title}”，共 {len(picked)} 篇。")
    return redirect(kept)


def _back_to_list(picked: list[Speech]) -> str:
    query = QueryDict(mutable=True)
    query.setlist("pick", [speech.uid for speech in picked])
    return f"{reverse('comparisons')}?{query.urlencode()}#pick"


@require_POST
def change(request: HttpRequest, uid: str) -> HttpResponse:
    """Rename or share a set."""
    kept = get_object_or_404(SavedComparison.objects.visible_to(request.user), uid=uid)
    form = SavedComparisonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请给比较集起个名称。")
        return redirect(kept)
    try:
        comparison_sets.change(kept, request.user, **form.cleaned_data)
    except comparison_sets.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已保存。")
    return redirect(kept)


@require_POST
def drop(request: HttpRequest, uid: str) -> HttpResponse:
    kept = get_object_or_404(SavedComparison.objects.visible_to(request.user), uid=uid)
    try:
        comparison_sets.drop(kept, request.user)
    except comparison_sets.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(kept)
    messages.success(request, f"已删除比较集“{kept.title}”；其中的发言都还在。")
    return redirect("comparisons")
