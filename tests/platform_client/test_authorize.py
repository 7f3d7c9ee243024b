"""Out to the platform's page and back."""

import pytest

from rapport.platform_client import (
    AuthorizationRefused,
    SellerAuthorizeUrl,
    UnfitRequest,
    creator_authorize_url,
    returned_code,
    seller_authorize_url,
)


def test_each_market_has_its_page() -> None:
    assert seller_authorize_url(service_id="72", state="s 1&") == (
        "https://services.tiktokshop.com/open/authorize?service_id=72&state=s+1%26"
    )
    assert seller_authorize_url(service_id="72", state="s", page=SellerAuthorizeUrl.US) == (
        "https://services.us.tiktokshop.com/open/authorize?service_id=72&state=s"
    )


def test_creators_are_asked_by_the_apps_key() -> None:
    assert creator_authorize_url(app_key="6lavenderkey", state="s") == (
        "https://shop.tiktok.com/alliance/creator/auth?app_key=6lavenderkey&state=s"
    )


def test_a_sandbox_has_a_page_of_its_own() -> None:
    url = seller_authorize_url(service_id="72", state="s", page="http://127.0.0.1:8100/open/authorize")
    assert url == "http://127.0.0.1:8100/open/authorize?service_id=72&state=s"


def test_nobody_is_sent_without_a_state() -> None:
    with pytest.raises(UnfitRequest, match="state must not be empty"):
        seller_authorize_url(service_id="72", state="")
    with pytest.raises(UnfitRequest, match="state must not be empty"):
        creator_authorize_url(app_key="6lavenderkey", state="")


def test_who_comes_back_with_our_state_brings_a_code() -> None:
    assert returned_code({"code": "ROW_code", "state": "s", "app_key": "6lavenderkey"}, state="s") == "ROW_code"


def test_an_installation_from_the_store_has_no_state() -> None:
    assert returned_code({"code": "ROW_code"}, state=None) == "ROW_code"


@pytest.mark.parametrize("query", [{"code": "ROW_code"}, {"code": "ROW_code", "state": "other"}])
def test_who_was_not_sent_by_us_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(AuthorizationRefused, match="the state is not the one that was sent") as raised:
        returned_code(query, state="s")
    assert "ROW_code" not in repr(raised.value)


@pytest.mark.parametrize("query", [{"code": "null", "error": "auth_denied"}, {"code": "null"}, {"code": ""}, {}])
def test_who_said_no_brings_none(query: dict[str, str]) -> None:
    with pytest.raises(AuthorizationRefused, match="the authorization was not given"):
        returned_code(query | {"state": "s"}, state="s")
