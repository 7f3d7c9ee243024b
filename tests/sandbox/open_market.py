"""A seller who opens products to everybody, for tests."""

from typing import Any

from tests.sandbox.seller import Seller

CREATE, ORDERS = "create_open_collaboration", "search_seller_affiliate_orders"


def open_product(seller: Seller, place: int = 0, rate: int = 2_000) -> dict[str, Any]:
    """Open one product of the shop and return the collaboration."""
    body = {"product_id": seller.products()[place]["id"], "commission_rate": rate}
    found: dict[str, Any] = seller.call(CREATE, body)["open_collaboration"]
    return found


def open_all(seller: Seller, rate: int = 2_000) -> None:
    for place in range(len(seller.products())):
        open_product(seller, place, rate)


def opened(seller: Seller, **body: str) -> list[dict[str, Any]]:
    rows = seller.call("search_open_collaborations", body, query={"page_size": 100})
    found: list[dict[str, Any]] = rows["open_collaborations"]
    return found


def promoters(seller: Seller, place: int = 0) -> list[dict[str, Any]]:
    query = {"page_size": 100, "product_id": seller.products()[place]["id"]}
    rows = seller.call("get_open_collaboration_creator_content_details", query=query)
    found: list[dict[str, Any]] = rows["creator_content_details"]
    return found


def sold(seller: Seller, **body: Any) -> list[dict[str, Any]]:
    """Return every order line, the oldest first."""
    found: list[dict[str, Any]] = []
    token: dict[str, str] = {}
    while True:
        page = seller.call(ORDERS, body, query={"page_size": 100, **token})
        found += [{"create_time": order["create_time"], **line} for order in page["orders"] for line in order["skus"]]
        if not page["next_page_token"]:
            return found[::-1]
        token = {"page_token": page["next_page_token"]}
