"""The sample archive: every review state, every role, loaded once."""

import pytest

from speeches import demo, installation
from speeches.models import Meeting, Speech, User
from speeches.models.choices import ReviewStatus

pytestmark = pytest.mark.django_db


def test_the_samples_show_every_state_and_load_once() -> None:
    installation.prepare()
    assert demo.load()
    counts = Meeting.objects.count(), Speech.objects.count(), User.objects.count()
    states = set(Speech.objects.values_list("status", flat=True))
    assert states == set(ReviewStatus) - {ReviewStatus.WITHDRAWN, ReviewStatus.DELETED}
    assert not demo.load()
    assert (Meeting.objects.count(), Speech.objects.count(), User.objects.count()) == counts


def test_a_real_start_disables_the_sample_accounts() -> None:
    installation.prepare()
    demo.load()
    assert demo.disable_accounts() == len(demo.ACCOUNTS)
    assert not User.objects.filter(username__in=demo.ACCOUNTS, is_active=True).exists()


def test_preparing_twice_changes_nothing(db: None) -> None:
    installation.prepare()
    assert not installation.prepare()
