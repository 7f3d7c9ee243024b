"""Every test runs on a data folder of its own, made before Django is set up, on SQLite or the database named."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["RAPPORT_HOME"] = os.environ.get("RAPPORT_TEST_HOME") or tempfile.mkdtemp(prefix="rapport-test-")

import rapport.project.ready  # noqa: E402, F401
from tests.cast import Cast, cast_of  # noqa: E402


@pytest.fixture
def home() -> Path:
    """The data folder of this test run."""
    return Path(os.environ["RAPPORT_HOME"])


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """One seller with shops, one agency beside her, a few creators; see `tests/cast.py`."""
    yield cast_of()
