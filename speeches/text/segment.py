"""Cut a text into words with jieba: our own dictionary copy, exact mode, silent.

For word counts, word proposals, and to tell whether characters are a word where they stand; themes are found by the
matcher. Keeps nothing in shared temp places.
"""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, Protocol


class _Tokenizer(Protocol):
    FREQ: dict[str, int]
    total: int

    def tokenize(self, text: str, mode: str, HMM: bool) -> Iterator[tuple[str, int, int]]: ...
    def add_word(self, word: str) -> None: ...
    def get_dict_file(self) -> BinaryIO: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end) of the text it was cut from."""

    text: str
    start: int
    end: int


class Segmenter:
    """jieba with further words kept whole; loads its dictionary at the first cut (about a second)."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = tuple(sorted(set(words)))

    @cached_property
    def _tokenizer(self) -> _Tokenizer:
        import jieba  # costs a process that never cuts words neither time nor memory

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # jieba would read and write its cache in the shared temp folder, where anyone may have put another one.
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for word in self._words:
            tokenizer.add_word(word)
        return tokenizer

    def words(self, text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
        """Cut text[start:end]; offsets are into the whole text, and the words tile it."""
        piece = text[start:end]
        return tuple(
            Word(word, start + first, start + last)
            for word, first, last in self._tokenizer.tokenize(piece, mode="default", HMM=False)
        )

    def commonness(self, word: str) -> float:
        """How often the word stands in general Chinese, as a share of all words; 0.0 for one jieba does not know."""
        return self._tokenizer.FREQ.get(word, 0) / self._tokenizer.total

    def kinds(self, words: Collection[str]) -> dict[str, str]:
        """jieba's part of speech (n…, v…, t…) of those words that its dictionary knows; reads it once, .2 seconds."""
        with self._tokenizer.get_dict_file() as file:
            rows = (line.decode("utf-8").split() for line in file)
            return {row[0]: row[2] for row in rows if len(row) == 3 and row[0] in words}


# jieba's own list, shared by all who ask what is an ordinary word; loaded at the first question.
COMMON_WORDS = Segmenter()
