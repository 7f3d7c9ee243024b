"""Worlds that only these tests need."""

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.seller import Seller


@pytest.fixture
def sandbox_of_all(open_small: Opener) -> list[Seller]:
    """Sellers of four markets in one world."""
    sandbox = open_small(shops=("GB:guidebook", "TH:guidebook", "DE:guidebook", "US:us-2025"))
    return [Seller(sandbox, region) for region in ("GB", "TH", "DE", "US")]
