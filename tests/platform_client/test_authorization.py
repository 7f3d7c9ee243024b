"""Tokens for a code, for a refresh token, and the shops they open."""

from datetime import UTC, datetime

import pytest
from tests.platform_client.stage import APP, Stage, is_signed

from rapport.platform_client import (
    ActiveShop,
    AuthorizationClient,
    AuthorizationRefused,
    AuthorizedShop,
    OutcomeUnknown,
    Tokens,
)

TOLD = {
    "access_token": "ROW_fresh",
    "access_token_expire_in": 1773048600,
    "refresh_token": "ROW_refresh",
    "refresh_token_expire_in": 1803979800,
    "open_id": "7010736057180325637",
    "seller_name": "Lavender Ltd",
    "seller_base_region": "GB",
    "user_type": 0,
    "granted_scopes": ["seller.authorization.info", "seller.creator_marketplace.read"],
}

TOKENS = Tokens(
    access_token="ROW_fresh",
    access_expires_at=datetime(2026, 3, 9, 9, 30, tzinfo=UTC),
    refresh_token="ROW_refresh",
    refresh_expires_at=datetime(2027, 3, 2, 9, 30, tzinfo=UTC),
    open_id="7010736057180325637",
    seller_name="Lavender Ltd",
    seller_region="GB",
    user_type=0,
    scopes=("seller.authorization.info", "seller.creator_marketplace.read"),
)


def test_a_code_is_exchanged_at_the_token_host(authorization: AuthorizationClient, stage: Stage) -> None:
    stage.says(TOLD)
    assert authorization.get_tokens(auth_code="the-code") == TOKENS
    (request,) = stage.requests
    assert (request.method, request.url.host, request.url.path) == (
        "GET",
        "tokens.test",
        "/api/v2/token/get",
    )
    assert dict(request.url.params) == {
        "app_key": APP.key,
        "app_secret": APP.secret,
        "auth_code": "the-code",
        "grant_type": "authorized_code",
    }


def test_a_refresh_token_is_exchanged_as_one(authorization: AuthorizationClient, stage: Stage) -> None:
    stage.says(TOLD)
    assert authorization.refresh_tokens(refresh_token="ROW_old") == TOKENS
    (request,) = stage.requests
    assert request.url.path == "/api/v2/token/refresh"
    assert request.url.params["refresh_token"] == "ROW_old"
    assert request.url.params["grant_type"] == "refresh_token"


def test_a_refused_code_means_to_authorize_again(authorization: AuthorizationClient, stage: Stage) -> None:
    stage.says(code=36004004, message="invalid auth code")
    with pytest.raises(AuthorizationRefused):
        authorization.get_tokens(auth_code="the-code")


def test_a_refresh_is_never_repeated(authorization: AuthorizationClient, stage: Stage) -> None:
    stage.says_raw(b"", 500)
    with pytest.raises(OutcomeUnknown):
        authorization.refresh_tokens(refresh_token="ROW_old")
    assert len(stage.requests) == 1


def test_the_shops_of_a_token_are_asked_for_without_a_cipher(authorization: AuthorizationClient, stage: Stage) -> None:
    shop = {"id": "7495", "name": "Lavender", "region": "GB", "seller_type": "LOCAL", "code": "GBLC1"}
    stage.says({"shops": [shop | {"cipher": "ROW_c"}]})
    assert authorization.shops(access_token="ROW_fresh") == (
        AuthorizedShop(id="7495", name="Lavender", region="GB", kind="LOCAL", code="GBLC1", cipher="ROW_c"),
    )
    (request,) = stage.requests
    assert (request.url.host, request.url.path) == ("platform.test", "/authorization/202309/shops")
    assert request.url.params.keys() == {"app_key", "timestamp", "sign"}
    assert request.headers["x-tts-access-token"] == "ROW_fresh"
    assert is_signed(request)


def test_a_token_says_whose_it_is() -> None:
    assert TOKENS.is_sellers
    assert not TOKENS.model_copy(update={"user_type": 1}).is_sellers


def test_the_shops_in_business_are_asked_for_without_a_cipher(authorization: AuthorizationClient, stage: Stage) -> None:
    stage.says({"shops": [{"id": "7495", "region": "GB"}, {"id": "7496"}]})
    assert authorization.active_shops(access_token="ROW_fresh") == (
        ActiveShop(id="7495", region="GB"),
        ActiveShop(id="7496"),
    )
    (request,) = stage.requests
    assert request.url.path == "/seller/202309/shops"
    assert request.url.params.keys() == {"app_key", "timestamp", "sign"}
    assert is_signed(request)
