"""The one table of who sees what, enumerated: role × state, units above and below, restricted meetings, dates."""

import datetime
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from speeches import access
from speeches.models import ImportBatch, ImportItem, Meeting, Passage, Point, SourceFile, Speech
from speeches.models.choices import ItemState, Reach, ReviewStatus, Role
from tests.factories import make_item, make_meeting, make_speech, make_unit, make_user

pytestmark = pytest.mark.django_db
CASES = list(itertools.product(Role, ReviewStatus))


@pytest.mark.parametrize("role, status", CASES)
def test_what_a_role_sees_is_what_the_table_says(role: Role, status: ReviewStatus) -> None:
    speech = make_speech(status=status)
    user = make_user(role, unit=speech.meeting.unit)
    sees = role in access.SEE[status]
    assert Speech.objects.visible_to(user).exists() == sees
    assert Point.objects.visible_to(user).exists() == sees
    assert SourceFile.objects.visible_to(user).exists() == sees
    assert Meeting.objects.visible_to(user).exists() == (sees or role in access.PREPARE_MEETING)


@pytest.mark.parametrize("status", ReviewStatus)
def test_who_sent_a_speech_in_sees_it_while_the_table_says_so(status: ReviewStatus) -> None:
    user = make_user(Role.SUBMITTER)
    make_speech(status=status, submitter=user)
    make_speech(status=status)
    assert Speech.objects.visible_to(user).count() == (access.OWNER in access.SEE[status])


def test_strangers_and_disabled_accounts_see_nothing() -> None:
    speech = make_speech(status=ReviewStatus.PUBLISHED)
    disabled = make_user(Role.CLERK, unit=speech.meeting.unit)
    disabled.is_active = False
    for user in (AnonymousUser(), disabled, make_user()):
        assert not Speech.objects.visible_to(user).exists()
        assert not Meeting.objects.visible_to(user).exists()
        assert not Passage.objects.visible_to(user).exists()


def test_a_grant_on_a_unit_reaches_all_below_it_and_nothing_above() -> None:
    province = make_unit("省委")
    city = make_unit("市委", parent=province)
    county = make_unit("县委", parent=city)
    for unit in (province, city, county):
        make_speech(make_meeting(unit=unit), status=ReviewStatus.PUBLISHED)
    counts = [Speech.objects.visible_to(make_user(Role.READER, unit=unit)).count() for unit in (province, city, county)]
    assert counts == [3, 2, 1]


def test_a_restricted_meeting_is_reached_only_by_a_grant_on_it() -> None:
    meeting = make_meeting(reach=Reach.RESTRICTED)
    make_speech(meeting, status=ReviewStatus.PUBLISHED)
    outside, inside = make_user(Role.CLERK, unit=meeting.unit), make_user(Role.READER, meeting=meeting)
    assert not Speech.objects.visible_to(outside).exists()
    assert not Meeting.objects.visible_to(outside).exists()
    assert Speech.objects.visible_to(inside).count() == 1


@pytest.mark.parametrize("days, reached", [(-1, False), (0, True), (1, True)])
def test_a_grant_ends_on_its_date(days: int, reached: bool) -> None:
    meeting = make_meeting()
    make_speech(meeting, status=ReviewStatus.PUBLISHED)
    until = timezone.localdate() + datetime.timedelta(days=days)
    observer = make_user(Role.OBSERVER, meeting=meeting, until=until)
    assert Speech.objects.visible_to(observer).exists() == reached


@pytest.mark.parametrize("act", access.Act)
def test_what_a_role_may_do_is_what_the_table_says(act: access.Act) -> None:
    speech = make_speech()
    users = {role: make_user(role, unit=speech.meeting.unit) for role in Role}
    for status in ReviewStatus:
        speech.status = status
        may = {role for role, user in users.items() if access.may(user, act, speech)}
        assert may == access.DO[act].get(status, set()) - {access.OWNER}


def test_incoming_files_are_seen_by_who_sent_them_and_by_the_clerk() -> None:
    meeting = make_meeting()
    sender = make_user(Role.SUBMITTER)
    make_item(ImportBatch.objects.create(meeting=meeting, author=sender), ItemState.REFUSED)
    seers = {role: ImportItem.objects.visible_to(make_user(role)).exists() for role in Role}
    assert [role for role, sees in seers.items() if sees] == [Role.CLERK]
    assert ImportItem.objects.visible_to(sender).count() == 1


def test_one_hidden_speech_hides_the_original_it_was_cut_from() -> None:
    shown = make_speech(status=ReviewStatus.PUBLISHED)
    hidden = make_speech(shown.meeting, status=ReviewStatus.DRAFT)
    hidden.version.reading = shown.version.reading
    hidden.version.save()
    reader, clerk = make_user(Role.READER), make_user(Role.CLERK)
    source = shown.version.reading.source
    assert hidden.version.reading.source == source
    assert not SourceFile.objects.visible_to(reader).filter(pk=source.pk).exists()
    assert SourceFile.objects.visible_to(clerk).filter(pk=source.pk).exists()
