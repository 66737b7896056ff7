"""Everything that is found in one speech, in the order in which one finding serves the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from speeches.text.checks import Finding
from speeches.text.constructions import (
    Construction,
    Contrast,
    Metaphor,
    find_contrasts,
    find_metaphors,
    frame_points,
)
from speeches.text.formulations import FormulationHit, find_formulations, scan_wordings, suspect_formulations
from speeches.text.lexicon import Lexicon
from speeches.text.moves import Move, label_moves
from speeches.text.outline import Part, Point
from speeches.text.overlap.boilerplate import find_boilerplate
from speeches.text.overlap.fingerprints import Mask
from speeches.text.quotations import Quotation, find_quotations, outside, quoted_spans
from speeches.text.register.suspects import Suspect
from speeches.text.rhetoric.move_context import FRAME_PARTS
from speeches.text.sentences import split_sentences
from speeches.text.subjects import Subject, subjects_of
from speeches.text.themes import PointSpan, ThemeLabel, tag_points

LONG_QUOTATION = 9  # characters from which quoted words count less for a theme; shorter marks are emphasis


@dataclass(frozen=True, slots=True)
class Findings:
    """What one speech holds; offsets count characters of the whole file's text."""

    labels: dict[int, tuple[ThemeLabel, ...]]  # by index of the point
    moves: tuple[Move, ...]  # they tile the speech by sentence
    subjects: tuple[Subject, ...]  # one a sentence, as `moves`
    constructions: tuple[Construction | None, ...]  # one a point
    contrasts: tuple[Contrast, ...]
    metaphors: tuple[Metaphor, ...]
    quotations: tuple[Quotation, ...]
    formulations: tuple[FormulationHit, ...]  # outside quotations and titles
    suspects: tuple[Suspect, ...]
    masks: tuple[Mask, ...]  # public wording: what no overlap between speeches is counted in


def examine(
    text: str,
    start: int,
    end: int,
    parts: Sequence[Part],
    points: Sequence[Point],
    lexicon: Lexicon,
    own_theme: Collection[str] = (),
) -> Findings:
    """Find all there is in text[start:end]; what stands around it belongs to other speeches and is not looked at."""
    own = " " * start + text[start:end]
    scan = scan_wordings(own, lexicon.formulations)
    formulations = find_formulations(own, lexicon.formulations, scan)
    quotations = find_quotations(own, lexicon.quotations, formulations)
    quoted = [(q.start, q.end) for q in quotations if q.end - q.start >= LONG_QUOTATION]
    sentences = split_sentences(own, start, end)
    leading = leading_points(points)
    labels = tag_points(
        own, [point_span(points, i) for i in leading], lexicon.themes, own_theme=own_theme, quoted=quoted
    )
    return Findings(
        labels=dict(zip(leading, labels, strict=True)),
        moves=label_moves(own, sentences, lexicon.moves, parts=parts, points=points, quotations=quotations),
        subjects=subjects_of(own, sentences, lexicon.constructions),
        constructions=frame_points(own, points, lexicon.constructions),
        contrasts=find_contrasts(own, lexicon.constructions, start, end),
        metaphors=find_metaphors(own, lexicon.constructions, start, end),
        quotations=quotations,
        formulations=outside(formulations, quotations),
        suspects=suspect_formulations(own, lexicon.formulations, quoted_spans(quotations), scan),
        masks=(*frame_masks(parts), *public_wording(own, start, end, quotations, formulations, lexicon)),
    )


def frame_masks(parts: Sequence[Part]) -> tuple[Mask, ...]:
    """A speech's title, byline, salutation and signature: the same in many speeches, and said by nobody."""
    return tuple(Mask(part.start, part.end, "套话") for part in parts if part.kind in FRAME_PARTS)


def own_stretches(start: int, end: int, masks: Sequence[Mask]) -> tuple[tuple[int, int], ...]:
    """The stretches of [start, end) in which the speaker speaks: without quotations, titles, set phrases, the frame."""
    stretches: list[tuple[int, int]] = []
    here = start
    for mask in sorted((m for m in masks if m.why != "提法" and m.start < end), key=lambda m: (m.start, m.end)):
        if mask.start > here:
            stretches.append((here, mask.start))
        here = max(here, mask.end)
    if here < end:
        stretches.append((here, end))
    return tuple(stretches)


def public_wording(
    text: str,
    start: int,
    end: int,
    quotations: Sequence[Quotation],
    formulations: Sequence[FormulationHit],
    lexicon: Lexicon,
) -> tuple[Mask, ...]:
    """What everybody may say in the same words: quotations, titles, formulations, boilerplate."""
    masks = [Mask(q.start, q.end, q.kind) for q in quotations if q.kind != "修辞"]
    masks += [Mask(hit.start, hit.end, "提法") for hit in formulations]
    return (*masks, *find_boilerplate(text, lexicon.boilerplate, start, end))


class Levelled(Protocol):
    """All that must be known of a point to tell whether it counts."""

    @property
    def level(self) -> int: ...
    @property
    def inferred(self) -> bool: ...


def leading_points(points: Sequence[Levelled]) -> list[int]:
    """The points that a speech is compared by: those of level 1 that have a number; inferred ones where none has."""
    first = [i for i, point in enumerate(points) if point.level == 1]
    return [i for i in first if not points[i].inferred] or first


def point_span(points: Sequence[Point], i: int) -> PointSpan:
    """Where the i-th point lies, with the headings of the points below it."""
    point = points[i]
    below = tuple((p.heading_start, p.heading_end) for p in points[i + 1 :] if p.start < point.end)
    return PointSpan(point.start, point.end, point.heading_start, point.heading_end, below)


def wrong_formulations(suspects: Sequence[Suspect]) -> tuple[Finding, ...]:
    """Suspect wordings as findings for the clerk."""
    return tuple(Finding("wrong_formulation", suspect.message, suspect.start, suspect.end) for suspect in suspects)


def suspects_in(text: str, lexicon: Lexicon) -> tuple[Suspect, ...]:
    """The suspect wordings of a whole file; a misquotation is none, so quotations are found first."""
    scan = scan_wordings(text, lexicon.formulations)
    quotations = find_quotations(text, lexicon.quotations, find_formulations(text, lexicon.formulations, scan))
    return suspect_formulations(text, lexicon.formulations, quoted_spans(quotations), scan)
