"""工作台: what waits for this person, the next meeting, and the latest ones. Every count opens the list it counts."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from speeches import access
from speeches.access import Act
from speeches.models import Assignment, ImportItem, Meeting, Point, Speech, User
from speeches.models.choices import ReviewStatus, Role

PER_PAGE = 30
RECENT_MEETINGS = 4
RECENT_SPEECHES = 12
WORKERS = {Role.SUBMITTER, Role.CLERK, Role.REVIEWER, Role.ARCHIVIST}


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: its name in the address, what waits and in what it is counted, why, and which list it makes."""

    name: str
    what: str
    measure: str
    why: str
    makes: str  # speeches, points or files
    waiting: Callable[[User], QuerySet]
    page: str = ""  # the page that lists them, where they have one of their own

    @property
    def address(self) -> str:
        return reverse(self.page) if self.page else reverse("todo", args=[self.name])


def _open_points(user: User) -> QuerySet:
    return Point.objects.of_speeches(Speech.objects.open_to(user, Act.EDIT_POINTS)).current()


def _to_review(user: User) -> QuerySet:
    """What the review desk lists as waiting, for those who review."""
    reviews = access.holds(user, {Role.REVIEWER})
    return Speech.objects.visible_to(user).awaiting_review() if reviews else Speech.objects.none()


TASKS = (
    Task("review", "待审", "篇", "看检查结果，审定或者退回", "speeches", _to_review, "review"),
    Task("returned", "退回待改", "篇", "按审核意见改好，再提交", "speeches",
         lambda user: Speech.objects.open_to(user, Act.SUBMIT).returned()),
    Task("refused", "文件没有收下", "个", "说明了原因和下一步", "files",
         lambda user: ImportItem.objects.visible_to(user).in_trouble()),
    Task("nameless", "发言人待确认", "篇", "正文没有署名，或者有人同名", "speeches",
         lambda user: Speech.objects.open_to(user, Act.EDIT_TEXT).without_speaker()),
    Task("inferred", "疑似要点待确认", "处", "原稿没有编号，段首句像是论点", "points",
         lambda user: _open_points(user).inferred()),
    Task("themes", "主题待核", "处", "依据词少，机器拿不准", "points",
         lambda user: _open_points(user).in_doubt()),
    Task("points", "分点待核", "篇", "机器分好了，还没有人看过", "speeches",
         lambda user: Speech.objects.open_to(user, Act.EDIT_POINTS).points_unchecked()),
    Task("ready", "可以提交审核", "篇", "分点已核，还是草稿", "speeches",
         lambda user: Speech.objects.open_to(user, Act.SUBMIT).in_draft().points_checked()),
    Task("approved", "已审定待发布", "篇", "发布后读者才看得到", "speeches",
         lambda user: Speech.objects.open_to(user, Act.PUBLISH)),
    Task("seal", "已发布待归档", "篇", "归档后锁定，不能再改", "speeches",
         lambda user: Speech.objects.open_to(user, Act.SEAL)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recent:
    """A meeting and how its speeches stand: (status, its word, how many)."""

    meeting: Meeting
    statuses: Sequence[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who is to speak at the next meeting, and what they have sent in."""

    assignment: Assignment
    speech: Speech | None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    meeting: Meeting
    days_left: int | None  # until the deadline; negative when it has passed
    overdue: bool
    rows: Sequence[Due]

    @property
    def missing(self) -> int:
        return sum(row.speech is None for row in self.rows)

    @property
    def sent(self) -> int:
        return len(self.rows) - self.missing


def home(request: HttpRequest) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    works = access.holds(user, WORKERS)
    coming = _next_meeting(user, today) if works else None
    return render(request, "home/home.html", {
        "today": today,
        "works": works,
        "tasks": _tasks(user) if works else [],
        "published": [] if works else _published(user),
        "next": coming,
        "recent": _recent(user, today, coming),
        "years": Meeting.objects.visible_to(user).count_by_year(),
        "upload_to": Meeting.objects.open_to_uploads_by(user).newest_first().first(),
        "may_arrange": access.holds(user, access.RUN_MEETING),
    })  # fmt: skip


def _tasks(user: User) -> list[tuple[Task, int]]:
    counted = ((task, task.waiting(user).count()) for task in TASKS)
    return [(task, number) for task, number in counted if number]


def _published(user: User) -> QuerySet:
    return Speech.objects.visible_to(user).published().newest_first().with_everything_named()[:RECENT_SPEECHES]


def _recent(user: User, today: datetime.date, shown: NextMeeting | None) -> list[Recent]:
    held = Meeting.objects.visible_to(user).held_by(today).other_than(shown.meeting if shown else None)
    held = held.newest_first().for_lists(user)
    meetings = list(held[:RECENT_MEETINGS])
    counts = Speech.objects.visible_to(user).alive().count_by_meeting_and_status(meetings)
    return [Recent(meeting, _words(counts.get(meeting.pk, {}))) for meeting in meetings]


def _words(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Furthest first."""
    return [(s.value, s.label, counts[s]) for s in reversed(ReviewStatus) if s in counts]


def _next_meeting(user: User, today: datetime.date) -> NextMeeting | None:
    planned = Meeting.objects.visible_to(user).select_related("unit")
    meeting = planned.upcoming(today).first() or planned.overdue(today).first()
    if meeting is None:
        return None
    rows = _due(meeting) if access.holds_on(user, access.STAFF, meeting) else []
    days = (meeting.deadline - today).days if meeting.deadline else None
    return NextMeeting(meeting, days, meeting.date < today, rows)


def _due(meeting: Meeting) -> list[Due]:
    """Who is to speak, those who have sent nothing first."""
    sent = {speech.speaker_id: speech for speech in meeting.speeches.alive().in_order()}
    rows = (Due(row, sent.get(row.speaker_id)) for row in meeting.assignments.select_related("speaker"))
    return sorted(rows, key=lambda due: due.speech is not None)


def todo(request: HttpRequest, name: str) -> HttpResponse:
    """The list behind one count of the home page."""
    task = next((task for task in TASKS if task.name == name), None)
    if task is None:
        raise Http404
    page = Paginator(_listed(task, request.user), PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [("工作台", reverse("home")), (task.what, "")]
    return render(request, "home/todo.html", {"task": task, "page": page, "crumbs": crumbs})


def _listed(task: Task, user: User) -> QuerySet:
    waiting = task.waiting(user)
    if task.makes == "speeches":
        return waiting.with_everything_named().newest_first()
    if task.makes == "points":
        return waiting.with_speeches().newest_first()
    return waiting.select_related("batch__meeting", "source").order_by("-created", "-pk")
