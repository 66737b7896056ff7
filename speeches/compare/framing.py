"""怎么立论: what each point makes of what (把X作为Y, X是Y …), what it sets against what, and whom it is about.

Shows the speaker's own words with their places; never says which framing is the better one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from speeches.text.constructions import Construction, Contrast, Metaphor, find_constructions
from speeches.text.rhetoric.construction_lexicon import ConstructionLexicon

from .marking import Slot, slot
from .material import Material, PointData, Sentence, SpeechData
from .theme_screens import Contrasted, Framed, FramingScreen, Image, PointFrame, SpeechFrame, SubjectShare

SIGNS = {"既A又B": "＋", "不仅A更B": "＋", "A与B的统一": "＝"}
AGAINST = "≠"  # all other kinds
# Kinds that say of something what it is or where it stands; 动宾 and 字诀 only name an action.
STATEMENTS = ("把X作为Y", "摆位", "X是Y", "角色隐喻", "转化", "融入", "以X为Y")
GROUPS = ("群众", "干部", "组织", "个人", "事业")


def frame(material: Material, lexicon: ConstructionLexicon) -> FramingScreen:
    """Every speech's leading points with how they are put, in speaking order."""
    return FramingScreen(tuple(_speech_frame(speech, lexicon) for speech in material.speeches))


def _speech_frame(speech: SpeechData, lexicon: ConstructionLexicon) -> SpeechFrame:
    found = [c for c in find_constructions(speech.text, lexicon, speech.start, speech.end) if c.kind in STATEMENTS]
    starts = [construction.start for construction in found]
    points = tuple(
        _point_frame(speech, point, found[bisect_left(starts, point.start) : bisect_left(starts, point.end)])
        for point in speech.leading
    )
    kinds = Counter(point.heading.kind for point in points if point.heading)
    return SpeechFrame(
        speech=speech,
        points=points,
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        subjects=_subjects(speech.sentences),
    )


def _point_frame(speech: SpeechData, point: PointData, found: Sequence[Construction]) -> PointFrame:
    heading = point.construction
    # The heading's construction has its own line; found again in running text it would be told twice.
    rest = [c for c in found if heading is None or c.end <= heading.start or c.start >= heading.end]
    return PointFrame(
        point=point,
        heading=_framed(speech.text, heading) if heading else None,
        statements=tuple(_framed(speech.text, c) for c in rest if c.x and c.y),
        contrasts=tuple(_contrasted(speech.text, c) for c in speech.contrasts if point.start <= c.start < point.end),
        metaphors=_images(m for m in speech.metaphors if point.start <= m.start < point.end),
        subjects=_subjects(s for s in speech.sentences if point.start <= s.start < point.end),
    )


def _framed(text: str, found: Construction) -> Framed:
    return Framed(found.kind, found.start, found.end, slot(text, found.x), slot(text, found.y))


def _contrasted(text: str, found: Contrast) -> Contrasted:
    a, b = (Slot(text[start:end], start, end) for start, end in (found.a, found.b))
    return Contrasted(found.kind, SIGNS.get(found.kind, AGAINST), found.start, found.end, a, b)


def _images(metaphors: Iterable[Metaphor]) -> tuple[Image, ...]:
    """Each word once, in the order of its first place."""
    found = list(metaphors)
    times = Counter(m.word for m in found)
    first = {m.word: m for m in reversed(found)}
    return tuple(
        Image(m.domain, Slot(m.word, m.start, m.end), times[m.word])
        for m in sorted(first.values(), key=lambda m: m.start)
    )


def _subjects(sentences: Iterable[Sentence]) -> tuple[SubjectShare, ...]:
    """Groups by characters, most first; sentences that name nobody are left out."""
    chars: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.subject:
            chars[sentence.subject] += sentence.chars
    total = sum(chars.values())
    order = sorted(chars, key=lambda group: (-chars[group], GROUPS.index(group)))
    return tuple(SubjectShare(group, chars[group], chars[group] / total) for group in order)
