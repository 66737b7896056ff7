"""Overlapping pairs of characters in a contentless FTS5 table of the same database (migration 0002).

A phrase of successive pairs is exactly a substring; a single character is the beginning of a pair, since the last
character of a passage is paired with an end mark. The table keeps no text: what is forgotten must be given as it
was added, which Passage.text does. A passage that was deleted without being discarded leaves pairs behind that
point to no row and are never found again, for SQLite gives no id twice (AUTOINCREMENT).
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from speeches.models import Passage

# Normalisation leaves no such character in any text; the tokenizer keeps all but ASCII signs as they are.
END = "\uffff"


class SqliteIndex:
    """See speeches.search.backends.base.Index."""

    def add(self, passages: Iterable[Passage]) -> None:
        rows = [(passage.pk, pairs(passage.text)) for passage in passages]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_bi(rowid, b) VALUES (%s, %s)", rows)

    def discard(self, passages: Iterable[Passage]) -> None:
        rows = [(passage.pk, pairs(passage.text)) for passage in passages]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_bi(search_bi, rowid, b) VALUES ('delete', %s, %s)", rows)

    def clear(self) -> None:
        self._command("delete-all")

    def settle(self) -> None:
        self._command("optimize")

    def holding(self, word: str) -> Q:
        return Q(pk__in=RawSQL("SELECT rowid FROM search_bi WHERE search_bi MATCH %s", [phrase(word)]))

    @staticmethod
    def _command(name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_bi(search_bi) VALUES (%s)", [name])


def pairs(text: str) -> str:
    """The index tokens of a normalised text: 党性强 → 党性 性强 强␁."""
    return " ".join(map(add, text, text[1:] + END))


def phrase(word: str) -> str:
    """The FTS5 expression for a normalised word. It holds no ASCII sign, so nothing in it needs escaping."""
    if len(word) == 1:
        return f'"{word}" *'
    return f'"{" ".join(map(add, word, word[1:]))}"'
