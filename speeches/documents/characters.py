"""The characters a kept text may hold: newlines are \\n, and what no text may hold becomes U+FFFD, one for one.

Nothing is folded, composed or dropped, so every offset stays true.
"""

import re

# NUL, C0 but tab and newline, lone surrogates, the non-characters: databases, Word and Excel refuse them later.
_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")
REPLACEMENT = "\ufffd"


def with_plain_newlines(text: str) -> str:
    """CRLF and CR become one \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """`text` with each forbidden character replaced by U+FFFD; the length does not change."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def forbidden_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where `text` holds characters that `clean` would replace."""
    return tuple(match.span() for match in _FORBIDDEN.finditer(text))
