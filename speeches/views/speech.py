"""One speech: its page, its points' permanent links, its original and its history."""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from speeches import (
    access,
    analysis,
    checksheet,
    editing,
    handing_out,
    move_strip,
    naming,
    permalinks,
    reading_report,
    review,
)
from speeches.access import Act
from speeches.forms.speech import MoveForm, SpeechHeaderForm
from speeches.models import Anchor, ReviewStep, SourceFile, Speech, Theme, ThemeDecision, User
from speeches.models.choices import ReviewStatus, Role
from speeches.revisions import redrawings
from speeches.shared_wording import beside
from speeches.text.rhetoric.move_lexicon import MOVES
from speeches.typesetting import Sheet, Span, typeset

from .batches import nameable
from .meetings import crumbs_to

PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
WORKS_ON = {*access.UPLOAD_TO_MEETING, *access.STAFF, Role.ARCHIVIST}
EXTRAS = {
    "table": "表格",
    "textbox": "文本框",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "comment": "批注",
}
# Steps that the page takes with one button; the others ask for words first, or are taken at the review desk.
AT_ONCE = (Act.SUBMIT, Act.RESTORE)
WITH_WORDS = (Act.SEAL, Act.WITHDRAW, Act.DELETE)
AT_DESK = (Act.RETURN, Act.APPROVE, Act.PUBLISH)


def speech_shown(request: HttpRequest, uid: str) -> Speech:
    """The speech with everything its pages print; 404 for what the user may not see."""
    related = ("version__reading__source", "version__outline__author", "meeting__unit", "speaker", "submitter")
    return get_object_or_404(Speech.objects.visible_to(request.user).select_related(*related), uid=uid)


@require_safe
def speech(request: HttpRequest, uid: str) -> HttpResponse:
    """The page of a speech; ?at=start-end highlights a place of its text."""
    shown = speech_shown(request, uid)
    return render(request, "speech/speech.html", page_of(request, shown))


def page_of(request: HttpRequest, speech: Speech, form: SpeechHeaderForm | None = None) -> dict[str, object]:
    """What the whole page shows; `form` where a header was not accepted."""
    user, place = request.user, _place(speech, request.GET.get("at", ""))
    sheet = typeset(speech, place, beside(speech, user) if checks(user, speech) else None)
    acts = review.acts_open_to(user, speech)
    may_text = access.may(user, Act.EDIT_TEXT, speech)
    return {
        **row_context(user, sheet),
        "at": sheet.first_of_place,
        "form": form or (_header_form(user, speech) if may_text else None),
        "header_open": form is not None or (may_text and speech.speaker_id is None),
        "speakers": nameable(user, speech.meeting) if may_text else [],
        "themes": Theme.objects.active(),
        "at_once": [(act.value, review.NAMES[act]) for act in acts if act in AT_ONCE],
        "with_words": [(act.value, review.NAMES[act], act in review.NEED_WORDS) for act in acts if act in WITH_WORDS],
        "at_desk": any(act in AT_DESK for act in acts),
        "returned": last_return(speech),
        "undoable": _undoable(sheet) if access.may(user, Act.EDIT_POINTS, speech) else "",
        "sentences": _sentences(speech, sheet),
        "moves": MOVES,
        "moves_open": "moves" in request.GET,
        "extras": _extras(speech),
        "rebuilt": reading_report.rebuilt_numbers(speech.version) if speech.version else 0,
        "original": _may_download(user, speech),
        **_neighbours(user, speech),
    }


def row_context(user: User, sheet: Sheet) -> dict[str, object]:
    """What the rows and the lights show; enough to draw one row again."""
    return {
        "speech": sheet.speech,
        "sheet": sheet,
        "checks": checksheet.check(sheet)[:6] if checks(user, sheet.speech) else (),
        "may_edit": access.may(user, Act.EDIT_POINTS, sheet.speech),
    }


def checks(user: User, speech: Speech) -> bool:
    """Is this person among those who bring the speech into shape? To readers no check and no decision is shown."""
    return speech.submitter_id == user.pk or access.holds_on(user, WORKS_ON, speech.meeting)


