"""The review desk: what waits, and one speech with the reasons for and against it in view."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from speeches import access, checksheet, review, revisions
from speeches.access import Act
from speeches.lights import FIX, Beside, Light, beside_in, lights, suspects_of
from speeches.models import Point, ReviewStep, Speech, User
from speeches.models.choices import ReviewStatus, Role
from speeches.models.speeches import SpeechQuerySet
from speeches.shared_wording import beside
from speeches.typesetting import typeset

PER_PAGE = 20
OPEN_TO = {*access.STAFF, Role.SUBMITTER}
TABS = {"submitted": "待审", "returned": "退回", "approved": "已审定"}
# The desk's buttons: an act, the word on it, and what it needs first.
BUTTONS = ((Act.RETURN, "退回修改"), (Act.APPROVE, "审定"), (Act.PUBLISH, "发布"))
COMES_AFTER = {
    Act.RETURN: "只有待审和已审定的发言可以退回。",
    Act.APPROVE: "提交审核后才能审定。",
    Act.PUBLISH: "审定后才能发布。",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One speech of the queue."""

    speech: Speech
    lights: Sequence[Light]
    summary: str
    sent: int  # how many times it was handed in
    since: ReviewStep | None


@dataclass(frozen=True, slots=True)
class Button:
    act: str
    word: str
    reason: str  # why it is switched off; empty where it is not


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The queue of a tab, and the speech that ?speech= names, else the queue's first."""
    user = request.user
    if not access.holds(user, OPEN_TO):
        raise PermissionDenied("审核台供报送员、经办和审核使用。")
    uid = request.GET.get("speech", "")
    chosen = get_object_or_404(_shown(user), uid=uid) if uid else None
    tab = _tab(request, chosen)
    page = Paginator(_with_lights(_queue(user, tab)), PER_PAGE).get_page(request.GET.get("page"))
    queue = _waiting(user, page.object_list)
    if chosen is None and queue:
        chosen = _shown(user).get(pk=queue[0].speech.pk)
    counts = {name: _queue(user, name).count() for name in TABS}
    return render(request, "review/desk.html", {
        "tabs": [(name, word, counts[name]) for name, word in TABS.items()],
        "tab": tab,
        "page": page,
        "queue": queue,
        **(_dossier(user, chosen) if chosen else {}),
    })  # fmt: skip


def _shown(user: User) -> SpeechQuerySet:
    related = ("version__reading", "version__outline", "meeting__unit", "speaker", "submitter")
    return Speech.objects.visible_to(user).select_related(*related)


def _tab(request: HttpRequest, chosen: Speech | None) -> str:
    asked = request.GET.get("tab", "")
    if asked in TABS:
        return asked
    return chosen.status if chosen and chosen.status in TABS else ReviewStatus.SUBMITTED.value


def _queue(user: User, tab: str) -> SpeechQuerySet:
    return Speech.objects.visible_to(user).standing(tab)


def _with_lights(queue: SpeechQuerySet) -> SpeechQuerySet:
    """With what a row of the queue shows, in a fixed number of queries."""
    headings = Prefetch("version__outline__points", Point.objects.for_programme(), to_attr="headings")
    return queue.latest_step_first().with_everything_named().prefetch_related(headings, "review_steps")


def _waiting(user: User, speeches: Sequence[Speech]) -> list[Waiting]:
    """The rows of the queue; each meeting in it is laid side by side once, and remembered."""
    suspects = suspects_of(speeches)
    besides: dict[int, Beside] = {}
    for meeting in {speech.meeting_id: speech.meeting for speech in speeches}.values():
        besides |= beside_in(meeting, user)
    return [_one(speech, suspects.get(speech.version_id), besides.get(speech.pk)) for speech in speeches]


def _one(speech: Speech, suspects: Sequence[object] | None, found: Beside | None) -> Waiting:
    outline = speech.version.outline if speech.version else None
    shown = lights(speech, outline.headings if outline else [], suspects, found)
    steps = list(speech.review_steps.all())
    sent = sum(step.to_status == ReviewStatus.SUBMITTED for step in steps)
    return Waiting(speech, shown, checksheet.summary(shown), sent, steps[-1] if steps else None)


def _dossier(user: User, speech: Speech) -> dict[str, object]:
    """Everything about the one speech that is to be decided."""
    sheet = typeset(speech, found=beside(speech, user))
    checks = checksheet.worst_first(checksheet.check(sheet))
    steps = list(speech.review_steps.select_related("user", "version__reading", "outline"))
    must = sum(check.light.state == FIX for check in checks)
    return {
        "speech": speech,
        "checks": checks,
        "must": must,
        "sent": sum(step.to_status == ReviewStatus.SUBMITTED for step in steps),
        "buttons": _buttons(user, speech),
        "may_act": any(access.may(user, act, speech) for act, _ in BUTTONS),
        "resubmit": not review.obstacle(Act.SUBMIT, speech, user),
        "revision": revisions.since_return(sheet, steps),
        "steps": steps[::-1],
    }


def _buttons(user: User, speech: Speech) -> list[Button]:
    return [Button(act.value, word, _reason(act, speech, user)) for act, word in BUTTONS]


def _reason(act: Act, speech: Speech, user: User) -> str:
    """Why a button is off, in words that say what has to happen first."""
    reason = review.obstacle(act, speech, user)
    if reason and speech.status not in access.DO[act]:
        return COMES_AFTER[act]
    return reason
