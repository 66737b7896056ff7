"""The review desk: the queue and its counts, reasons worst first, words for a return, what changed since."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from speeches import editing, review
from speeches.access import Act
from speeches.models import ReviewStep, Speech, User
from speeches.models.choices import ReviewStatus, Role
from tests.factories import (
    make_label,
    make_meeting,
    make_speaker,
    make_speech,
    make_theme,
    make_unit,
    make_user,
    points_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user(Role.REVIEWER)


@pytest.fixture
def at_review(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def sent(spoken: Speech, clerk: User) -> Speech:
    review.take(Act.SUBMIT, spoken, clerk)
    return Speech.objects.get(pk=spoken.pk)


def desk(client: Client, **query: str) -> str:
    response = client.get(reverse("review"), query)
    assert response.status_code == 200
    return response.content.decode()


def take(client: Client, speech: Speech, act: str, **data: str) -> str:
    response = client.post(reverse("speech_act", args=[speech.uid, act]), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def status(speech: Speech) -> str:
    return Speech.objects.get(pk=speech.pk).status


def counted(html: str) -> dict[str, int]:
    found = re.findall(r'<a href="\?tab=(\w+)"[^>]*>\S+ (\d+)</a>', html)
    return {name: int(number) for name, number in found}


def test_an_empty_desk_says_so(at_review: Client):
    assert "没有待审的发言" in desk(at_review)


def test_each_count_is_the_length_of_its_list(at_review: Client):
    meeting = make_meeting()
    for standing in (ReviewStatus.SUBMITTED, ReviewStatus.SUBMITTED, ReviewStatus.RETURNED, ReviewStatus.APPROVED):
        make_speech(meeting, status=standing)
    counts = counted(desk(at_review))
    assert counts == {"submitted": 2, "returned": 1, "approved": 1}
    for tab, number in counts.items():
        assert desk(at_review, tab=tab).count('class="queue-item"') == number


def test_the_badge_counts_what_the_desk_lists(at_review: Client, sent: Speech):
    html = desk(at_review)
    assert 'title="1 篇待审">1<' in html and counted(html)["submitted"] == 1


def test_what_was_sent_last_comes_first(at_review: Client, clerk: User):
    first, second = make_speech(make_meeting()), make_speech(make_meeting())
    for speech in (second, first):
        review.take(Act.SUBMIT, speech, clerk)
    html = desk(at_review)
    assert html.index(f"speech={first.uid}") < html.index(f"speech={second.uid}")


def test_reasons_come_worst_first_each_with_its_place(at_review: Client, sent: Speech):
    html = desk(at_review)
    names = re.findall(r'<th scope="rowgroup"[^>]*>(\S+)</th>', html)
    states = re.findall(r'<td class="checks-light"[^>]*><span class="light light-(\w+)', html)
    assert names[0] == "发言人" and states == sorted(states, key=["fix", "look", "pass", "none"].index)
    place = sent.version.reading.text.index("二个维护")
    assert f"{sent.get_absolute_url()}?at={place}-{place + 4}#at" in html


def test_returning_needs_words_and_the_sender_reads_them(at_review: Client, sent: Speech, clerk: User):
    assert "退回要写明意见" in take(at_review, sent, "return", back="review")
    assert status(sent) == ReviewStatus.SUBMITTED
    take(at_review, sent, "return", opinion="第二点请举一个例子。", back="review")
    assert status(sent) == ReviewStatus.RETURNED
    at_review.force_login(clerk)
    assert "第二点请举一个例子。" in at_review.get(sent.get_absolute_url()).content.decode()


def test_approving_then_publishing(at_review: Client, sent: Speech):
    html = desk(at_review, speech=sent.uid)
    assert re.search(r"publish/\" disabled", html) and "审定后才能发布" in html
    take(at_review, sent, "approve", back="review")
    take(at_review, sent, "publish", back="review")
    assert status(sent) == ReviewStatus.PUBLISHED


def test_who_sent_a_speech_in_finds_approving_switched_off_with_the_reason(at_review: Client, reviewer: User):
    speech = make_speech(make_meeting(), submitter=reviewer, status=ReviewStatus.SUBMITTED)
    html = desk(at_review, speech=speech.uid)
    assert re.search(r"approve/\" disabled", html) and "报送人不能审定自己报送的发言" in html
    assert "报送人不能审定" in take(at_review, speech, "approve")
    assert status(speech) == ReviewStatus.SUBMITTED


def test_the_clerk_sees_the_desk_but_decides_nothing(at_desk: Client, sent: Speech):
    html = desk(at_desk, speech=sent.uid)
    assert "审核意见由审核人填写" in html and "退回修改" not in html
    assert at_desk.post(reverse("speech_act", args=[sent.uid, "approve"])).status_code == 403


def test_after_a_return_the_desk_shows_what_was_changed(at_review: Client, sent: Speech, reviewer: User, clerk: User):
    review.take(Act.RETURN, sent, reviewer, "三并入二。")
    editing.merge(list(Speech.objects.get().version.outline.points.all())[-1], clerk)
    review.take(Act.SUBMIT, Speech.objects.get(), clerk)
    html = desk(at_review)
    assert "退回以后改了什么" in html and "三并入二。" in html and "第 2 次报送" in html
    assert "headings-removed" in html and "再次报送" in html


def test_a_return_that_changed_nothing_is_told_so(at_review: Client, sent: Speech, reviewer: User, clerk: User):
    review.take(Act.RETURN, sent, reviewer, "请改。")
    review.take(Act.SUBMIT, Speech.objects.get(), clerk)
    assert "文字和分点都没有改动" in desk(at_review)


def test_a_sender_sees_only_their_own_and_can_send_again(client: Client):
    meeting, sender = make_meeting(), make_user(Role.SUBMITTER)
    mine = make_speech(meeting, submitter=sender, status=ReviewStatus.RETURNED)
    make_speech(meeting, status=ReviewStatus.RETURNED)
    client.force_login(sender)
    html = desk(client, tab="returned")
    assert counted(html)["returned"] == 1 and mine.title in html and "提交审核" in html
    take(client, mine, "submit", opinion="改好了。", back="review")
    assert (status(mine), ReviewStep.objects.get().opinion) == (ReviewStatus.SUBMITTED, "改好了。")


def test_a_hidden_speech_is_neither_listed_nor_opened(client: Client, sent: Speech):
    client.force_login(make_user(Role.REVIEWER, unit=make_unit("别处县委")))
    assert counted(desk(client))["submitted"] == 0
    assert client.get(reverse("review"), {"speech": sent.uid}).status_code == 404
    assert client.post(reverse("speech_act", args=[sent.uid, "approve"])).status_code == 404


ALLOWED = {
    (ReviewStatus.DRAFT, "submit"): {"owner", "clerk"},
    (ReviewStatus.DRAFT, "delete"): {"owner", "clerk"},
    (ReviewStatus.SUBMITTED, "return"): {"reviewer"},
    (ReviewStatus.SUBMITTED, "approve"): {"reviewer"},
    (ReviewStatus.SUBMITTED, "withdraw"): {"clerk"},
    (ReviewStatus.APPROVED, "publish"): {"reviewer"},
    (ReviewStatus.PUBLISHED, "seal"): {"archivist"},
    (ReviewStatus.ARCHIVED, "return"): set(),
    (ReviewStatus.WITHDRAWN, "restore"): {"clerk"},
    (ReviewStatus.DRAFT, "dance"): set(),
}


@pytest.mark.parametrize("standing, act", ALLOWED)
def test_a_step_is_taken_by_who_may_and_forbidden_to_the_others(standing: str, act: str, client: Client):
    meeting, owner = make_meeting(), make_user()
    people = {role: make_user(Role(role)) for role in ("clerk", "reviewer", "archivist")} | {"owner": owner}
    took = set()
    for name, user in people.items():
        speech = make_speech(meeting, submitter=owner, status=standing)
        client.force_login(user)
        code = client.post(reverse("speech_act", args=[speech.uid, act]), {"opinion": "因为。"}).status_code
        seen = Speech.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=speech.pk).exists()
        if code == 302:
            took.add(name)
        else:
            assert code in (403, 404)
            assert status(speech) == standing
            assert seen == (code == 403)
    assert took == ALLOWED[standing, act]


def test_a_deleted_speech_leads_back_to_its_meeting_for_who_no_longer_sees_it(client: Client):
    owner = make_user()
    speech = make_speech(make_meeting(), submitter=owner)
    client.force_login(owner)
    response = client.post(reverse("speech_act", args=[speech.uid, "delete"]))
    assert response.url == speech.meeting.get_absolute_url()


def test_twenty_waiting_speeches_cost_no_more_queries_than_two(at_review: Client, django_assert_max_num_queries):
    meeting, theme = make_meeting(), make_theme()

    def queries(number: int) -> int:
        for _ in range(number):
            speech = make_speech(meeting, speaker=make_speaker(), status=ReviewStatus.SUBMITTED)
            for point in points_of(speech):
                make_label(point, theme)
        with django_assert_max_num_queries(60) as captured:
            desk(at_review)
        return len(captured)

    few = queries(2)
    assert queries(17) == few


def test_the_queue_and_the_check_sheet_light_alike(at_review: Client, sent: Speech):
    html = desk(at_review)
    queue = dict(re.findall(r'class="light light-(?:\w+)" title="(\S+?)：(\S+?)"', html))
    sheet = dict(re.findall(r'<th scope="rowgroup"[^>]*>(\S+?)</th>.*?</svg>([^<]+)<', html, re.S))
    assert queue == {name: sheet[name].strip() for name in queue}
