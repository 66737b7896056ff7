"""The way from draft to archive, who may take which step, and what each step leaves behind."""

import pytest

from speeches import review
from speeches.access import Act
from speeches.models import AuditEvent, ReviewStep, Speech, User
from speeches.models.choices import ReviewStatus, Role
from tests.factories import make_user

S = ReviewStatus


def state(speech: Speech) -> str:
    return Speech.objects.get(pk=speech.pk).status


def test_from_draft_to_archive(speech: Speech, clerk: User, reviewer: User) -> None:
    archivist = make_user(Role.ARCHIVIST, unit=speech.meeting.unit)
    steps = [(Act.SUBMIT, clerk), (Act.APPROVE, reviewer), (Act.PUBLISH, reviewer), (Act.SEAL, archivist)]
    for act, user in steps:
        review.take(act, speech, user)
    assert state(speech) == S.ARCHIVED
    assert [step.to_status for step in ReviewStep.objects.all()] == [S.SUBMITTED, S.APPROVED, S.PUBLISHED, S.ARCHIVED]
    assert {step.version_id for step in ReviewStep.objects.all()} == {speech.version_id}
    assert AuditEvent.objects.filter(act__in=["提交审核", "审定", "发布", "归档"]).count() == 4


@pytest.mark.parametrize("opinion", ["", "   "])
def test_returning_needs_words(speech: Speech, clerk: User, reviewer: User, opinion: str) -> None:
    review.take(Act.SUBMIT, speech, clerk)
    with pytest.raises(review.Refused, match="意见"):
        review.take(Act.RETURN, speech, reviewer, opinion)
    assert state(speech) == S.SUBMITTED
    review.take(Act.RETURN, speech, reviewer, "第二点请压缩。")
    assert state(speech) == S.RETURNED


def test_who_sent_a_speech_in_does_not_approve_it(speech: Speech, clerk: User, settings: object) -> None:
    both = make_user(Role.REVIEWER, unit=speech.meeting.unit)
    Speech.objects.filter(pk=speech.pk).update(submitter=both, status=S.SUBMITTED)
    with pytest.raises(review.Refused, match="换一位"):
        review.take(Act.APPROVE, speech, both)
    settings.REVIEW_BY_SUBMITTER = True
    review.take(Act.APPROVE, speech, both)
    assert state(speech) == S.APPROVED


@pytest.mark.parametrize(
    "role, act, status",
    [
        (Role.READER, Act.SUBMIT, S.DRAFT),
        (Role.CLERK, Act.APPROVE, S.SUBMITTED),
        (Role.CLERK, Act.PUBLISH, S.APPROVED),
        (Role.REVIEWER, Act.APPROVE, S.DRAFT),
        (Role.REVIEWER, Act.SEAL, S.PUBLISHED),
        (Role.ADMINISTRATOR, Act.SUBMIT, S.DRAFT),
        (Role.ARCHIVIST, Act.WITHDRAW, S.PUBLISHED),
    ],
)
def test_steps_that_the_table_does_not_give(speech: Speech, role: Role, act: Act, status: ReviewStatus) -> None:
    Speech.objects.filter(pk=speech.pk).update(status=status)
    with pytest.raises(review.Refused):
        review.take(act, speech, make_user(role, unit=speech.meeting.unit), "意见")
    assert state(speech) == status


def test_of_two_reviewers_the_second_is_told(speech: Speech, clerk: User, reviewer: User) -> None:
    review.take(Act.SUBMIT, speech, clerk)
    review.take(Act.APPROVE, speech, reviewer)
    with pytest.raises(review.Refused, match="已审定"):
        review.take(Act.APPROVE, speech, make_user(Role.REVIEWER, unit=speech.meeting.unit))


def test_the_audit_chain_holds_and_shows_a_change(speech: Speech, clerk: User) -> None:
    review.take(Act.SUBMIT, speech, clerk)
    events = list(AuditEvent.objects.all())
    assert all(event.digest == event.compute_digest() for event in events)
    assert [e.previous for e in events[1:]] == [e.digest for e in events[:-1]]
    events[0].act = "别的"
    assert events[0].digest != events[0].compute_digest()
