"""Tokens and shops."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller


def token_call(seller: Seller, name: str, **changes: str) -> dict[str, Any]:
    given = {"app_key": seller.keys["app_key"], "app_secret": seller.keys["app_secret"]} | changes
    answer: dict[str, Any] = seller.http.get(f"/api/v2/token/{name}", params=given).json()
    return answer


def test_a_code_is_traded_for_tokens(seller: Seller) -> None:
    answer = token_call(seller, "get", auth_code=f"demo-{seller.shop['id']}", grant_type="authorized_code")
    data = answer["data"]
    assert (data["access_token"], data["refresh_token"]) == (seller.token, seller.shop["refresh_token"])
    assert data["access_token_expire_in"] == seller.now + 7 * DAY
    assert (data["user_type"], data["seller_base_region"], data["open_id"]) == (0, "GB", seller.shop["open_id"])
    assert "seller.affiliate_messages.write" in data["granted_scopes"]


def test_a_refresh_gives_a_new_pair_and_the_old_one_lives_on(seller: Seller) -> None:
    refresh = seller.shop["refresh_token"]
    data = token_call(seller, "refresh", refresh_token=refresh, grant_type="refresh_token")["data"]
    assert data["access_token"] != seller.token
    assert data["refresh_token"] != refresh
    for token in (seller.token, data["access_token"]):
        assert seller.request("GET", "/seller/202309/shops", cipher=False, token=token).json()["code"] == 0
    again = token_call(seller, "refresh", refresh_token=refresh, grant_type="refresh_token")
    assert again["code"] == 0


@pytest.mark.parametrize(
    ("name", "changes", "code"),
    [
        ("get", {"auth_code": "demo-1", "grant_type": "authorized_code"}, 36004004),
        ("get", {"auth_code": "demo-1", "grant_type": "refresh_token"}, 36009004),
        ("refresh", {"refresh_token": "nobody", "grant_type": "refresh_token"}, 36004005),
        ("refresh", {"refresh_token": "nobody", "grant_type": "authorized_code"}, 36009004),
        ("refresh", {"app_secret": "wrong", "grant_type": "refresh_token"}, 36009004),
    ],
)
def test_refusals(seller: Seller, name: str, changes: dict[str, str], code: int) -> None:
    assert token_call(seller, name, **changes)["code"] == code


def test_the_shop_behind_a_token(seller: Seller) -> None:
    (shop,) = seller.call("get_authorized_shops")["shops"]
    assert {name: shop[name] for name in ("id", "name", "region", "cipher")} == {
        name: seller.shop[name] for name in ("id", "name", "region", "cipher")
    }
    assert seller.call("get_active_shops") == {"shops": [{"id": seller.shop["id"], "region": "GB"}]}
