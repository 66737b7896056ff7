"""What may have been meant: the right wording of a formulation (提法) typed wrong, and formulations that are near.

Compares with the formulations in force alone, never with the texts; and needs no other dictionary to be in order, so
that searching goes on whatever people are editing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from speeches import lexicons
from speeches.models import Formulation
from speeches.text.normalize import normalize
from speeches.text.register.suspects import Suspect, suspect_formulations

# Share of characters in common from which a formulation counts as near: 四个意志 and 四个意识 have .75.
NEAR = 0.55
MOST = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    count: int  # passages that hold it, among those the user may see


@dataclass(frozen=True, slots=True)
class Suggestions:
    words: tuple[Suggestion, ...]  # the words of the query, each alone; none where there was one
    near: tuple[Suggestion, ...]  # formulations


def wrong_wordings(words: Iterable[str]) -> list[Suspect]:
    """Words, or parts of them, that look like a formulation written wrong."""
    table = lexicons.shipped().formulations
    found = [suspect for word in words for suspect in suspect_formulations(word, table)]
    in_force = set(_names().filter(name__in=[suspect.right for suspect in found]))
    return [suspect for suspect in found if suspect.right in in_force]


def nearest_formulations(words: Iterable[str]) -> list[str]:
    """Formulations most like the words; at most MOST."""
    known = {normalize(name): name for name in _names()}
    found: list[str] = []
    for word in words:
        found += [known[near] for near in difflib.get_close_matches(word, known, n=MOST, cutoff=NEAR) if near != word]
    return list(dict.fromkeys(found))[:MOST]


def _names() -> QuerySet[Formulation, str]:
    return Formulation.objects.filter(active=True).order_by("pk").values_list("name", flat=True)
