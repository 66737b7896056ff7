"""What page tests share: a client signed in as a role, and whatever a page of theirs needs."""

import pytest
from django.test import Client

from speeches import ingest
from speeches.models import ImportBatch, Speech
from speeches.models.choices import Role
from tests.factories import make_meeting, make_user


@pytest.fixture
def clerk(db):
    return make_user(Role.CLERK)


@pytest.fixture
def at_desk(client: Client, clerk) -> Client:
    """A client signed in as 经办 of 云岭县委."""
    client.force_login(clerk)
    return client


SPOKEN = (
    "把路修到人心里\n"
    "云岭县交通局局长 江远帆\n"
    "同志们：\n"
    "修路这些年，我有三点体会，请大家批评。\n"
    "一、路线要走群众走的路。到村里去调查研究，图纸上最近的线，未必是群众最常走的线。做到“二个维护”，先要看脚下。\n"
    "二、标准要经得起雨季。首先，排水要通。其次，边坡要稳。最后，XX路段要复查。\n"
    "三、养护要有人管到底。为民造福不是一句口号，建路是一阵子，养路是一辈子。\n"
    "我的发言完毕。\n"
)


@pytest.fixture
def spoken(clerk) -> Speech:
    """A draft of three points and three subpoints, taken in from a file by 经办."""
    intake = ingest.Intake(ImportBatch.objects.create(meeting=make_meeting(), author=clerk))
    return next(iter(ingest.receive(SPOKEN.encode(), "03-江远帆-修路.txt", intake))).speeches[0]
