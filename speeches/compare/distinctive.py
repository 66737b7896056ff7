"""用词差异: the words one speech says and the others hardly do, as plain counts with their places.

The genre's common words are known from published speeches of open meetings only, so no hidden speech shows through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db.models import Count, F, Max

from speeches.models import Analysis
from speeches.models.choices import Reach
from speeches.text.distinctive import LEAST_RATE, DistinctiveWord, Prior, distinctive, distinctive_of_meeting
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
    """What the compared speeches together say more than the archive does; counts of whole words."""
    counts: Counter[str] = Counter()
    for speech in material.speeches:
        counts.update(speech.words)
    return distinctive_of_meeting(counts, prior, stopwords, limit=SHOWN)


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
    """Word counts of the newest published speeches of open meetings, and a name of the state they were counted in."""
    rows = Analysis.objects.filter(
        version__speech__version=F("version"),
        version__speech__status__in=PUBLISHED,
        version__speech__meeting__reach=Reach.OPEN,
    )
    state = "prior {n} {last}".format(**rows.aggregate(n=Count("pk"), last=Max("pk")))
    newest = rows.order_by("-version")[:PRIOR_SPEECHES]
    return state, remembered(state, "prior", lambda: _count(newest.values_list("data__words", flat=True)))


def _count(speeches: Collection[dict[str, int] | None]) -> Prior:
    counts: Counter[str] = Counter()
    speeches_with: Counter[str] = Counter()
    total = 0
    for words in speeches:
        counts.update(words or {})
        speeches_with.update((words or {}).keys())
        total += 1
    return Prior(counts, speeches_with, total)
