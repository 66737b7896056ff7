"""Speeches taken in as an office does, ready to be compared."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from speeches import ingest, installation
from speeches.models import ImportBatch, Meeting, Speaker, Speech
from speeches.models.choices import ReviewStatus
from tests.factories import make_meeting

Take = Callable[..., Speech]

TEXT = (
    "各位领导、同志们：\n"
    "按照会议安排，我结合分管工作谈体会。\n"
    "一、要把调查研究做在前头。第{n}次到村里去，有的干部只看盆景，不看后院，问题就在这里。习近平总书记指出：“{quoted}。”\n"
    "二、要把为民造福落在实处。群众的急难愁盼，一件一件办，办完了我{n}次登门回访，账本上写着{n}户。\n"
    "三、要把纪律规矩挺在前头。我将带头遵守，不是做样子，而是动真格。{copied}\n"
    "我的发言完毕，请批评指正。\n"
)
RIGHT = "调查研究是谋事之基、成事之道"
COPIED = "七月里雨下得最急的那一夜，老支书敲开了坡上十一户人家的门。"


@pytest.fixture
def meeting(db: None) -> Meeting:
    installation.prepare()
    return make_meeting("县委中心组专题研讨会")


@pytest.fixture
def take(meeting: Meeting) -> Take:
    """Take one speech in: `number` makes it unlike the others, `copied` and `quoted` make them alike."""

    def take_in(
        number: int,
        *,
        status: ReviewStatus = ReviewStatus.PUBLISHED,
        to: Meeting | None = None,
        speaker: Speaker | None = None,
        quoted: str = RIGHT,
        copied: str = "",
    ) -> Speech:
        text = TEXT.format(n="一二三四五六七八九十"[number % 10] * (number // 10 + 1), quoted=quoted, copied=copied)
        batch = ImportBatch.objects.create(meeting=to or meeting)
        claims = {f"{number}.txt": [ingest.Claim(speaker, order=number)]} if speaker else {}
        intake = ingest.Intake(batch, on_duplicate="new", status=status, claims=claims)
        (result,) = ingest.receive(text.encode(), f"{number}.txt", intake)
        (speech,) = result.speeches
        return speech

    return take_in
