"""What an index must be able to do: keep passages, and say which of them hold a word. Nothing else differs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.db.models import Q

from speeches.models import Passage


class Index(Protocol):
    """Knows the words of every passage; writes in the caller's transaction.

    Queries, visibility, filters, counts and order are the same over every index and live beside this package.
    """

    def add(self, passages: Iterable[Passage]) -> None:
        """Make saved passages findable; they are not in the index yet."""

    def discard(self, passages: Iterable[Passage]) -> None:
        """Forget passages, given with the text they were added with."""

    def clear(self) -> None:
        """Forget everything."""

    def settle(self) -> None:
        """Put the index in its quickest shape, after many passages were added."""

    def holding(self, word: str) -> Q:
        """The condition on Passage: its text holds `word` (normalised, one character or more) as a substring."""
