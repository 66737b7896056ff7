"""Entering and changing a meeting: little is asked, faults are named, and its clerk keeps access to it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from speeches.models import Grant, Meeting
from speeches.models.choices import MeetingStatus, Reach, Role
from tests.factories import make_meeting, make_theme, make_unit

pytestmark = pytest.mark.django_db

FORM = {"title": "雨季道路养护研讨会", "reach": "open", "status": "held"}


def test_a_meeting_needs_only_a_name_and_a_unit(at_desk: Client):
    response = at_desk.post(reverse("meeting_new"), {**FORM, "unit": make_unit().pk})
    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert meeting.title == FORM["title"]


@pytest.mark.parametrize("written", ["2024年3月28日", "2024-3-28", "2024/3/28", "2024.3.28"])
def test_a_date_is_read_as_people_write_it(written: str, at_desk: Client):
    at_desk.post(reverse("meeting_new"), {**FORM, "unit": make_unit().pk, "date": written})
    assert Meeting.objects.get().date == datetime.date(2024, 3, 28)


def test_a_faulty_form_says_where_and_keeps_what_was_typed(at_desk: Client):
    html = at_desk.post(reverse("meeting_new"), {**FORM, "title": "", "place": "山上", "date": "春天"}).content.decode()
    for words in ("有 3 处要改", "请写会议名称", "请选择单位", "日期看不懂", "山上", "春天"):
        assert words in html


def test_a_meeting_keeps_its_types_and_preset_themes(at_desk: Client):
    meeting, theme = make_meeting(), make_theme()
    types = list(meeting.types.values_list("pk", flat=True))
    at_desk.post(
        reverse("meeting_edit", args=[meeting.uid]),
        {**FORM, "unit": meeting.unit.pk, "types": types, "preset_themes": [theme.pk]},
    )
    meeting.refresh_from_db()
    assert (meeting.title, list(meeting.preset_themes.all()), meeting.types.count()) == (FORM["title"], [theme], 1)


def test_only_units_that_the_clerk_runs_are_offered(at_desk: Client):
    other = make_unit("别处县委")
    at_desk.post(reverse("meeting_new"), {**FORM, "unit": other.pk})
    assert not Meeting.objects.exists()


def test_the_clerk_who_restricts_a_meeting_still_reaches_it(at_desk: Client, clerk):
    at_desk.post(reverse("meeting_new"), {**FORM, "unit": make_unit().pk, "reach": Reach.RESTRICTED})
    meeting = Meeting.objects.get()
    assert at_desk.get(meeting.get_absolute_url()).status_code == 200
    assert Grant.objects.filter(user=clerk, meeting=meeting, role=Role.CLERK).count() == 1


def test_an_archived_meeting_is_not_edited(at_desk: Client):
    meeting = make_meeting(status=MeetingStatus.ARCHIVED)
    assert at_desk.post(reverse("meeting_edit", args=[meeting.uid]), FORM).status_code == 403
