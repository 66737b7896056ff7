"""A .md into plain text: the marks of headings, quotes, lists and bold are dropped, line by line; the words stay.

Only marks that come in pairs are marks: the ** of a masked name (“某**镇”) stays as it is.
"""

import re

from .document import Document
from .plain import read_text

_LINE_MARK = re.compile(r" {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)")
_CLOSING_HASHES = re.compile(r"[ \t]+#{1,6}[ \t]*$")


def read_markdown(data: bytes) -> Document:
    """Raises Refused (damaged) where the bytes are no text."""
    document = read_text(data)
    text = "\n".join(map(_plain_line, document.text.split("\n")))
    return Document(text=text, reader="md", encoding=document.encoding)


def _plain_line(line: str) -> str:
    mark = _LINE_MARK.match(line)
    if mark is not None:
        is_heading = "#" in mark[0]
        line = line[mark.end() :]
        line = _CLOSING_HASHES.sub("", line) if is_heading else line
    return _without_pairs(line, "**")


def _without_pairs(line: str, mark: str) -> str:
    """Drops pairs of `mark` that hug what they enclose, left to right."""
    parts = line.split(mark)
    plain, at = parts[0], 1
    while at < len(parts):
        enclosed = parts[at]
        if at + 1 < len(parts) and enclosed and enclosed == enclosed.strip():
            plain += enclosed + parts[at + 1]
            at += 2
        else:
            plain += mark + enclosed
            at += 1
    return plain
