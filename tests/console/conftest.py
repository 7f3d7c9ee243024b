"""The console's test world, and browsers of those who sit at it."""

import pytest
from django.core.cache import cache
from django.test import Client
from tests.cast import MEI, NOW, Cast
from tests.console.world import World, at_work

from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import User
from rapport.shops.rules.roles import Role


@pytest.fixture(autouse=True)
def no_attempts_remembered() -> None:
    """The sign-in page counts wrong passwords in the process's cache."""
    cache.clear()


@pytest.fixture
def world(cast: Cast) -> World:
    return at_work(cast)


def signed_in(user: User, language: str = "en") -> Client:
    """A browser in which somebody is signed in; it asks for a language as browsers do."""
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.fixture
def mei(cast: Cast) -> Client:
    """Moonwell's owner."""
    return signed_in(cast.mei)


@pytest.fixture
def harry(cast: Cast) -> Client:
    """The owner of another workspace."""
    return signed_in(cast.harry)


@pytest.fixture
def viewer(cast: Cast) -> Client:
    """Somebody who may look at Moonwell's things and touch none."""
    return signed_in(seat_member(cast.moonwell.pk, "vera", Role.VIEWER, by=MEI, now=NOW))
