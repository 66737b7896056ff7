"""The sample archive: every review state, every role, loaded once."""

import pytest

from speeches import demo, installation
from speeches.models import Formulation, LexiconVersion, Meeting, Speech, User
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


def test_a_program_with_other_dictionaries_brings_what_is_missing_at_its_next_start(db: None) -> None:
    installation.prepare()
    Formulation.objects.filter(name="枫桥经验").delete()
    Formulation.objects.filter(name="两个维护").update(active=False)
    LexiconVersion.objects.update(shipped="of the program before")
    assert installation.prepare()
    assert Formulation.objects.get(name="枫桥经验").active
    assert not Formulation.objects.get(name="两个维护").active
    assert not installation.prepare()
