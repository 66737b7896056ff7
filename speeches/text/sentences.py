"""Split a text into sentences: at 。！？ outside quotation marks, at line ends, and at ；in very long sentences.

Knows neither parts nor points. Never changes the text: the spans tile what was asked for.
"""

import re

Span = tuple[int, int]

LONG_SENTENCE = 110
"""Characters beyond which a sentence is also split at ；(the quasi-sentence of content analysis: one thought each)."""

_MARK = re.compile(r'[。！？!?；;\n“”"]')
_TAIL = re.compile(r"[。！？!?…”’」』）)\"]*")
_BLANKS = re.compile(r"\s*")
_STOPS = "。！？!?"
_LINKS = "的，、；：。！？）》”的地等之是为和与及"


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text[start:end]` as spans that tile it, closing quote and trailing blanks included.

    A quotation mark without its partner in the same paragraph is not taken as a quotation, so that one slip of
    the pen does not swallow the rest of the paragraph. Offsets count characters of `text`.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    while begin < stop:
        line_end = text.find("\n", begin, stop)
        line_end = stop if line_end < 0 else line_end
        after = min(_end_of(_BLANKS, text, line_end, stop), stop)
        spans.extend(_paragraph(text, begin, line_end, after))
        begin = after
    return tuple(spans)


def _paragraph(text: str, begin: int, line_end: int, after: int) -> list[Span]:
    """The sentences of one paragraph; the last one takes the line break and the blanks that follow."""
    stops, semicolons = _breaks(text, begin, line_end)
    cuts = [cut for cut in stops if cut < line_end] + [after]
    spans: list[Span] = []
    used = 0
    for cut in cuts:
        inner_from = used
        while used < len(semicolons) and semicolons[used] < cut:
            used += 1
        if len(text[begin:cut].strip()) > LONG_SENTENCE:
            for semicolon in semicolons[inner_from:used]:
                spans.append((begin, semicolon))
                begin = semicolon
        spans.append((begin, cut))
        begin = cut
    return [span for span in spans if span[0] < span[1]]


def _breaks(text: str, begin: int, line_end: int) -> tuple[list[int], list[int]]:
    """Offsets after which a sentence ends, and after which a ；stands, both outside quotations."""
    quotes = _quotations(text, begin, line_end)
    stops: list[int] = []
    semicolons: list[int] = []
    position = begin
    while mark := _MARK.search(text, position, line_end):
        sign, position = mark.group(), mark.end()
        if sign in '“"' and mark.start() in quotes:
            position = quotes[mark.start()]
            if _closes_a_sentence(text, mark.start(), position, begin, line_end):
                stops.append(_end_of(_BLANKS, text, position, line_end))
        elif sign in _STOPS:
            position = _end_of(_BLANKS, text, _end_of(_TAIL, text, position, line_end), line_end)
            stops.append(position)
        elif sign in "；;":
            semicolons.append(_end_of(_BLANKS, text, position, line_end))
    return stops, semicolons


def _quotations(text: str, begin: int, line_end: int) -> dict[int, int]:
    """Outermost quotations of a paragraph: offset of the opening mark → offset after the closing one."""
    opened: list[int] = []
    quotes: dict[int, int] = {}
    straight = -1
    for mark in _MARK.finditer(text, begin, line_end):
        sign = mark.group()
        if sign == "“":
            opened.append(mark.start())
        elif sign == "”" and opened:
            quotes[opened.pop()] = mark.end()
        elif sign == '"' and straight >= 0:
            quotes[straight], straight = mark.end(), -1
        elif sign == '"':
            straight = mark.start()
    return quotes


def _closes_a_sentence(text: str, opening: int, after: int, begin: int, line_end: int) -> bool:
    """Whether a quotation ends its sentence: it is a whole one (：“……。”) and nothing goes on after it."""
    whole = after - 2 > opening and text[after - 2] in _STOPS
    introduced = opening == begin or text[opening - 1] in "：:。！？\n"
    return whole and introduced and (after >= line_end or text[after] not in _LINKS)


def _end_of(pattern: re.Pattern[str], text: str, position: int, stop: int) -> int:
    match = pattern.match(text, position, stop)
    return match.end() if match else position
