"""Secrets are sent and nowhere shown."""

import logging
import traceback

import httpx
import pytest
from tests.platform_client.calls import PIXEL
from tests.platform_client.stage import ACCESS, APP, NOW, URL, Stage, clock

from rapport.platform_client import (
    AuthorizationClient,
    KeptAccess,
    Patience,
    PlatformClient,
    PlatformError,
    TokenKeeper,
    Tokens,
    TokensInMemory,
)

CODE = "the-code"
SECRETS = (APP.secret, ACCESS.access_token, ACCESS.cipher, CODE, "ROW_refresh", "ROW_fresh")

TOKENS = {"access_token": "ROW_fresh", "refresh_token": "ROW_refresh", "open_id": "7", "user_type": 0}


def shows_a_secret(text: str) -> bool:
    return any(secret in text for secret in SECRETS)


def test_credentials_hide_what_they_hold(client: PlatformClient) -> None:
    assert repr(APP) == "AppCredentials(key='6lavenderkey')"
    assert repr(ACCESS) == "ShopAccess()"
    assert not shows_a_secret(repr(client) + repr(client.orders))


def test_tokens_hide_themselves() -> None:
    tokens = Tokens.read(TOKENS | {"access_token_expire_in": 1772443800})
    assert tokens.access_expires_at == NOW
    assert not shows_a_secret(repr(tokens) + str(tokens))


def tell_everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="rapport.platform_client")


def script_of_failures(stage: Stage, *repeated: str) -> None:
    stage.breaks(httpx.ReadTimeout)
    stage.breaks(httpx.ConnectError)
    stage.says(code=36004004, message=f"no: {repeated}")
    stage.says_raw(b"<html>", 502)
    stage.says(TOKENS)
    stage.says_raw(b"ROW_fresh")


def everything_shown(error: BaseException) -> str:
    """Return the traceback and all that hangs on the error, however it is printed."""
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error))
    for behind in (error.__cause__, error.__context__):
        if behind is not None:
            shown += everything_shown(behind)
    return shown


@pytest.mark.parametrize("which", range(6))
def test_no_failure_of_the_token_host_shows_one(
    authorization: AuthorizationClient, stage: Stage, which: int, caplog: pytest.LogCaptureFixture
) -> None:
    script_of_failures(stage, CODE, APP.secret)
    stage.script.rotate(-which)
    tell_everything(caplog)
    with pytest.raises(PlatformError) as raised:
        authorization.get_tokens(auth_code=CODE)
    assert APP.secret in str(stage.requests[0].url)
    assert caplog.records
    shown = everything_shown(raised.value)
    assert not shows_a_secret(shown + caplog.text)
    assert "tokens.test" not in shown + caplog.text


@pytest.mark.parametrize("which", range(6))
def test_no_failure_of_a_shops_call_shows_one(
    client: PlatformClient, stage: Stage, which: int, caplog: pytest.LogCaptureFixture
) -> None:
    script_of_failures(stage, APP.secret, ACCESS.access_token, ACCESS.cipher)
    stage.script.rotate(-which)
    tell_everything(caplog)
    with pytest.raises(PlatformError) as raised:
        client.collaborations.detail(collaboration_id="7365")
    assert not shows_a_secret(everything_shown(raised.value) + caplog.text)


@pytest.mark.parametrize("which", range(6))
def test_no_failure_to_renew_a_token_on_the_way_shows_one(
    authorization: AuthorizationClient, stage: Stage, patience: Patience, which: int, caplog: pytest.LogCaptureFixture
) -> None:
    old = Tokens.read(TOKENS | {"access_token": ACCESS.access_token, "access_token_expire_in": 1772443800})
    keeper = TokenKeeper(TokensInMemory(old), authorization, clock)
    access = KeptAccess(ACCESS.cipher, keeper)
    script_of_failures(stage, APP.secret, "ROW_refresh", ACCESS.access_token)
    stage.script.rotate(-which)
    tell_everything(caplog)
    door = stage.transport()
    client = PlatformClient(base_url=URL, app=APP, access=access, clock=clock, transport=door, patience=patience)
    with pytest.raises(PlatformError) as raised:
        client.outreach.quota()
    assert "ROW_refresh" in str(stage.requests[0].url)
    assert not shows_a_secret(everything_shown(raised.value) + caplog.text)


def test_an_uploaded_file_and_who_gets_a_parcel_are_not_logged(
    client: PlatformClient, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    tell_everything(caplog)
    stage.says({"orders": [{"id": "5", "recipient_address": {"name": "Ava B."}}]})
    stage.says({"url": "https://cdn.test/private.png", "width": 1, "height": 1})
    client.orders.search()
    client.conversations.upload_image(content=PIXEL)
    assert len(caplog.records) == 2
    assert "Ava" not in caplog.text
    assert "private" not in caplog.text
