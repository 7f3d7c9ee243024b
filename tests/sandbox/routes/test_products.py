"""Products and categories."""

from tests.sandbox.seller import Seller


def test_eight_products_in_four_categories(seller: Seller) -> None:
    found = seller.call("search_products", {"status": "ACTIVATE"}, query={"page_size": 100})
    assert (found["total_count"], found["next_page_token"]) == (8, "")
    categories = {item["recommended_categories"][0]["id"] for item in found["products"]}
    known = {item["id"] for item in seller.call("get_categories")["categories"] if item["parent_id"] == "0"}
    assert len(categories) == 4
    assert categories < known
    assert all(item["skus"][0]["price"]["currency"] == "GBP" for item in found["products"])
    assert all(item["skus"][0]["price"]["sale_price"].endswith(".90") for item in found["products"])


def test_pages_of_products(seller: Seller) -> None:
    first = seller.call("search_products", {}, query={"page_size": 5})
    second = seller.call("search_products", {}, query={"page_size": 5, "page_token": first["next_page_token"]})
    assert [item["id"] for item in first["products"] + second["products"]] == [item["id"] for item in seller.products()]
    assert second["next_page_token"] == ""


def test_products_that_are_not_there(seller: Seller) -> None:
    for body in ({"status": "DRAFT"}, {"sku_ids": ["1"]}, {"seller_skus": ["X"]}, {"create_time_ge": 4_000_000_000}):
        assert seller.call("search_products", body, query={"page_size": 10})["products"] == []


def test_categories_have_two_levels_and_can_be_searched(seller: Seller) -> None:
    rows = seller.call("get_categories")["categories"]
    parents = {row["id"] for row in rows if row["parent_id"] == "0"}
    assert len(parents) == 30
    assert {row["parent_id"] for row in rows if row["is_leaf"]} == parents
    found = seller.call("get_categories", query={"keyword": "kitchenware"})["categories"]
    assert [row["local_name"] for row in found] == ["Kitchenware"]
