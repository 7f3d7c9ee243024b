"""Which scopes the app has: all, until some are taken away."""

from tests.sandbox.seller import Seller

from sandbox.creator_operations import CREATOR_OPERATIONS
from sandbox.openapi import ROWS
from sandbox.scopes import CREATOR_SCOPES, KNOWN, SELLER_SCOPES

MESSAGES = "seller.affiliate_messages.write"
REFUSED = 105005


def test_every_operation_asks_for_a_scope_that_can_be_had() -> None:
    assert {row.scope for row in ROWS} <= set(KNOWN)
    assert {row.scope for row in CREATOR_OPERATIONS} <= set(CREATOR_SCOPES)


def test_without_its_scope_a_call_is_refused_and_all_others_answer(seller: Seller) -> None:
    kept = [scope for scope in SELLER_SCOPES if scope != MESSAGES]
    assert seller.control("GET", "scopes") == list(KNOWN)
    assert seller.control("PUT", "scopes", kept) == kept
    assert seller.send("get_conversation_list", query={"page_size": 20})["code"] == REFUSED
    assert seller.send("get_active_shops")["code"] == 0
    seller.control("PUT", "scopes", list(KNOWN))
    assert seller.send("get_conversation_list", query={"page_size": 20})["code"] == 0


def test_tokens_tell_the_scopes_that_the_app_has(seller: Seller) -> None:
    seller.control("PUT", "scopes", [MESSAGES])
    given = {
        "app_key": seller.keys["app_key"],
        "app_secret": seller.keys["app_secret"],
        "auth_code": f"demo-{seller.shop['id']}",
        "grant_type": "authorized_code",
    }
    answer = seller.http.get("/api/v2/token/get", params=given).json()
    assert answer["data"]["granted_scopes"] == [MESSAGES]


def test_a_name_that_is_none_changes_nothing(seller: Seller) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    assert seller.http.put("/control/scopes", json=["seller.everything"], headers=headers).status_code == 400
    assert seller.control("GET", "scopes") == list(KNOWN)
