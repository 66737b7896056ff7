"""Run the text functions over a speech and store what they find; what people decided stays on top of it.

Machine rows hang on the outline and the version in force and may be rebuilt at any time. Decisions hang on anchors
(themes) and sentences (moves), and are laid over the machine's rows here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from speeches import lexicons
from speeches.models import (
    Analysis,
    FormulationOccurrence,
    Meeting,
    MoveDecision,
    Point,
    PointTheme,
    QuotationOccurrence,
    SentenceHash,
    SketchHash,
    Speech,
    SpeechVersion,
    Theme,
    ThemeDecision,
)
from speeches.models.choices import Origin, Verdict
from speeches.text import sketch
from speeches.text.distinctive import count_words
from speeches.text.examine import Findings, examine, own_stretches
from speeches.text.lexicon import Lexicon
from speeches.text.moves import Move
from speeches.text.register.skeleton import words_of
from speeches.text.subjects import Subject
from speeches.text.themes import SURE, own_themes

# A margin no machine reaches: the move was set by a person.
DECIDED_MARGIN = 99.0


def analyse(speech: Speech) -> None:
    """Analyse a speech's version in force with the dictionaries in force. The caller holds the transaction."""
    lexicon = lexicons.current()
    points, found = _examined(speech, lexicon)
    PointTheme.objects.filter(content_object__in=points).delete()
    PointTheme.objects.bulk_create(_labels(points, found, lexicon.version))
    _store_analysis(speech.version, found, lexicon)
    _store_occurrences(speech.version, found)
    _store_fingerprints(speech.version, found)


def _examined(speech: Speech, lexicon: Lexicon) -> tuple[list[Point], Findings]:
    version = speech.version
    points = list(version.outline.points.all())
    parts = list(version.outline.parts.all())
    return points, examine(
        version.reading.text, version.start, version.end, parts, points, lexicon, _own_theme(speech.meeting, lexicon)
    )


def _own_theme(meeting: Meeting, lexicon: Lexicon) -> tuple[str, ...]:
    """What the meeting is about, by which its points are not told apart: its title says, else its first preset."""
    named = own_themes(f"{meeting.title}\n{meeting.topic}", lexicon.themes)
    return named or tuple(meeting.preset_themes.values_list("code", flat=True)[:1])


def _labels(points: Sequence[Point], found: Findings, lexicon_version: int) -> list[PointTheme]:
    """The labels in force of every point, not yet stored."""
    themes = {theme.code: theme for theme in Theme.objects.active()}
    decided = _decisions_by_anchor(points)
    rows: list[PointTheme] = []
    for i, point in enumerate(points):
        machine = [
            PointTheme(
                content_object=point,
                tag=themes[label.code],
                score=round(label.score, 2),
                tier=label.tier,
                evidence=[[e.start, e.end, e.term, round(e.score, 2)] for e in label.evidence],
                lexicon_version=lexicon_version,
            )
            for label in found.labels.get(i, ())
        ]
        rows += labels_in_force(point, machine, decided.get(point.anchor_id, ()))
    return rows


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A point whose themes today's dictionaries would name otherwise; names in order of rank."""

    point: Point
    before: tuple[str, ...]
    after: tuple[str, ...]


def preview_retag(speech: Speech) -> list[Relabelled]:
    """Exactly what analysing the speech again would change of its points' themes; stores nothing."""
    lexicon = lexicons.current()
    points, found = _examined(speech, lexicon)
    after: dict[int, list[PointTheme]] = {point.pk: [] for point in points}
    for label in _labels(points, found, lexicon.version):
        after[label.content_object_id].append(label)
    before: dict[int, list[PointTheme]] = {point.pk: [] for point in points}
    for label in PointTheme.objects.filter(content_object__in=points).select_related("tag").order_by("rank"):
        before[label.content_object_id].append(label)
    changes = [Relabelled(point, _named(before[point.pk]), _named(after[point.pk])) for point in points]
    return [change for change in changes if change.before != change.after]


def _named(labels: Sequence[PointTheme]) -> tuple[str, ...]:
    return tuple(f"{label.tag.name}（{label.state}）" for label in labels)


@transaction.atomic
def retag(speech: Speech) -> list[Relabelled]:
    """Analyse a speech again and say what changed of its points' themes."""
    changes = preview_retag(speech)
    analyse(speech)
    return changes


def _decisions_by_anchor(points: Iterable[Point]) -> dict[int, list[ThemeDecision]]:
    by_anchor: dict[int, list[ThemeDecision]] = {}
    for decision in ThemeDecision.objects.filter(anchor__points__in=list(points)).distinct().in_force():
        by_anchor.setdefault(decision.anchor_id, []).append(decision)
    return by_anchor


