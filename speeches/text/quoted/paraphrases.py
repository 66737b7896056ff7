"""Find leaders' words given without quotation marks: 总书记强调，要……。

Only after a verb of speech and a comma or colon; 按照总书记要求，我们…… is the speaker's own sentence.
"""

import re
from collections.abc import Iterator

from speeches.text.quoted.attribution import LEADER, canonical
from speeches.text.register.skeleton import words_of
from speeches.text.register.span_set import SpanSet

_SPEECH = re.compile(
    rf"(?P<who>{LEADER})(?P<way>[^，。！？；\n“”]{{0,50}}?)(?<![的句个番一段])(?:指出|强调|告诫(?:我们|全党)?|提醒(?:我们|全党)?|讲过|讲到|说过|明确要求|(?<!提出)要求(?:我们|全党)?|明确提出|强调指出|谈到|曾说|说)[，,：:]"
)
_FOLLOWING = re.compile(r"(?:按照|遵照|根据|落实|贯彻|牢记|围绕|依照|对照|学习)[^，。；！？\n]{0,12}\Z")
_STOP = re.compile(r"[。！？\n]")
_OPENING = frozenset('“‘「『"《')
_SHORTEST = 8


def find_paraphrases(text: str, quoted: SpanSet) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, leader) of each clause given as a leader's words; it ends before the sentence's own stop."""
    last = 0
    for match in _SPEECH.finditer(text):
        start = match.end()
        if start < last or text[start : start + 1] in _OPENING or quoted.touches(match.start(), match.start() + 1):
            continue
        if _FOLLOWING.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        end = _sentence_end(text, start, quoted)
        if len(words_of(text[start:end])) >= _SHORTEST:
            last = end
            yield start, end, canonical(match["who"])


def _sentence_end(text: str, start: int, quoted: SpanSet) -> int:
    """Return the place of the first stop outside quotation marks."""
    for match in _STOP.finditer(text, start):
        if not quoted.touches(match.start(), match.start() + 1):
            return match.start()
    return len(text)
