"""提法 in use: counted over what the reader may see, with the first and the last place."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from speeches.models import FormulationOccurrence, Speech
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_meeting, make_speaker, make_speech, make_user

pytestmark = pytest.mark.django_db


def spoken(name: str, day: int, status: ReviewStatus = ReviewStatus.PUBLISHED) -> Speech:
    meeting = make_meeting(date=datetime.date(2024, 5, day))
    speech = make_speech(meeting, speaker=make_speaker(f"发言人{day}日"), status=status)
    for start in (0, 9):
        FormulationOccurrence.objects.create(version=speech.version, name=name, start=start, end=start + 4)
    return speech


def used(client: Client, role: Role) -> list[tuple[str, int, int, str, str]]:
    client.force_login(make_user(role))
    rows = client.get(reverse("formulations")).context["used"]
    return [(r.name, r.speeches, r.times, *(end.version.speech.speaker_name for end in r.ends)) for r in rows]


def test_each_formulation_with_its_counts_and_its_first_and_last_place(client: Client) -> None:
    for name, day in (("两个维护", 9), ("两个维护", 3), ("国之大者", 5)):
        spoken(name, day)
    spoken("两个维护", 1, ReviewStatus.DRAFT)
    seen = [("两个维护", 2, 4, "发言人3日", "发言人9日"), ("国之大者", 1, 2, "发言人5日", "发言人5日")]
    assert used(client, Role.READER) == seen
    assert used(client, Role.CLERK)[0] == ("两个维护", 3, 6, "发言人1日", "发言人9日")


@pytest.mark.parametrize("speeches", [2, 12])
def test_queries_do_not_grow_with_the_formulations(
    speeches: int, client: Client, django_assert_max_num_queries: object
) -> None:
    for day in range(1, speeches + 1):
        spoken(f"第{day}条提法", day)
    client.force_login(make_user(Role.READER))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("formulations")).status_code == 200
