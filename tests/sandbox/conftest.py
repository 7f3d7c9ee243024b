"""Shared worlds: a fresh small one for each test, and one that was played for eight weeks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.seller import Seller, small_sandbox
from tests.sandbox.story import play

from sandbox.app import Sandbox

Opener = Callable[..., Sandbox]


@pytest.fixture
def open_small() -> Iterator[Opener]:
    """Open small sandboxes that are closed when the test ends."""
    with ExitStack() as stack:

        def opener(state: Path | None = None, **changes: Any) -> Sandbox:
            opened = small_sandbox(state, **changes)
            stack.callback(opened.close)
            return opened

        yield opener


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    opened = small_sandbox()
    yield opened
    opened.close()


@pytest.fixture
def seller(sandbox: Sandbox) -> Seller:
    """The British shop: guidebook pack, 20 messages a week."""
    return Seller(sandbox, "GB")


@pytest.fixture
def american(sandbox: Sandbox) -> Seller:
    """The American shop: us-2025 pack, creators a week, 1,000 of the starter pack."""
    return Seller(sandbox, "US")


@pytest.fixture(scope="session")
def played() -> Iterator[Seller]:
    """The American shop after eight busy weeks; tests only read it."""
    opened = small_sandbox()
    seller = Seller(opened, "US")
    play(seller, weeks=8, invitations_a_week=40)
    yield seller
    opened.close()
