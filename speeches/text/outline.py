"""Divide a speech into its parts and numbered points, each with the reason for it.

Understands how Chinese speeches number (markers.py). Knows nothing of Django or of themes; never changes the text.
"""

from dataclasses import dataclass, replace

from speeches.text.checks import Finding, check_text
from speeches.text.points.paragraphs import split_paragraphs
from speeches.text.points.sections import find_sections
from speeches.text.points.speech_outline import Part, Point, SpeechOutline, outline_speech

__all__ = ["Finding", "Outline", "Part", "Point", "Section", "outline", "replace_parent"]


@dataclass(frozen=True, slots=True)
class Section:
    """One of several speeches in a file, [start, end) of its text. What the text does not say is ""."""

    speaker: str
    post: str
    unit: str
    title: str
    start: int
    end: int
    points: tuple[int, ...]  # indices into the outline's points


@dataclass(frozen=True, slots=True)
class Outline:
    """A text's division: parts tile it; points are sorted by start; sections only where it holds several speeches."""

    parts: tuple[Part, ...]
    points: tuple[Point, ...]
    sections: tuple[Section, ...]
    warnings: tuple[Finding, ...]


def outline(text: str) -> Outline:
    """Divide `text`, whatever it holds. All offsets count characters of `text`, [start, end)."""
    paragraphs = split_paragraphs(text)
    heads = find_sections(text, paragraphs)
    speeches = [outline_speech(text, head.paragraphs(paragraphs), head.start, head.end) for head in heads]
    parts: list[Part] = []
    points: list[Point] = []
    sections: list[Section] = []
    for head, speech in zip(heads, speeches, strict=True):
        first = len(points)
        parts.extend(speech.parts)
        points.extend(_moved(point, first) for point in speech.points)
        if len(heads) > 1 and head.speaker is not None:
            indices = tuple(range(first, len(points)))
            sections.append(Section(head.speaker, head.post, "", head.title, head.start, head.end, indices))
    return Outline(tuple(parts), tuple(points), tuple(sections), _warnings(text, speeches))


def replace_parent(point: Point, parent: int | None) -> Point:
    """The same point under another parent, for a list that holds only some of the points."""
    return replace(point, parent=parent)


def _moved(point: Point, by: int) -> Point:
    return point if point.parent is None or not by else replace_parent(point, point.parent + by)


def _warnings(text: str, speeches: list[SpeechOutline]) -> tuple[Finding, ...]:
    found = [finding for speech in speeches for finding in speech.findings]
    return tuple(sorted([*found, *check_text(text)], key=lambda finding: (finding.start, finding.end, finding.code)))
