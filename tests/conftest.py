"""What every test may ask for. The data folder is chosen before Django is set up, in `tests/folder.py`."""

import os
from pathlib import Path

import hypothesis
import pytest
from pytest_django import Settings
from tests.cast import Cast, cast_of

import rapport.project.ready  # noqa: F401

# The same examples in every run; `--hypothesis-profile=wide` looks further, and elsewhere each time.
hypothesis.settings.register_profile("steady", derandomize=True, max_examples=100, deadline=None)
hypothesis.settings.register_profile("wide", max_examples=5000, deadline=None)
hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Argon2 takes a quarter of a second a password on purpose; the cast has two."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_index(settings: Settings, tmp_path: Path) -> None:
    """Each test has indexes of its own: what one rolls back, the next would find in them."""
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture
def home() -> Path:
    """The data folder of this test run."""
    return Path(os.environ["RAPPORT_HOME"])


@pytest.fixture
def cast(db: None, settings: Settings) -> Cast:
    """One seller with shops, one agency beside her, a few creators; see `tests/cast.py`.

    Their passwords are hashed quickly: what guards a real one is slow on purpose.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return cast_of()
