"""Every test run has a data folder of its own and quick passwords."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from speeches import lexicons

# No deadline (the machine is shared) and the same examples in every run: a red test is red for its code alone.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database knows the shipped dictionaries, as every archive does; loading them a test would be slow."""
    with django_db_blocker.unblock():
        lexicons.install()


@pytest.fixture(scope="session", autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "static").mkdir()
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(DATA_DIR=folder, STATIC_ROOT=folder / "static", PASSWORD_HASHERS=hashers):
        yield
