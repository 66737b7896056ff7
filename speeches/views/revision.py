"""修订正文: the text of a speech to be corrected, with what was noticed beside it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from speeches import revising
from speeches.access import Act
from speeches.documents.document import UnreadableDocument
from speeches.forms.revision import RevisionForm
from speeches.models import Speech
from speeches.shared_wording import beside
from speeches.typesetting import HINT, typeset

from .meetings import crumbs_to
from .speech import ask_leave, last_return, speech_shown


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, uid: str) -> HttpResponse:
    """The form, and its refusal; what is taken in is the speech's next version."""
    speech = speech_shown(request, uid)
    ask_leave(request.user, Act.EDIT_TEXT, speech, "修订正文")
    form = RevisionForm(request.POST or None, request.FILES or None, initial=_initial(speech))
    if request.method == "POST" and form.is_valid() and _keep(request, speech, form):
        return redirect(speech)
    sheet = typeset(speech, found=beside(speech, request.user))
    return render(request, "speech/text.html", {
        "speech": speech,
        "form": form,
        "returned": last_return(speech),
        "notes": [(row, note) for row in sheet.rows for note in row.notes if note.tone != HINT],
        "crumbs": [*crumbs_to(speech.meeting), (speech.title or "发言", speech.get_absolute_url()), ("修订正文", "")],
    })  # fmt: skip


def _initial(speech: Speech) -> dict[str, object]:
    return {"text": speech.version.text, "seen": speech.version.number} if speech.version else {}


def _keep(request: HttpRequest, speech: Speech, form: RevisionForm) -> bool:
    stem = (speech.title or "发言")[:60].replace("/", "／")
    data, name = form.content(f"{stem}（修订稿）.txt")
    try:
        version = revising.revise(speech, data, name, request.user, seen=form.cleaned_data["seen"])
    except (revising.Refused, UnreadableDocument) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"已存为第 {version.number} 稿，要点、主题和已有的决定都带过来了。")
    return True
