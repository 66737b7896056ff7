"""Handing files in to a meeting: one request a file with script, one form for all of them without."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from speeches import ingest
from speeches.documents import UnreadableDocument
from speeches.forms import UploadForm
from speeches.models import ImportBatch, ImportItem, Meeting

from .batches import nameable, rows_of
from .meetings import crumbs_to, may_upload

SCRIPT = "XMLHttpRequest"
PASTED = "贴入的文字.txt"
MEGABYTE = 1024 * 1024


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, uid: str) -> HttpResponse:
    """The form. A POST by script carries one file and is answered with its rows; without script it carries all."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), uid=uid)
    if not may_upload(request, meeting):
        raise PermissionDenied("您不能往这次会议上传发言，或者会议已经归档。")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        return _take_in(request, form, _batch(request, meeting))
    return render(request, "upload/upload.html", {
        "form": form,
        "meeting": meeting,
        "speakers": nameable(request.user, meeting),
        "megabytes": settings.UPLOAD_MAX_BYTES // MEGABYTE,
        "max_bytes": settings.UPLOAD_MAX_BYTES,
        "crumbs": [*crumbs_to(meeting), ("上传发言", "")],
    })  # fmt: skip


def _batch(request: HttpRequest, meeting: Meeting) -> ImportBatch:
    """The batch that the script began with an earlier file, else a new one."""
    begun = ImportBatch.objects.begun(request.user, meeting, request.POST.get("batch", ""))
    return begun.first() or ImportBatch.objects.create(meeting=meeting, author=request.user)


def _take_in(request: HttpRequest, form: UploadForm, batch: ImportBatch) -> HttpResponse:
    items = [item.pk for item in _receive(form, batch) if item is not None]
    if request.headers.get("X-Requested-With") != SCRIPT:
        return redirect(batch)
    rows = rows_of(request.user, batch, batch.items.visible_to(request.user).among(items))
    return render(request, "upload/_rows.html", {"rows": rows, "batch": batch})


def _receive(form: UploadForm, batch: ImportBatch) -> Iterator[ImportItem | None]:
    intake = ingest.Intake(batch, on_duplicate=form.cleaned_data["on_duplicate"])
    for file in form.cleaned_data["files"]:
        if file.size > settings.UPLOAD_MAX_BYTES:
            yield _too_big(batch, file.name)
        else:
            yield from (result.item for result in ingest.receive(file.read(), file.name, intake))
    if text := form.cleaned_data["text"]:
        yield from (result.item for result in ingest.receive(text.encode(), PASTED, intake))


def _too_big(batch: ImportBatch, name: str) -> ImportItem:
    """Refused unread, so that its bytes never fill the memory."""
    refusal = UnreadableDocument(name, "too_big", f"{settings.UPLOAD_MAX_BYTES // MEGABYTE} MB")
    return ImportItem.objects.turn_away(batch, name, refusal.code, str(refusal))
