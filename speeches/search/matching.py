"""A parsed query as conditions on Passage, over any index."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from speeches.models import Passage

from .backends.base import Index
from .query import And, Node, Not, Or, Parsed, Word
from .results import PASSAGE


def matching(parsed: Parsed, index: Index, within: str) -> Q:
    """Passages with at least one wanted word, of speeches (or, within a passage, alone) for which the query holds."""
    if parsed.node is None:
        return Q(pk__in=[])
    wanted = reduce(or_, (index.holding(word) for word in parsed.wanted))
    if _any_word_will_do(parsed.node):
        return wanted
    if within == PASSAGE:
        return wanted & _compiled(parsed.node, index, _in_the_passage)
    return wanted & _compiled(parsed.node, index, _in_the_speech)


def without_exclusions(node: Node | None) -> Node | None:
    """The query as if its NOTs had not been written; None where nothing is left."""
    if node is None or isinstance(node, Not):
        return None
    if isinstance(node, Word):
        return node
    kept = tuple(child for child in map(without_exclusions, node.nodes) if child is not None)
    return type(node)(kept) if kept else None


def _any_word_will_do(node: Node) -> bool:
    """A word, or words joined by OR alone: whatever holds a wanted word matches."""
    if isinstance(node, Or):
        return all(map(_any_word_will_do, node.nodes))
    return isinstance(node, Word)


def _in_the_passage(word: str, index: Index) -> Q:
    return index.holding(word)


def _in_the_speech(word: str, index: Index) -> Q:
    return Q(speech_id__in=Passage.objects.filter(index.holding(word)).values("speech_id"))


def _compiled(node: Node, index: Index, holds: Callable[[str, Index], Q]) -> Q:
    if isinstance(node, Word):
        return holds(node.text, index)
    if isinstance(node, Not):
        return ~_compiled(node.node, index, holds)
    join = and_ if isinstance(node, And) else or_
    return reduce(join, (_compiled(child, index, holds) for child in node.nodes))
