"""Which new point is which old one: spans matched by the text they share, within one text or from text to text."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from speeches.text.sentences import split_sentences

Span = tuple[int, int]

# A point keeps its identity while at least half of the longer of the two texts is shared.
SAME = 0.5


def carry_over(old: str, old_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> list[int | None]:
    """For every new span the index of the old span it continues, each old one at most once.

    Offsets count characters of their own text. Pairs are chosen by the share of text in common, the largest first.
    """
    shared = _shared_stretches(old, new)
    pairs = []
    for j, new_span in enumerate(new_spans):
        for i, old_span in enumerate(old_spans):
            common = _common(shared, old_span, new_span)
            longer = max(old_span[1] - old_span[0], new_span[1] - new_span[0])
            if longer and common >= SAME * longer:
                pairs.append((-common / longer, abs(i - j), i, j))
    taken: set[int] = set()
    result: list[int | None] = [None] * len(new_spans)
    for _, _, i, j in sorted(pairs):
        if i not in taken and result[j] is None:
            taken.add(i)
            result[j] = i
    return result


def successors(old: str, old_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> list[int | None]:
    """For every old span the new span that holds most of its text; None where nothing of it is left."""
    shared = _shared_stretches(old, new)
    result: list[int | None] = []
    for old_span in old_spans:
        best = max(
            ((_common(shared, old_span, span), -(span[1] - span[0]), -j) for j, span in enumerate(new_spans)),
            default=(0, 0, 0),
        )
        result.append(-best[2] if best[0] else None)
    return result


def _shared_stretches(old: str, new: str) -> list[tuple[int, int, int]]:
    """(start in old, start in new, length) of the text both have, sentence by sentence."""
    if old == new:
        return [(0, 0, len(old))]
    old_sentences, new_sentences = split_sentences(old), split_sentences(new)
    matcher = SequenceMatcher(
        None, [old[a:b] for a, b in old_sentences], [new[a:b] for a, b in new_sentences], autojunk=False
    )
    stretches = []
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            start, end = old_sentences[block.a + k]
            stretches.append((start, new_sentences[block.b + k][0], end - start))
    return stretches


def _common(shared: Sequence[tuple[int, int, int]], old: Span, new: Span) -> int:
    total = 0
    for a, b, length in shared:
        start = max(a, old[0], a + new[0] - b)
        end = min(a + length, old[1], a + new[1] - b)
        total += max(0, end - start)
    return total
