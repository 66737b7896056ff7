"""Find what a speech quotes: leaders' words, classical sayings, titles; and tell quotations from emphatic marks.

A short word in quotation marks (“花架子”) is emphasis, not a quotation; a formulation in marks is a quotation only
where somebody is named as saying it. Nothing here compares speeches: see variants.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from speeches.text.formulations import FormulationHit
from speeches.text.quoted import attribution
from speeches.text.quoted.attribution import FAR, Attribution
from speeches.text.quoted.paraphrases import find_paraphrases
from speeches.text.quoted.quotation_lexicon import KnownWording, QuotationLexicon, parse_quotations
from speeches.text.quoted.quote_marks import Quoted, pair_marks
from speeches.text.quoted.titles import find_titles
from speeches.text.register.skeleton import Span, words_of
from speeches.text.register.span_set import SpanSet

__all__ = ["Quotation", "QuotationLexicon", "find_quotations", "outside", "parse_quotations", "quoted_spans"]

# A sentence is looked back over this far; further away a name no longer introduces what is quoted.
_REACH = 110
# One's own emphasis (总书记强调“实”字当头) is shorter than this.
_SHORTEST = 4
# A formulation is a quotation right after the verb of speech only: 总书记提出的“……”, not 总书记号召党员干部“四下基层”.
_BESIDE = 2
# What a document is said to state in fewer words than this is a term of it.
_CLAUSE = 8
# Further from its verb than a comma, only words as long as a sentence are the source's and not a term of the speaker's.
_SENTENCE = 16
# A leader named this many characters before still answers to 他强调.
_MEMORY = 240
_SENTENCE_END = re.compile(r"[。！？!?\n][”’」』）)]*")
# A line broken inside a sentence (PDF, mail): long, without a stop, and the next begins flush; or after a colon.
_SOFT_BREAK = re.compile(r"(?<=[^\n]{20}[\u4e00-\u9fff，、；：])\n(?=[\u4e00-\u9fff“])|(?<=[：:，,])\s*\n\s*")
_CLAUSES = re.compile(r"[，。；！？,;]")
_MODERN = frozenset("的了吗呢吧们你我他她这那些么什怎哪把被让给个很")
_CLASSICAL = frozenset("者之于其而则莫乃矣也焉兮哉乎弗毋曰虽惟")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands at `[start, end)` of the text, marks excluded.

    `kind` 引文, 书名 or 修辞; `form` verbatim, paraphrase, title, scare or saying; `attribution` the source where it is
    known; `attributed` whether this text names a source; `quoted` whether it stands in marks.
    """

    start: int
    end: int
    text: str
    kind: str
    attribution: str | None
    attributed: bool
    quoted: bool
    form: str


def find_quotations(
    text: str, lexicon: QuotationLexicon, formulations: Sequence[FormulationHit] = ()
) -> tuple[Quotation, ...]:
    """Return the quotations, titles and emphatic marks of `text` in reading order.

    A formulation in marks with no source beside it is left to `formulations` and not repeated here.
    """
    pairs = pair_marks(text)
    titles = find_titles(text, pairs, lexicon)
    quoted = tuple(pair for pair in pairs if pair.mark not in "《〈" and pair.depth == 0)
    found = [Quotation(a, b, text[a:b], "书名", None, False, marked, "title") for a, b, marked in titles]
    found += _quoted(
        text, quoted, lexicon, SpanSet((hit.start, hit.end) for hit in formulations if not hit.is_sentence)
    )
    verbatim = SpanSet((quotation.start, quotation.end) for quotation in found if quotation.kind == "引文")
    for start, end, who in find_paraphrases(text, SpanSet((pair.start, pair.end) for pair in quoted)):
        if not verbatim.touches(start, end):
            found.append(Quotation(start, end, text[start:end], "引文", who, True, False, "paraphrase"))
    return tuple(sorted(found, key=lambda quotation: (quotation.start, quotation.end)))


def outside(hits: Sequence[FormulationHit], quotations: Sequence[Quotation]) -> tuple[FormulationHit, ...]:
    """Return the formulations that lie in no quotation in marks and in no title: those count as the speaker's own."""
    quoted = SpanSet(quoted_spans(quotations))
    return tuple(hit for hit in hits if not quoted.holds(hit.start, hit.end))


