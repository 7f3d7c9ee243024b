"""The console's test world, and browsers of those who sit at it."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from tests.cast import MEI, NOW, Cast, cast_of
from tests.conftest import QUICK_HASHERS
from tests.console.world import World, at_work, sent_file
from tests.scenes import Scene, scene

from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import User
from rapport.shops.rules.roles import Role


@pytest.fixture(autouse=True)
def no_attempts_remembered() -> None:
    """The sign-in page counts wrong passwords in the process's cache."""
    cache.clear()


@pytest.fixture(scope="session")
def world_scene(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Scene[World]:
    folder = tmp_path_factory.mktemp("search")
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS, SEARCH_FOLDER=folder):
        return scene(lambda: at_work(cast_of()))


@pytest.fixture
def world(world_scene: Scene[World], db: None) -> World:
    """The files that wait there are written again: importing one removes it."""
    found = world_scene.put_back()
    for one in (found.incoming, found.asked_file):
        one.path.write_bytes(sent_file())
    return found


@pytest.fixture
def cast(request: pytest.FixtureRequest, cast_scene: Scene[Cast], db: None) -> Cast:
    """Who works in the test's world, where it has one."""
    if "world" not in request.fixturenames:
        return cast_scene.put_back()
    world: World = request.getfixturevalue("world")
    return world.cast


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
