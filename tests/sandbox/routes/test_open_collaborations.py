"""Open collaborations: opened, changed, ended; and who took them up."""

from typing import Any

import pytest
from tests.sandbox.open_market import open_product, opened, promoters
from tests.sandbox.seller import DAY, WEEK, Seller

from sandbox.store import terms

REMOVE, LEAVE = "remove_open_collaboration", "remove_creator_from_open_collaboration_product"


def rates(seller: Seller, collaboration: str) -> set[int | None]:
    """Return the rates in force for those who promote."""
    db = seller.sandbox.desk.world.db
    rows = db.all("SELECT creator, product FROM promotions WHERE collaboration = ?", (int(collaboration),))
    return {terms.rate_in_force(db, int(collaboration), row[0], row[1], seller.now) for row in rows}


@pytest.fixture
def joined(american: Seller) -> str:
    """An open collaboration of the American shop that some creators took up at 20 %."""
    found = open_product(american)
    american.advance(4 * WEEK)
    assert len(promoters(american)) > 2
    return str(found["id"])


def test_a_new_one_is_shown_and_nobody_is_in_it(seller: Seller) -> None:
    found = open_product(seller, rate=1_250)
    (row,) = opened(seller)
    assert (row["id"], row["status"], found["effective_time"]) == (found["id"], "NORMAL", seller.now)
    assert row["current_commission"] == {"rate": 1_250, "start_time": seller.now}
    assert (row["showcase_creator_count"], row["content_creator_count"]) == (0, 0)
    assert row["product"]["id"] == seller.products()[0]["id"]


def test_opening_again_changes_the_rate_and_keeps_the_identifier(seller: Seller) -> None:
    first = open_product(seller, rate=1_000)
    seller.advance(DAY)
    assert open_product(seller, rate=1_500)["id"] == first["id"]
    (row,) = opened(seller)
    assert row["current_commission"] == {"rate": 1_500, "start_time": seller.now}


@pytest.mark.parametrize(("change", "code"), [({"commission_rate": 99}, 16003033), ({"product_id": "1"}, 16024008)])
def test_what_cannot_be_opened(seller: Seller, change: dict[str, Any], code: int) -> None:
    body = {"product_id": seller.products()[0]["id"], "commission_rate": 1_000} | change
    assert seller.send("create_open_collaboration", body)["code"] == code


def test_search_by_every_field(seller: Seller) -> None:
    for place in range(8):
        open_product(seller, place)
    item = seller.products()[2]
    category = item["recommended_categories"][0]["id"]
    assert [row["product"]["id"] for row in opened(seller, keyword_type="PRODUCT_ID", keyword=item["id"])] == [
        item["id"]
    ]
    named = opened(seller, keyword_type="PRODUCT_NAME", keyword=item["title"].upper())
    assert [row["product"]["id"] for row in named] == [item["id"]]
    assert len(opened(seller, top_level_category_id=category)) == 2
    alone = seller.send("search_open_collaborations", {"keyword": "x"}, query={"page_size": 10})
    assert alone["code"] == 36009004


def test_pages(seller: Seller) -> None:
    for place in range(5):
        open_product(seller, place)
    first = seller.call("search_open_collaborations", {}, query={"page_size": 3})
    query = {"page_size": 3, "page_token": first["next_page_token"]}
    second = seller.call("search_open_collaborations", {}, query=query)
    assert [len(page["open_collaborations"]) for page in (first, second)] == [3, 2]
    assert (first["total_count"], second["next_page_token"]) == (5, "")


def test_creators_take_it_up_by_themselves(american: Seller, joined: str) -> None:
    (row,) = opened(american)
    found = promoters(american)
    assert row["showcase_creator_count"] == len(found)
    assert row["content_creator_count"] == sum(one["video_count"] + one["live_count"] > 0 for one in found)
    assert {one["promotion_status"] for one in found} == {"NORMAL"}
    assert rates(american, joined) == {2_000}


def test_a_better_rate_loses_nobody(american: Seller, open_small: Any) -> None:
    names = []
    for seller, rate in ((american, 1_000), (Seller(open_small(), "US"), 4_000)):
        open_product(seller, rate=rate)
        seller.advance(6 * WEEK)
        names.append({row["creator_profile"]["username"] for row in promoters(seller)})
    assert names[0] < names[1]


def test_whoever_promotes_is_connected(american: Seller, joined: str) -> None:
    creator = promoters(american)[0]["creator_profile"]["creator_open_id"]
    body = {"creator_infos": [{"creator_open_id": creator}]}
    (row,) = american.call("check_creator_outreach_eligibility", body)["creator_eligibility_results"]
    assert (row["is_connected"], row["is_paired"]) == (True, True)


