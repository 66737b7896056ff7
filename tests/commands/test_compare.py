"""`manage.py compare`: which meeting is meant, what is told, what is refused."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from speeches.models import Meeting
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_label, make_meeting, make_speech, make_theme, make_user, points_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    meeting = make_meeting("全县调查研究专题研讨会")
    theme = make_theme("求真务实", "zj.zhenshi")
    for _ in range(2):
        speech = make_speech(meeting, status=ReviewStatus.PUBLISHED)
        make_label(points_of(speech)[0], theme)
    make_speech(meeting, status=ReviewStatus.DRAFT)
    return meeting


def compare(*arguments: str) -> str:
    out = StringIO()
    call_command("compare", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("word", ["全县调查研究专题研讨会", "调查研究", "全县"])
def test_a_title_may_be_shortened(meeting: Meeting, word: str) -> None:
    assert json.loads(compare(word, "--json"))["meeting"] == {"id": meeting.pk, "title": meeting.title}


def test_published_speeches_unless_told_otherwise(meeting: Meeting) -> None:
    assert len(json.loads(compare("调查研究", "--json"))["speeches"]) == 2
    assert len(json.loads(compare("调查研究", "--json", "--status", "all"))["speeches"]) == 3
    assert len(json.loads(compare("调查研究", "--json", "--status", "draft"))["speeches"]) == 1


def test_picked_speeches_belong_to_no_meeting(meeting: Meeting) -> None:
    ids = list(meeting.speeches.values_list("pk", flat=True))[:2]
    data = json.loads(compare("--speeches", f"{ids[1]}, {ids[0]}", "--json"))
    assert data["meeting"] is None
    assert [speech["id"] for speech in data["speeches"]] == [ids[1], ids[0]]


def test_the_matrix_is_printed_for_people(meeting: Meeting) -> None:
    printed = compare("调查研究")
    assert printed.startswith("全县调查研究专题研讨会：2 篇发言")
    assert "人人谈到：求真务实" in printed


def test_a_reader_compares_what_he_sees(meeting: Meeting) -> None:
    reader = make_user(Role.READER, unit=meeting.unit)
    assert len(json.loads(compare("调查研究", "--json", "--status", "all", "--user", reader.username))["speeches"]) == 2


@pytest.mark.parametrize("arguments, said", [
    (["没有的会"], "没有叫“没有的会”的会议"),
    (["研讨会"], "不止一个"),
    (["--speeches", "甲"], "看不懂"),
    (["--speeches", "99999"], "没有编号为 99999 的发言"),
    (["--speeches", "99999999999999999999"], "没有编号为"),
    (["调查研究", "--status", "withdrawn"], "没有可以对照的发言"),
    (["调查研究", "--user", "nobody"], "没有账号"),
])  # fmt: skip
def test_what_cannot_be_compared_is_said_with_code_2(meeting: Meeting, arguments: list[str], said: str) -> None:
    make_meeting("另一个研讨会")
    with pytest.raises(CommandError, match=said) as refused:
        compare(*arguments)
    assert refused.value.returncode == 2


def test_a_meeting_out_of_sight_is_one_that_does_not_exist(meeting: Meeting) -> None:
    stranger = make_user()
    with pytest.raises(CommandError, match="没有叫“调查研究”的会议"):
        compare("调查研究", "--user", stranger.username)
