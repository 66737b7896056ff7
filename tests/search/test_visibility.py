"""What a person may not see is neither found nor counted, in totals and in facets."""

import pytest

from speeches.models import Meeting, Speech
from speeches.models.choices import Reach, ReviewStatus, Role
from tests.factories import make_label, make_meeting, make_theme, make_user
from tests.search.archive import BRIDGE, CANAL, add_speech, find

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_meeting() -> Meeting:
    return make_meeting("公开的会", types=["专题研讨"])


@pytest.fixture
def published(open_meeting: Meeting) -> Speech:
    return add_speech(CANAL, open_meeting, speaker="关山月")


@pytest.fixture
def draft(open_meeting: Meeting) -> Speech:
    speech = add_speech(BRIDGE, open_meeting, speaker="方砚北", status=ReviewStatus.DRAFT)
    make_label(speech.version.outline.points.all()[0], make_theme("调查研究"))
    return speech


@pytest.fixture
def restricted() -> Speech:
    meeting = make_meeting("限定的会", types=["读书班"], reach=Reach.RESTRICTED)
    return add_speech(BRIDGE, meeting, speaker="温小满")


def test_a_reader_neither_finds_nor_counts_drafts(published: Speech, draft: Speech) -> None:
    results = find("政绩", make_user(Role.READER))
    assert {hit.speech for hit in results.hits} == {published.pk}
    assert results.speeches == 1
    assert results.total == len(results.hits) < find("政绩").total


def test_facets_show_nothing_hidden(published: Speech, draft: Speech, restricted: Speech) -> None:
    results = find("政绩", make_user(Role.READER))
    labels = {value.label for values in results.facets.values() for value in values}
    assert labels.isdisjoint({"方砚北", "温小满", "限定的会", "读书班", "调查研究", "草稿"})
    for facet in ("meeting", "speaker", "year", "part", "status"):
        assert sum(value.count for value in results.facets[facet]) == results.total


@pytest.mark.parametrize(
    "filters", [{"speaker": ("方砚北",)}, {"theme": ("调查研究",)}, {"status": ("draft",)}, {"meeting": ("限定的会",)}]
)
def test_no_filter_opens_what_is_hidden(published: Speech, draft: Speech, restricted: Speech, filters: dict) -> None:
    results = find("政绩", make_user(Role.READER), **filters)
    assert (results.total, results.hits) == (0, ())
    assert all(value.count == 0 or value.label not in ("方砚北", "调查研究", "草稿", "限定的会")
               for values in results.facets.values() for value in values)  # fmt: skip


def test_a_hidden_meeting_does_not_stand_before_a_visible_one(published: Speech, restricted: Speech) -> None:
    Meeting.objects.filter(pk=restricted.meeting_id).update(title="公开")
    assert find("政绩", make_user(Role.READER), meeting=("公开",)).speeches == 1


def test_what_is_excluded_counts_only_what_is_visible(published: Speech, draft: Speech) -> None:
    assert find("政绩 -政协", make_user(Role.READER)).excluded == 0
    assert find("政绩 -政协", make_user(Role.CLERK)).excluded > 0


def test_staff_find_drafts_and_a_grant_opens_a_restricted_meeting(draft: Speech, restricted: Speech) -> None:
    assert {hit.speech for hit in find("政绩", make_user(Role.CLERK)).hits} == {draft.pk}
    guest = make_user(Role.OBSERVER, meeting=restricted.meeting)
    assert {hit.speech for hit in find("政绩", guest).hits} == {restricted.pk}


def test_the_submitter_finds_an_own_draft(open_meeting: Meeting) -> None:
    user = make_user(Role.SUBMITTER)
    speech = add_speech(CANAL, open_meeting, status=ReviewStatus.DRAFT, submitter=user)
    assert {hit.speech for hit in find("政绩", user).hits} == {speech.pk}
    assert find("政绩", make_user(Role.SUBMITTER)).total == 0


def test_without_a_grant_nothing_is_found(published: Speech) -> None:
    assert find("政绩", make_user()).total == 0
