"""Find the heading of a point: its first sentence, without the mark that ends it."""

import re

_STOP = re.compile(r"[。！？!?；;\n]")


def heading_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the heading's [start, end) within text[start:end]; a marker alone on its line takes the next line."""
    while start < end and text[start].isspace():
        start += 1
    stop = _STOP.search(text, start, end)
    tail = stop.start() if stop else end
    while tail > start and (text[tail - 1].isspace() or text[tail - 1] in "，,、：:"):
        tail -= 1
    return start, tail
