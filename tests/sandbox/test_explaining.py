"""The log of requests: each check explained, secrets masked, bounded."""

import json
from typing import Any

import pytest
from tests.sandbox.seller import Seller

from sandbox.explaining import KEPT, Record
from sandbox.signing import sign

PRODUCTS = "/product/202502/products/search"
LIST = "/affiliate_seller/202412/conversations"


def last(seller: Seller) -> Record:
    return seller.sandbox.desk.records[-1]()


def checks(record: Record) -> dict[str, bool | None]:
    return {step.name: step.passed for step in record.steps}


def failed(record: Record) -> dict[str, str]:
    return next(dict(step.about) for step in record.steps if step.passed is False)


def test_a_success_passes_every_check(seller: Seller) -> None:
    seller.call("get_conversation_list", query={"page_size": 10})
    record = last(seller)
    assert (record.operation, record.method, record.path, record.code) == ("get_conversation_list", "GET", LIST, 0)
    assert set(checks(record).values()) == {True}
    assert record.computed == record.received
    assert record.failed_step == ""


def test_what_is_signed_is_shown_with_the_secret_masked(seller: Seller) -> None:
    seller.send("search_products", {"status": "ALL"}, query={"page_size": 10})
    record, keys = last(seller), seller.keys
    inside = f"app_key{keys['app_key']}page_size10shop_cipher{seller.shop['cipher']}timestamp{seller.now}"
    assert record.canonical == f"••••••••/product/202502/products/search{inside}" + '{"status": "ALL"}••••••••'
    kept = repr(record)
    assert keys["app_secret"] not in kept
    assert seller.token not in kept


def signed_wrongly(seller: Seller, **changes: str) -> None:
    pairs = {
        "app_key": seller.keys["app_key"],
        "timestamp": str(seller.now),
        "page_size": "10",
        "shop_cipher": seller.shop["cipher"],
        "sign": "0" * 64,
    }
    kept = {name: value for name, value in (pairs | changes).items() if value}
    seller.http.get(LIST, params=kept, headers={"x-tts-access-token": seller.token})


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"app_key": "other"}, "app_key"),
        ({"timestamp": "12"}, "timestamp"),
        ({"timestamp": "soon"}, "timestamp"),
        ({"sign": ""}, "sign_present"),
        ({}, "signature"),
    ],
)
def test_the_step_that_failed_is_named_and_later_ones_were_not_reached(
    seller: Seller, changes: dict[str, str], step: str
) -> None:
    signed_wrongly(seller, **changes)
    record = last(seller)
    assert record.failed_step == step
    names = [name for name, passed in checks(record).items() if passed is None]
    assert names[-1] == "business"
    assert "token" in names


def test_both_signs_are_told(seller: Seller) -> None:
    signed_wrongly(seller)
    record = last(seller)
    assert failed(record) == {"given": "0" * 64, "wanted": record.computed}
    assert record.received == "0" * 64


def test_the_time_stamp_is_told_with_its_distance(seller: Seller) -> None:
    signed_wrongly(seller, timestamp=str(seller.now - 400))
    assert failed(last(seller)) | {"given": "", "wanted": ""} == {
        "given": "",
        "wanted": "",
        "late": "400",
        "past": "300",
        "future": "30",
    }


def test_later_checks_follow_from_the_answer(seller: Seller, american: Seller) -> None:
    seller.request("GET", "/seller/202309/shops", cipher=False, token="ROW_nobody")
    assert last(seller).failed_step == "token"
    seller.request("GET", "/seller/202309/shops", cipher=False, token=None)
    assert last(seller).failed_step == "token"
    seller.request("GET", "/seller/202309/shops")
    assert last(seller).failed_step == "cipher"
    seller.request("GET", LIST, [("shop_cipher", american.shop["cipher"]), ("page_size", "1")], cipher=False)
    assert last(seller).failed_step == "cipher"
    seller.send("get_conversation_list", query={"page_size": 500})
    assert last(seller).failed_step == "fields"
    seller.send("query_target_collaboration_detail", target_collaboration_id="1")
    assert last(seller).failed_step == "business"


@pytest.mark.parametrize(
    ("method", "path", "step"),
    [
        ("GET", "/nowhere", "path"),
        ("PUT", "/seller/202309/shops", "method"),
        ("GET", "/seller/209901/shops", "version"),
    ],
)
def test_what_is_no_operation(seller: Seller, method: str, path: str, step: str) -> None:
    seller.http.request(method, path)
    record = last(seller)
    assert (record.failed_step, record.method, record.path) == (step, method, path)


def test_an_empty_body_may_be_left_out_of_the_sign(seller: Seller) -> None:
    pairs = [("app_key", seller.keys["app_key"]), ("timestamp", str(seller.now)), ("page_size", "10")]
    pairs.append(("shop_cipher", seller.shop["cipher"]))
    pairs.append(("sign", sign(seller.keys["app_secret"], PRODUCTS, pairs, b"")))
    headers = {"x-tts-access-token": seller.token}
    seller.http.post(PRODUCTS, params=tuple(pairs), content=b"{}", headers=headers)
    record = last(seller)
    assert record.computed != record.received
    assert record.failed_step == ""


def test_a_fault_is_told(seller: Seller) -> None:
    seller.control("PUT", "faults", [{"operation": "*", "when": "before", "kind": "503", "times": 1}])
    seller.request("GET", "/seller/202309/shops", cipher=False)
    record = last(seller)
    assert (record.failed_step, record.code, record.status) == ("fault", "fault 503", 503)
    assert list(checks(record)) == ["fault"]


def test_token_calls_are_not_signed_and_their_secrets_are_masked(seller: Seller) -> None:
    seller.advance(7 * 86_400)
    record = last(seller)
    assert (record.operation, record.signed, record.canonical) == ("refresh_token", False, "")
    query = dict(record.query)
    assert query["app_secret"].endswith("…")
    assert len(query["app_secret"]) == 7
    assert seller.token not in repr(record)
    assert json.loads(record.answer)["data"]["access_token"] == f"{seller.token[:6]}…"


def test_long_texts_are_cut_and_the_log_is_bounded(seller: Seller) -> None:
    seller.send("search_products", {"status": "ALL", "filler": "x" * 100_000}, query={"page_size": 10})
    record = last(seller)
    assert len(record.body) < KEPT + 20
    assert len(record.canonical) < KEPT + 40
    assert checks(record)["signature"] is True
    for _ in range(250):
        seller.http.get("/nowhere")
    assert len(seller.sandbox.desk.records) == 200


def test_pages_and_controls_are_not_the_wire(seller: Seller) -> None:
    seller.call("get_active_shops")
    before: Any = last(seller).number
    seller.http.get("/creator/")
    seller.http.get("/control/")
    seller.control("GET", "clock")
    assert last(seller).number == before
