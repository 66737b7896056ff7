"""同题细读: what several speeches say on one theme, side by side, with what speaks for the theme marked in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from .marking import Mark, segments
from .material import Label, Material, PointData, SpeechData
from .wording_screens import (
    DistinctWord,
    OverlapsScreen,
    ReadColumn,
    ReadPoint,
    SharedPassage,
    SharedWords,
    SpeechWords,
    ThemeReading,
    WordCount,
)

COLUMNS = 4  # shown unless asked otherwise; a line of text stays readable
MOST_COLUMNS = 6
WORDS_MARKED = 9  # distinctive words a speech: with more, everything is bold


def read_theme(
    material: Material,
    code: str,
    chosen: Collection[int],
    overlaps: OverlapsScreen,
    words: Sequence[SpeechWords],
) -> ThemeReading:
    """The points of one theme. `chosen`: ids of the speeches to show, else the four that say most of it.

    Raises KeyError for a code that no theme has.
    """
    spoken = [speech for speech in material.speeches if _points(speech, code)]
    shown = _shown(spoken, code, chosen)
    passages = _passages(shown, code, overlaps)
    distinct = {each.speech.id: each.words[:WORDS_MARKED] for each in words}
    terms = {speech.id: _terms(speech, code) for speech in shown}
    said_by = Counter(term for found in terms.values() for term in found)
    return ThemeReading(
        code=code,
        name=material.themes[code].name,
        columns=tuple(
            ReadColumn(
                speech=speech,
                points=tuple(
                    _read(speech, point, code, passages, distinct.get(speech.id, ()), material)
                    for point in _points(speech, code)
                ),
                own_words=_most_first(word for word in terms[speech.id].values() if said_by[word.word] == 1),
                distinct_words=_distinct_here(speech, code, distinct.get(speech.id, ())),
            )
            for speech in shown
        ),
        others=tuple(speech for speech in spoken if speech not in shown),
        shared_words=tuple(
            SharedWords(term, tuple(terms[s.id][term].count if term in terms[s.id] else 0 for s in shown))
            for term in sorted(said_by, key=lambda term: (-said_by[term], term))
            if said_by[term] > 1
        ),
        passages=passages,
    )


def _points(speech: SpeechData, code: str) -> list[PointData]:
    return [point for point in speech.leading if point.label(code)]


def _shown(spoken: Sequence[SpeechData], code: str, chosen: Collection[int]) -> list[SpeechData]:
    """In speaking order."""
    if chosen:
        return [speech for speech in spoken if speech.id in chosen][:MOST_COLUMNS]
    most = sorted(spoken, key=lambda speech: (-sum(p.chars for p in _points(speech, code)), speech.order))[:COLUMNS]
    return sorted(most, key=lambda speech: speech.order)


def _passages(shown: Sequence[SpeechData], code: str, overlaps: OverlapsScreen) -> tuple[SharedPassage, ...]:
    """Shared passages of which both sides touch points of the theme."""
    spans = {speech.id: [(point.start, point.end) for point in _points(speech, code)] for speech in shown}

    def inside(speech: int, start: int, end: int) -> bool:
        return any(start < last and end > first for first, last in spans.get(speech, ()))

    return tuple(p for p in overlaps.passages if inside(p.a, *p.a_span) and inside(p.b, *p.b_span))


def _read(
    speech: SpeechData,
    point: PointData,
    code: str,
    passages: Sequence[SharedPassage],
    distinct: Sequence[DistinctWord],
    material: Material,
) -> ReadPoint:
    label = next(label for label in point.labels if label.code == code)
    marks = [
        *_shared_marks(speech, passages, material),
        *(Mark(q.start, q.end, "quotation", q.attribution or "引文") for q in speech.quotations if q.kind == "引文"),
        *(Mark(c.start, c.end, "contrast", c.kind) for c in speech.contrasts),
        *(Mark(e.start, e.end, "theme", f"{e.term} {e.score:g}") for e in label.evidence),
        *(
            Mark(start, end, "distinct", f"本篇 {w.own} 次，他篇 {w.others} 次")
            for w in distinct
            for start, end in w.places
        ),
    ]
    return ReadPoint(
        point=point,
        label=label,
        evidence=tuple(sorted(label.evidence, key=lambda e: (-e.score, e.start))),
        segments=segments(speech.text, point.start, point.end, marks),
        sentences=tuple(s for s in speech.sentences if point.start <= s.start < point.end),
    )


def _shared_marks(speech: SpeechData, passages: Sequence[SharedPassage], material: Material) -> list[Mark]:
    marks: list[Mark] = []
    for passage in passages:
        sides = ((passage.a, passage.a_segments, passage.b), (passage.b, passage.b_segments, passage.a))
        for own, shown, other in sides:
            title = f"与{material.by_id[other].name}相同"
            if own == speech.id:
                marks += [Mark(s.start, s.end, "shared", title, passage.number) for s in shown if s.kinds]
    return marks


def _terms(speech: SpeechData, code: str) -> dict[str, WordCount]:
    """The theme's words in the speech's points of the theme, in order of first place."""
    places: dict[str, list[tuple[int, int]]] = {}
    for label in _labels(speech, code):
        for evidence in sorted(label.evidence, key=lambda e: e.start):
            places.setdefault(evidence.term, []).append((evidence.start, evidence.end))
    return {term: WordCount(term, len(found), tuple(found)) for term, found in places.items()}


def _labels(speech: SpeechData, code: str) -> list[Label]:
    return [label for point in speech.leading for label in point.labels if label.code == code]


def _most_first(words: Iterable[WordCount]) -> tuple[WordCount, ...]:
    return tuple(sorted(words, key=lambda word: (-word.count, word.places)))


def _distinct_here(speech: SpeechData, code: str, distinct: Sequence[DistinctWord]) -> tuple[WordCount, ...]:
    spans = [(point.start, point.end) for point in _points(speech, code)]
    found = []
    for word in distinct:
        places = tuple(p for p in word.places if any(first <= p[0] < last for first, last in spans))
        if places:
            found.append(WordCount(word.word, len(places), places))
    return tuple(found)
