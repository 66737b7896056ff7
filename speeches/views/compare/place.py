"""Where a comparison lives: its addresses, and the comparison that an address asks for, as this person sees it.

What a person may not see answers 404, like what does not exist. Filters and picked speeches stay in every address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from speeches import access, compare
from speeches.compare import Comparison, Scope
from speeches.compare.theme_screens import Target
from speeches.forms.compare import FilterForm
from speeches.models import Meeting, SavedComparison, Speaker, Speech
from speeches.models.meetings import Campaign

from ..meetings import crumbs_to, short_name

if TYPE_CHECKING:
    from speeches.models import User

# The name of a scope's first address; its other addresses add _screen, _reading, _export, _verdict, _regroup.
NAMES = {
    "meeting": "compare",
    "campaign": "compare_campaign",
    "saved": "comparison",
    "speaker": "compare_speaker",
    "picked": "compare_picked",
}
SCREENS = {
    "": "一眼看懂",
    "outline": "要点对照",
    "matrix": "主题×发言",
    "moves": "怎么展开",
    "framing": "怎么立论",
    "theme": "同题细读",
    "quotations": "引用与提法",
    "overlaps": "重合与差异",
}
KEPT = (*FilterForm.base_fields, "pick")  # what an address hands on to the next screen
DUEL, WIDEST = 2, 12  # speeches: two face each other; up to twelve are columns, more are rows

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of one comparison. `query` is what narrows it ("" or "a=b"), kept in every address."""

    kind: str
    uid: str
    query: str = ""

    def address(self, screen: str = "", theme: str = "", anchor: str = "", extra: str = "") -> str:
        suffix = "_reading" if theme else "_screen" if screen else ""
        path = self._path(suffix, *filter(None, [theme or screen]))
        query = "&".join(part for part in (self.query, extra) if part)
        return path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def target(self, target: Target) -> str:
        """Where a number of 一眼看懂 leads: a theme's row is on the matrix, a theme itself is read closely."""
        screen = "" if target.screen == "theme" and not target.theme else target.screen
        theme = target.theme if target.screen == "theme" else ""
        return self.address(screen, theme, target.anchor)

    def action(self, act: str, *args: str) -> str:
        """An address that takes a decision or hands out a file: verdict, regroup, export."""
        return self._path(f"_{act}", *args) + (f"?{self.query}" if self.query else "")

    def _path(self, suffix: str, *args: str) -> str:
        own = [] if self.kind == "picked" else [self.uid]
        return reverse(NAMES[self.kind] + suffix, args=[*own, *args])


@dataclass(frozen=True)
class Opened:
    """A comparison opened by one person. `waiting`: unpublished speeches they see; `saved`: the set, if it is one."""

    place: Place
    scope: Scope
    comparison: Comparison
    form: FilterForm
    crumbs: Crumbs
    waiting: int
    user: User
    saved: SavedComparison | None = None

    @property
    def layout(self) -> str:
        """duel, matrix or long, by the number of speeches."""
        number = len(self.comparison.speeches)
        return "duel" if number == DUEL else "matrix" if number <= WIDEST else "long"

    def context(self, screen: str) -> dict[str, object]:
        """What every screen shows around its own part."""
        speeches = self.comparison.speeches
        shown_waiting = sum(speech.status not in compare.PUBLISHED for speech in speeches)
        return {
            "place": self.place,
            "screen": screen,
            "screen_name": SCREENS[screen],
            "screens": [(word, self.place.address(name), name == screen) for name, word in SCREENS.items()],
            "scope": self.scope,
            "saved": self.saved,
            "owns": self.saved is not None and self.saved.owner_id == self.user.pk,
            "speeches": speeches,
            "by_id": self.comparison.material.by_id,
            "theme_names": self.comparison.material.themes,
            "left_out": self.comparison.material.left_out,
            "people": len({speech.speaker or speech.name for speech in speeches}),
            "points": sum(len(speech.leading) for speech in speeches),
            "across": self.scope.across_meetings and len({speech.meeting for speech in speeches}) > 1,
            "layout": self.layout,
            "shown_waiting": shown_waiting,
            "hidden_waiting": self.waiting - shown_waiting if not shown_waiting else 0,
            "with_waiting": Place(self.place.kind, self.place.uid, _widened(self.place.query)).address(screen),
            "form": self.form,
            "kept": [(name, value) for name, values in QueryDict(self.place.query).lists() for value in values],
            "picks": QueryDict(self.place.query).getlist("pick"),
            "without_filters": Place(self.place.kind, self.place.uid, _unfiltered(self.place.query)).address(screen),
            "staff": access.holds(self.user, access.STAFF),
            "crumbs": [*self.crumbs, (SCREENS[screen], "")],
        }


def _widened(query: str) -> str:
    wide = QueryDict(query, mutable=True)
    wide["status"] = "all"
    return wide.urlencode()


def _unfiltered(query: str) -> str:
    wide = QueryDict(query, mutable=True)
    for name in FilterForm.base_fields:
        wide.pop(name, None)
    return wide.urlencode()


def open_comparison(request: HttpRequest, kind: str, uid: str = "") -> Opened:
    """The comparison at this address as the user sees it; 404 where they see nothing of it."""
    scope, crumbs, saved = OPENERS[kind](request, uid)
    form = FilterForm(request.GET)
    scope = scope.narrowed(form.filters(scope.filters))
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if values := [value for value in request.GET.getlist(name) if value]:
            kept.setlist(name, values)
    return Opened(
        place=Place(kind, uid, kept.urlencode()),
        scope=scope,
        comparison=compare.compare(scope, request.user),
        form=form,
        crumbs=crumbs,
        waiting=compare.count_unpublished(scope, request.user),
        user=request.user,
        saved=saved,
    )


Found = tuple[Scope, Crumbs, SavedComparison | None]


def _meeting(request: HttpRequest, uid: str) -> Found:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), uid=uid)
    crumbs = [*crumbs_to(meeting)[:-1], (short_name(meeting), meeting.get_absolute_url())]
    return compare.of_meeting(meeting), crumbs, None


def _campaign(request: HttpRequest, uid: str) -> Found:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), uid=uid)
    return compare.of_campaign(campaign), _from_list(("专题", "")), None


def _saved(request: HttpRequest, uid: str) -> Found:
    saved = get_object_or_404(SavedComparison.objects.visible_to(request.user), uid=uid)
    return compare.of_saved(saved), _from_list(("比较集", "")), saved


def _speaker(request: HttpRequest, uid: str) -> Found:
    speaker = get_object_or_404(Speaker.objects.visible_to(request.user), uid=uid)
    crumbs = [("发言人", reverse("speakers")), (speaker.name, reverse("speaker", args=[speaker.uid]))]
    return compare.of_speaker(speaker), crumbs, None


def _picked(request: HttpRequest, uid: str) -> Found:
    """The speeches named by ?pick=uid&pick=uid, in that order; those the user does not see are as if not named."""
    wanted = list(dict.fromkeys(request.GET.getlist("pick")))[: compare.LARGEST]
    seen = dict(Speech.objects.visible_to(request.user).by_uids(wanted).values_list("uid", "pk"))
    scope = compare.of_speeches([seen[word] for word in wanted if word in seen])
    return scope, _from_list(("手工选稿", "")), None


def _from_list(last: tuple[str, str]) -> Crumbs:
    return [("对照", reverse("comparisons")), last]


OPENERS: dict[str, Callable[[HttpRequest, str], Found]] = {
    "meeting": _meeting,
    "campaign": _campaign,
    "saved": _saved,
    "speaker": _speaker,
    "picked": _picked,
}
