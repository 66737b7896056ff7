"""What became of each file of a batch, and the guesses that a person confirms or corrects."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from speeches import access, editing, ingest, naming, originals
from speeches.access import Act
from speeches.forms import SpeechGuessForm
from speeches.models import ImportBatch, ImportItem, Meeting, Point, Speaker, Speech, SpeechVersion, User
from speeches.models.choices import ItemState

from .meetings import crumbs_to, may_upload

DONE, ASK, TWIN, REFUSED, WAITING, ASIDE = "done", "ask", "twin", "refused", "waiting", "aside"
LOOK_WORDS = {DONE: "已提取", ASK: "请确认发言人", TWIN: "重复", REFUSED: "没有收下", WAITING: "排队", ASIDE: "略过"}
LOOK_ICONS = {DONE: "pass", ASK: "look", TWIN: "look", REFUSED: "fix", WAITING: "clock", ASIDE: "none"}
LOOKS = {
    ItemState.INGESTED: DONE,
    ItemState.DUPLICATE: TWIN,
    ItemState.REFUSED: REFUSED,
    ItemState.QUEUED: WAITING,
    ItemState.IGNORED: ASIDE,
}
REFUSED_WORDS = {
    "empty": "空文件",
    "no_text": "取不出文字",
    "unsupported": "格式不能读",
    "type_mismatch": "扩展名不符",
    "encrypted": "已加密",
    "damaged": "文件损坏",
    "unsafe": "结构不安全",
    "too_big": "超过上限",
    "too_complex": "过于复杂",
    "needs_converter": "要先转换格式",
}
NEXT_STEP = re.compile(r"[，；。](?=请)")
NOTES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """One speech cut from a file, with the form that corrects its header; None where this person may not."""

    speech: Speech
    points: int
    subpoints: int
    form: SpeechGuessForm | None

    @property
    def recognised(self) -> list[tuple[str, str]]:
        """What else the text or the file's name gave away: (what, value)."""
        header = self.speech.version.header
        day, held = header.get("date") or "", self.speech.meeting.date
        told = [
            ("单位", header.get("unit")),
            ("会议类型", "、".join(header.get("types") or ())),
            ("日期", _in_chinese(day)),
        ]
        if held is not None and day and not held.isoformat().startswith(day):
            told.append(("会议登记的日期不同", _in_chinese(held.isoformat())))
        return [(what, value) for what, value in told if value]


def _in_chinese(day: str) -> str:
    """2024-03-28 as 2024年3月28日; 2024-03 as 2024年3月."""
    return "".join(f"{int(number)}{unit}" for number, unit in zip(day.split("-"), "年月日", strict=False) if number)


@dataclass(frozen=True, slots=True)
class Row:
    """One file and what became of it."""

    item: ImportItem
    look: str
    guesses: Sequence[Guess]
    notes: Sequence[str]
    twins: Sequence[Speech]

    @property
    def icon(self) -> str:
        return LOOK_ICONS[self.look]

    @property
    def word(self) -> str:
        reason = REFUSED_WORDS.get(self.item.error_code, "")
        return f"{LOOK_WORDS[self.look]}：{reason}" if reason else LOOK_WORDS[self.look]

    @property
    def say(self) -> str:
        """Why the file was not taken in."""
        return NEXT_STEP.split(self.item.message, maxsplit=1)[0].rstrip("。") + "。" if self.item.message else ""

    @property
    def next_step(self) -> str:
        return "".join(NEXT_STEP.split(self.item.message, maxsplit=1)[1:])


@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, uid: str) -> HttpResponse:
    """A batch and its files. A POST keeps the corrected guesses, or takes a duplicate in after all."""
    visible = ImportBatch.objects.visible_to(request.user).select_related("meeting__unit", "author")
    batch = get_object_or_404(visible, uid=uid)
    items = batch.items.visible_to(request.user)
    if "aside" in request.POST:
        get_object_or_404(items.in_trouble(), uid=request.POST["aside"]).set_aside()
        return redirect(batch)
    if "again" in request.POST:
        return _take_in_again(request, batch, get_object_or_404(items, uid=request.POST["again"]))
    rows = rows_of(request.user, batch, items, request.POST or None)
    if request.method == "POST" and _keep(request, rows):
        messages.success(request, "已保存。")
        return redirect(batch)
    look = request.GET.get("look", "")
    counts = Counter(row.look for row in rows)
    return render(request, "upload/batch.html", {
        "batch": batch,
        "rows": [row for row in rows if not look or row.look == look],
        "total": len(rows),
        "looks": [(name, word, counts[name]) for name, word in LOOK_WORDS.items() if counts[name]],
        "look": look,
        "speakers": nameable(request.user, batch.meeting),
        "may_upload": batch.meeting is not None and may_upload(request, batch.meeting),
        "crumbs": [*(crumbs_to(batch.meeting) if batch.meeting else []), ("上传结果", "")],
    })  # fmt: skip


