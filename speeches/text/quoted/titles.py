"""Find titles of books and documents: everything in 《》, and known titles written without.

A short name (党章) counts only beside another title or after a verb of study; a name that could mean many documents
(政府工作报告) never does.
"""

import re
from collections.abc import Iterator, Sequence

from speeches.text.quoted.quotation_lexicon import QuotationLexicon
from speeches.text.quoted.quote_marks import Quoted
from speeches.text.register.skeleton import Span
from speeches.text.register.span_set import SpanSet

_STUDY = re.compile(
    r"(?:学习|研读|通读|重温|精读|深学|学|读|对照|领会|研学|研习|悟|自学|领学|重读|熟读|深学细悟|宣讲|贯彻)(?:好|了|过|透|贯彻|落实|领会)*\Z"
)
_BESIDE = re.compile(r"(?:[》、]|[》”]和|以及)\Z")
_LISTED = re.compile(r"\A(?:[、]|(?:和|以及|及)?《)")


def find_titles(text: str, pairs: Sequence[Quoted], lexicon: QuotationLexicon) -> tuple[tuple[int, int, bool], ...]:
    """Return (start, end, in marks) of every title in reading order; a title inside another is not reported."""
    found: list[tuple[int, int, bool]] = []
    for pair in pairs:
        if pair.mark == "《" and not (found and pair.start < found[-1][1]):
            found.append((pair.start, pair.end, True))
    marked = SpanSet((start, end) for start, end, _ in found)
    last = 0
    for start, end in sorted(_bare(text, lexicon), key=lambda span: (span[0], -span[1])):
        if start >= last and not marked.touches(start, end):
            found.append((start, end, False))
            last = end
    return tuple(sorted(found))


def _bare(text: str, lexicon: QuotationLexicon) -> Iterator[Span]:
    for work in lexicon.works:
        for name in work.bare:
            yield from _places(text, name)
        for name in work.guarded:
            for start, end in _places(text, name):
                if _is_title(text, start, end):
                    yield start, end


def _places(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))


def _is_title(text: str, start: int, end: int) -> bool:
    left, right = text[max(0, start - 12) : start], text[end : end + 3]
    if _STUDY.search(left) or (_BESIDE.search(left) and "《" in text[max(0, start - 60) : start]):
        return True
    return bool(_LISTED.match(right)) and "》" in text[end : end + 60]
