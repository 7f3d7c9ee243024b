"""Other clients' ways on the wire: lists, empty bodies, escapes and spaces; and wrong ones, refused."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from tests.sandbox.open_market import open_product
from tests.sandbox.seller import URL, Seller

from sandbox.signing import sign

RULES = "/affiliate_seller/202410/open_collaborations/sample_rules"
PRODUCTS = "/product/202502/products/search"
QUOTA = "/affiliate_seller/202607/creator_outreach/quota"
TARGETS = "/affiliate_seller/202508/target_collaborations"
JSON = "application/json"

Pairs = Sequence[tuple[str, str]]


def send(
    seller: Seller,
    method: str,
    path: str,
    pairs: Pairs = (),
    body: bytes = b"",
    *,
    signed_body: bytes | None = None,
    content_type: str | None = JSON,
    **changes: str,
) -> httpx.Response:
    """Send bytes as they are; `signed_body` is what the client takes into its signature, `changes` are query values."""
    known = {"app_key": seller.keys["app_key"], "timestamp": str(seller.now), "shop_cipher": seller.shop["cipher"]}
    query = [*pairs, *(known | changes).items()]
    signature = sign(seller.keys["app_secret"], path, query, body if signed_body is None else signed_body)
    text = urlencode([*query, *([] if "sign" in changes else [("sign", signature)])])
    headers = {"x-tts-access-token": seller.token} | ({} if content_type is None else {"content-type": content_type})
    answer = seller.wire.handle_request(httpx.Request(method, f"{URL}{path}?{text}", content=body, headers=headers))
    answer.read()
    return answer


def code(answer: httpx.Response) -> int:
    found: int = answer.json()["code"]
    return found


@pytest.fixture
def ids(seller: Seller) -> list[str]:
    """Two products, each with a rule for samples."""
    rule = {"activate_status": "ACTIVATE", "is_sample_time_unlimited": True}
    for place in (0, 1):
        open_product(seller, place)
        body = {"product_id": seller.products()[place]["id"], "sample_rule": rule}
        seller.call("edit_open_collaboration_sample_rule", body)
    return [item["id"] for item in seller.products()[:2]]


def test_a_list_may_be_joined_repeated_or_both(seller: Seller, ids: list[str]) -> None:
    ways = (
        [("product_ids", ",".join(ids))],
        [("product_ids", one) for one in ids],
        [("product_ids", ",".join(ids)), ("product_ids", ids[0])],
        [("product_ids", f",{ids[0]},,{ids[1]},")],
    )
    for pairs in ways:
        answer = send(seller, "GET", RULES, pairs)
        assert {row["product_id"] for row in answer.json()["data"]["sample_rules"]} == set(ids)


def test_a_repeated_list_is_signed_in_its_order(seller: Seller, ids: list[str]) -> None:
    """Clients sort by name alone; whoever sorts the values too signs something else."""
    pairs = [("product_ids", one) for one in sorted(ids, reverse=True)]
    other = [("product_ids", one) for one in sorted(ids)]
    known = [
        ("app_key", seller.keys["app_key"]),
        ("timestamp", str(seller.now)),
        ("shop_cipher", seller.shop["cipher"]),
    ]
    wrong = sign(seller.keys["app_secret"], RULES, [*other, *known], b"")
    assert code(send(seller, "GET", RULES, pairs)) == 0
    assert code(send(seller, "GET", RULES, pairs, sign=wrong)) == 106001


@pytest.mark.parametrize("body", [b"{}", b"[]", b""])
@pytest.mark.parametrize("signs_it", [True, False])
def test_an_empty_body_is_signed_or_not(seller: Seller, body: bytes, signs_it: bool) -> None:  # noqa: FBT001
    signed_body = body if signs_it else b""
    assert code(send(seller, "POST", PRODUCTS, [("page_size", "5")], body, signed_body=signed_body)) == 0
    assert code(send(seller, "GET", QUOTA, body=body, signed_body=signed_body)) == 0
    path = f"{TARGETS}/{seller.invite([seller.creators(1)[0]['creator_open_id']])}".replace("202508", "202409")
    assert code(send(seller, "DELETE", path, body=body, signed_body=signed_body)) == 0


@pytest.mark.parametrize("body", [b"{ }", b"[ ]", b"{}\n", b'""', b"null"])
def test_only_the_very_empty_bodies_may_be_left_out(seller: Seller, body: bytes) -> None:
    assert code(send(seller, "POST", PRODUCTS, [("page_size", "5")], body, signed_body=b"")) == 106001


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" ,\n", "\t:  ")])
def test_escapes_and_spaces_are_signed_as_sent(
    seller: Seller,
    ascii_only: bool,  # noqa: FBT001
    separators: tuple[str, str],
) -> None:
    definition = seller.collaboration([seller.creators(1)[0]["creator_open_id"]], name="สวัสดี 🌿 Über")
    raw = json.dumps(definition, ensure_ascii=ascii_only, separators=separators).encode()
    answer = send(seller, "POST", TARGETS, body=raw)
    path = {"target_collaboration_id": answer.json()["data"]["target_collaboration"]["id"]}
    found = seller.call("query_target_collaboration_detail", **path)["target_collaboration"]
    assert found["name"] == "สวัสดี 🌿 Über"


def test_what_was_written_anew_after_signing_is_refused(seller: Seller) -> None:
    body = {"status": "ALL", "seller_skus": ["ä"]}
    sent, signed_body = json.dumps(body).encode(), json.dumps(body, ensure_ascii=False).encode()
    assert code(send(seller, "POST", PRODUCTS, [("page_size", "5")], sent, signed_body=signed_body)) == 106001


@pytest.mark.parametrize("content_type", [JSON, "application/json; charset=utf-8", "Application/JSON", None])
def test_ways_to_name_json(seller: Seller, content_type: str | None) -> None:
    answer = send(seller, "POST", PRODUCTS, [("page_size", "5")], b'{"status":"ALL"}', content_type=content_type)
    assert code(answer) == 0
    assert code(send(seller, "GET", QUOTA, content_type=content_type)) == 0


def test_values_are_signed_decoded_whichever_way_a_space_is_written(seller: Seller) -> None:
    path = "/product/202309/categories"
    known = [
        ("app_key", seller.keys["app_key"]),
        ("timestamp", str(seller.now)),
        ("shop_cipher", seller.shop["cipher"]),
        ("keyword", "Home Sup"),
    ]
    known.append(("sign", sign(seller.keys["app_secret"], path, known, b"")))
    for text in (urlencode(known), urlencode(known, quote_via=quote)):
        request = httpx.Request("GET", f"{URL}{path}?{text}", headers={"x-tts-access-token": seller.token})
        answer = seller.wire.handle_request(request)
        answer.read()
        assert [row["local_name"] for row in answer.json()["data"]["categories"]] == ["Home Supplies"]


def test_a_version_in_the_query_and_a_token_beside_the_header_do_no_harm(seller: Seller) -> None:
    assert code(send(seller, "GET", QUOTA, version="202607")) == 0
    assert code(send(seller, "GET", QUOTA, access_token="whatever")) == 0


def test_an_empty_page_token_is_the_first_page_of_the_search_alone(seller: Seller) -> None:
    search = "/affiliate_seller/202608/marketplace_creators/search"
    pairs = [("page_size", "12"), ("page_token", "")]
    assert len(send(seller, "POST", search, pairs, b"{}").json()["data"]["creators"]) == 12
    assert code(send(seller, "POST", PRODUCTS, [("page_size", "12"), ("page_token", "")], b"{}")) == 36009004


@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda text: text[:-1], lambda text: f"{text} ", lambda _: "0"]
)
def test_wrong_writings_of_a_signature(seller: Seller, change: Any) -> None:
    known = [
        ("app_key", seller.keys["app_key"]),
        ("timestamp", str(seller.now)),
        ("shop_cipher", seller.shop["cipher"]),
    ]
    right = sign(seller.keys["app_secret"], QUOTA, known, b"")
    assert code(send(seller, "GET", QUOTA, sign=right)) == 0
    answer = send(seller, "GET", QUOTA, sign=change(right))
    assert (answer.status_code, code(answer)) == (401, 106001)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"sign": ""}, 36009004),
        ({"sign": "ü"}, 106001),
        ({"timestamp": ""}, 36009004),
        ({"timestamp": "-1"}, 36009004),
        ({"timestamp": "1.5"}, 36009004),
        ({"timestamp": "1793610000000"}, 36009004),
        ({"timestamp": "9" * 5_000}, 36009004),
        ({"app_key": ""}, 36009004),
        ({"shop_cipher": ""}, 106013),
        ({"shop_cipher": "ROW_other"}, 101000),
    ],
)
def test_wrong_values_of_the_common_parameters(seller: Seller, changes: dict[str, Any], wanted: int) -> None:
    assert code(send(seller, "GET", QUOTA, **changes)) == wanted


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", f"{TARGETS}/1"), ("PATCH", f"{TARGETS}/1"), ("GET", TARGETS), ("DELETE", TARGETS), ("PUT", QUOTA)],
)
def test_another_method(seller: Seller, method: str, path: str) -> None:
    answer = send(seller, method, path)
    assert (answer.status_code, code(answer)) == (405, 36009010)


@pytest.mark.parametrize(
    "body",
    [b"[1]", b'"x"', b"7", b"null", b"{", b"\xff\xfe", b'{"status":"ALL"', b"a=b", b"[" * 50_000, b'{"x":"\\ud800"}'],
)
def test_bodies_that_are_no_objects(seller: Seller, body: bytes) -> None:
    answer = send(seller, "POST", PRODUCTS, [("page_size", "5")], body)
    assert (answer.status_code, code(answer)) == (400, 36009004)
