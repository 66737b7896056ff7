"""Find the words of a list in a text, longest first, each with its place.

Knows neither themes nor weights. A word lying wholly inside a longer word of the list is not reported:
安全 in 粮食安全 is no safety.
"""

from collections.abc import Iterable, Iterator


class TermScanner:
    """The words of one list, by their first two characters; built once, used for every text."""

    __slots__ = ("_buckets",)

    def __init__(self, terms: Iterable[str]) -> None:
        """Take words of at least two characters; raise ValueError for a shorter one."""
        buckets: dict[str, list[str]] = {}
        for term in sorted(set(terms), key=lambda word: (-len(word), word)):
            if len(term) < 2:
                raise ValueError(f"词条至少两个字：{term!r}")
            buckets.setdefault(term[:2], []).append(term)
        self._buckets = {head: tuple(words) for head, words in buckets.items()}

    def scan(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield (offset in text, word) for every outermost word inside [start, end), in reading order.

        Two words may overlap by their ends (全过程人民民主 and 民主监督); neither then hides the other.
        """
        find, covered = self._buckets.get, start
        for at in range(start, end - 1):
            words = find(text[at : at + 2])
            if words is None:
                continue
            for word in words:
                stop = at + len(word)
                if stop <= covered:
                    break
                if stop <= end and text.startswith(word, at):
                    yield at, word
                    covered = stop
                    break
