"""Meetings by year and type, one meeting, and the form that enters or changes one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from speeches import access, arranging
from speeches.forms import MeetingForm, MeetingsForm
from speeches.lights import Light, beside_in, lights, suspects_of
from speeches.models import Assignment, Attendance, Meeting, MeetingType, Point, Speech, Theme, User
from speeches.models.choices import MeetingStatus, ReviewStatus
from speeches.models.meetings import MeetingQuerySet

PER_PAGE = 50
MEMBER, PRESENT = "成员", "到会"
GONE = {ReviewStatus.WITHDRAWN, ReviewStatus.DELETED}


def meetings(request: HttpRequest) -> HttpResponse:
    form = MeetingsForm(request.GET)
    year, kind = form.chosen()
    visible = Meeting.objects.visible_to(request.user)
    of_year = _of_year(visible, year)
    of_kind = visible.of_type(kind) if kind else visible
    found = of_year.of_type(kind) if kind else of_year
    page = Paginator(found.newest_first().for_lists(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/meetings.html", {
        "years": of_kind.count_by_year(),
        "types": MeetingType.objects.counted_in(of_year),
        "year": year,
        "kind": kind,
        "all_years": of_kind.count(),
        "all_types": of_year.count(),
        "page": page,
        "may_arrange": access.holds(request.user, access.RUN_MEETING),
    })  # fmt: skip


def _of_year(meetings: MeetingQuerySet, year: str) -> MeetingQuerySet:
    if year == MeetingsForm.UNDATED:
        return meetings.undated()
    return meetings.of_year(int(year)) if year else meetings


@dataclass(frozen=True, slots=True)
class Item:
    """One speech in the programme, with its headings and lights."""

    speech: Speech
    points: Sequence[Point]
    lights: Sequence[Light]


@dataclass(frozen=True, slots=True)
class Tally:
    """Attendance of members in figures, and who else sat in."""

    expected: int
    present: int
    away: Sequence[Attendance]
    guests: int


def meeting(request: HttpRequest, uid: str) -> HttpResponse:
    visible = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(visible.for_lists(request.user), uid=uid)
    checks = access.holds_on(request.user, access.UPLOAD_TO_MEETING | access.STAFF, meeting)
    items = _programme(meeting, request.user, checks)
    status = request.GET.get("status", "")
    alive = [item for item in items if item.speech.status not in GONE]
    staff = access.holds_on(request.user, access.STAFF, meeting)
    return render(request, "meetings/meeting.html", {
        "meeting": meeting,
        "items": [item for item in items if item.speech.status == status] if status else alive,
        "total": len(alive),
        "statuses": _count_statuses(items),
        "status": status,
        "tally": _tally(meeting),
        "missing": _missing(meeting, alive) if staff else [],
        "presets": _spoken_of(meeting.preset_themes.all(), alive),
        "checks": checks,
        "before": visible.before(meeting).first() if meeting.date else None,
        "after": visible.after(meeting).first() if meeting.date else None,
        "may_arrange": access.holds_on(request.user, access.RUN_MEETING, meeting),
        "may_upload": may_upload(request, meeting),
        "crumbs": [*crumbs_to(meeting)[:-1], (short_name(meeting), "")],
    })  # fmt: skip


def may_upload(request: HttpRequest, meeting: Meeting) -> bool:
    open_to_files = meeting.status != MeetingStatus.ARCHIVED
    return open_to_files and access.holds_on(request.user, access.UPLOAD_TO_MEETING, meeting)


def crumbs_to(meeting: Meeting) -> list[tuple[str, str]]:
    """会议 ／ 年 ／ 类型 ／ the meeting."""
    shelf = reverse("meetings")
    year = [(f"{meeting.date.year}年", f"{shelf}?year={meeting.date.year}")] if meeting.date else []
    kinds = [(kind.name, f"{shelf}?type={kind.pk}") for kind in meeting.types.all()[:1]]
    return [("会议", shelf), *year, *kinds, (short_name(meeting), meeting.get_absolute_url())]


def short_name(meeting: Meeting) -> str:
    """What tells a meeting from its neighbours where its whole name would be too long."""
    day = f"{meeting.date.month}月{meeting.date.day}日" if meeting.date else ""
    return meeting.session or meeting.topic or day or meeting.title


def _programme(meeting: Meeting, user: User, checks: bool) -> list[Item]:
    """The speeches that the user sees, in speaking order; lights are lit only for who prepares the meeting."""
    points = Prefetch("version__outline__points", Point.objects.for_programme(), to_attr="headings")
    speeches = meeting.speeches.visible_to(user).with_everything_named().in_order().prefetch_related(points)
    if not checks:
        return [Item(speech, _headings(speech), ()) for speech in speeches]
    suspects, beside = suspects_of(speeches), beside_in(meeting, user)
    return [
        Item(speech, headings, lights(speech, headings, suspects.get(speech.version_id), beside.get(speech.pk)))
        for speech in speeches
        for headings in [_headings(speech)]
    ]


def _headings(speech: Speech) -> Sequence[Point]:
    outline = speech.version.outline if speech.version else None
    return outline.headings if outline else []


def _count_statuses(items: Iterable[Item]) -> list[tuple[str, str, int]]:
    """(status, its word, how many), furthest first; each opens the list of just those."""
    counts = Counter(item.speech.status for item in items)
    order = [*reversed(ReviewStatus.values[:-2]), *ReviewStatus.values[-2:]]
    return [(status, ReviewStatus(status).label, counts[status]) for status in order if counts[status]]


def _tally(meeting: Meeting) -> Tally | None:
    rows = list(meeting.attendances.select_related("speaker"))
    members = [row for row in rows if row.role == MEMBER]
    away = [row for row in members if row.status != PRESENT]
    return Tally(len(members), len(members) - len(away), away, len(rows) - len(members)) if rows else None


def _missing(meeting: Meeting, items: Iterable[Item]) -> list[Assignment]:
    """Who was to speak and has sent nothing."""
    spoken = {item.speech.speaker_id for item in items}
    return [row for row in meeting.assignments.select_related("speaker") if row.speaker_id not in spoken]


def _spoken_of(themes: Iterable[Theme], items: Sequence[Item]) -> list[tuple[Theme, int]]:
    """Preset themes with the number of speeches that speak of them, most spoken of first."""
    counts = Counter(
        tag for item in items for tag in {label.tag_id for point in item.points for label in point.labels.all()}
    )
    return sorted(((theme, counts[theme.pk]) for theme in themes), key=lambda row: -row[1])


def meeting_new(request: HttpRequest) -> HttpResponse:
    if not access.holds(request.user, access.RUN_MEETING):
        raise PermissionDenied("只有经办可以新建会议。")
    return _edit(request, Meeting(), [("会议", reverse("meetings")), ("新建会议", "")])


def meeting_edit(request: HttpRequest, uid: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), uid=uid)
    if not access.holds_on(request.user, access.RUN_MEETING, meeting):
        raise PermissionDenied("只有这次会议的经办可以改会议。")
    if meeting.status == MeetingStatus.ARCHIVED:
        raise PermissionDenied("这次会议已归档，不能再改。")
    return _edit(request, meeting, [*crumbs_to(meeting), ("改会议", "")])


def _edit(request: HttpRequest, meeting: Meeting, crumbs: list[tuple[str, str]]) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = MeetingForm(sent, instance=meeting, user=request.user)
    if form.is_valid():
        return redirect(arranging.keep(form.instance, request.user, form.relations()))
    return render(request, "meetings/edit.html", {"form": form, "meeting": meeting, "crumbs": crumbs})
