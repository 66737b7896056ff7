"""Whom each sentence is about or speaks to: 个人 干部 组织 群众 事业, with the words that say so.

Counts words; gives no verdict. 我们 is ambiguous in the genre and counts as 干部.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from speeches.text.rhetoric.construction_lexicon import ConstructionLexicon
from speeches.text.rhetoric.cues import CueHit, earliest_only, find_cues
from speeches.text.sentences import Span

FIRST_WORD_BONUS = 0.5
"""The first word of a sentence is most often its grammatical subject, so it decides between equal counts."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence and its subject group, None where no word says; `evidence` are the group's words in order."""

    start: int
    end: int
    group: str | None
    evidence: tuple[Span, ...]


def subjects_of(text: str, sentences: Sequence[Span], lexicon: ConstructionLexicon) -> tuple[Subject, ...]:
    """The subject group of every sentence; ties go to the group that is named first."""
    starts = [span[0] for span in sentences]
    found: list[list[CueHit]] = [[] for _ in sentences]
    first, last = (sentences[0][0], sentences[-1][1]) if sentences else (0, 0)
    for hit in earliest_only(find_cues(text, lexicon.subjects.table, first, last)):
        place = bisect_right(starts, hit.start) - 1
        if place >= 0 and hit.start < sentences[place][1] and lexicon.subjects.group(hit.cue):
            found[place].append(hit)
    return tuple(_subject(span, hits, lexicon) for span, hits in zip(sentences, found, strict=True))


def _subject(span: Span, hits: Sequence[CueHit], lexicon: ConstructionLexicon) -> Subject:
    if not hits:
        return Subject(span[0], span[1], None, ())
    counts: dict[str, float] = {lexicon.subjects.group(hits[0].cue): FIRST_WORD_BONUS}
    for hit in hits:
        group = lexicon.subjects.group(hit.cue)
        counts[group] = counts.get(group, 0.0) + 1
    best = max(counts, key=lambda group: counts[group])
    evidence = tuple((hit.start, hit.end) for hit in hits if lexicon.subjects.group(hit.cue) == best)
    return Subject(span[0], span[1], best, evidence)
