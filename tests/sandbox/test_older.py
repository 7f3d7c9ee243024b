"""Older versions: other fields in, fewer out, the same deeds behind them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.sandbox.behaviour.stage import who
from tests.sandbox.behaviour.test_acceptance import says_yes
from tests.sandbox.open_market import open_product, promoters
from tests.sandbox.seller import DAY, SHOPS, WEEK, Seller

from sandbox.app import open_sandbox
from sandbox.identifiers import creator_of, open_id, user_id, user_of
from sandbox.older import OLDER
from sandbox.operations import OPERATIONS

EARLY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # before the older versions end


@pytest.fixture
def early() -> Iterator[Seller]:
    """The American shop in March 2026."""
    opened = open_sandbox(seed=7, creators=2_000, state=None, shops=SHOPS, start=EARLY, clock="manual")
    yield Seller(opened, "US")
    opened.close()


def user(seller: Seller, creator: str) -> str:
    chance = seller.sandbox.desk.world.chance
    return str(user_id(chance, creator_of(chance, creator) or 0))


def names(seller: Seller, count: int) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(count)]


def first_collaboration(seller: Seller, users: list[str], **changes: Any) -> dict[str, Any]:
    """Return the body of a collaboration as the version 202405 asks for it."""
    body = seller.collaboration([]) | {"creator_user_ids": users} | changes
    return {name: value for name, value in body.items() if name != "creator_user_open_ids"}


def test_every_older_version_is_in_the_table_and_the_other_way_round() -> None:
    same = {"review_a_sample_application", "get_order_detail"}  # these differ in nothing
    older = {(row.name, version) for row in OPERATIONS for version in row.versions[1:] if row.name not in same}
    assert older - set(OLDER) == {("get_marketplace_creator_performance", "202508")}
    assert set(OLDER) <= older


def test_user_ids_are_undone_only_by_the_world_that_made_them(seller: Seller) -> None:
    chance = seller.sandbox.desk.world.chance
    texts = {str(user_id(chance, number)) for number in range(2_000)}
    assert len(texts) == 2_000
    assert {user_of(chance, text) for text in texts} == set(range(2_000))
    for text in ("", "x", "1", str(user_id(chance, 7) + 1), "６８", open_id(chance, 7)):
        assert user_of(chance, text) is None


@pytest.mark.parametrize(("version", "ranges"), [("202505", True), ("202406", False)])
def test_the_first_searches_name_no_open_id(seller: Seller, version: str, ranges: bool) -> None:  # noqa: FBT001
    name, filters = "search_creators_in_creator_marketplace", {"gmv_ranges": ["GMV_RANGE_100_1000"]}
    newest = seller.call(name, filters, query={"page_size": 20})["creators"]
    later = filters | {"affiliate_data": {"post_rate": "BETTER"}, "data_groups": ["SALES_AND_GMV"]}
    cards = seller.call(name, later, query={"page_size": 20}, version=version)["creators"]
    assert [card["username"] for card in cards] == [card["username"] for card in newest]
    assert not {"creator_open_id", "creator_profile"} & cards[0].keys()
    assert ("formatted_range" in cards[0]["gmv_range"]) is ranges


def test_advanced_filters_came_later(seller: Seller) -> None:
    name, body = "search_creators_in_creator_marketplace", {"advanced_filters": {"eligible_flat_fee": True}}
    assert seller.call(name, body, query={"page_size": 12})["creators"] == []
    assert len(seller.call(name, body, query={"page_size": 12}, version="202508")["creators"]) == 12


def test_the_first_catalogue_lists_three_filters(seller: Seller) -> None:
    name = "get_creator_marketplace_advanced_search_filters"
    found = seller.call(name, {}, version="202601")["advanced_filters"]
    assert set(found) == {"category_pro", "creator_level", "language"}
    assert found["language"] == [{"id": "en", "name": "English", "option_children": []}]


@pytest.mark.parametrize("version", ["202505", "202406"])
def test_a_page_by_user_id(seller: Seller, version: str) -> None:
    (creator,) = names(seller, 1)
    name = "get_marketplace_creator_performance"
    page = seller.call(name, creator_user_id=user(seller, creator), version=version)["creator"]
    assert page["username"] == seller.call(name, creator_user_id=creator)["creator"]["username"]
    assert not {"follower_age", "pps", "rating", "creator_profile"} & page.keys()
    assert ("formatted_range" in page["gmv_range"]) is (version == "202505")
    assert seller.send(name, creator_user_id=creator, version=version)["code"] == 98001004


def test_a_collaboration_by_user_ids(seller: Seller) -> None:
    first, second = names(seller, 2)
    name, users = "create_target_collaboration", [user(seller, one) for one in (first, second)]
    made = seller.call(name, first_collaboration(seller, users), version="202405")
    identifier = made["target_collaboration"]["id"]
    detail = seller.call("query_target_collaboration_detail", target_collaboration_id=identifier)
    assert {row["creator_open_id"] for row in detail["target_collaboration"]["creators"]} == {first, second}
    again = seller.send(name, first_collaboration(seller, users), version="202405")
    assert again["code"] == 16024022
    assert {row["creator_user_id"] for row in again["data"]["target_collaboration_conflicts"]} == set(users)
    unknown = seller.send(name, first_collaboration(seller, [first]), version="202405")
    assert unknown["code"] == 50001702


@pytest.mark.parametrize("version", ["202409", "202412"])
def test_a_detail_names_users_or_nobody(seller: Seller, version: str) -> None:
    (creator,) = names(seller, 1)
    path: dict[str, Any] = {"target_collaboration_id": seller.invite([creator])}
    found = seller.call("query_target_collaboration_detail", version=version, **path)["target_collaboration"]
    (row,) = found["creators"]
    assert "creator_open_id" not in row
    assert row.get("user_id") == (user(seller, creator) if version == "202409" else None)


def test_collaborations_by_user_id(seller: Seller) -> None:
    first, second = names(seller, 2)
    mine, _ = (seller.invite([one]) for one in (first, second))
    body = {"collaboration_status": "VALID", "creator_user_id": user(seller, first)}
    (row,) = seller.call("search_target_collaborations", body, version="202409")["target_collaborations"]
    assert row["id"] == mine
    assert "create_time" not in row


def test_an_update_by_user_ids_tells_what_failed_by_user_ids(seller: Seller) -> None:
    first, second, third = names(seller, 3)
    seller.invite([third])
    path: dict[str, Any] = {"target_collaboration_id": seller.invite([first])}
    body = first_collaboration(seller, [user(seller, one) for one in (first, second, third)])
    body["products"] = [{"id": item["id"], "commission_rate": 1_500} for item in seller.products()[:3]]
    told = seller.call("update_target_collaboration", body, version="202409", **path)
    assert told["update_failed"] == {"add_creator_ids": [user(seller, third)]}
    assert {row["creator_user_id"] for row in told["target_collaboration_conflicts"]} == {user(seller, third)}
    detail = seller.call("query_target_collaboration_detail", **path)["target_collaboration"]
    assert {row["creator_open_id"] for row in detail["creators"]} == {first, second}


def test_an_open_collaboration_that_asks_for_approval_tells_so(early: Seller) -> None:
    body = {"product_id": early.products()[0]["id"], "commission_rate": 2_000, "require_seller_approve_creator": True}
    made = early.call("create_open_collaboration", body, version="202405")["open_collaboration"]
    open_product(early, 1)
    name = "search_open_collaborations"
    rows = early.call(name, {}, query={"page_size": 10}, version="202409")["open_collaborations"]
    assert {row["id"]: row["require_seller_approve_creator"] for row in rows}[made["id"]] is True
    assert {row["require_seller_approve_creator"] for row in rows} == {True, False}
    assert (
        "require_seller_approve_creator" not in early.call(name, {}, query={"page_size": 10})["open_collaborations"][0]
    )


def test_a_version_that_ended_answers_no_more(seller: Seller) -> None:
    body = {"product_id": seller.products()[0]["id"], "commission_rate": 2_000}
    assert seller.send("create_open_collaboration", body, version="202405")["code"] == 36009014
    assert seller.send("create_open_collaboration", body)["code"] == 0


def test_promoters_by_user_id(american: Seller) -> None:
    found = open_product(american)
    american.advance(4 * WEEK)
    name, product = "get_open_collaboration_creator_content_details", american.products()[0]["id"]
    rows = american.call(name, query={"page_size": 10, "product_id": product}, version="202412")
    assert all("creator_open_id" not in row["creator_profile"] for row in rows["creator_content_details"])
    leaving = promoters(american)[0]["creator_profile"]["creator_open_id"]
    body = {"creator_user_id": user(american, leaving), "product_id": product}
    name = "remove_creator_from_open_collaboration_product"
    american.call(name, body, open_collaboration_id=found["id"], version="202405")
    assert promoters(american)[0]["promotion_status"] == "TERMINATING"


def test_orders_were_once_names_of_lines(american: Seller) -> None:
    open_product(american, rate=4_000)
    american.advance(8 * WEEK)
    name = "search_seller_affiliate_orders"
    newest, oldest = (american.call(name, {}, query={"page_size": 5}, version=one) for one in ("202410", "202405"))
    assert [order["id"] for order in oldest["orders"]] == [order["id"] for order in newest["orders"]]
    assert set(oldest["orders"][0]) == {"id", "line_items"}
    assert oldest["orders"][0]["line_items"][0]["product_id"] == newest["orders"][0]["skus"][0]["product_id"]


@pytest.mark.parametrize("version", ["202409", "202507"])
def test_samples_by_user_id(american: Seller, version: str) -> None:
    creators = list(who(american, says_yes))[:8]
    american.invite(creators)
    american.advance(10 * DAY)
    name = "search_sample_applications"
    rows = american.call(name, {}, query={"page_size": 50}, version=version)["sample_applications"]
    users = {row["creator"]["user_id"] for row in rows}
    assert users <= {user(american, one) for one in creators}
    one = min(users)
    found = american.call(name, {"creator_user_id": one}, query={"page_size": 50}, version=version)
    assert {row["creator"]["user_id"] for row in found["sample_applications"]} == {one}
    assert "creator_open_id" not in rows[0]["creator"]


def test_a_conversation_by_user_id(seller: Seller) -> None:
    (creator,) = names(seller, 1)
    name = "get_or_create_creator_conversation"
    found = seller.call(name, {"creator_id": user(seller, creator)}, version="202412")
    assert found["conversation_id"] == seller.conversation(creator)
    assert seller.send(name, {"creator_id": creator}, version="202412")["code"] == 16032001
    assert seller.send(name, {"creator_open_id": creator}, version="202412")["code"] == 36009004


def test_the_list_of_2025_knows_no_groups(seller: Seller) -> None:
    seller.advance(2 * WEEK)
    query = {"page_size": 50, "conversation_status": "ARCHIVED"}
    assert seller.call("get_conversation_list", query=query)["conversations"] == []
    assert seller.call("get_conversation_list", query=query, version="202505")["conversations"] != []
