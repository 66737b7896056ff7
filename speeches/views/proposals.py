"""Words proposed for the theme dictionary, each taken into a theme or declined by one click."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from speeches import access
from speeches import proposals as words
from speeches.forms.proposals import ProposalForm
from speeches.models import Theme


@require_http_methods(["GET", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """The list; a POST settles one word of it."""
    if not access.holds(request.user, access.EDIT_DICTIONARIES):
        raise PermissionDenied("词表由经办和审核维护。")
    if request.method == "POST":
        _settle(request)
        return redirect("proposals")
    return render(request, "themes/proposals.html", {
        "proposed": words.proposed(request.user),
        "typed": words.typed(),
        "groups": Theme.objects.active().by_group(),
        "crumbs": [("主题", reverse("themes")), ("词语建议", "")],
    })  # fmt: skip


def _settle(request: HttpRequest) -> None:
    form = ProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请先选这个词归入哪个主题，再点采纳。")
        return
    word, theme = form.cleaned_data["word"], form.cleaned_data["theme"]
    try:
        if theme is None:
            words.decline(word, request.user)
            messages.success(request, f"“{word}”不采纳，以后不再建议。")
        else:
            words.accept(word, theme, request.user)
            messages.success(request, f"“{word}”已归入“{theme.name}”。新收的发言马上用它；已有的发言在重新标注后生效。")
    except words.Refused as refusal:
        messages.error(request, str(refusal))