def _place(speech: Speech, written: str) -> Span | None:
    """The span that an address names; None where it names none of this text."""
    found = PLACE.fullmatch(written)
    if found is None or speech.version is None:
        return None
    start, end = max(int(found[1]), speech.version.start), min(int(found[2]), speech.version.end)
    return (start, end) if start < end else None


def _header_form(user: User, speech: Speech, data: object = None) -> SpeechHeaderForm:
    return SpeechHeaderForm(data, speech=speech, known=list(nameable(user, speech.meeting)))


def last_return(speech: Speech) -> ReviewStep | None:
    """The opinion with which a speech was sent back, while it waits to be changed."""
    if speech.status != ReviewStatus.RETURNED:
        return None
    return speech.review_steps.select_related("user").order_by("-pk").first()


def _undoable(sheet: Sheet) -> str:
    """What undoing would take back; empty where nothing can be undone."""
    outline = sheet.speech.version.outline if sheet.speech.version else None
    return (outline.note or "分点改动") if outline and outline.follows_id else ""


def _sentences(speech: Speech, sheet: Sheet) -> Sequence[move_strip.Sentence]:
    version = speech.version
    return move_strip.strip(version.reading.text, version.start, sheet.analysis) if version else ()


def _extras(speech: Speech) -> list[tuple[str, str]]:
    """Where the file shows text outside its body, and that text."""
    extras = speech.version.reading.extras if speech.version else []
    return [(EXTRAS.get(extra["where"], "附加"), extra["text"]) for extra in extras]


def _may_download(user: User, speech: Speech) -> bool:
    if speech.version is None:
        return False
    return SourceFile.objects.visible_to(user).filter(pk=speech.version.reading.source_id).exists()


def _neighbours(user: User, speech: Speech) -> dict[str, object]:
    """The speeches before and after in the meeting, as far as this person sees them, and the crumbs."""
    programme = list(speech.meeting.speeches.visible_to(user).alive().in_order().with_everything_named())
    at = next((i for i, other in enumerate(programme) if other.pk == speech.pk), None)
    turn = f"第 {at + 1} 位发言" if at is not None else speech.get_status_display()
    return {
        "before": programme[at - 1] if at else None,
        "after": programme[at + 1] if at is not None and at + 1 < len(programme) else None,
        "crumbs": [*crumbs_to(speech.meeting), (turn, "")],
    }


@require_safe
def point(request: HttpRequest, uid: str) -> HttpResponse:
    """A point's permanent link: to where it stands now."""
    anchors = Anchor.objects.visible_to(request.user).select_related("speech__version")
    found = permalinks.whereabouts(get_object_or_404(anchors, uid=uid))
    address = found.speech.get_absolute_url()
    if found.anchor:
        return redirect(f"{address}#p-{found.anchor}")
    messages.info(request, "这个要点已经不在现在的分点里，下面是它最后所在的地方。")
    return redirect(f"{address}?at={found.place[0]}-{found.place[1]}#at" if found.place else address)


@require_safe
def original(request: HttpRequest, uid: str) -> HttpResponse:
    """The file as it came in; ?version=2 for an earlier or later one than that in force."""
    speech = speech_shown(request, uid)
    number = request.GET.get("version", "")
    versions = speech.versions.select_related("speech", "reading__source")
    version = get_object_or_404(versions, number=int(number)) if number.isdecimal() else speech.version
    seen = SourceFile.objects.visible_to(request.user)
    get_object_or_404(seen, pk=version.reading.source_id if version else None)
    try:
        data = handing_out.hand_out(version, request.user)
    except handing_out.Lost as loss:
        messages.error(request, str(loss))
        return redirect(speech)
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, version.file_name or "发言.txt")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response


