"""Dress the passages of one page of results: excerpt with marks, heading, themes, where and by whom it was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Substr

from speeches.models import Passage, PointTheme
from speeches.models.passages import PassageQuerySet
from speeches.text.excerpt import Excerpt, excerpt, merge, segments
from speeches.text.normalize import normalize_with_places

from .filters import PART_LABELS
from .results import Hit

if TYPE_CHECKING:
    from speeches.text.excerpt import Span

# What separates a heading from the text that follows it in the same paragraph.
AFTER_HEADING = "。．.：:；;，,！？　 \n"

# Windows of the excerpt that scripts get: enough for every occurrence in a usual passage.
ALL_MARKS = 12


def dressed(passages: PassageQuerySet, words: Sequence[str]) -> tuple[Hit, ...]:
    """The passages as hits, in their order. `passages` carries a `score` and is already cut to one page.

    Sorting is done on numbers alone; texts and names are fetched for the page's few rows only.
    """
    scores = dict(passages.values_list("pk", "score"))  # type: ignore[misc]  # annotated by ranking
    named = Passage.objects.select_related("speech__meeting", "speech__speaker", "speech__version", "point")
    rows, printed = named.in_bulk(list(scores)), _printed(scores)
    labels = _labels(rows.values())
    return tuple(_hit(rows[pk], printed[pk], score, words, labels.get(pk, ())) for pk, score in scores.items())


def _printed(passages: Iterable[int]) -> dict[int, str]:
    """The passages' texts as they stand in their Readings, of which no more than that is fetched."""
    text = Substr("speech__version__reading__text", F("start") + 1, F("end") - F("start"))
    return dict(Passage.objects.filter(pk__in=list(passages)).annotate(printed=text).values_list("pk", "printed"))


def _hit(passage: Passage, text: str, score: float, words: Sequence[str], labels: tuple[PointTheme, ...]) -> Hit:
    speech, point = passage.speech, passage.point
    spans = occurrences(text, words)
    marks = merge(spans)
    first = marks[0] if marks else (0, passage.end - passage.start)
    heading = point.heading if point else ""
    return Hit(
        speech=speech.pk,
        uid=speech.uid,
        point=passage.point_id,
        part=passage.kind,
        part_label=PART_LABELS.get(passage.kind, passage.kind),
        start=passage.start,
        end=passage.end,
        place=(passage.start + first[0], passage.start + first[1]),
        score=round(score, 4),
        occurrences=len(spans),
        meeting=speech.meeting.title,
        date=speech.meeting.date,
        speaker=speech.speaker_name,
        post=speech.post_text,
        title=speech.title,
        status=speech.get_status_display(),
        marker=point.marker if point else "",
        heading=heading,
        heading_segments=segments(heading, merge(occurrences(heading, words))),
        excerpt=excerpt(text, marks, windows=ALL_MARKS),
        line=_after_heading(passage, text, marks),
        labels=labels,
    )


def _after_heading(passage: Passage, text: str, marks: Sequence[Span]) -> Excerpt:
    """The excerpt without the heading that the page prints above it; a further passage of a point has none."""
    skip = passage.point.heading_end - passage.start if passage.point else 0
    if skip <= 0:
        return excerpt(text, marks)
    while skip < len(text) and text[skip] in AFTER_HEADING:
        skip += 1
    left = [(max(start, skip) - skip, end - skip) for start, end in marks if end > skip]
    return excerpt(text[skip:], left)


def occurrences(text: str, words: Iterable[str]) -> list[Span]:
    """Where the normalised words stand in a text as it is printed; each word's occurrences do not overlap."""
    normalized = normalize_with_places(text)
    spans: list[Span] = []
    for word in words:
        at = normalized.text.find(word)
        while at >= 0:
            spans.append(normalized.original(at, at + len(word)))
            at = normalized.text.find(word, at + len(word))
    return spans


def _labels(passages: Iterable[Passage]) -> dict[int, tuple[PointTheme, ...]]:
    """Themes of each passage's point and of the points around it, best first."""
    outlines = {passage.pk: passage.point.outline_id for passage in passages if passage.point}
    rows = PointTheme.objects.filter(content_object__outline__in=set(outlines.values()))
    by_outline: dict[int, list[PointTheme]] = {}
    for row in rows.select_related("tag", "content_object").order_by("rank", "tag__position", "tag__code"):
        by_outline.setdefault(row.content_object.outline_id, []).append(row)
    return {
        passage.pk: _around(passage, by_outline.get(outlines[passage.pk], ()))
        for passage in passages
        if passage.pk in outlines
    }


def _around(passage: Passage, labels: Iterable[PointTheme]) -> tuple[PointTheme, ...]:
    found: dict[int, PointTheme] = {}
    for row in labels:
        if row.content_object.start <= passage.start < row.content_object.end:
            found.setdefault(row.tag_id, row)
    return tuple(found.values())
