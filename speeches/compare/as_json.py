"""A comparison as `manage.py compare --json` prints it (docs, “命令”): plain dicts and lists, the same in every run."""

from __future__ import annotations

from collections.abc import Sequence

from speeches.models import Meeting

from .comparison import Comparison
from .marking import Slot
from .material import Label, PointData, SpeechData
from .matrix import Matrix
from .wording_screens import QuotationRow, SharedPassage

Json = dict[str, object]


def as_json(comparison: Comparison, meeting: Meeting | None) -> Json:
    """Everything the comparison holds, for programs; shares are fractions of 1."""
    matrix = comparison.matrix(seriated=False)
    quoting = comparison.quotations()
    overlaps = comparison.overlaps()
    passages = sorted((*overlaps.passages, *overlaps.short), key=lambda p: (p.a, p.b, p.a_span, p.b_span))
    return {
        "meeting": {"id": meeting.pk, "title": meeting.title} if meeting else None,
        "speeches": [_speech(speech) for speech in comparison.speeches],
        **_matrix(matrix),
        "quotations": [_quotation(row) for row in (*quoting.quotations, *quoting.works, *quoting.emphases)],
        "formulations": [
            *({"name": row.name, "occurrences": _places(matrix.columns, row.cells)} for row in quoting.formulations),
            *_miswritten(comparison.speeches),
        ],
        "reuse": [_reuse(passage) for passage in passages],
        "reuse_masked": [
            {"text": masked.text, "why": masked.why, "speeches": list(masked.speeches)} for masked in overlaps.masked
        ],
        "distinctive": {
            str(each.speech.id): [[word.word, word.own, word.others] for word in each.words]
            for each in comparison.words()
        },
        "glance": [{"label": line.label, "sentence": line.sentence} for line in comparison.glance().lines],
    }


def _miswritten(speeches: Sequence[SpeechData]) -> list[Json]:
    """Wordings that look like a formulation gone wrong: a row each, never counted with the right one."""
    rows: dict[tuple[str, str], list[Json]] = {}
    for speech in speeches:
        for suspect in speech.suspects:
            place: Json = {"speech": speech.id, "start": suspect.start, "end": suspect.end}
            rows.setdefault((suspect.found, suspect.right), []).append(place)
    return [{"name": found, "suspect_of": right, "occurrences": places} for (found, right), places in rows.items()]


def _speech(speech: SpeechData) -> Json:
    return {
        "id": speech.id,
        "file": speech.file,
        "speaker": speech.name,
        "post": speech.post,
        "title": speech.title,
        "status": speech.status,
        "start": speech.start,
        "end": speech.end,
        "chars": speech.chars,
        "points": [_point(point) for point in speech.points],
        "moves": [
            {"start": s.start, "end": s.end, "move": s.move, "margin": s.margin, "evidence": s.evidence}
            for s in speech.sentences
        ],
    }


def _point(point: PointData) -> Json:
    framed = point.construction
    return {
        "id": point.id,
        "start": point.start,
        "end": point.end,
        "level": point.level,
        "marker": point.marker,
        "heading": point.heading,
        "parent": point.parent,
        "inferred": point.inferred,
        "themes": [_label(label) for label in point.labels],
        "construction": {"kind": framed.kind, "x": framed.x, "y": framed.y} if framed else None,
    }


def _label(label: Label) -> Json:
    return {
        "name": label.name,
        "code": label.code,
        "score": label.score,
        "tier": label.tier,
        "origin": label.origin,
        "evidence": [[e.start, e.end, e.term, e.score] for e in label.evidence],
    }


def _matrix(matrix: Matrix) -> Json:
    return {
        "matrix": [
            {
                "theme": row.name,
                "code": row.code,
                "cells": {
                    str(cell.speech): {"share": round(cell.share, 6), "points": [point.id for point in cell.points]}
                    for cell in row.spoken
                },
            }
            for row in matrix.rows
            if row.speeches
        ],
        "unclassified": {str(row.speech): [point.id for point in row.points] for row in matrix.unclassified},
        "unclassified_shares": {str(row.speech): round(row.share, 6) for row in matrix.unclassified},
        "themes_all": [row.name for row in matrix.themes_all],
        "themes_shared": [row.name for row in matrix.themes_shared],
        "themes_single": [row.name for row in matrix.themes_single],
        "themes_absent": [row.name for row in matrix.themes_absent],
    }


def _quotation(row: QuotationRow) -> Json:
    return {
        "text": row.text,
        "kind": row.kind,
        "attribution": row.attribution or None,
        "occurrences": [
            {
                "speech": place.speech,
                "start": place.start,
                "end": place.end,
                "variant": place.variant,
                "attributed": place.attributed,
                "quoted": place.quoted,
                "differences": [[d.start, d.end, d.found, d.expected] for d in place.differences],
            }
            for place in row.occurrences
        ],
    }


def _places(columns: tuple[SpeechData, ...], cells: tuple[tuple[Slot, ...], ...]) -> list[Json]:
    return [
        {"speech": speech.id, "start": place.start, "end": place.end}
        for speech, cell in zip(columns, cells, strict=True)
        for place in cell
    ]


def _reuse(passage: SharedPassage) -> Json:
    return {
        "a": {"speech": passage.a, "start": passage.a_span[0], "end": passage.a_span[1]},
        "b": {"speech": passage.b, "start": passage.b_span[0], "end": passage.b_span[1]},
        "chars": passage.chars,
        "kind": passage.kind,
    }
