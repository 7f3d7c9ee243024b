"""One stage and the clients that play on it."""

import pytest
from tests.platform_client.stage import ACCESS, APP, URL, Stage, clock

from rapport.platform_client import AuthorizationClient, Patience, PlatformClient


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def patience(stage: Stage) -> Patience:
    return Patience(sleep=stage.pauses.append, chance=lambda: 0.0)


@pytest.fixture
def client(stage: Stage, patience: Patience) -> PlatformClient:
    return PlatformClient(
        base_url=URL, app=APP, access=ACCESS, clock=clock, transport=stage.transport(), patience=patience
    )


@pytest.fixture
def authorization(stage: Stage, patience: Patience) -> AuthorizationClient:
    return AuthorizationClient(
        app=APP,
        clock=clock,
        base_url=URL,
        authorization_url="https://tokens.test",
        transport=stage.transport(),
        patience=patience,
    )
