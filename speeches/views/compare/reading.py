"""同题细读: one theme read side by side, and 改归类 in place; one theme meeting by meeting."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from speeches import access, compare, editing
from speeches.access import Act
from speeches.compare.material import SpeechData
from speeches.compare.reading import MOST_COLUMNS
from speeches.compare.theme_screens import ThemeRow, ThemeTrend
from speeches.forms.compare import FilterForm, RegroupForm
from speeches.models import Anchor, Point, Speech, Theme, User
from speeches.models.choices import Verdict

from .lines import grounds, set_lines
from .place import Opened, Place, open_comparison


@dataclass(frozen=True, slots=True)
class Choice:
    """A speech that may be set beside the others; `points` of the theme."""

    speech: SpeechData
    points: int
    shown: bool


@require_safe
def reading(request: HttpRequest, kind: str, code: str, uid: str = "") -> HttpResponse:
    """The points of one theme side by side; ?speech=uid&speech=uid chooses the columns."""
    opened = open_comparison(request, kind, uid)
    theme = get_object_or_404(Theme, code=code)
    context = opened.context("theme")
    if not opened.comparison.speeches:
        return render(request, "compare/nothing.html", context)
    rows = [row for row in opened.comparison.matrix().rows if row.speeches]
    at = next((at for at, row in enumerate(rows) if row.code == code), None)
    chosen = _chosen(request, opened)
    found = opened.comparison.reading(code, chosen)
    shown = {column.speech.id for column in found.columns}
    row = rows[at] if at is not None else None
    return render(request, "compare/reading.html", context | {
        "reading": found,
        "theme": theme,
        "row": row,
        "themes": rows,
        "all_themes": Theme.objects.active(),
        "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at is not None and at + 1 < len(rows) else None,
        "choices": _choices(opened, row, shown),
        "most_columns": MOST_COLUMNS,
        "regroup_at": _same_columns(opened, chosen).action("regroup", code),
        "editable": _editable(request.user, [column.speech.id for column in found.columns]),
        "points_shown": sum(len(column.points) for column in found.columns),
        "doubtful": sum(point.label.in_doubt for column in found.columns for point in column.points),
        "lines": {
            read.point.id: set_lines(read, column.speech) for column in found.columns for read in column.points
        },
        "grounds_of": {read.point.id: grounds(read) for column in found.columns for read in column.points},
        "crumbs": [*opened.crumbs, ("同题细读", opened.place.address("theme")), (theme.label, "")],
    })  # fmt: skip


def _chosen(request: HttpRequest, opened: Opened) -> list[int]:
    wanted = set(request.GET.getlist("speech"))
    return [speech.id for speech in opened.comparison.speeches if speech.uid in wanted]


def _same_columns(opened: Opened, chosen: list[int]) -> Place:
    """The place with the columns chosen now, so that a decision leads back to them."""
    place, by_id = opened.place, opened.comparison.material.by_id
    query = [place.query, *(f"speech={by_id[pk].uid}" for pk in chosen)]
    return Place(place.kind, place.uid, "&".join(filter(None, query)))


def _choices(opened: Opened, row: ThemeRow | None, shown: set[int]) -> list[Choice]:
    if row is None:
        return []
    points = {cell.speech: len(cell.points) for cell in row.spoken}
    return [Choice(s, points[s.id], s.id in shown) for s in opened.comparison.speeches if s.id in points]


def _editable(user: User, speeches: list[int]) -> set[int]:
    """Ids of the speeches whose themes this person may change now."""
    return set(Speech.objects.open_to(user, Act.EDIT_POINTS).filter(pk__in=speeches).values_list("pk", flat=True))


@require_POST
def regroup(request: HttpRequest, kind: str, code: str, uid: str = "") -> HttpResponse:
    """Confirm, reject or move one point's theme, then show the same reading again."""
    back = Place(kind, uid, request.GET.urlencode()).address("theme", code)
    form = RegroupForm(request.POST)
    if not form.is_valid():
        messages.error(request, "；".join(form.non_field_errors()) or "没有看懂要改什么，请再选一次。")
        return redirect(back)
    anchor = get_object_or_404(Anchor.objects.visible_to(request.user), uid=form.cleaned_data["point"])
    point = Point.objects.current().filter(anchor=anchor).select_related("outline__version__speech__meeting").first()
    if point is None:
        messages.error(request, "这篇发言的分点刚刚被改过，请看过新的分点再改。")
        return redirect(back)
    try:
        messages.success(request, _regroup(point, form, request.user))
    except editing.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{back}#p-{anchor.uid}")


def _regroup(point: Point, form: RegroupForm, user: User) -> str:
    theme, act, to = (form.cleaned_data[name] for name in ("theme", "act", "to"))
    if act == form.CONFIRM:
        editing.decide_theme(point, theme, Verdict.CONFIRMED, user)
        return f"已确认“{theme.label}”。"
    editing.decide_theme(point, theme, Verdict.REJECTED, user)
    if act == form.REJECT:
        return f"已从“{theme.label}”去掉，不会再标上。"
    editing.decide_theme(point, to, Verdict.ADDED, user)
    return f"已从“{theme.label}”改归“{to.label}”。"


@require_safe
def over_time(request: HttpRequest, code: str) -> HttpResponse:
    """One theme across all the meetings that this person sees: how many spoke of it, and who said it first."""
    theme = get_object_or_404(Theme, code=code)
    form = FilterForm(request.GET)
    scope = compare.of_theme(theme)
    comparison = compare.compare(scope.narrowed(form.filters(scope.filters)), request.user)
    trend: ThemeTrend = comparison.over_time(code)
    if not trend.meetings and not theme.active:
        raise Http404
    return render(request, "compare/over_time.html", {
        "theme": theme,
        "trend": trend,
        "by_id": comparison.material.by_id,
        "left_out": comparison.material.left_out,
        "speeches": comparison.speeches,
        "points": sum(len(meeting.points) for meeting in trend.meetings),
        "form": form,
        "staff": access.holds(request.user, access.STAFF),
        "crumbs": [("主题", reverse("themes")), (theme.name, theme.get_absolute_url()), ("历次", "")],
    })  # fmt: skip