def test_a_raise_reaches_promoters_at_once_and_a_cut_after_thirty_days(american: Seller, joined: str) -> None:
    american.call("create_open_collaboration", {"product_id": american.products()[0]["id"], "commission_rate": 2_500})
    assert rates(american, joined) == {2_500}
    open_product(american, rate=1_000)
    assert rates(american, joined) == {2_500}
    american.advance(29 * DAY)
    assert 2_500 in rates(american, joined)
    american.advance(2 * DAY)
    assert rates(american, joined) == {1_000}


def test_where_creators_confirm_a_cut_some_keep_the_old_rate(seller: Seller) -> None:
    found = open_product(seller, rate=3_000)
    seller.advance(10 * WEEK)
    before = {row["creator_profile"]["username"] for row in promoters(seller)}
    open_product(seller, rate=1_000)
    assert rates(seller, found["id"]) == {3_000}
    seller.advance(6 * DAY)
    assert rates(seller, found["id"]) == {3_000, 1_000}
    assert len(before) > 4


def test_an_end_comes_at_midnight(american: Seller, joined: str) -> None:
    product = american.products()[0]["id"]
    ends = american.call(REMOVE, product_id=product)["terminated_effective_time"]
    (row,) = opened(american)
    assert (row["status"], row["current_commission"]["end_time"]) == ("TERMINATING", ends)
    assert {one["promotion_end_time"] for one in promoters(american)} == {ends}
    assert american.send(REMOVE, product_id=product)["code"] == 98001004
    body = {"product_id": product, "commission_rate": 1_000}
    assert american.send("create_open_collaboration", body)["code"] == 16003012
    american.advance(DAY)
    assert opened(american) == []
    assert promoters(american) == []
    assert open_product(american)["id"] != joined


def test_a_removed_creator_leaves_at_midnight_and_may_come_back(american: Seller, joined: str) -> None:
    first, *others = promoters(american)
    body = {
        "creator_user_open_id": first["creator_profile"]["creator_open_id"],
        "product_id": american.products()[0]["id"],
    }
    american.call(LEAVE, body, open_collaboration_id=joined)
    assert promoters(american)[0]["promotion_status"] == "TERMINATING"
    assert american.send(LEAVE, body, open_collaboration_id=joined)["code"] == 16032001
    american.advance(DAY)
    assert first["creator_profile"] not in [row["creator_profile"] for row in promoters(american)]
    assert len(promoters(american)) >= len(others)


@pytest.mark.parametrize("identifier", ["1", "7000000000000000000"])
def test_a_creator_of_nothing(seller: Seller, identifier: str) -> None:
    body = {"creator_user_open_id": "nobody", "product_id": seller.products()[0]["id"]}
    assert seller.send(LEAVE, body, open_collaboration_id=identifier)["code"] == 50001700


def test_products_on_offer_are_those_of_all_shops_of_the_region(open_small: Any) -> None:
    sandbox = open_small(shops=("GB:guidebook", "GB:guidebook", "US:us-2025"))
    first, second = Seller(sandbox, "GB"), Seller(sandbox, "GB", shop_turn=1)
    open_product(first, 0, 1_000)
    open_product(second, 1, 3_000)
    open_product(Seller(sandbox, "US"), 0)
    rows = first.call("seller_search_open_collaboration_products", {}, query={"page_size": 20})["products"]
    assert [row["commission"]["rate"] for row in rows] == [1_000, 3_000]
    assert rows[0]["shop"]["name"] == first.shop["name"] != rows[1]["shop"]["name"]


def test_products_on_offer_are_filtered_and_sorted(seller: Seller) -> None:
    for place in range(8):
        open_product(seller, place, rate=1_000 + place * 100)

    def names(body: dict[str, Any], **query: str) -> list[str]:
        data = seller.call("seller_search_open_collaboration_products", body, query={"page_size": 20, **query})
        return [row["id"] for row in data["products"]]

    ids = [item["id"] for item in seller.products()]
    assert names({}) == ids
    assert names({}, sort_order="DESC") == ids[::-1]
    assert names({"commission_rate_range": {"rate_ge": 1_100, "rate_lt": 1_300}}) == ids[1:3]
    assert names({"title_keywords": seller.products()[4]["title"].split()}) == [ids[4]]
    prices = {item["id"]: float(item["skus"][0]["price"]["sale_price"]) for item in seller.products()}
    cheap = names({"sales_price_range": {"amount_lt": "15.00"}}, sort_field="product_sales_price")
    assert [prices[one] for one in cheap] == sorted(price for price in prices.values() if price < 15)
    wrong = {"sales_price_range": {"amount_ge": "much"}}
    name = "seller_search_open_collaboration_products"
    assert seller.send(name, wrong, query={"page_size": 20})["code"] == 98001004
