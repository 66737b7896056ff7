"""What has changed of a speech since it was last sent back, or between two of its outlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from speeches.models import Outline, Point, ReviewStep, Speech
from speeches.models.choices import ReviewStatus
from speeches.text.changes import ADDED, KEPT, REMOVED, Hunk, changes, count
from speeches.text.outline import Point as DrawnPoint

from .typesetting import Sheet


@dataclass(frozen=True, slots=True)
class Heading:
    """A point's line in a list of differences: kept, added or removed."""

    kind: str
    level: int
    marker: str
    heading: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A change of the text, and what the row it stands in is called."""

    where: str
    hunk: Hunk


@dataclass(frozen=True, slots=True)
class Revision:
    """What was done between a step of the review and now."""

    since: ReviewStep
    hunks: tuple[Placed, ...]
    headings: tuple[Heading, ...]
    added: tuple[int, int]  # pieces, characters
    removed: tuple[int, int]
    from_number: int
    to_number: int

    @property
    def empty(self) -> bool:
        return not self.hunks and not self.headings


def since_return(sheet: Sheet, steps: Sequence[ReviewStep]) -> Revision | None:
    """What changed since the speech was last sent back; None where it never was. `steps` in order, oldest first."""
    returned = [step for step in steps if step.to_status == ReviewStatus.RETURNED]
    if not returned or sheet.speech.version is None:
        return None
    step, version = returned[-1], sheet.speech.version
    hunks = changes(step.version.text, version.text) if step.version_id != version.pk else ()
    before = list(step.outline.points.all()) if step.outline else []
    redrawn = step.outline_id != version.outline_id
    return Revision(
        since=step,
        hunks=tuple(Placed(_where(sheet, version.start + hunk.at), hunk) for hunk in hunks),
        headings=_redrawn(step, before, sheet.points) if redrawn else (),
        added=count(hunks, ADDED),
        removed=count(hunks, REMOVED),
        from_number=step.version.number,
        to_number=version.number,
    )


def _redrawn(step: ReviewStep, before: Sequence[Point], after: Sequence[Point]) -> tuple[Heading, ...]:
    """How the points differ; in a corrected text by their wording, since every place behind a correction has moved."""
    if after and after[0].outline.version_id == step.version_id:
        return headings(before, after)
    old = [(point.level, point.marker, point.heading) for point in before]
    new = [(point.level, point.marker, point.heading) for point in after]
    rows: list[Heading] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        rows += [Heading(KEPT if tag == "equal" else REMOVED, *point) for point in old[i1:i2]]
        rows += [Heading(ADDED, *point) for point in new[j1:j2] if tag != "equal"]
    return tuple(rows) if old != new else ()


def _where(sheet: Sheet, place: int) -> str:
    row = sheet.row_at(place) or (sheet.rows[-1] if sheet.rows else None)
    if row is None:
        return ""
    return row.point.marker.rstrip("，、, ") or "疑似" if row.point else row.kind


def headings(before: Sequence[Point], after: Sequence[Point | DrawnPoint], text: str = "") -> tuple[Heading, ...]:
    """The lists of points, one above the other; empty where they are the same. `text` names points not yet stored.

    Where only the ends of points moved, and no point came or went, those that ended elsewhere are told apart.
    """
    for shape in (_start, _span):
        old = {shape(point): _named(point, text) for point in before}
        new = {shape(point): _named(point, text) for point in after}
        if list(old) != list(new):
            return _told(old, new)
    return ()


Shape = tuple[int, int, str, int]


def _told(old: Mapping[Shape, tuple[str, str]], new: Mapping[Shape, tuple[str, str]]) -> tuple[Heading, ...]:
    rows = [(shape, REMOVED if shape not in new else KEPT, named) for shape, named in old.items()]
    rows += [(shape, ADDED, named) for shape, named in new.items() if shape not in old]
    rows.sort(key=lambda row: (row[0][0], row[1] == ADDED, row[0]))
    return tuple(Heading(kind, shape[1], *named) for shape, kind, named in rows)


def _start(point: Point | DrawnPoint) -> Shape:
    return (point.start, point.level, point.marker, 0)


def _span(point: Point | DrawnPoint) -> Shape:
    return (point.start, point.level, point.marker, point.end)


def _named(point: Point | DrawnPoint, text: str) -> tuple[str, str]:
    return (point.marker, point.heading or text[point.heading_start : point.heading_end])


@dataclass(frozen=True, slots=True)
class Redrawing:
    """One outline of the history, and how it differs from the one before it."""

    outline: Outline
    points: tuple[Point, ...]
    headings: tuple[Heading, ...]
    undone: bool  # it no longer leads to the outline in force


def redrawings(speech: Speech) -> list[Redrawing]:
    """All outlines of the speech's versions, oldest first, in a fixed number of queries."""
    rows = Outline.objects.filter(version__speech=speech).select_related("author", "version")
    ordered = list(rows.order_by("version__number", "number").prefetch_related("points"))
    undone = _undone(speech, ordered)
    found: list[Redrawing] = []
    for i, outline in enumerate(ordered):
        points = tuple(outline.points.all())
        before = found[-1].points if i and ordered[i - 1].version_id == outline.version_id else ()
        found.append(Redrawing(outline, points, headings(before, points) if before else (), outline.pk in undone))
    return found


def _undone(speech: Speech, outlines: Sequence[Outline]) -> set[int]:
    """The outlines of the version in force that were undone: those from which the one in force was not drawn."""
    version = speech.version
    follows = {outline.pk: outline.follows_id for outline in outlines if version and outline.version_id == version.pk}
    undone, at = set(follows), version.outline_id if version else None
    while at is not None:
        undone.discard(at)
        at = follows.get(at)
    return undone
