"""What is told, and when: each type by what happened in the world, as the platform words it."""

import json
from collections import Counter
from typing import Any

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.hooks.listener import ADDRESS, Listener
from tests.sandbox.seller import DAY, Seller, small_sandbox
from tests.sandbox.story import SMALL, play

Told = list[dict[str, Any]]


@pytest.fixture(scope="module")
def told() -> tuple[Seller, Told]:
    """The American shop's eight weeks, with somebody who listens to everything."""
    seller = Seller(small_sandbox(), "US")
    seller.control("PUT", "webhooks", {str(type_): ADDRESS for type_ in (1, 6, 7, 12, 33, 56)})
    play(seller, weeks=8, invitations_a_week=30)
    return seller, Listener(seller).take()


def of_type(told: Told, type_: int) -> Told:
    return [item for item in told if item["type"] == type_ and item["shop_id"]]


def test_the_envelope(told: tuple[Seller, Told]) -> None:
    seller, heard = told
    assert {frozenset(item) for item in heard} == {
        frozenset({"type", "tts_notification_id", "shop_id", "timestamp", "data"})
    }
    assert len({item["tts_notification_id"] for item in heard}) == len(heard)
    assert {item["shop_id"] for item in heard} == {shop["id"] for shop in seller.keys["shops"]}


def test_messages_are_those_the_creators_wrote(told: tuple[Seller, Told]) -> None:
    seller, heard = told
    mine = [item for item in of_type(heard, 33) if item["shop_id"] == seller.shop["id"]]
    first = mine[0]["data"]
    page = seller.call(
        "get_creator_conversation_messages", query={"page_size": 20}, conversation_id=first["conversation_id"]
    )
    body = next(item for item in page["messages"] if item["message_body"]["id"] == first["message_id"])
    assert first == {
        "index": body["conversation_index"],
        "message_id": body["message_body"]["id"],
        "conversation_id": body["message_body"]["conversation_id"],
        "msg_type": "TEXT",
        "content": body["message_body"]["content"],
        "create_time": str(body["message_body"]["create_time"]),
        "sender": {"sender_im_user_id": body["message_body"]["sender_id"]},
    }
    assert mine[0]["timestamp"] == body["message_body"]["create_time"]
    assert "content" in json.loads(first["content"])


def test_every_sample_ends_in_the_status_that_was_told_last(told: tuple[Seller, Told]) -> None:
    seller, heard = told
    last = {item["data"]["application_id"]: item["data"]["new_status"] for item in of_type(heard, 56)}
    found: dict[str, str] = {}
    token: dict[str, str] = {}
    while not found or token:
        page = seller.call("search_sample_applications", {}, query={"page_size": 50, **token})
        found |= {item["id"]: item["status"] for item in page["sample_applications"]}
        token = {"page_token": page["next_page_token"]} if page["next_page_token"] else {}
    assert last == found
    assert {"COMPLETED", "CONTENT_PENDING"} <= set(found.values())


def test_a_sample_goes_its_way_step_by_step(told: tuple[Seller, Told]) -> None:
    heard = of_type(told[1], 56)
    done = next(item["data"]["application_id"] for item in heard if item["data"]["new_status"] == "COMPLETED")
    steps = [item["data"]["new_status"] for item in heard if item["data"]["application_id"] == done]
    assert steps == ["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "COMPLETED"]


def test_orders_are_told_when_placed_and_when_they_arrive(told: tuple[Seller, Told]) -> None:
    seller, heard = told
    statuses = Counter(item["data"]["order_status"] for item in of_type(heard, 1))
    ledger = seller.control("GET", "ledger", shop_id=seller.shop["id"])
    assert statuses["AWAITING_SHIPMENT"] == ledger["paid_orders"] > statuses["DELIVERED"] > 0
    assert all(item["data"]["update_time"] == item["timestamp"] for item in of_type(heard, 1))


def test_returns_are_those_the_search_finds(told: tuple[Seller, Told]) -> None:
    seller, heard = told
    page = seller.call("search_returns", {}, query={"page_size": "50"})
    known = {item["return_id"]: item["return_type"] for item in page["return_orders"]}
    assert {item["data"]["return_id"]: item["data"]["return_type"] for item in of_type(heard, 12)} == known
    assert known


def test_an_authorization_that_is_taken_back_is_told_and_nothing_after_it(seller: Seller) -> None:
    listener = Listener(seller)
    for event in ("SELLER_DEAUTHORIZATION", "NEW_MESSAGE_LISTENER"):
        listener.register(event)
    seller.control("POST", "deauthorize", {"shop_id": seller.shop["id"]})
    (only,) = listener.take()
    assert (only["type"], only["timestamp"], list(only["data"])) == (6, seller.now, ["message"])
    assert seller.send("get_active_shops")["code"] == 105001
    seller.control("POST", "clock", {"advance_seconds": 14 * DAY})
    assert listener.take() == []


def test_the_end_of_an_authorization_is_told_thirty_days_before(seller: Seller) -> None:
    listener = Listener(seller)
    listener.register("UPCOMING_AUTHORIZATION_EXPIRATION")
    ends = seller.shop["refresh_token_expire_in"]
    seller.control("POST", "clock", {"advance_seconds": 334 * DAY})
    assert listener.take() == []
    seller.control("POST", "clock", {"advance_seconds": DAY})
    (only,) = listener.take()
    assert (only["type"], only["data"]["expiration_time"], only["timestamp"]) == (7, str(ends), ends - 30 * DAY)


def test_the_steps_of_the_clock_do_not_matter(open_small: Opener) -> None:
    heard = []
    for steps in ([20 * DAY], [DAY] * 20):
        seller = Seller(open_small(), "US")
        seller.control("PUT", "webhooks", {"33": ADDRESS, "56": ADDRESS, "1": ADDRESS})
        for creator in seller.creators(60, **SMALL):
            seller.invite([creator["creator_open_id"]])
        for step in steps:
            seller.control("POST", "clock", {"advance_seconds": step})
        heard.append(Listener(seller).take())
    assert heard[0] == heard[1] != []
