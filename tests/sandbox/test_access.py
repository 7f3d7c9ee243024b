"""The door: every check with its code and status, and in the platform's order."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller

from sandbox.signing import sign

SHOPS = "/authorization/202309/shops"
PRODUCTS = "/product/202502/products/search"


def code_of(seller: Seller, method: str, path: str, pairs: list[tuple[str, str]], **headers: str) -> tuple[int, int]:
    answer = seller.http.request(method, path, params=tuple(pairs), headers=headers)
    return answer.status_code, answer.json()["code"]


def signed(seller: Seller, path: str, *, stamp: int = 0, **changes: str) -> list[tuple[str, str]]:
    pairs = {"app_key": seller.keys["app_key"], "timestamp": str(seller.now + stamp), **changes}
    known = list(pairs.items())
    return [*known, ("sign", sign(seller.keys["app_secret"], path, known, b""))]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, 36009009),
        ("POST", "/affiliate_seller/202412/conversations/read", 404, 36009009),
        ("GET", "/affiliate_seller/202608/marketplace_creators/search", 405, 36009010),
        ("POST", "/api/v2/token/get", 405, 36009010),
        ("POST", "/affiliate_seller/202001/marketplace_creators/search", 400, 36009014),
        ("POST", "/affiliate_seller/202409/conversations", 400, 36009014),
    ],
)
def test_path_method_version(seller: Seller, method: str, path: str, status: int, code: int) -> None:
    assert code_of(seller, method, path, []) == (status, code)


def test_app_key_time_stamp_and_signature_are_required(seller: Seller) -> None:
    token = {"x-tts-access-token": seller.token}
    assert code_of(seller, "GET", SHOPS, signed(seller, SHOPS, app_key="other"), **token) == (400, 36009004)
    assert code_of(seller, "GET", SHOPS, signed(seller, SHOPS, timestamp="soon"), **token) == (400, 36009004)
    assert code_of(seller, "GET", SHOPS, signed(seller, SHOPS)[:-1], **token) == (400, 36009004)
    wrong = [*signed(seller, SHOPS)[:-1], ("sign", "0" * 64)]
    assert code_of(seller, "GET", SHOPS, wrong, **token) == (401, 106001)
    assert code_of(seller, "GET", SHOPS, signed(seller, SHOPS), **token) == (200, 0)


@pytest.mark.parametrize(("stamp", "code"), [(-301, 36009004), (-300, 0), (30, 0), (31, 36009004)])
def test_the_time_stamp_is_held_against_the_sandboxs_clock(seller: Seller, stamp: int, code: int) -> None:
    pairs = signed(seller, SHOPS, stamp=stamp)
    assert code_of(seller, "GET", SHOPS, pairs, **{"x-tts-access-token": seller.token})[1] == code


def test_a_changed_body_breaks_the_signature(seller: Seller) -> None:
    pairs = signed(seller, PRODUCTS, shop_cipher=seller.shop["cipher"], page_size="10")
    answer = seller.http.post(
        PRODUCTS, params=tuple(pairs), content=b'{"status":"ALL"}', headers={"x-tts-access-token": seller.token}
    )
    assert answer.json()["code"] == 106001


def test_an_empty_body_may_be_signed_without(seller: Seller) -> None:
    pairs = signed(seller, PRODUCTS, shop_cipher=seller.shop["cipher"], page_size="10")
    for body in (b"{}", b"[]", b""):
        answer = seller.http.post(
            PRODUCTS, params=tuple(pairs), content=body, headers={"x-tts-access-token": seller.token}
        )
        assert answer.json()["code"] == 0


def test_tokens(seller: Seller) -> None:
    assert seller.request("GET", SHOPS, cipher=False, token=None).json()["code"] == 36009004
    unknown = seller.request("GET", SHOPS, cipher=False, token="ROW_nobody")
    assert (unknown.status_code, unknown.json()["code"]) == (403, 105001)
    old = seller.token
    seller.advance(7 * DAY)
    expired = seller.request("GET", SHOPS, cipher=False, token=old)
    assert (expired.status_code, expired.json()["code"]) == (401, 105002)
    assert seller.request("GET", SHOPS, cipher=False).json()["code"] == 0


def test_a_refresh_token_is_no_access_token(seller: Seller) -> None:
    answer = seller.request("GET", SHOPS, cipher=False, token=seller.shop["refresh_token"])
    assert answer.json()["code"] == 105001


def test_shop_ciphers(seller: Seller, american: Seller) -> None:
    unexpected = seller.request("GET", SHOPS)
    assert (unexpected.status_code, unexpected.json()["code"]) == (400, 36009004)
    assert "Unexpected identifier" in unexpected.json()["message"]
    page = [("page_size", "10")]
    assert seller.request("POST", PRODUCTS, page, {}, cipher=False).json()["code"] == 106013
    foreign = seller.request("POST", PRODUCTS, [*page, ("shop_cipher", american.shop["cipher"])], {}, cipher=False)
    assert foreign.json()["code"] == 101000


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "CollaborationStatus is required and was not provided."),
        ({"collaboration_status": 1}, "CollaborationStatus must be one of"),
        ({"collaboration_status": "VALID", "search_param": {}}, "KeywordType is required"),
    ],
)
def test_missing_and_wrong_fields_are_named(seller: Seller, body: dict[str, Any], words: str) -> None:
    answer = seller.send("search_target_collaborations", body)
    assert answer["code"] == 36009004
    assert words in answer["message"]


def test_a_body_that_is_not_json(seller: Seller) -> None:
    raw = b"{broken"
    pairs = [("app_key", seller.keys["app_key"]), ("timestamp", str(seller.now)), ("page_size", "10")]
    pairs.append(("shop_cipher", seller.shop["cipher"]))
    pairs.append(("sign", sign(seller.keys["app_secret"], PRODUCTS, pairs, raw)))
    answer = seller.http.post(PRODUCTS, params=tuple(pairs), content=raw, headers={"x-tts-access-token": seller.token})
    assert answer.json()["code"] == 36009004


def test_the_envelope(seller: Seller) -> None:
    success = seller.send("get_active_shops")
    assert list(success) == ["code", "message", "request_id", "data"]
    assert (success["code"], success["message"]) == (0, "Success")
    assert len(success["request_id"]) == 34
    assert success["request_id"].startswith("20261102090000")
    refusal = seller.http.get("/nowhere").json()
    assert list(refusal) == ["code", "message", "request_id", "data"]
    assert refusal["data"] is None
    assert refusal["request_id"] != success["request_id"]
