"""Which new point is which old one: spans matched by the text they share, within one text or from text to text."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from speeches.text.sentences import split_sentences

Span = tuple[int, int]
Stretch = tuple[int, int, int]  # start in the old text, start in the new one, length; all in characters

# A point keeps its identity while at least half of the longer of the two texts is shared.
SAME = 0.5
# A rewritten stretch longer than this is a new text: comparing it character by character would take its square.
REWRITTEN = 1500


def carry_over(old: str, old_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> list[int | None]:
    """For every new span the index of the old span it continues, each old one at most once.

    Offsets count characters of their own text. A point that begins where the old one began is the old one, however
    much was cut off or joined on; the others are paired by the share of text in common, the largest first.
    """
    shared = _shared_stretches(old, new)
    pairs = []
    for j, new_span in enumerate(new_spans):
        for i, old_span in enumerate(old_spans):
            common = _common(shared, old_span, new_span)
            longer = max(old_span[1] - old_span[0], new_span[1] - new_span[0])
            begins = common > 0 and _begins_alike(shared, old_span, new_span)
            if begins or (longer and common >= SAME * longer):
                pairs.append((not begins, -common / longer, abs(i - j), i, j))
    taken: set[int] = set()
    result: list[int | None] = [None] * len(new_spans)
    for *_, i, j in sorted(pairs):
        if i not in taken and result[j] is None:
            taken.add(i)
            result[j] = i
    return result


def _begins_alike(shared: Sequence[Stretch], old: Span, new: Span) -> bool:
    return any(a <= old[0] < a + length and new[0] - b == old[0] - a for a, b, length in shared)


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


def _shared_stretches(old: str, new: str) -> list[Stretch]:
    """The text both have: whole sentences first, then characters inside what was rewritten between them."""
    if old == new:
        return [(0, 0, len(old))]
    old_sentences, new_sentences = split_sentences(old), split_sentences(new)
    matcher = SequenceMatcher(
        None, [old[a:b] for a, b in old_sentences], [new[a:b] for a, b in new_sentences], autojunk=False
    )
    stretches: list[Stretch] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            a, b = old_sentences[i1][0], new_sentences[j1][0]
            stretches.append((a, b, old_sentences[i2 - 1][1] - a))
        elif tag == "replace":
            old_span = (old_sentences[i1][0], old_sentences[i2 - 1][1])
            stretches += _by_character(old, old_span, new, (new_sentences[j1][0], new_sentences[j2 - 1][1]))
    return stretches


def _by_character(old: str, old_span: Span, new: str, new_span: Span) -> list[Stretch]:
    if max(old_span[1] - old_span[0], new_span[1] - new_span[0]) > REWRITTEN:
        return []
    matcher = SequenceMatcher(None, old[slice(*old_span)], new[slice(*new_span)], autojunk=False)
    return [(old_span[0] + m.a, new_span[0] + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]


def _common(shared: Sequence[Stretch], old: Span, new: Span) -> int:
    total = 0
    for a, b, length in shared:
        start = max(a, old[0], a + new[0] - b)
        end = min(a + length, old[1], a + new[1] - b)
        total += max(0, end - start)
    return total
