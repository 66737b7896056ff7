"""Where a point's permanent link leads today: to the point, to what took its text over, or to where it last stood."""

from __future__ import annotations

from dataclasses import dataclass

from speeches.models import Anchor, Point, Speech


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The point's speech, and either the anchor that stands for it now or the span at which it last stood."""

    speech: Speech
    anchor: str = ""
    place: tuple[int, int] | None = None
    moved: bool = False


def whereabouts(anchor: Anchor) -> Whereabouts:
    """Follow the successors until one is a point of the outline in force."""
    speech = anchor.speech
    heirs = {row.pk: row for row in Anchor.objects.filter(speech=speech)}
    standing = set(Point.objects.current().filter(anchor__speech=speech).values_list("anchor", flat=True))
    seen: set[int] = set()
    at: Anchor | None = anchor
    while at is not None and at.pk not in seen:
        if at.pk in standing:
            return Whereabouts(speech, anchor=at.uid, moved=at.pk != anchor.pk)
        seen.add(at.pk)
        at = heirs.get(at.successor_id)
    return Whereabouts(speech, place=_last_place(anchor), moved=True)


def _last_place(anchor: Anchor) -> tuple[int, int] | None:
    """Its span in the last outline that had it; None where that was in another version's text."""
    last = anchor.points.select_related("outline").order_by("-outline").first()
    if last is None or last.outline.version_id != anchor.speech.version_id:
        return None
    return (last.start, last.end)
