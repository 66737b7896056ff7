"""Whether a table's cell holds speech, and so belongs to the body, or belongs to a form, and so to the extras."""

import re
from collections.abc import Iterable

# A cell is body where it holds this many characters, or a numbered point.
_SPEECH_CHARACTERS = 200
# A number and at least five characters after it: 1、张三 and 2.王小明同 are rows of a list, not points.
_NUMBERED_POINT = re.compile(
    r"[\s\u3000]*"
    r"(?:[一二三四五六七八九十]{1,3}[、.．要是]|第[一二三四五六七八九十]{1,3}[，,、：]|其[一二三四五][，,、：]"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[）)]|[0-9０-９]{1,2}[、.．](?![0-9０-９])|[①-⑳]"
    r"|首先[，,]|其次[，,]|再次[，,]|最后[，,])"
    r"[\s\u3000]*(?:[^\s\u3000][\s\u3000]*){5}"
)


def holds_speech(lines: Iterable[str]) -> bool:
    """True where the cell's `lines` are speech rather than a form's entry."""
    kept = [line for text in lines for line in text.split("\n")]
    return sum(map(len, kept)) >= _SPEECH_CHARACTERS or any(_NUMBERED_POINT.match(line) for line in kept)
