"""Addresses and lookups of the comparison pages. No query and no rule lives here."""

from collections.abc import Mapping, Sequence

from django import template
from django.template.context import RequestContext

from speeches.compare.material import SpeechData
from speeches.compare.theme_screens import Target
from speeches.views.compare.drawing import place_of

register = template.Library()


@register.simple_tag(takes_context=True)
def screen_at(context: RequestContext, screen: str = "", anchor: str = "", extra: str = "") -> str:
    """The address of a screen of the comparison that this page belongs to."""
    return context["place"].address(screen, anchor=anchor, extra=extra)


@register.simple_tag(takes_context=True)
def theme_at(context: RequestContext, code: str, speech: SpeechData | None = None) -> str:
    """The address at which a theme is read closely; with a speech, that one's points alone."""
    return context["place"].address("theme", code, extra=f"speech={speech.uid}" if speech else "")


@register.simple_tag(takes_context=True)
def target_at(context: RequestContext, target: Target) -> str:
    return context["place"].target(target)


@register.simple_tag(takes_context=True)
def act_at(context: RequestContext, act: str, argument: str = "") -> str:
    place = context["place"]
    return place.action(act, argument) if argument else place.action(act)


@register.simple_tag
def at(speech: SpeechData, start: int, end: int) -> str:
    """The address at which the speech opens with this passage marked."""
    return place_of(speech.uid, start, end)


@register.filter
def item(mapping: Mapping[object, object], key: object) -> object:
    return mapping.get(key)


@register.filter
def nth(row: Sequence[object], position: int) -> object:
    """What stands at this position (from 0): the column of a cell."""
    return row[position]


@register.filter
def legible(words: str) -> str:
    """Names left out with asterisks are shown as ××; as many signs as the text has."""
    return words.replace("*", "×")


@register.filter
def percent(share: float) -> int:
    return round(share * 100)


@register.filter
def tenths(share: float) -> str:
    """A share in per cent with one decimal, for small ones."""
    return f"{share * 100:.1f}"