def labels_in_force(
    point: Point, machine: Sequence[PointTheme], decisions: Sequence[ThemeDecision]
) -> list[PointTheme]:
    """The machine's labels less the rejected ones, the confirmed ones marked, the added ones beside them, ranked."""
    verdicts = {decision.theme_id: decision.verdict for decision in decisions}
    labels = [label for label in machine if verdicts.get(label.tag_id) != Verdict.REJECTED]
    for label in labels:
        label.confirmed = verdicts.get(label.tag_id) in (Verdict.CONFIRMED, Verdict.ADDED)
    known = {label.tag_id for label in machine}
    weight = max((label.score for label in machine), default=SURE)
    labels += [
        PointTheme(
            content_object=point,
            tag=decision.theme,
            score=weight,
            tier="sure",
            origin=Origin.PERSON,
            confirmed=True,
        )
        for decision in decisions
        if decision.theme_id not in known and decision.verdict in (Verdict.ADDED, Verdict.CONFIRMED)
    ]
    place = {label.tag_id: i for i, label in enumerate(machine)}  # the machine's order is more than the score
    labels.sort(key=lambda label: (not label.confirmed, place.get(label.tag_id, -1), label.tag.code))
    for rank, label in enumerate(labels, start=1):
        label.rank = rank
    return labels


@transaction.atomic
def apply_decisions(point: Point) -> None:
    """Bring one point's labels in line after a decision about it: the speech is tagged again, so nothing drifts."""
    analyse(point.speech)


def _store_analysis(version: SpeechVersion, found: Findings, lexicon: Lexicon) -> None:
    data = _as_json(version, found) | {"words": _words(version, found, lexicon)}
    Analysis.objects.filter(version=version).delete()
    Analysis.objects.create(version=version, lexicon_version=lexicon.version, data=data)


def _words(version: SpeechVersion, found: Findings, lexicon: Lexicon) -> dict[str, int]:
    """How often the speaker says each word: counted here, because cutting words is too slow for a page."""
    text, segmenter = version.reading.text, lexicons.segmenter()
    stretches = own_stretches(version.start, version.end, found.masks)
    words = [word.text for stretch in stretches for word in segmenter.words(text, *stretch)]
    return dict(sorted(count_words(words, lexicon.stopwords).items()))


def _as_json(version: SpeechVersion, found: Findings) -> dict[str, object]:
    decided = {d.sentence: d.move for d in MoveDecision.objects.filter(speech=version.speech).order_by("pk")}
    text = version.reading.text
    return {
        "moves": [
            _move(move, subject, decided.get(sentence_key(text, move.start, move.end)))
            for move, subject in zip(found.moves, found.subjects, strict=True)
        ],
        "constructions": {str(i): asdict(c) for i, c in enumerate(found.constructions) if c is not None},
        "contrasts": [asdict(contrast) for contrast in found.contrasts],
        "metaphors": [asdict(metaphor) for metaphor in found.metaphors],
        "suspects": [asdict(suspect) for suspect in found.suspects],
        "masks": [[mask.start, mask.end, mask.why] for mask in found.masks],
    }


def sentence_key(text: str, start: int, end: int) -> str:
    """By which a decision on a sentence's move finds it again: its words."""
    return words_of(text[start:end])


def _move(move: Move, subject: Subject, said: str | None) -> dict[str, object]:
    """One sentence; a person's word on it stands above any margin."""
    return {
        "start": move.start,
        "end": move.end,
        "move": said or move.move,
        "margin": DECIDED_MARGIN if said else round(move.margin, 2),
        "origin": Origin.PERSON if said else Origin.MACHINE,
        "evidence": move.evidence,
        "cue": move.cue,
        "subject": subject.group,
        "subject_words": subject.evidence,
    }


def _store_occurrences(version: SpeechVersion, found: Findings) -> None:
    QuotationOccurrence.objects.filter(version=version).delete()
    QuotationOccurrence.objects.bulk_create(
        QuotationOccurrence(
            version=version,
            start=q.start,
            end=q.end,
            text=q.text,
            key=words_of(q.text)[:200],
            kind=q.kind,
            form=q.form,
            attribution=(q.attribution or "")[:80],
            attributed=q.attributed,
            quoted=q.quoted,
        )
        for q in found.quotations
    )
    FormulationOccurrence.objects.filter(version=version).delete()
    FormulationOccurrence.objects.bulk_create(
        FormulationOccurrence(version=version, name=hit.name, start=hit.start, end=hit.end)
        for hit in found.formulations
    )


def _store_fingerprints(version: SpeechVersion, found: Findings) -> None:
    sentences = [(move.start, move.end) for move in found.moves]
    SentenceHash.objects.filter(version=version).delete()
    SentenceHash.objects.bulk_create(
        SentenceHash(version=version, hash=h.hash, start=h.start, end=h.end, chars=h.chars)
        for h in sketch.sentence_hashes(version.reading.text, sentences, found.masks)
    )
    SketchHash.objects.filter(version=version).delete()
    SketchHash.objects.bulk_create(SketchHash(version=version, hash=value) for value in sketch.sketch(version.text))
