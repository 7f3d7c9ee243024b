"""What every test may ask for. The data folder is chosen before Django is set up, in `tests/folder.py`."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings
from tests.cast import Cast, cast_of
from tests.scenes import Scene, scene

import rapport.project.ready  # noqa: F401

# The same examples in every run; `--hypothesis-profile=wide` looks further, and elsewhere each time.
hypothesis.settings.register_profile("steady", derandomize=True, max_examples=100, deadline=None)
hypothesis.settings.register_profile("wide", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("steady")

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest stories come first, so that nobody waits for them at the end."""
    stories = Path(__file__).parent / "stories"
    items.sort(key=lambda item: not item.path.is_relative_to(stories))


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Argon2 takes a quarter of a second a password on purpose; the cast has two."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    """Each test has indexes of its own: what one rolls back, the next would find in them."""
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture
def home() -> Path:
    """The data folder of this test run."""
    return Path(os.environ["RAPPORT_HOME"])


@pytest.fixture(scope="session")
def cast_scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Scene[Cast]:
    """Their passwords are hashed quickly: what guards a real one is slow on purpose."""
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        return scene(cast_of)


@pytest.fixture
def cast(cast_scene: Scene[Cast], db: None) -> Cast:
    """One seller with shops, one agency beside her, a few creators; see `tests/cast.py`."""
    return cast_scene.put_back()
