"""Find the stored speeches that share sentences, or much of the whole, with one speech.

Asks two tables of hashes through statements that stay cheap however common a sentence is. Holds no connection and
decides nothing about who may see what: the caller runs the statements and says which versions are `seen`. All limits
count seen versions only, so that nothing a reader may not see changes what he is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from speeches.text.sketch import SentenceHash, resemblance

Fetch = Callable[[str], Iterable[tuple[int, ...]]]

# A sentence stored more often than this is the genre's, not a speaker's: it is listed, not counted as overlap.
CROWD = 30
# The same for the grams of a sketch; only rarer ones lead to candidates.
GRAM_CROWD = 200
CANDIDATES = 20  # whose whole sketch is read
LEAST_GRAMS = 8  # of 64 shared before a speech becomes a candidate
LEAST_RESEMBLANCE = 0.2
_TERMS = 100  # selects in one statement; SQLite takes 500


@dataclass(frozen=True, slots=True)
class ArchiveTables:
    """Names of the two tables. sentences: hash, version_id, start, end; grams: hash, version_id.

    Both need an index that begins with hash, grams another that begins with version_id.
    """

    sentences: str = "speeches_sentencehash"
    grams: str = "speeches_sketchhash"


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """The same sentence here at [start, end) and in the stored text at [other_start, other_end)."""

    start: int
    end: int
    other_start: int
    other_end: int
    chars: int


@dataclass(frozen=True, slots=True)
class ArchiveMatch:
    """A stored version that shares something: `chars` in shared sentences, each once; `resemblance` of the wholes."""

    version: int
    sentences: tuple[SharedSentence, ...]
    chars: int
    resemblance: float


@dataclass(frozen=True, slots=True)
class ArchiveMatches:
    """Matches, most shared characters first; `crowded` sentences are stored more than 30 times and count for none."""

    matches: tuple[ArchiveMatch, ...]
    crowded: tuple[SentenceHash, ...]


def find_in_archive(
    fetch: Fetch,
    sentences: Sequence[SentenceHash],
    sketch: Sequence[int],
    tables: ArchiveTables = ArchiveTables(),
) -> ArchiveMatches:
    """Look one speech up among the versions that `seen` holds, its own and other versions of it not among them.

    `fetch` runs a SELECT without parameters (every value is an integer of ours) and returns its rows; it provides the
    table seen(version_id), as a table or as a common table expression.
    """
    shared, crowded = _sentence_matches(fetch, tables, sentences)
    alike = _sketch_matches(fetch, tables, sketch)
    matches = []
    for version in sorted({*shared, *alike}):
        found = tuple(sorted(shared.get(version, ()), key=lambda s: (s.start, s.other_start)))
        chars = sum({s.start: s.chars for s in found}.values())
        matches.append(ArchiveMatch(version, found, chars, alike.get(version, 0.0)))
    matches.sort(key=lambda m: (-m.chars, -m.resemblance, m.version))
    return ArchiveMatches(tuple(matches), crowded)


def _sentence_matches(
    fetch: Fetch, tables: ArchiveTables, sentences: Sequence[SentenceHash]
) -> tuple[dict[int, list[SharedSentence]], tuple[SentenceHash, ...]]:
    by_hash: dict[int, list[SentenceHash]] = defaultdict(list)
    for sentence in sentences:
        by_hash[sentence.hash].append(sentence)
    rows: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    columns = 'hash, version_id, start, "end"'
    for row in _bounded(fetch, tables.sentences, columns, list(by_hash), CROWD + 1):
        rows[row[0]].append(row)
    crowded = {value for value, found in rows.items() if len(found) > CROWD}
    shared: dict[int, list[SharedSentence]] = defaultdict(list)
    for value, found in rows.items():
        for here in by_hash[value] if value not in crowded else ():
            for _, version, start, end in found:
                shared[version].append(SharedSentence(here.start, here.end, start, end, here.chars))
    return shared, tuple(sentence for sentence in sentences if sentence.hash in crowded)


def _sketch_matches(fetch: Fetch, tables: ArchiveTables, sketch: Sequence[int]) -> dict[int, float]:
    holders: dict[int, list[int]] = defaultdict(list)
    for value, version in _bounded(fetch, tables.grams, "hash, version_id", sketch, GRAM_CROWD + 1):
        holders[value].append(version)
    common = Counter(version for found in holders.values() if len(found) <= GRAM_CROWD for version in found)
    best = sorted((-count, version) for version, count in common.items() if count >= LEAST_GRAMS)[:CANDIDATES]
    if not best:
        return {}
    sketches: dict[int, list[int]] = defaultdict(list)
    ids = ", ".join(str(version) for _, version in best)
    for version, value in fetch(f"SELECT version_id, hash FROM {tables.grams} WHERE version_id IN ({ids})"):
        sketches[version].append(value)
    alike = {version: resemblance(sketch, stored) for version, stored in sketches.items()}
    return {version: share for version, share in alike.items() if share >= LEAST_RESEMBLANCE}


def _bounded(fetch: Fetch, table: str, columns: str, hashes: Sequence[int], limit: int) -> Iterable[tuple[int, ...]]:
    """Rows of each hash, at most `limit` a hash: one select a hash, because a plain IN (…) cannot be bounded so.

    Unordered, which would cost a sort of all rows of a common hash: below the limit all rows come, at it none is used.
    """
    tail = f"EXISTS (SELECT 1 FROM seen WHERE seen.version_id = t.version_id) LIMIT {limit}"
    selects = [f"SELECT * FROM (SELECT {columns} FROM {table} t WHERE hash = {int(h)} AND {tail}) q" for h in hashes]
    for first in range(0, len(selects), _TERMS):
        yield from fetch(" UNION ALL ".join(selects[first : first + _TERMS]))
