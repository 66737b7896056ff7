"""What a speech has in common with the others of its meeting, as one person sees them: 重合 and quotations that differ.

States places and counts, net of public wording; judges nobody. Speeches the person may not see count for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from speeches.compare.comparison import compare
from speeches.compare.material import PointData, SpeechData
from speeches.compare.scope import ALIVE, Filters, of_meeting
from speeches.compare.wording_screens import Quoted, SharedPassage
from speeches.models import Speech, User

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that also stands in another speech; offsets count characters of each one's own Reading."""

    start: int
    end: int
    other: SpeechData
    other_point: PointData | None
    chars: int
    verbatim: bool
    decision: str  # 待核 合理借鉴 要求修改
    reason: str


@dataclass(frozen=True, slots=True)
class Misquoted:
    """A quotation whose wording differs from the original, from what most speeches have, or just from another's."""

    start: int
    end: int
    text: str
    how: str  # the differences in words
    why: str  # 原句, 多数 or 不一


@dataclass(frozen=True, slots=True)
class Beside:
    shared: tuple[Shared, ...] = ()
    misquoted: tuple[Misquoted, ...] = ()


def beside(speech: Speech, user: User) -> Beside:
    """What is found beside the meeting's other speeches; remembered for as long as none of them changes."""
    comparison = compare(of_meeting(speech.meeting).narrowed(Filters(statuses=ALIVE)), user)
    by_id = comparison.material.by_id
    if speech.pk not in by_id:
        return Beside()
    shared = [_shared(p, speech.pk, by_id) for p in comparison.overlaps().passages if speech.pk in (p.a, p.b)]
    rows = comparison.quotations().quotations
    quoted = [q for row in rows for q in (*row.variants, *row.unsettled) if q.speech == speech.pk]
    return Beside(
        tuple(sorted(shared, key=lambda one: (one.start, one.end, one.other.order))),
        tuple(sorted((_misquoted(q) for q in quoted), key=lambda one: (one.start, one.end))),
    )


def _shared(passage: SharedPassage, speech: int, by_id: Mapping[int, SpeechData]) -> Shared:
    mine = (passage.a_span, passage.a_point, passage.a)
    other = (passage.b_span, passage.b_point, passage.b)
    if passage.b == speech:
        mine, other = other, mine
    return Shared(
        start=mine[0][0],
        end=mine[0][1],
        other=by_id[other[2]],
        other_point=other[1],
        chars=passage.chars,
        verbatim=passage.kind == "verbatim",
        decision=passage.decision,
        reason=passage.reason,
    )


def _misquoted(quoted: Quoted) -> Misquoted:
    return Misquoted(quoted.start, quoted.end, quoted.text, quoted.how, quoted.why)
