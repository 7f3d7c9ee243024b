"""Target collaborations as they are read."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller

SEARCH, DETAIL = "search_target_collaborations", "query_target_collaboration_detail"


@pytest.fixture
def creators(seller: Seller) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(6)]


def found(seller: Seller, status: str = "VALID", **body: Any) -> list[str]:
    rows = seller.call(SEARCH, {"collaboration_status": status, **body})["target_collaborations"]
    return [row["name"] for row in rows]


def test_detail_repeats_what_was_created(seller: Seller, creators: list[str]) -> None:
    body = seller.collaboration(creators[:2])
    identifier = seller.invite(creators[:2])
    item = seller.call(DETAIL, target_collaboration_id=identifier)["target_collaboration"]
    assert (item["name"], item["message"], str(item["end_time"])) == (body["name"], body["message"], body["end_time"])
    assert item["seller_contact_info"] == {"email": "hello@example.com"}
    assert [(row["id"], row["commission"]["rate"]) for row in item["products"]] == [
        (row["id"], 1_500) for row in body["products"]
    ]
    assert {row["creator_open_id"] for row in item["creators"]} == set(creators[:2])
    assert (item["creator_invited_count"], item["product_count"], item["showcase_creator_count"]) == (2, 3, 0)
    assert {row["collaboration_status"] for row in item["products"] + item["creators"]} == {"NORMAL"}


def test_a_collaboration_of_another_shop(seller: Seller, american: Seller, creators: list[str]) -> None:
    identifier = seller.invite(creators[:1])
    assert american.send(DETAIL, target_collaboration_id=identifier)["code"] == 50001700
    assert seller.send(DETAIL, target_collaboration_id="no-id")["code"] == 98001004


def test_statuses_over_time(seller: Seller, creators: list[str]) -> None:
    seller.invite(creators[:1], name="Long")
    seller.invite(creators[1:2], name="Short", end_time=str(seller.now + 5 * DAY))
    removed = seller.invite(creators[2:3], name="Removed")
    seller.call("remove_target_collaboration", target_collaboration_id=removed)
    assert found(seller, "ONGOING") == ["Long"]
    assert found(seller, "EXPIRING") == ["Short"]
    assert sorted(found(seller, "VALID")) == ["Long", "Short"]
    assert found(seller, "COMPLETED") == ["Removed"]
    seller.advance(5 * DAY)
    assert sorted(found(seller, "COMPLETED")) == ["Removed", "Short"]


def test_search_by_name_product_creator_and_sample(seller: Seller, creators: list[str]) -> None:
    products = [{"id": item["id"], "target_commission_rate": 2_000} for item in seller.products()]
    titles = [item["title"] for item in seller.products()]
    without = {"has_free_sample": False, "is_sample_approval_exempt": True}
    seller.invite(creators[:1], name="Spring tea", products=products[:1])
    other = seller.invite(creators[1:2], name="Autumn", products=products[1:2], free_sample_rule=without)

    def keyword(kind: str, text: str) -> list[str]:
        return found(seller, search_param={"keyword_type": kind, "keyword": text})

    assert keyword("TARGET_COLLABORATION_NAME", "TEA") == ["Spring tea"]
    assert keyword("TARGET_COLLABORATION_ID", other) == ["Autumn"]
    assert keyword("PRODUCT_ID", products[0]["id"]) == ["Spring tea"]
    assert keyword("PRODUCT_NAME", titles[1][:6]) == ["Autumn"]
    assert found(seller, creator_user_open_id=creators[0]) == ["Spring tea"]
    assert found(seller, free_sample_setting="WITH_FREE_SAMPLE") == ["Spring tea"]
    assert found(seller, creator_accept_status="ACCEPT") == []


def test_pages(american: Seller) -> None:
    small = {"follower_demographics": {"count_range": {"count_ge": 1_000, "count_le": 20_000}}}
    for turn, card in enumerate(american.creators(45, **small)):
        american.invite([card["creator_open_id"]], name=f"Plan {turn}")
        if turn % 10 == 0:
            american.advance(60)
    names: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = american.call(SEARCH, {"collaboration_status": "VALID"}, query={"page_size": 20, **token})
        names += [row["name"] for row in page["target_collaborations"]]
        assert page["total_count"] == 45
        if not page["next_page_token"]:
            break
        token = {"page_token": page["next_page_token"]}
    assert sorted(names) == sorted(f"Plan {turn}" for turn in range(45))


def test_acceptance_shows_in_counts(played: Seller) -> None:
    rows = played.call(SEARCH, {"collaboration_status": "VALID", "creator_accept_status": "ACCEPT"})
    assert rows["total_count"] > 10
    first = rows["target_collaborations"][0]
    assert (first["creator_inivited_count"], first["showcase_creator_count"]) == (1, 1)
    item = played.call(DETAIL, target_collaboration_id=first["id"])["target_collaboration"]
    assert 1 <= item["creators"][0]["showcase_product_count"] <= 3
    assert item["creators"][0]["product_effective_status"] == "EFFECTIVE_ALL"
