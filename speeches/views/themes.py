"""The themes by group with how often they are spoken of, and one theme: what it means, who said what, where."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from speeches.models import Meeting, Point, PointTheme, Speaker, Speech, Theme
from speeches.models.outlines import PointQuerySet

PER_PAGE = 40
EVIDENCE_SHOWN = 6
NOBODY = "none"  # in the address: speeches whose speaker nobody has confirmed


@dataclass(frozen=True, slots=True)
class Counted:
    theme: Theme
    points: int
    speeches: int


def themes(request: HttpRequest) -> HttpResponse:
    counts = _points(request).count_by_theme()
    groups = [
        (name, [Counted(theme, *counts.get(theme.pk, (0, 0))) for theme in members])
        for name, members in Theme.objects.active().by_group().items()
    ]
    spoken = sum(row.points > 0 for _, members in groups for row in members)
    total = sum(len(members) for _, members in groups)
    return render(request, "themes/themes.html", {"groups": groups, "spoken": spoken, "total": total})


def _points(request: HttpRequest) -> PointQuerySet:
    return Point.objects.visible_to(request.user).current().alive()


@dataclass(frozen=True, slots=True)
class Said:
    """A point about the theme, its label, and the words the label rests on."""

    point: Point
    label: PointTheme
    words: Sequence[str]


def theme(request: HttpRequest, code: str) -> HttpResponse:
    """A theme's points, newest meeting first; `meeting` and `speaker` narrow them."""
    theme = get_object_or_404(Theme.objects.select_related("successor"), code=code)
    everything = _points(request).about(theme)
    meeting = Meeting.objects.visible_to(request.user).by_uid(request.GET.get("meeting", "")).first()
    sought = request.GET.get("speaker", "")
    person = Speaker.objects.visible_to(request.user).by_uid(sought).first()
    found = everything.of_meeting(meeting.uid) if meeting else everything
    if person:
        found = found.of_speaker(person.uid)
    elif sought == NOBODY:
        found = found.of_speeches(Speech.objects.visible_to(request.user).without_speaker())
    page = Paginator(found.newest_first().with_speeches(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "themes/theme.html", {
        "theme": theme,
        "page": page,
        "said": [_said(point, theme) for point in page.object_list],
        "meeting": meeting,
        "person": person,
        "nobody": sought == NOBODY,
        "people": everything.count_by_speaker(),
        "meetings": everything.count_by_meeting(),
        "total": everything.count(),
        "crumbs": [("主题", reverse("themes")), (theme.name, "")],
    })  # fmt: skip


def _said(point: Point, theme: Theme) -> Said:
    label = next(label for label in point.labels.all() if label.tag_id == theme.pk)
    words = dict.fromkeys(term for _start, _end, term, _score in label.evidence)
    return Said(point, label, list(words)[:EVIDENCE_SHOWN])
