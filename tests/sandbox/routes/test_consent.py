"""Consent from the page to the tokens."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.sandbox.seller import Seller

MINUTE = 60
BACK = "https://desk.example/back"
SELLER, CREATOR = "/open/authorize", "/alliance/creator/auth"


def asking(seller: Seller) -> dict[str, str]:
    return {"service_id": seller.keys["service_id"], "state": "s1"}


def decide(seller: Seller, path: str = SELLER, decision: str = "allow", **more: str) -> httpx.Response:
    return seller.http.post(path, data={**asking(seller), "decision": decision, **more})


def sent_back(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 303
    where = urlsplit(answer.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == BACK
    return {name: values[0] for name, values in parse_qs(where.query).items()}


def trade(seller: Seller, code: str) -> dict[str, Any]:
    app = {"app_key": seller.keys["app_key"], "app_secret": seller.keys["app_secret"]}
    given = app | {"auth_code": code, "grant_type": "authorized_code"}
    answer: dict[str, Any] = seller.http.get("/api/v2/token/get", params=given).json()
    return answer


@pytest.fixture(autouse=True)
def redirect(seller: Seller) -> None:
    seller.control("PUT", "redirect", {"url": BACK})


def test_the_page_offers_every_shop_in_both_languages(seller: Seller) -> None:
    for accepted, word in (("zh-CN", "同意授权"), ("en-GB", "Allow")):
        page = seller.http.get(SELLER, params=asking(seller), headers={"accept-language": accepted})
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert word in page.text
        assert BACK in page.text
        assert all(f'value="{shop["id"]}"' in page.text for shop in seller.keys["shops"])


def test_the_address_of_the_page_is_told(seller: Seller) -> None:
    assert seller.http.get(seller.keys["authorize_url"]).status_code == 200


def test_an_owner_allows_and_the_code_is_traded_once(seller: Seller) -> None:
    back = sent_back(decide(seller, owner=seller.shop["id"]))
    assert (set(back), back["state"]) == ({"code", "state"}, "s1")
    data = trade(seller, back["code"])["data"]
    assert (data["open_id"], data["user_type"], data["seller_base_region"]) == (seller.shop["open_id"], 0, "GB")
    seller.token = data["access_token"]
    assert seller.call("get_active_shops")["shops"][0]["id"] == seller.shop["id"]
    assert trade(seller, back["code"])["code"] == 36004004


def test_an_owner_refuses(seller: Seller) -> None:
    back = sent_back(decide(seller, decision="refuse", owner=seller.shop["id"]))
    assert back == {"code": "null", "error": "auth_denied", "state": "s1"}
    assert trade(seller, "null")["code"] == 36004004


@pytest.mark.parametrize(("seconds", "code"), [(30 * MINUTE - 1, 0), (30 * MINUTE, 36004004)])
def test_a_code_lives_thirty_minutes(seller: Seller, seconds: int, code: int) -> None:
    back = sent_back(decide(seller, owner=seller.shop["id"]))
    seller.control("POST", "clock", {"advance_seconds": seconds})
    assert trade(seller, back["code"])["code"] == code


def test_without_a_redirect_url_the_page_shows_what_came_of_it(seller: Seller) -> None:
    seller.control("PUT", "redirect", {"url": None})
    page = decide(seller, owner=seller.shop["id"]).text
    code = page.partition("<code>")[2].partition("</code>")[0]
    assert trade(seller, code)["code"] == 0
    assert "auth_denied" in decide(seller, decision="refuse").text


def test_a_redirect_url_with_a_query_keeps_it(seller: Seller) -> None:
    seller.control("PUT", "redirect", {"url": BACK + "?from=sandbox"})
    assert sent_back(decide(seller, owner=seller.shop["id"]))["from"] == "sandbox"


def test_what_is_no_redirect_url(seller: Seller) -> None:
    headers = {"x-control-token": seller.keys["control_token"]}
    bodies: list[Any] = [{"url": "javascript:alert(1)"}, {}, [], {"url": 1}]
    for body in bodies:
        assert seller.http.put("/control/redirect", json=body, headers=headers).status_code == 400


def test_requests_that_no_owner_can_answer(seller: Seller) -> None:
    for params in ({}, {"service_id": "1"}):
        assert seller.http.get(SELLER, params=params).status_code == 400
    for params in ({"state": "s1"}, {"app_key": seller.keys["app_key"]}):
        assert seller.http.get(CREATOR, params=params).status_code == 400
    assert seller.http.post(SELLER, data={"decision": "allow", "owner": seller.shop["id"]}).status_code == 400
    nobody = decide(seller, owner="1")
    assert (nobody.status_code, "Choose one" in nobody.text) == (400, True)


def test_a_creator_lets_the_app_in(seller: Seller) -> None:
    asked = {"app_key": seller.keys["app_key"], "state": "s2"}
    card = seller.creators(1)[0]
    assert f"@{card['username']}" in seller.http.get(CREATOR, params=asked).text
    answer = seller.http.post(CREATOR, data={**asked, "decision": "allow", "handle": "@" + card["username"]})
    back = sent_back(answer)
    assert (back["state"], back["app_key"]) == ("s2", seller.keys["app_key"])
    data = trade(seller, back["code"])["data"]
    assert (data["user_type"], data["open_id"], data["seller_name"]) == (1, card["creator_open_id"], card["nickname"])
    wrong_kind = seller.request("GET", "/seller/202309/shops", cipher=False, token=data["access_token"])
    assert wrong_kind.json()["code"] == 105001


def test_a_creators_token_is_refreshed(seller: Seller) -> None:
    asked = {"app_key": seller.keys["app_key"], "state": "s2", "decision": "allow"}
    code = sent_back(seller.http.post(CREATOR, data={**asked, "owner": seller.creators(1)[0]["username"]}))["code"]
    first = trade(seller, code)["data"]
    app = {"app_key": seller.keys["app_key"], "app_secret": seller.keys["app_secret"], "grant_type": "refresh_token"}
    given = app | {"refresh_token": first["refresh_token"]}
    second = seller.http.get("/api/v2/token/refresh", params=given).json()["data"]
    assert second["access_token"] != first["access_token"]
    assert (second["user_type"], second["open_id"]) == (1, first["open_id"])


def test_a_handle_that_nobody_has(seller: Seller) -> None:
    asked = {"app_key": seller.keys["app_key"], "state": "s2", "decision": "allow"}
    for handle in ("nobody", "", "达人"):
        assert seller.http.post(CREATOR, data={**asked, "handle": handle}).status_code == 400
