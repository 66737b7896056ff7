"""Small marks that every page draws: icons and the masthead's entries. No query and no rule lives here."""

from dataclasses import dataclass

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The masthead's entries in order: the page an entry opens, its word, and the pages that lie within it.
AREAS = {
    "home": ("工作台", set()),
    "meetings": (
        "会议",
        {"meeting", "meeting_new", "meeting_edit", "upload", "batch"}
        | {"speech", "point", "original", "speech_history", "speech_text", "resplit"},
    ),
    "speakers": ("发言人", {"speaker"}),
    "themes": ("主题", {"theme", "proposals", "formulations"}),
    "search": ("检索", set()),
    "comparisons": ("对照", {"comparison", "compare"}),
    "review": ("审核", set()),
}


@dataclass(frozen=True, slots=True)
class Entry:
    address: str
    word: str
    current: bool
    waiting: int


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite in components/_icons.html; always beside a word, so it is hidden from readers aloud."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def masthead_entries(context: RequestContext) -> list[Entry]:
    """The entries this user has, the one of the current page marked."""
    here = _page_name(context)
    return [
        Entry(reverse(name), word, here == name or _lies_in(here, name, within), _waiting(context, name))
        for name, (word, within) in AREAS.items()
        if name != "review" or context.get("sees_review")
    ]


def _lies_in(here: str, name: str, within: set[str]) -> bool:
    """Is this page one of the area's, or a part of one (compare_screen of compare)?"""
    return here in within or here.startswith(f"{name}_") or here.partition("_")[0] in within


def _page_name(context: RequestContext) -> str:
    match = getattr(context.get("request"), "resolver_match", None)
    return (match.url_name if match else "") or ""


def _waiting(context: RequestContext, name: str) -> int:
    return context.get("waiting_reviews", 0) if name == "review" else 0
