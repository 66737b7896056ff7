"""用词差异: the words one speech says and the others hardly do, as plain counts with their places.

The genre's common words are known from published speeches of open meetings only, so no hidden speech shows through.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import F

from speeches.models import Analysis
from speeches.models.choices import Reach
from speeches.text.distinctive import LEAST_RATE, DistinctiveWord, Prior, distinctive, distinctive_of_all
from speeches.text.examine import own_stretches

from .cache import remembered
from .material import Material, Span, SpeechData
from .scope import PUBLISHED
from .wording_screens import DistinctWord, SpeechWords

# Published speeches that the genre's words are counted from, the newest: more change no list, and cost time.
PRIOR_SPEECHES = 200
CANDIDATES = 30
SHOWN = 12


def compare_words(material: Material, prior: Prior, stopwords: Collection[str]) -> tuple[SpeechWords, ...]:
    """Up to 12 words a speech, the most telling first; with their counts as a reader counts them in the text."""
    candidates = distinctive({s.id: s.words for s in material.speeches}, prior, stopwords, limit=CANDIDATES)
    places = _Places(material)
    size = {speech.id: sum(speech.words.values()) for speech in material.speeches}
    return tuple(
        SpeechWords(speech, _words(speech, candidates.get(speech.id, ()), places, size)) for speech in material.speeches
    )


def words_of_all(material: Material, prior: Prior, stopwords: Collection[str]) -> tuple[DistinctiveWord, ...]:
    """What the compared speeches together say more than the rest of the archive does; counts of whole words."""
    return distinctive_of_all({s.id: s.words for s in material.speeches}, prior, stopwords, limit=SHOWN)


def _words(
    speech: SpeechData, candidates: Collection[DistinctiveWord], places: _Places, size: dict[int, int]
) -> tuple[DistinctWord, ...]:
    elsewhere = sum(size.values()) - size[speech.id]
    kept: list[DistinctWord] = []
    for candidate in candidates:
        own = places.of(speech, candidate.word)
        others = places.total(candidate.word) - len(own)
        # Counted in the text a word may tell less than as the dictionary cut it; said twice, it must be his alone.
        telling = len(own) * elsewhere >= LEAST_RATE * others * size[speech.id]
        if telling and len(own) >= candidate.own and (len(own) > 2 or not others) and not _told(own, kept):
            kept.append(DistinctWord(candidate.word, len(own), others, own))
        if len(kept) == SHOWN:
            break
    return tuple(kept)


def _told(places: Collection[Span], kept: Collection[DistinctWord]) -> bool:
    """Whether the word stands only where one already listed does (政协工作, where 政协 is listed)."""
    spans = [span for word in kept for span in word.places]
    return all(any(start < last and end > first for first, last in spans) for start, end in places)


class _Places:
    """Where words stand in the speakers' own wording."""

    def __init__(self, material: Material) -> None:
        self._speeches = material.speeches
        self._own = {s.id: _own_text(s) for s in material.speeches}
        self._totals: dict[str, int] = {}

    def of(self, speech: SpeechData, word: str) -> tuple[Span, ...]:
        own, found = self._own[speech.id], []
        at = own.find(word)
        while at >= 0:
            found.append((speech.start + at, speech.start + at + len(word)))
            at = own.find(word, at + len(word))
        return tuple(found)

    def total(self, word: str) -> int:
        if word not in self._totals:
            self._totals[word] = sum(self._own[speech.id].count(word) for speech in self._speeches)
        return self._totals[word]


def _own_text(speech: SpeechData) -> str:
    """The speech with everything that is not its speaker's wording blanked out; offsets from its start."""
    pieces: list[str] = []
    here = speech.start
    for start, end in own_stretches(speech.start, speech.end, speech.masks):
        pieces += ["\0" * (start - here), speech.text[start:end]]
        here = end
    return "".join(pieces)


def archive_prior() -> tuple[str, Prior]:
    """Word counts of the newest published speeches of open meetings, and a name of exactly these in this state."""
    newest = Analysis.objects.filter(
        version__speech__version=F("version"),
        version__speech__status__in=PUBLISHED,
        version__speech__meeting__reach=Reach.OPEN,
    ).order_by("-version", "-pk")[:PRIOR_SPEECHES]
    analyses = list(newest.values_list("pk", flat=True))
    state = f"prior {hashlib.sha256(repr(analyses).encode()).hexdigest()}"
    rows = Analysis.objects.filter(pk__in=analyses).values_list("version__speech", "data__words")
    return state, remembered(state, "prior", lambda: _count(rows))


def _count(speeches: Iterable[tuple[int, dict[str, int] | None]]) -> Prior:
    counts: Counter[str] = Counter()
    speeches_with: Counter[str] = Counter()
    held: set[int] = set()
    for speech, words in speeches:
        counts.update(words or {})
        speeches_with.update((words or {}).keys())
        held.add(speech)
    return Prior(counts, speeches_with, len(held), frozenset(held))