@require_safe
def history(request: HttpRequest, uid: str) -> HttpResponse:
    """Everything that was done to a speech: versions, review, points, themes, moves."""
    speech = speech_shown(request, uid)
    if not checks(request.user, speech):
        raise PermissionDenied("改动记录供报送、经办、审核和档案人员查看。")
    decisions = ThemeDecision.objects.filter(anchor__speech=speech).select_related("theme", "user", "anchor")
    seen = SourceFile.objects.visible_to(request.user)
    versions = speech.versions.select_related("reading__source", "author")
    return render(request, "speech/history.html", {
        "speech": speech,
        "versions": [(version, reading_report.report(version)) for version in versions.order_by("-number")],
        "sources": set(seen.filter(readings__versions__speech=speech).values_list("pk", flat=True)),
        "steps": speech.review_steps.select_related("user", "version").order_by("-pk"),
        "redrawings": redrawings(speech)[::-1],
        "decisions": decisions.order_by("-pk"),
        "moves": speech.move_decisions.select_related("user").order_by("-pk"),
        "crumbs": [*crumbs_to(speech.meeting), (speech.title or "发言", speech.get_absolute_url()), ("改动记录", "")],
    })  # fmt: skip


def ask_leave(user: User, act: Act, speech: Speech, words: str) -> None:
    """403 with a reason in Chinese for who may see the speech but not do this to it now."""
    if not access.may(user, act, speech):
        raise PermissionDenied(f"这篇发言现在是“{speech.get_status_display()}”，您不能{words}。")


@require_POST
def header(request: HttpRequest, uid: str) -> HttpResponse:
    """Keep who spoke and what the header says."""
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_TEXT, speech, "改抬头")
    form = _header_form(request.user, speech, request.POST)
    if form.is_valid() and _keep_header(form, request.user):
        messages.success(request, "抬头已保存。")
        return redirect(speech)
    return render(request, "speech/speech.html", page_of(request, speech_shown(request, uid), form))


def _keep_header(form: SpeechHeaderForm, user: User) -> bool:
    if form.stale:
        form.add_error(None, "您打开页面以后，有人改过这篇发言。请刷新页面，看过新的内容再改。")
        return False
    speech, said = form.speech, form.cleaned_data
    try:
        unit, post = speech.meeting.unit, said["post_text"]
        new = naming.speaker_called(form.new_name, unit, user, post) if form.new_name else None
        editing.correct_header(
            speech, user, speaker=form.speaker or new,
            **{name: said[name] for name in ("title", "post_text", "unit_text", "kind")},
        )  # fmt: skip
    except (naming.Ambiguous, editing.Refused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
def act(request: HttpRequest, uid: str, act: str) -> HttpResponse:
    """Take one step of the review, with an opinion where one is given."""
    speech = speech_shown(request, uid)
    step = next((known for known in review.LEADS_TO if known.value == act), None)
    if step is None or not access.may(request.user, step, speech):
        words = review.NAMES[step] if step else "这样做"
        raise PermissionDenied(f"这篇发言现在是“{speech.get_status_display()}”，您不能{words}。")
    try:
        review.take(step, speech, request.user, request.POST.get("opinion", ""))
    except review.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已{review.NAMES[step]}：{speech}。")
    if request.POST.get("back") == "review":
        stays = f"?speech={speech.uid}" if step == Act.APPROVE else ""  # what was just approved waits to be published
        return redirect(reverse("review") + stays)
    return redirect(speech if Speech.objects.visible_to(request.user).filter(pk=speech.pk).exists() else speech.meeting)


@require_POST
def checked(request: HttpRequest, uid: str) -> HttpResponse:
    """分点核对: a person has looked the points through, or takes that back."""
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_POINTS, speech, "核对分点")
    review.mark_points(speech, request.user, checked=request.POST.get("checked") == "yes")
    return redirect(speech)


@require_POST
def move(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what a sentence does."""
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_POINTS, speech, "改语步")
    form = MoveForm(request.POST)
    sentences = {s.start: s for s in _sentences(speech, typeset(speech))}
    if not form.is_valid() or form.cleaned_data["start"] not in sentences:
        messages.error(request, "没有找到这句话，请刷新页面再改。")
        return redirect(speech)
    sentence = sentences[form.cleaned_data["start"]]
    key = analysis.sentence_key(speech.version.reading.text, sentence.start, sentence.end)
    editing.decide_move(speech, key, form.cleaned_data["move"], request.user)
    return redirect(f"{speech.get_absolute_url()}?moves#moves")
