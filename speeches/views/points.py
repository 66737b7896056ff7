"""Corrections on a speech's page: themes of a point, and how the speech is divided."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from speeches import editing, outlining, proposals, revisions
from speeches.access import Act
from speeches.forms.speech import PointEditForm, ThemeVerdictForm
from speeches.models import Anchor, Outline, Point, Speech, TermProposal, User
from speeches.models.choices import Verdict
from speeches.shared_wording import beside
from speeches.typesetting import typeset

from .meetings import crumbs_to
from .speech import ask_leave, row_context, speech_shown

STALE = "这篇发言的分点刚刚被改过，请看过新的分点再改。"
REDRAWN: dict[str, tuple[Callable[[Point, User], Outline], str]] = {
    "merge": (editing.merge, "已并入上一点。"),
    "promote": (editing.promote, "已升一级。"),
    "demote": (editing.demote, "已降一级。"),
    "dissolve": (editing.dissolve, "已去掉这个要点，文字并到前面。"),
    "accept": (editing.accept, "已确认为要点。"),
}
SPLIT = "split"


@require_POST
def theme(request: HttpRequest, uid: str) -> HttpResponse:
    """Confirm, reject or add themes of a point, or take one's word back. htmx gets the point's row again."""
    anchor = get_object_or_404(Anchor.objects.visible_to(request.user).select_related("speech__meeting"), uid=uid)
    ask_leave(request.user, Act.EDIT_POINTS, anchor.speech, "改主题")
    point = Point.objects.current().filter(anchor=anchor).select_related("outline__version__speech__meeting").first()
    if point is None:
        messages.error(request, STALE)
        return redirect(anchor.speech)
    said = _decide(request, point)
    if not request.htmx:
        messages.add_message(request, *said)
        return redirect(f"{point.speech.get_absolute_url()}#p-{uid}")
    shown = speech_shown(request, anchor.speech.uid)
    sheet = typeset(shown, found=beside(shown, request.user))
    row = sheet.row_of(next(p for p in sheet.points if p.anchor_id == anchor.pk))
    return render(request, "speech/_changed.html", {**row_context(request.user, sheet), "row": row, "said": said[1]})


def _decide(request: HttpRequest, point: Point) -> tuple[int, str]:
    """The level and the words of what to tell the person."""
    form = ThemeVerdictForm(request.POST)
    if not form.is_valid():
        return messages.ERROR, "请写上主题，几个主题用顿号隔开。"
    if words := form.cleaned_data["words"]:
        typed = proposals.add_themes(point, words, request.user)
        return messages.SUCCESS if typed.added else messages.WARNING, _what_was_typed(typed)
    named, verdict = form.cleaned_data["theme"], Verdict(form.cleaned_data["verdict"])
    editing.decide_theme(point, named, verdict, request.user)
    return messages.SUCCESS, f"已{verdict.label}“{named.name}”。"


def _what_was_typed(typed: proposals.Typed) -> str:
    added = _in_quotes(theme.name for theme in typed.added)
    recorded = _in_quotes(one.word for one in typed.proposals if one.state == TermProposal.OPEN)
    said = [f"已添加{added}。"] if added else []
    said += [f"主题表里没有{recorded}，已记入词语建议。"] if recorded else []
    return "".join([*said, *(_how_settled(one) for one in typed.proposals if one.state != TermProposal.OPEN)])


def _in_quotes(words: Iterable[str]) -> str:
    return "、".join(f"“{word}”" for word in words)


def _how_settled(one: TermProposal) -> str:
    """What was decided on a word before, and what the person can do."""
    if one.state == TermProposal.DECLINED:
        return f"“{one.word}”以前定过不采纳，这次没有记；要重新考虑，请经办或审核在“后台”的“词语建议”里改为待定。"
    if one.theme is not None and one.theme.active:
        return f"“{one.word}”已采纳为“{one.theme}”的词；要加这个主题，请写“{one.theme}”。"
    return f"“{one.word}”以前采纳过，但没有归在现用的主题下；请经办或审核在“后台”的“词语建议”里改为待定，再归一次。"


@require_POST
def edit(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Split, merge, promote, demote, dissolve or accept a point of the outline that the page showed."""
    anchor = get_object_or_404(Anchor.objects.visible_to(request.user).select_related("speech__meeting"), uid=uid)
    ask_leave(request.user, Act.EDIT_POINTS, anchor.speech, "改分点")
    form = PointEditForm(request.POST)
    shown = form.is_valid() and Point.objects.drawn_in(form.cleaned_data["outline"]).filter(anchor=anchor).first()
    if not shown:
        messages.error(request, STALE)
        return redirect(anchor.speech)
    try:
        messages.success(request, _redraw(shown, act, form.cleaned_data["offset"], request.user))
    except editing.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("point", uid)


def _redraw(point: Point, act: str, offset: int | None, user: User) -> str:
    if act == SPLIT:
        editing.split(_deepest(point, offset or 0), offset or 0, user)
        return "已拆成两点。"
    if act not in REDRAWN:
        raise editing.Refused("没有这种改法。")
    change, said = REDRAWN[act]
    change(point, user)
    return said


def _deepest(point: Point, offset: int) -> Point:
    """The innermost point inside this one that holds the offset: where the cursor stands is what is cut."""
    inside = Point.objects.drawn_in(point.outline_id).holding(offset)
    return inside.last() or point


@require_POST
def undo(request: HttpRequest, uid: str) -> HttpResponse:
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_POINTS, speech, "改分点")
    try:
        editing.undo(speech, request.user)
    except editing.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已撤销上一次分点改动。")
    return redirect(speech)


@require_http_methods(["GET", "POST"])
def resplit(request: HttpRequest, uid: str) -> HttpResponse:
    """重新分点: a machine's outline is replaced; where a person has edited, the difference is shown first."""
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_POINTS, speech, "重新分点")
    if request.method == "POST":
        found = outlining.resplit(speech, request.user, replace_edits=request.POST.get("take") == "yes")
        if found.applied:
            messages.success(request, f"已重新分点：{found.before} 点改为 {len(found.division.points)} 点。")
            return redirect(speech)
    return _offer(request, speech, outlining.preview_resplit(speech))


def _offer(request: HttpRequest, speech: Speech, found: outlining.Resplit) -> HttpResponse:
    """The page of differences, to be taken or left; it says so where there are none."""
    before = list(speech.version.outline.points.all()) if speech.version.outline else []
    text = speech.version.reading.text
    return render(request, "speech/resplit.html", {
        "speech": speech,
        "found": found,
        "headings": revisions.headings(before, found.division.points, text),
        "crumbs": [*crumbs_to(speech.meeting), (speech.title or "发言", speech.get_absolute_url()), ("重新分点", "")],
    })  # fmt: skip
