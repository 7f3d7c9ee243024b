"""Updates: the definition is replaced, what cannot be done is named, rates change as the pack says."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller
from tests.sandbox.story import SMALL, answer_all

from sandbox import truth
from sandbox.app import Sandbox
from sandbox.behaviour.voice import pair_of
from sandbox.store import terms

UPDATE, DETAIL = "update_target_collaboration", "query_target_collaboration_detail"


def definition(seller: Seller, creators: list[str], rates: dict[str, int], **changes: Any) -> dict[str, Any]:
    return {
        "name": "Changed",
        "end_time": str(seller.now + 50 * DAY),
        "products": [{"id": product, "commission_rate": rate} for product, rate in rates.items()],
        "creator_user_open_ids": creators,
        "seller_contact_info": {"email": "new@example.com"},
        "free_sample_rule": {"has_free_sample": False, "is_sample_approval_exempt": False},
    } | changes


def detail(seller: Seller, identifier: str) -> dict[str, Any]:
    found: dict[str, Any] = seller.call(DETAIL, target_collaboration_id=identifier)["target_collaboration"]
    return found


def accepted(seller: Seller) -> tuple[str, str, list[str]]:
    """Return a collaboration, its creator and the products in their showcase, once somebody accepts."""
    for card in seller.creators(60, **SMALL):
        seller.invite([card["creator_open_id"]])
    for _ in range(14):
        seller.advance(DAY)
        answer_all(seller)
    rows = seller.call(
        "search_target_collaborations", {"collaboration_status": "VALID", "creator_accept_status": "ACCEPT"}
    )["target_collaborations"]
    identifier = str(rows[0]["id"])
    item = detail(seller, identifier)
    carried = terms.carriers(seller.sandbox.desk.world.db, int(identifier))
    return identifier, item["creators"][0]["creator_open_id"], [str(product) for _, product in carried]


def in_force(seller: Seller, identifier: str, product: str) -> int | None:
    db = seller.sandbox.desk.world.db
    ((creator, _), *_) = terms.carriers(db, int(identifier))
    return terms.rate_in_force(db, int(identifier), creator, int(product), seller.now)


@pytest.fixture
def creators(seller: Seller) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(5)]


def test_what_is_left_out_is_removed_and_what_is_new_is_added(seller: Seller, creators: list[str]) -> None:
    identifier = seller.invite(creators[:2])
    products = [item["id"] for item in seller.products()]
    rates = {products[0]: 1_500, products[5]: 2_000}
    data = seller.call(UPDATE, definition(seller, creators[1:3], rates), target_collaboration_id=identifier)
    assert data == {"target_collaboration_conflicts": [], "update_failed": {}}
    item = detail(seller, identifier)
    normal = {row["id"] for row in item["products"] if row["collaboration_status"] == "NORMAL"}
    invited = {row["creator_open_id"] for row in item["creators"] if row["collaboration_status"] == "NORMAL"}
    assert (normal, invited) == (set(rates), set(creators[1:3]))
    assert (item["name"], item["seller_contact_info"]) == ("Changed", {"email": "new@example.com"})
    assert item["free_sample_rule"]["has_free_sample"] is False
    assert seller.call("get_weekly_creator_outreach_quota")["data"]["quota_use"] == "3"


def test_what_cannot_be_done_is_named_and_the_rest_happens(seller: Seller, creators: list[str]) -> None:
    products = [item["id"] for item in seller.products()]
    identifier = seller.invite(creators[:1], products=[{"id": products[0], "target_commission_rate": 1_500}])
    seller.invite(creators[1:2], products=[{"id": products[0], "target_commission_rate": 1_500}])
    seller.invite(creators[:1], products=[{"id": products[1], "target_commission_rate": 1_500}])
    wanted = definition(
        seller,
        [*creators[:3], "nobody"],
        {products[0]: 1_500, products[1]: 1_600, "1729000000000000001": 1_500},
        end_time="5",
    )
    data = seller.call(UPDATE, wanted, target_collaboration_id=identifier)
    assert data["update_failed"] == {
        "end_time": 5,
        "invalid_product_id_list": ["1729000000000000001"],
        "invalid_open_id_list": ["nobody"],
        "add_creator_open_ids": ["nobody", creators[1]],
        "add_products": {"id": products[1], "commission_rate": 1_600},
    }
    assert {"creator_user_open_id": creators[1], "product_id": products[0]} in data["target_collaboration_conflicts"]
    item = detail(seller, identifier)
    assert {row["creator_open_id"] for row in item["creators"]} == {creators[0], creators[2]}
    assert [row["id"] for row in item["products"]] == [products[0]]
    assert item["name"] == "Changed"


def test_an_update_beyond_the_quota_changes_nothing(seller: Seller, creators: list[str]) -> None:
    everyone = [card["creator_open_id"] for card in seller.creators(30)]
    identifier = seller.invite(creators[:1])
    rates = {item["id"]: 1_500 for item in seller.products()[:3]}
    answer = seller.send(UPDATE, definition(seller, everyone, rates), target_collaboration_id=identifier)
    assert answer["code"] == 16024019
    assert detail(seller, identifier)["name"] == "Autumn launch"


def test_a_collaboration_that_is_over_cannot_be_changed(seller: Seller, creators: list[str]) -> None:
    identifier = seller.invite(creators[:1])
    seller.call("remove_target_collaboration", target_collaboration_id=identifier)
    rates = {seller.products()[0]["id"]: 1_500}
    answer = seller.send(UPDATE, definition(seller, creators[:1], rates), target_collaboration_id=identifier)
    assert answer["code"] == 50001701


def test_american_rates_rise_at_once_and_fall_at_midnight(american: Seller) -> None:
    identifier, creator, carried = accepted(american)
    product = carried[0]
    american.call(UPDATE, definition(american, [creator], {product: 2_000}), target_collaboration_id=identifier)
    assert in_force(american, identifier, product) == 2_000
    american.call(UPDATE, definition(american, [creator], {product: 1_200}), target_collaboration_id=identifier)
    assert in_force(american, identifier, product) == 2_000
    shown = next(row for row in detail(american, identifier)["products"] if row["id"] == product)
    assert (shown["commission"]["rate"], shown["commission_effective_status"]) == (1_200, "EFFECTIVE_NONE")
    american.advance(int(shown["commission"]["effective_time"]) - american.now)
    assert in_force(american, identifier, product) == 1_200


def test_guidebook_rates_wait_for_the_creator(sandbox: Sandbox) -> None:
    thai = Seller(sandbox, "TH")
    creators = thai.creators(120, **SMALL)
    for week in range(4):
        for card in creators[week * 30 : (week + 1) * 30]:
            thai.invite([card["creator_open_id"]])
        for _ in range(7):
            thai.advance(DAY)
            answer_all_that_fits(thai)
    changed: list[tuple[str, str, int]] = []
    body = {"collaboration_status": "VALID", "creator_accept_status": "ACCEPT"}
    for turn, row in enumerate(thai.call("search_target_collaborations", body)["target_collaborations"]):
        identifier, rate = str(row["id"]), 1_200 if turn % 2 else 2_500
        creator = detail(thai, identifier)["creators"][0]["creator_open_id"]
        product = str(terms.carriers(sandbox.desk.world.db, int(identifier))[0][1])
        thai.call(UPDATE, definition(thai, [creator], {product: rate}), target_collaboration_id=identifier)
        assert in_force(thai, identifier, product) == 1_500
        changed.append((identifier, product, rate))
    thai.advance(7 * DAY)
    found = [in_force(thai, identifier, product) for identifier, product, _ in changed]
    assert found == [
        rate if will_confirm(thai, identifier, product, raised=rate > 1_500) else 1_500
        for identifier, product, rate in changed
    ]
    assert 2_500 in found


def will_confirm(seller: Seller, identifier: str, product: str, *, raised: bool) -> bool:
    """Return what the hidden truth says about a creator's first changed rate."""
    world = seller.sandbox.desk.world
    shop = world.shops[int(seller.shop["id"])]
    ((creator, _), *_) = terms.carriers(world.db, int(identifier))
    place = next(item.place for item in shop.products if item.id == int(product))
    return truth.confirms(pair_of(world, shop, creator), place, 1, raised=raised)


def answer_all_that_fits(seller: Seller) -> None:
    query = {"page_size": 50, "conversation_status": "UNREPLIED"}
    for conversation in seller.call("get_conversation_list", query=query)["conversations"]:
        seller.write(conversation["id"], "Thank you!")


def test_what_is_in_a_showcase_leaves_at_the_next_midnight(american: Seller) -> None:
    identifier, _, carried = accepted(american)
    american.call("remove_target_collaboration", target_collaboration_id=identifier)
    body = {"collaboration_status": "CANCELING"}
    assert american.call("search_target_collaborations", body)["total_count"] == 1
    assert carried
    american.advance(DAY)
    assert american.call("search_target_collaborations", body)["total_count"] == 0
