"""Faults: before, nothing happened; after, it happened and only the answer is lost."""

from typing import Any

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.seller import Seller
from tests.sandbox.story import SMALL


def switch(seller: Seller, **changes: Any) -> None:
    fault = {"operation": "send_im_message", "when": "before", "kind": "500", "times": 1} | changes
    seller.control("PUT", "faults", [fault])


@pytest.fixture
def conversation(seller: Seller) -> str:
    return seller.conversation(seller.creators(1)[0]["creator_open_id"])


def post(seller: Seller, conversation: str) -> tuple[int, bytes]:
    path = f"/affiliate_seller/202412/conversations/{conversation}/messages"
    answer = seller.request("POST", path, body={"msg_type": "TEXT", "content": '{"content": "Hello"}'})
    return answer.status_code, answer.content


def sent(seller: Seller) -> int:
    return int(seller.control("GET", "messages", shop_id=seller.shop["id"])["sent"])


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("429", 429), ("503", 503), ("cut", 502), ("timeout", 504)])
def test_what_the_caller_sees(seller: Seller, conversation: str, kind: str, status: int) -> None:
    switch(seller, kind=kind)
    assert post(seller, conversation)[0] == status
    assert post(seller, conversation)[0] == 200
    assert sent(seller) == 1


def test_before_nothing_happens_and_after_only_the_answer_is_lost(seller: Seller, conversation: str) -> None:
    switch(seller, when="before")
    assert post(seller, conversation)[0] == 500
    assert sent(seller) == 0
    switch(seller, when="after")
    assert post(seller, conversation)[0] == 500
    assert sent(seller) == 1


def test_a_throttled_answer_says_when_to_come_back(seller: Seller) -> None:
    switch(seller, operation="*", kind="429")
    answer = seller.request("GET", "/seller/202309/shops", cipher=False)
    assert (answer.headers["retry-after"], answer.json()["code"]) == ("1", 36009002)


def test_times_count_down_and_other_operations_go_on(seller: Seller, conversation: str) -> None:
    switch(seller, times=2)
    assert seller.send("get_active_shops")["code"] == 0
    assert [post(seller, conversation)[0] for _ in range(3)] == [500, 500, 200]


def test_an_empty_list_switches_all_off(seller: Seller, conversation: str) -> None:
    switch(seller, times=100)
    assert seller.control("PUT", "faults", []) == []
    assert post(seller, conversation)[0] == 200


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "500", "when": "later"},
        {"kind": "earthquake"},
        {"kind": "429", "when": "after"},
        {"kind": "quota", "operation": "get_active_shops"},
        {"kind": "late"},
        {"kind": "500", "operation": "webhook"},
        {"kind": "500", "chance": 0},
        {"kind": "slow", "seconds": 1_000},
        {"kind": "slow", "seconds": "soon"},
        "500",
    ],
)
def test_a_fault_that_is_not_one_is_refused(seller: Seller, fault: Any) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    wanted = {"operation": "*"} | fault if isinstance(fault, dict) else fault
    assert seller.http.put("/control/faults", json=[wanted], headers=headers).status_code == 400
    assert seller.control("GET", "faults") == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [("daily_cap", 45101004), ("quota", 16030002), ("expired_token", 105002), ("revoked_token", 105001)],
)
def test_refusals_on_demand(seller: Seller, conversation: str, kind: str, code: int) -> None:
    switch(seller, kind=kind)
    assert seller.write(conversation, "Hello")["code"] == code
    assert seller.write(conversation, "Hello")["code"] == 0
    assert sent(seller) == 1


def test_a_refusal_for_all_strikes_only_where_it_belongs(seller: Seller, conversation: str) -> None:
    switch(seller, operation="*", kind="quota", times=None)
    assert seller.send("get_active_shops")["code"] == 0
    assert seller.write(conversation, "Hello")["code"] == 16030002
    assert seller.send("create_target_collaboration", {})["code"] == 16024019


def test_a_slow_answer_is_the_true_one(seller: Seller, conversation: str) -> None:
    switch(seller, kind="slow", seconds=60)
    assert post(seller, conversation)[0] == 200
    assert sent(seller) == 1


def struck(seller: Seller, texts: list[str]) -> set[str]:
    """Return which of these messages met a fault."""
    conversation = seller.conversation(seller.creators(1, **SMALL)[0]["creator_open_id"])
    return {text for text in texts if seller.write(conversation, text)["code"] == 36009003}


def test_by_chance_the_same_requests_are_struck_in_whatever_order(american: Seller, open_small: Opener) -> None:
    texts = [f"Hello {number}" for number in range(60)]
    switch(american, chance=0.3, times=None)
    first = struck(american, texts)
    assert 5 < len(first) < 35
    other = Seller(open_small(), "US")
    switch(other, chance=0.3, times=None)
    other.send("get_active_shops")
    assert struck(other, texts[::-1]) == first


def test_by_chance_a_second_try_is_another_draw(american: Seller) -> None:
    switch(american, operation="get_active_shops", chance=0.5, times=None)
    codes = {american.send("get_active_shops")["code"] for _ in range(20)}
    assert codes == {0, 36009003}
