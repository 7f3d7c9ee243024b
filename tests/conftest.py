"""What every test may ask for. The data folder is chosen before Django is set up, in `tests/folder.py`."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.cast import Cast, cast_of

import rapport.project.ready  # noqa: F401


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
