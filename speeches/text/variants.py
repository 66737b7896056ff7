"""Gather the same quotation across speeches and flag wordings that differ, with the characters that do.

The right wording is the known one, else the one most speeches give; where neither decides, the differences are told
and nobody is flagged. A part of the right wording is sound, punctuation never counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from speeches.text.quotations import Quotation
from speeches.text.quoted.quotation_lexicon import KnownWording, QuotationLexicon
from speeches.text.quoted.wording import FRAGMENT, NEAR_FRAGMENT, Difference, Relation, WordingIndex, relate
from speeches.text.register.skeleton import words_of

__all__ = ["DifferingCharacters", "Occurrence", "QuotationCluster", "cluster_quotations"]

# Clauses this long in the marks of two speeches are a quotation though nobody names its source.
_SHARED = 10
_CLAUSES = frozenset("，；,;")
# What is given in several ways by its own author is measured only by what so many speeches of the meeting give alike,
# and only a slip of so many characters is told (保证 for 保障), not another of the author's ways.
_MANY, _SLIP = 2, 2


@dataclass(frozen=True, slots=True)
class DifferingCharacters:
    """`found` at `[start, end)` of the speech stands where the right wording has `expected`; either may be empty."""

    start: int
    end: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a speech gives the quotation.

    `why` says with what the differences compare it: 原句 or 多数, then it is a `variant`; 不一, where neither decides.
    """

    speech: int
    quotation: Quotation
    variant: bool = False
    differences: tuple[DifferingCharacters, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class QuotationCluster:
    """One quotation, title or emphatic word with all its occurrences; `text` is the wording taken for right."""

    text: str
    kind: str
    attribution: str | None
    occurrences: tuple[Occurrence, ...]


@dataclass(slots=True)
class _Group:
    """All occurrences of one wording (words alone)."""

    words: str
    items: list[tuple[int, Quotation]]
    known: KnownWording | None = None

    @property
    def speeches(self) -> int:
        return len({speech for speech, _ in self.items})

    @property
    def attributed(self) -> int:
        return sum(quotation.attributed for _, quotation in self.items)

    @property
    def is_quotation(self) -> bool:
        return any(quotation.kind == "引文" for _, quotation in self.items)


def cluster_quotations(
    quotations: Mapping[int, Sequence[Quotation]], known: QuotationLexicon
) -> tuple[QuotationCluster, ...]:
    """Cluster the quotations of several speeches (by speech id), in order of first occurrence.

    An emphatic mark becomes a quotation where its words are, wholly, in part or almost, a sentence that another speech
    attributes, that is known, or that two speeches share.
    """
    items = [(speech, quotation) for speech in quotations for quotation in quotations[speech]]
    titles = [item for item in items if item[1].kind == "书名"]
    unmarked = [item for item in items if item[1].form == "paraphrase"]
    words = [item for item in items if item[1].kind != "书名" and item[1].form != "paraphrase"]
    heads = _attached(_groups([item for item in words if not _is_word(item[1])], known))
    emphatic = [item for item in words if _is_word(item[1])]
    emphatic += [item for members in heads if not _quotes(members) for group in members for item in group.items]
    clusters = [
        *_plain(titles, "书名"),
        *_plain(unmarked, "引文"),
        *(_cluster(members) for members in heads if _quotes(members)),
        *_plain(emphatic, "修辞"),
    ]
    order = {speech: at for at, speech in enumerate(quotations)}
    return tuple(sorted((_ordered(cluster, order) for cluster in clusters), key=lambda cluster: _first(cluster, order)))


def _is_word(quotation: Quotation) -> bool:
    """Tell an emphatic mark too short to quote anybody: “钉钉子” stays so though a leader said it too."""
    return quotation.kind == "修辞" and len(words_of(quotation.text)) < FRAGMENT


def _ordered(cluster: QuotationCluster, order: Mapping[int, int]) -> QuotationCluster:
    occurrences = sorted(cluster.occurrences, key=lambda each: (order[each.speech], each.quotation.start))
    return replace(cluster, occurrences=tuple(occurrences))


def _first(cluster: QuotationCluster, order: Mapping[int, int]) -> tuple[int, int, int]:
    first = cluster.occurrences[0]
    return order[first.speech], first.quotation.start, first.quotation.end


def _plain(items: Sequence[tuple[int, Quotation]], kind: str) -> Iterator[QuotationCluster]:
    """Yield one cluster a wording: nothing to compare."""
    by_words: dict[str, list[tuple[int, Quotation]]] = {}
    for speech, quotation in items:
        by_words.setdefault(words_of(quotation.text) or quotation.text, []).append((speech, quotation))
    for same in by_words.values():
        first = same[0][1]
        occurrences = tuple(Occurrence(speech, quotation) for speech, quotation in same)
        yield QuotationCluster(first.text, kind, first.attribution, occurrences)


def _groups(items: Sequence[tuple[int, Quotation]], known: QuotationLexicon) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for speech, quotation in items:
        words = words_of(quotation.text)
        groups.setdefault(words, _Group(words, [])).items.append((speech, quotation))
    for group in groups.values():
        saying = known.known(group.words) if len(group.words) >= FRAGMENT else None
        if saying and (group.is_quotation or not saying.saying.is_formulation):
            group.known = saying
    return list(groups.values())


def _attached(groups: Sequence[_Group]) -> list[list[_Group]]:
    """Put every wording under the head it belongs to; heads are what is surely quoted, the most widely given first.

    What is known finds its home by itself and goes before the rest, which may be near to it.
    """
    ranked = sorted(
        groups, key=lambda group: (group.known is None, -group.speeches, -group.attributed, -len(group.words))
    )
    seeds = [group for group in ranked if _quotes([group])]
    index = WordingIndex(group.words for group in seeds)
    heads: dict[str, list[_Group]] = {}
    placed: dict[int, str] = {}
    for group in (*seeds, *(group for group in ranked if not _quotes([group]))):
        key = _home(group, seeds, index, placed)
        placed[id(group)] = key
        heads.setdefault(key, []).append(group)
    return list(heads.values())


def _shared(group: _Group) -> bool:
    return group.speeches >= 2 and len(group.words) >= _SHARED and bool(_CLAUSES & set(group.items[0][1].text))


def _home(group: _Group, seeds: Sequence[_Group], index: WordingIndex, placed: Mapping[int, str]) -> str:
    """Return the key of the cluster: a known saying's words, that of the closest seed placed before, or its own."""
    if group.known:
        return words_of(group.known.saying.text)
    for at, relation in index.related(group.words):
        seed = seeds[at]
        if seed is not group and id(seed) in placed and _joins(group, seed, relation):
            return placed[id(seed)]
    return group.words


def _joins(group: _Group, seed: _Group, relation: Relation) -> bool:
    """Tell whether the words quote the seed; an emphatic mark needs more than a few words of a long sentence."""
    if relation.kind == "part" and not group.is_quotation:
        return len(group.words) >= (FRAGMENT if len(seed.words) <= 40 else NEAR_FRAGMENT)
    return True


def _quotes(members: Sequence[_Group]) -> bool:
    return any(group.is_quotation or group.known or _shared(group) for group in members)


def _cluster(members: Sequence[_Group]) -> QuotationCluster:
    saying = next((group.known.saying for group in members if group.known), None)
    fixed = [group for group in members if group.known is None or group.known.relation.kind != "near"]
    right = _majority(fixed)
    loose = saying is not None and saying.loose
    if right and loose and _weight(right, fixed)[0] < _MANY:
        right = None
    alike = [group for group in fixed if group is right or (right and _holds(group, right))]
    occurrences: list[Occurrence] = []
    for group in members:
        if group.known:
            differences, why = group.known.relation.differences, "原句"
        else:
            others = alike if right else [each for each in fixed if each is not group]
            relation = None if group is right else _nearest(group, others)
            told = relation is not None and (not loose or _is_slip(relation))
            why = "多数" if right else "不一"
            differences = relation.differences if relation and told else ()
        for speech, quotation in group.items:
            occurrences.append(_occurrence(speech, quotation, differences, why))
    best = right or max(members, key=lambda group: (group.speeches, len(group.words)))
    source = (saying.source if saying else None) or _source(members)
    raised = tuple(replace(each, quotation=_raised(each.quotation, source)) for each in occurrences)
    return QuotationCluster(saying.text if saying else best.items[0][1].text, "引文", source, raised)


def _nearest(group: _Group, alike: Sequence[_Group]) -> Relation | None:
    """Relate the wording to the closest of those that bear each other out, some of them longer than others."""
    relations = [found for each in alike if (found := relate(group.words, each.words))]
    return min(relations, key=_departure, default=None)


def _departure(relation: Relation) -> int:
    return sum(max(len(each.found), len(each.expected)) for each in relation.differences)


def _is_slip(relation: Relation) -> bool:
    """Tell a character or two got wrong from another way in which the author may have put it."""
    return _departure(relation) <= _SLIP


def _majority(members: Sequence[_Group]) -> _Group | None:
    """Return the wording that more speeches bear out, or as many and with its source oftener, than any that differs.

    None where two are as common.
    """
    if not members:
        return None
    weights = {id(group): _weight(group, members) for group in members}
    best, *others = sorted(
        members, key=lambda group: (*(-w for w in weights[id(group)]), -group.speeches, -len(group.words))
    )
    for group in others:
        relation = relate(group.words, best.words)
        if relation and relation.kind == "near" and weights[id(group)] >= weights[id(best)]:
            return None
    return best


def _weight(group: _Group, members: Sequence[_Group]) -> tuple[int, int]:
    """Count the speeches that give the wording, a part of it or more around it, and how often with a source."""
    alike = [each for each in members if each is group or _holds(each, group)]
    return len({speech for each in alike for speech, _ in each.items}), sum(each.attributed for each in alike)


def _holds(one: _Group, other: _Group) -> bool:
    relation = relate(one.words, other.words)
    return relation is not None and relation.kind != "near"


def _source(members: Sequence[_Group]) -> str | None:
    counts: dict[str, int] = {}
    for group in members:
        for _, quotation in group.items:
            if quotation.attribution:
                counts[quotation.attribution] = counts.get(quotation.attribution, 0) + 1
    return max(counts, key=lambda who: counts[who]) if counts else None


def _raised(quotation: Quotation, source: str | None) -> Quotation:
    """Give an emphatic mark that turned out to be a quotation its kind and source; its text still names none."""
    if quotation.kind == "引文" and quotation.attribution:
        return quotation
    form = "verbatim" if quotation.form == "scare" else quotation.form
    return replace(quotation, kind="引文", form=form, attribution=source)


def _occurrence(speech: int, quotation: Quotation, differences: Sequence[Difference], why: str) -> Occurrence:
    # What a speaker leaves out with …… is left out openly.
    if not differences or "…" in quotation.text or "..." in quotation.text:
        return Occurrence(speech, quotation)
    return Occurrence(speech, quotation, why != "不一", tuple(_placed(quotation, each) for each in differences), why)


def _placed(quotation: Quotation, difference: Difference) -> DifferingCharacters:
    """Move a difference from the words of the quotation to the text of the speech."""
    kept = [quotation.start + at for at, character in enumerate(quotation.text) if character.isalnum()]
    start = kept[difference.start] if difference.start < len(kept) else quotation.end
    end = kept[difference.end - 1] + 1 if difference.end > difference.start else start
    return DifferingCharacters(start, end, difference.found, difference.expected)
