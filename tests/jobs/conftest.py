"""A platform for jobs to call."""

import pytest
from tests.jobs.stage import Platform


@pytest.fixture
def platform() -> Platform:
    return Platform()
