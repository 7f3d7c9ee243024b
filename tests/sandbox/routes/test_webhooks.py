"""Registering webhooks: by call for one shop, in the control interface for the app."""

from typing import Any

import pytest
from tests.sandbox.seller import HOUR, Seller

URL = "https://desk.example/hooks"


def test_a_registration_is_listed_changed_and_taken_away(seller: Seller, american: Seller) -> None:
    assert seller.call("get_shop_webhooks") == {"webhooks": [], "total_count": 0}
    first = seller.now
    seller.call("update_shop_webhook", {"event_type": "NEW_MESSAGE_LISTENER", "address": URL})
    seller.advance(HOUR)
    seller.call("update_shop_webhook", {"event_type": "NEW_MESSAGE_LISTENER", "address": URL + "/2"})
    row = {
        "event_type": "NEW_MESSAGE_LISTENER",
        "address": URL + "/2",
        "create_time": first,
        "update_time": first + HOUR,
    }
    assert seller.call("get_shop_webhooks") == {"webhooks": [row], "total_count": 1}
    assert american.call("get_shop_webhooks")["total_count"] == 0
    for _ in range(2):
        assert seller.call("delete_webhook_for_an_event", {"event_type": "NEW_MESSAGE_LISTENER"}) == {}
    assert seller.call("get_shop_webhooks")["total_count"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"event_type": "SAMPLE_APPLICATION_STATUS_CHANGE", "address": URL},
        {"event_type": "NEW_MESSAGE_LISTENER"},
        {"event_type": "NEW_MESSAGE_LISTENER", "address": "file:///etc/passwd"},
        {"event_type": "NEW_MESSAGE_LISTENER", "address": "https://" + "x" * 250},
    ],
)
def test_what_cannot_be_registered(seller: Seller, body: dict[str, Any]) -> None:
    assert seller.send("update_shop_webhook", body)["code"] == 36009004


def test_the_app_registers_samples_too(seller: Seller) -> None:
    assert seller.control("PUT", "webhooks", {"56": URL, "33": URL}) == {"33": URL, "56": URL}
    assert seller.control("PUT", "webhooks", {"56": URL}) == {"56": URL}
    assert seller.control("GET", "webhooks") == {"56": URL}


@pytest.mark.parametrize("body", [[], {"5": URL}, {"33": "ftp://x"}, {"33": 1}])
def test_what_the_app_cannot_register(seller: Seller, body: Any) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    assert seller.http.put("/control/webhooks", json=body, headers=headers).status_code == 400


def test_a_deauthorized_shop_comes_back_by_its_code(seller: Seller, american: Seller) -> None:
    shop = {"shop_id": seller.shop["id"]}
    assert seller.control("POST", "deauthorize", shop) == {**shop, "deauthorized": True}
    assert seller.send("get_active_shops")["code"] == 105001
    assert american.send("get_active_shops")["code"] == 0
    app = {"app_key": seller.keys["app_key"], "app_secret": seller.keys["app_secret"]}
    old = app | {"refresh_token": seller.shop["refresh_token"], "grant_type": "refresh_token"}
    assert seller.http.get("/api/v2/token/refresh", params=old).json()["code"] == 36004005
    code = app | {"auth_code": f"demo-{seller.shop['id']}", "grant_type": "authorized_code"}
    seller.token = seller.http.get("/api/v2/token/get", params=code).json()["data"]["access_token"]
    assert seller.send("get_active_shops")["code"] == 0
    assert (
        seller.request("GET", "/seller/202309/shops", cipher=False, token=seller.shop["access_token"]).json()["code"]
        == 105001
    )


def test_a_shop_nobody_knows_is_not_deauthorized(seller: Seller) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    bodies: list[Any] = [{"shop_id": "1"}, {}, []]
    for body in bodies:
        assert seller.http.post("/control/deauthorize", json=body, headers=headers).status_code == 404
