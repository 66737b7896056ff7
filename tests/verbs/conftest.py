"""Speeches taken in the way an office does, from files of our own."""

from collections.abc import Callable

import pytest

from speeches import ingest
from speeches.models import ImportBatch, Meeting, Speech, User
from speeches.models.choices import Role
from tests.factories import make_meeting, make_user

SPEECH = (
    "各位领导、同志们：\n"
    "按照会议安排，我结合分管工作谈三点体会。\n"
    "第一，要把调查研究做在前头。到村里去、到厂里去，把情况摸清楚再拍板。\n"
    "第二，要把纪律规矩挺在前头。红线不能碰，底线不能破，党规党纪要天天对照。\n"
    "首先，公务接待按标准办。其次，人情往来要报告。最后，家人亲属要管住。\n"
    "第三，要把为民造福落在实处。群众的急难愁盼，一件一件办，一件一件回访。\n"
    "我的发言完毕，不当之处请批评指正。\n"
)


@pytest.fixture
def meeting(db: None) -> Meeting:
    return make_meeting("县委理论学习中心组专题研讨会")


@pytest.fixture
def clerk(meeting: Meeting) -> User:
    return make_user(Role.CLERK, unit=meeting.unit)


@pytest.fixture
def reviewer(meeting: Meeting) -> User:
    return make_user(Role.REVIEWER, unit=meeting.unit)


@pytest.fixture
def intake(meeting: Meeting, clerk: User) -> ingest.Intake:
    return ingest.Intake(ImportBatch.objects.create(meeting=meeting, author=clerk))


@pytest.fixture
def take_in(intake: ingest.Intake) -> Callable[..., list[ingest.Result]]:
    def take(text: str = SPEECH, name: str = "发言.txt", **changes: object) -> list[ingest.Result]:
        chosen = ingest.Intake(**{**{f: getattr(intake, f) for f in intake.__slots__}, **changes})
        return list(ingest.receive(text.encode(), name, chosen))

    return take


@pytest.fixture
def speech(take_in: Callable[..., list[ingest.Result]]) -> Speech:
    return take_in()[0].speeches[0]
