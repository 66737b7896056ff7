"""What page tests share: a client signed in as a role, and whatever a page of theirs needs."""

import pytest
from django.test import Client
from django.test.utils import override_settings

from speeches.models.choices import Role
from tests.factories import make_user


@pytest.fixture(autouse=True)
def addresses():
    with override_settings(ROOT_URLCONF="tests.views.urls"):
        yield


@pytest.fixture
def clerk(db):
    return make_user(Role.CLERK)


@pytest.fixture
def at_desk(client: Client, clerk) -> Client:
    """A client signed in as 经办 of 云岭县委."""
    client.force_login(clerk)
    return client
