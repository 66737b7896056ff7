"""Nothing was found: which formulation (提法) may have been meant? Compares with the list of formulations alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from speeches.models import Formulation
from speeches.text.normalize import normalize

# Share of characters in common from which a formulation counts as near: 二个维护 and 两个维护 have .75.
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


def nearest_formulations(words: Iterable[str]) -> list[str]:
    """Right wordings for known wrong ones first, then those most alike; at most MOST."""
    known = {normalize(name): (name, wrong) for name, wrong in _active()}
    found: list[str] = []
    for word in words:
        found += [name for name, wrong in known.values() if wrong and re.fullmatch(wrong, word)]
        found += [
            known[near][0] for near in difflib.get_close_matches(word, known, n=MOST, cutoff=NEAR) if near != word
        ]
    return list(dict.fromkeys(found))[:MOST]


def _active() -> Iterable[tuple[str, str]]:
    return Formulation.objects.filter(active=True).values_list("name", "wrong")
