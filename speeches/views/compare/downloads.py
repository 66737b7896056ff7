"""The comparison as a file: a Word table, an Excel workbook, or 综述素材; of what the page shows to this person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from speeches import export as writers
from speeches.models import AuditEvent

from .place import open_comparison


@require_safe
def export(request: HttpRequest, kind: str, form: str, uid: str = "") -> HttpResponse:
    """Write the file of this form; leaves a line in the audit log."""
    if form not in writers.FORMS:
        raise Http404
    opened = open_comparison(request, kind, uid)
    if not opened.comparison.speeches:
        raise Http404
    written = writers.FORMS[form](opened.comparison, request.build_absolute_uri("/"))
    AuditEvent.objects.record(
        request.user,
        f"导出{written.name}",
        request.user,
        scope=opened.scope.title,
        speeches=[speech.uid for speech in opened.comparison.speeches],
    )
    response = HttpResponse(written.content, content_type=written.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{opened.scope.title}·{written.name}")
    return response
