"""Links into the app, and a version that was retired by the simulated clock."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.sandbox.open_market import open_product
from tests.sandbox.seller import DAY, SHOPS, Seller

from sandbox.app import open_sandbox

PROMOTION, DEEPLINK = "generate_affiliate_product_promotion_link", "seller_get_sample_request_deeplink"
RETIRED = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)


def early() -> Seller:
    """Return a seller one hour before the older versions end."""
    start = RETIRED - timedelta(hours=1)
    return Seller(open_sandbox(seed=7, creators=300, state=None, shops=SHOPS, start=start, clock="manual"))


def test_a_promotion_link_belongs_to_an_open_product() -> None:
    seller = early()
    product = seller.products()[0]["id"]
    assert seller.send(PROMOTION, {}, product_id=product)["code"] == 98001004
    open_product(seller)
    link = seller.call(PROMOTION, {}, product_id=product)["product_promotion_link"]
    assert product in link
    assert link == seller.call(PROMOTION, {}, product_id=product)["product_promotion_link"]
    assert seller.send(PROMOTION, {}, product_id="1")["code"] == 16024008


def test_it_answers_no_more_from_the_day_of_its_retirement() -> None:
    seller = early()
    open_product(seller)
    path = {"product_id": seller.products()[0]["id"]}
    seller.advance(3_599)
    assert seller.send(PROMOTION, {}, **path)["code"] == 0
    seller.advance(1)
    assert seller.send(PROMOTION, {}, **path)["code"] == 36009014
    seller.sandbox.desk.keeps_retired = True
    assert seller.send(PROMOTION, {}, **path)["code"] == 0


def test_a_deeplink_names_what_is_asked_for_and_ends(seller: Seller) -> None:
    item = seller.products()[0]
    query = {"product_id": item["id"], "sku_id": item["skus"][0]["id"]}
    link = urlsplit(seller.call(DEEPLINK, query=query)["deeplink"])
    named = {"product_id": [item["id"]], "sku_id": [item["skus"][0]["id"]], "expire_at": [str(seller.now + 7 * DAY)]}
    assert (link.scheme, parse_qs(link.query)) == ("snssdk1180", named)
    collaboration = seller.invite([seller.creators(1)[0]["creator_open_id"]])
    link = urlsplit(
        seller.call(DEEPLINK, query=query | {"collaboration_id": collaboration, "valid_days": 1})["deeplink"]
    )
    assert parse_qs(link.query)["collaboration_id"] == [collaboration]
    assert parse_qs(link.query)["expire_at"] == [str(seller.now + DAY)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sku_id": "1"}, 98001004),
        ({"product_id": "1"}, 16024008),
        ({"collaboration_id": "1"}, 50001700),
        ({"campaign_id": "1"}, 98001004),
        ({"valid_days": "15"}, 36009004),
    ],
)
def test_a_deeplink_to_nothing(seller: Seller, change: dict[str, str], code: int) -> None:
    item = seller.products()[0]
    query = {"product_id": item["id"], "sku_id": item["skus"][0]["id"]} | change
    assert seller.send(DEEPLINK, query=query)["code"] == code