def quoted_spans(quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return where other people's words and titles stand in marks: their wording is not the speaker's to get right."""
    return tuple((each.start, each.end) for each in quotations if each.kind != "修辞" and each.quoted)


def _quoted(
    text: str, pairs: Sequence[Quoted], lexicon: QuotationLexicon, formulations: SpanSet
) -> Iterator[Quotation]:
    sources = _sources(text, pairs)
    for pair, source in zip(pairs, sources, strict=True):
        is_formulation = formulations.holds(*_trimmed(text, pair.start, pair.end))
        quotation = _classified(text, pair, source, lexicon, is_formulation)
        if quotation:
            yield quotation


def _sources(text: str, pairs: Sequence[Quoted]) -> list[Attribution | None]:
    """Find each quotation's source by itself, then let neighbours of one breath share it."""
    sources: list[Attribution | None] = []
    recent: tuple[str, int] | None = None
    for at, pair in enumerate(pairs):
        who = recent[0] if recent and pair.start - recent[1] <= _MEMORY else None
        source = _source(text, pairs, at, who)
        if source is None and at and sources[-1]:
            source = _carried(text, pairs[at - 1], pair, sources[-1])
        if source and source.kind == "leader" and source.who:
            recent = source.who, pair.end
        sources.append(source)
    for at in range(len(pairs) - 2, -1, -1):
        gap = text[pairs[at].end + 1 : pairs[at + 1].start - 1]
        if sources[at] is None and sources[at + 1] and len(gap) <= 1 and gap in "、":
            sources[at] = sources[at + 1]
    return sources


def _carried(text: str, last: Quoted, pair: Quoted, source: Attribution) -> Attribution | None:
    """Carry a source on: over a link word, and within one sentence to words long enough to be a leader's too."""
    gap = text[last.end + 1 : pair.start - 1]
    if attribution.linked(gap):
        return source
    same_sentence = len(gap) <= 24 and not _SENTENCE_END.search(gap)
    return replace(source, distance=FAR) if same_sentence and source.kind == "leader" else None


def _source(text: str, pairs: Sequence[Quoted], at: int, recent: str | None) -> Attribution | None:
    left = _sentence_before(text, pairs, at)
    end = pairs[at].end
    breaks_off = text[end - 1] in "，,"
    return attribution.before(left, recent) or attribution.around(left, text[end + 1 : end + 60], breaks_off)


def _sentence_before(text: str, pairs: Sequence[Quoted], at: int) -> str:
    """Return the sentence before a quotation, what is quoted in it blanked: a quoted name introduces nothing."""
    stop = pairs[at].start - 1
    start = max(0, stop - _REACH)
    left = list(text[start:stop])
    for earlier in range(at - 1, -1, -1):
        pair = pairs[earlier]
        if pair.end < start:
            break
        for place in range(max(pair.start, start), min(pair.end, stop)):
            left[place - start] = "□"
    sentence = _SOFT_BREAK.sub("", "".join(left))
    ends = list(_SENTENCE_END.finditer(sentence))
    return sentence[ends[-1].end() :] if ends else sentence


def _classified(
    text: str, pair: Quoted, source: Attribution | None, lexicon: QuotationLexicon, is_formulation: bool
) -> Quotation | None:
    words = words_of(text[pair.start : pair.end])
    known = lexicon.known(words) if len(words) >= 4 else None
    if _speaks(source, words, is_formulation, known):
        return _quotation(text, pair, source, known)
    if is_formulation:
        return None
    if (known and not known.saying.is_formulation) or (source is None and _is_classical(text, pair)):
        return _quotation(text, pair, None, known)
    return Quotation(pair.start, pair.end, text[pair.start : pair.end], "修辞", None, False, True, "scare")


def _speaks(source: Attribution | None, words: str, is_formulation: bool, known: KnownWording | None) -> bool:
    """Tell whether the source beside the quotation is its source: long words may stand further off than short ones."""
    if source is None or len(words) < _SHORTEST:
        return False
    if source.distance == FAR:
        return known is not None or (source.kind != "sayer" and len(words) >= _SENTENCE)
    if is_formulation:
        return source.kind == "leader" and source.distance <= _BESIDE
    if source.kind == "paper":
        return known is not None or len(words) >= _CLAUSE
    return len(words) >= source.distance


def _quotation(text: str, pair: Quoted, source: Attribution | None, known: KnownWording | None) -> Quotation:
    who = (source.who if source else "") or (known.saying.source if known else "")
    form = "saying" if (source.kind == "sayer" if source else not known) else "verbatim"
    words = text[pair.start : pair.end]
    return Quotation(pair.start, pair.end, words, "引文", who or None, source is not None, True, form)


def _is_classical(text: str, pair: Quoted) -> bool:
    """Tell a classical saying that stands as a sentence of its own by its balanced clauses and its particles."""
    quoted = text[pair.start : pair.end]
    clauses = [words_of(clause) for clause in _CLAUSES.split(quoted) if words_of(clause)]
    if len(clauses) < 2 or sum(map(len, clauses)) < 8 or _MODERN & set(quoted):
        return False
    even = len({len(clause) for clause in clauses[-2:]}) == 1 or len(clauses) >= 4
    return even and sum(character in _CLASSICAL for character in quoted) >= 2


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without blanks and marks at its ends, as formulations are found."""
    kept = [at for at in range(start, end) if text[at].isalnum()]
    return (kept[0], kept[-1] + 1) if kept else (start, end)
