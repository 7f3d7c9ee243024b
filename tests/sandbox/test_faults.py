"""Faults: before, nothing happened; after, it happened and only the answer is lost."""

from typing import Any

import pytest
from tests.sandbox.seller import Seller


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


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("429", 429), ("503", 503), ("cut", 502)])
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


def test_a_fault_that_is_not_one_is_refused(seller: Seller) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    answer = seller.http.put("/control/faults", json=[{"operation": "*", "when": "later"}], headers=headers)
    assert answer.status_code == 400
