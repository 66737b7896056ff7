"""Speeches of our own with nested points, stored and indexed as the archive does it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator

from speeches import outlining, search
from speeches.models import Meeting, Passage, Reading, SourceFile, Speech, SpeechVersion, User
from speeches.models.choices import ReviewStatus
from speeches.search import Results, SearchQuery
from speeches.text.outline import outline
from tests.factories import make_meeting, make_speaker

CANAL = """修渠先修心
石门乡党委书记　关山月

各位领导、同志们：
前年冬天我在青石沟住了四十天，白天看水，晚上听人说水，对群众路线有了新的体会。
一、水要引到田头，先要把话说到心头
开工之前我们开了九次院坝会，听到三句实话。一是怕占地不给钱，二是怕修了没水，三是怕验收走过场。这三句话，后来成了三条规矩。
（一）先开会，后动工
会开在院坝里，谁都能说话。群众不点头，机械不进场。
（二）先公示，后花钱
每一笔钱都贴在墙上，５０００元以上的逐笔讲清楚。
二、账要算到户头，先要把政绩看到十年以后
渠修得快，是一种政绩；渠用得久，才是真政绩。R&D 经费投了3.5%，换来十二公里不漏水。
我的发言完毕，请批评指正。
"""

BRIDGE = """老桥与新桥
方砚北

同志们：
我讲一座桥的事。
首先，老桥是群众一块石头一块石头垒起来的。其次，新桥是图纸上画出来的，少了“问”这一步。最后，桥修好了，路却绕远了三里。
第一，多问一句，少绕三里
调查研究不是走过场。政绩写在群众脚底下，不写在开工仪式上。
第二，错了就改，不怕丢面子
改线多花了四十天，政协委员全程监督。
"""

MARSH = """湿地里的一课
温小满

同志们：
候鸟不看牌子，只看水。
第一，要把“显功”放下
围堰拆了，数字少了，鸟回来了。
第二，要把「潜功」做深
連續三年，每月十五號看水位。
"""


def add_speech(text: str, meeting: Meeting | None = None, *, speaker: str = "", title: str = "",
               status: ReviewStatus = ReviewStatus.PUBLISHED, submitter: User | None = None) -> Speech:  # fmt: skip
    """A speech of one version, divided by the splitter and indexed."""
    meeting = meeting or make_meeting()
    person = make_speaker(speaker, meeting.unit) if speaker else None
    speech = Speech.objects.create(meeting=meeting, speaker=person, title=title, status=status, submitter=submitter)
    set_text(speech, text)
    return speech


def set_text(speech: Speech, text: str) -> None:
    """Give the speech a new version with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    source, _ = SourceFile.objects.get_or_create(sha256=digest, defaults={"size": len(text)})
    reading, _ = Reading.objects.get_or_create(source=source, reader="txt", reader_version=1, defaults={"text": text})
    number = speech.versions.count() + 1
    version = SpeechVersion.objects.create(speech=speech, number=number, reading=reading, start=0, end=len(text))
    outlining.store(version, outlining.divide(outline(text), 0, len(text)))
    speech.version = version
    speech.save()
    search.index(speech)


def find(text: str, user: User | None = None, **filters: object) -> Results:
    return search.search(SearchQuery(text, **filters), user)


def holding(condition: Callable[[str], bool]) -> set[int]:
    """The passages whose normalised text meets the condition, as Python sees it."""
    return {pk for pk, text in Passage.objects.values_list("pk", "text") if condition(text)}


def substrings(texts: list[str], count: int, seed: int) -> Iterator[str]:
    """Random pieces of 1 to 12 characters, one in eight with two neighbours swapped so that it may occur nowhere."""
    draw = random.Random(seed)
    texts = [text for text in texts if text]
    for _ in range(count):
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        word = text[start : start + draw.randint(1, 12)]
        if draw.random() < 0.125 and len(word) > 1:
            word = word[1] + word[0] + word[2:]
        yield word


def texts_by_pk() -> dict[int, str]:
    return dict(Passage.objects.values_list("pk", "text"))


def holding_in(by_pk: dict[int, str], word: str) -> set[int]:
    return {pk for pk, text in by_pk.items() if word in text}
