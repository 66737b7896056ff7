"""In what order passages are shown: from the passage and the query alone, never from counts over the archive.

Passages with more of the wanted words come first; among those, the ones whose heading holds them, and where they occur
often for the passage's length (a title of ten characters is no better than a paragraph for being short). Nothing hidden
from a reader can shift an order this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, or_

from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Combinable, Expression, OrderBy
from django.db.models.functions import Coalesce, Greatest, Length, Replace, StrIndex

from .results import DATE

# Saturation and length weighting of BM25, without its archive statistics; a usual passage is some 300 characters.
SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.75, 300
# Together under 1, so that one more of the wanted words always weighs more than everything else.
FREQUENCY_WEIGHT, HEADING_WEIGHT = 0.6, 0.3


def score(words: Sequence[str]) -> Combinable:
    """A number per passage: how many of the words it holds, and a fraction for how well.

    Every passage scored holds at least one of the words.
    """
    held = (
        reduce(add, (_one_if(Q(**{f"place{i}__gt": 0})) for i in range(len(words)))) if len(words) > 1 else Value(1.0)
    )
    frequency = reduce(add, (_saturated(word) for word in words)) / float(len(words))
    in_heading = reduce(or_, (_in_heading(i) for i in range(len(words))))
    return held + FREQUENCY_WEIGHT * frequency + HEADING_WEIGHT * _one_if(in_heading)


def places(words: Sequence[str]) -> dict[str, Expression]:
    """What score() reads: place0, place1, … where each word stands first in the passage (1-based, or 0)."""
    return {f"place{i}": StrIndex("text", Value(word)) for i, word in enumerate(words)}


def order(by: str) -> list[OrderBy]:
    newest = F("speech__meeting__date").desc(nulls_last=True)
    as_spoken = [F("speech__order").asc(), F("speech_id").asc(), F("start").asc()]
    return [newest, *as_spoken] if by == DATE else [F("score").desc(), newest, *as_spoken]


def _one_if(condition: Q) -> Expression:
    return Case(When(condition, then=Value(1.0)), default=Value(0.0), output_field=FloatField())


def _saturated(word: str) -> Combinable:
    """Between 0 and 1, growing with each occurrence, slower in long passages: t / (t + k), with t written once."""
    left = Length(Replace("text", Value(word), Value("")))
    times = (Length("text") - left) / Value(float(len(word)), output_field=FloatField())
    longer = Greatest(Length("text") / Value(float(USUAL_LENGTH)), Value(1.0), output_field=FloatField())
    slow = (Value(1.0 - LENGTH_SHARE) + longer * Value(LENGTH_SHARE)) * Value(SATURATION)
    return Value(1.0) - slow / (times + slow)


def _in_heading(number: int) -> Q:
    """The word begins before the point's heading ends."""
    heading = Coalesce(F("point__heading_end") - F("start"), Value(0))
    return Q(**{f"place{number}__range": (1, heading)})