def nameable(user: User, meeting: Meeting | None) -> Sequence[Speaker]:
    """The people of the meeting's unit whom this person may choose as speakers."""
    if meeting is None:
        return []
    return Speaker.objects.visible_to(user).with_numbers(user).of_unit(meeting.unit)


def rows_of(user: User, batch: ImportBatch, items: QuerySet, data: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of these items, with everything they show, in a fixed number of queries."""
    levels = Prefetch("outline__points", Point.objects.only("outline_id", "level"))
    versions = SpeechVersion.objects.visible_to(user).alive().with_shape().prefetch_related(levels)
    loaded = list(items.select_related("source").prefetch_related(Prefetch("versions", versions)))
    known = list(nameable(user, batch.meeting))
    twins = Speech.objects.visible_to(user).alive().twins_by_source(batch.meeting, [item.source_id for item in loaded])
    return [_row(user, item, known, twins.get(item.source_id, []), data) for item in loaded]


def _row(
    user: User, item: ImportItem, known: Sequence[Speaker], twins: Sequence[Speech], data: Mapping[str, str] | None
) -> Row:
    versions = item.versions.all()
    guesses = [_guess(user, version, known, data) for version in versions]
    look = LOOKS[ItemState(item.state)]
    if look == DONE and any(guess.speech.speaker is None for guess in guesses):
        look = ASK
    return Row(item, look, guesses, _notes(versions), twins if look == TWIN else [])


def _guess(user: User, version: SpeechVersion, known: Sequence[Speaker], data: Mapping[str, str] | None) -> Guess:
    points = [point.level for point in version.outline.points.all()] if version.outline else []
    speech = version.speech
    may = access.may(user, Act.EDIT_TEXT, speech)
    form = SpeechGuessForm(data, speech=speech, known=known) if may else None
    return Guess(speech, points.count(1), len(points) - points.count(1), form)


def _notes(versions: Iterable[SpeechVersion]) -> list[str]:
    """What reading and dividing the file noticed, each once."""
    found = [
        finding["message"]
        for version in versions
        for finding in [*version.reading.warnings, *(version.outline.findings if version.outline else [])]
    ]
    notes = list(dict.fromkeys(found))
    more = [f"另有 {len(notes) - NOTES_SHOWN} 处提示，见发言页。"] if len(notes) > NOTES_SHOWN else []
    return notes[:NOTES_SHOWN] + more


def _keep(request: HttpRequest, rows: Iterable[Row]) -> bool:
    """Store what people corrected; False where something must be looked at again."""
    forms = [guess.form for row in rows for guess in row.guesses if guess.form and _was_sent(guess.form)]
    kept = [_keep_one(request.user, form) for form in forms]
    return all(kept)


def _was_sent(form: SpeechGuessForm) -> bool:
    return form.add_prefix("title") in form.data


def _keep_one(user: User, form: SpeechGuessForm) -> bool:
    if not form.is_valid():
        return False
    if not form.says_something():
        return True
    speech, post = form.speech, form.cleaned_data["post_text"]
    if form.speaker and form.speaker != speech.speaker and not post:
        post = naming.post_at(form.speaker, speech.meeting.date)
    try:
        new = naming.speaker_called(form.new_name, speech.meeting.unit, user, post) if form.new_name else None
        editing.correct_header(
            speech, user, speaker=form.speaker or new, post_text=post, title=form.cleaned_data["title"]
        )
    except (naming.Ambiguous, editing.Refused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _take_in_again(request: HttpRequest, batch: ImportBatch, item: ImportItem) -> HttpResponse:
    """Take a duplicate in as one more speech, because a person says so."""
    if batch.meeting is not None and may_upload(request, batch.meeting) and item.source is not None:
        intake = ingest.Intake(batch, on_duplicate="new")
        for _result in ingest.receive(originals.content(item.source), item.original_name, intake):
            messages.success(request, f"《{item.original_name}》已另收一篇。")
    return redirect(batch)
