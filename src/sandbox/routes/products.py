"""The shop's products and the platform's categories."""

from typing import Any

from sandbox import paging
from sandbox.calls import Call, whole_id
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.shops import Product, Shop
from sandbox.world import World

_STATUSES = (
    "ACTIVATE",
    "ALL",
    "DELETED",
    "DRAFT",
    "FAILED",
    "FREEZE",
    "PENDING",
    "PLATFORM_DEACTIVATED",
    "SELLER_DEACTIVATED",
)
_STOCK = 500
_LISTED = 1_735_689_600  # the goods were listed on 1 January 2025

SEARCH_QUERY: Shape = {"page_size*": Whole(1, 100), "page_token": str}
SEARCH_BODY: Shape = {
    "status": OneOf(_STATUSES),
    "seller_skus": [str],
    "sku_ids": [str],
    "create_time_ge": int,
    "create_time_le": int,
    "update_time_ge": int,
    "update_time_le": int,
}
DETAIL_QUERY: Shape = {"return_under_review_version": bool, "return_draft_version": bool, "locale": str}
CATEGORIES_QUERY: Shape = {"locale": str, "keyword": str, "category_version": str, "listing_platform": str}


def search(_world: World, call: Call) -> dict[str, Any]:
    """Return the shop's products; all of them are active."""
    size = call.query["page_size"]
    (start,) = paging.place(call.query.get("page_token"), 1) or (0,)
    found = [item for item in call.shop.products if _fits(call, item)]
    return {
        "total_count": len(found),
        "next_page_token": paging.token(start + size) if start + size < len(found) else "",
        "products": [_product(call.shop, item) for item in found[start : start + size]],
    }


def detail(_world: World, call: Call) -> dict[str, Any]:
    """Return one product of the shop."""
    item = call.shop.product(whole_id(call.path["product_id"], "ProductId"))
    if item is None:
        raise RefusedError(INVALID_PARAMETERS, "ProductId is unknown.")
    found = _product(call.shop, item)
    chain = found.pop("recommended_categories")
    del found["sales_regions"]  # only lists name them
    return {
        **found,
        "description": f"<p>{item.title}</p>",
        "category_chains": [{**chain[0], "parent_id": "0", "is_leaf": False}],
        "main_images": [{"urls": [f"https://sandbox.invalid/product/{item.id}.jpg"], "width": 800, "height": 800}],
    }


def categories(world: World, call: Call) -> dict[str, Any]:
    """Return all categories of both levels, or those whose name holds the keyword."""
    keyword = call.query.get("keyword", "").casefold()
    rows = [_category(parent.id, 0, parent.name) for parent in world.categories] + [
        _category(child, parent.id, name) for parent in world.categories for child, name in parent.children
    ]
    return {"categories": [row for row in rows if keyword in row["local_name"].casefold()]}


def _fits(call: Call, item: Product) -> bool:
    body = call.body
    return (
        body.get("status", "ALL") in ("ALL", "ACTIVATE")
        and (not body.get("sku_ids") or str(item.sku_id) in body["sku_ids"])
        and (not body.get("seller_skus") or item.seller_sku in body["seller_skus"])
        and all(body.get(name, 0) <= _LISTED for name in ("create_time_ge", "update_time_ge"))
        and all(body.get(name, _LISTED) >= _LISTED for name in ("create_time_le", "update_time_le"))
    )


def _product(shop: Shop, item: Product) -> dict[str, Any]:
    price = shop.market.decimal_text(item.price)
    return {
        "id": str(item.id),
        "title": item.title,
        "status": "ACTIVATE",
        "skus": [
            {
                "id": str(item.sku_id),
                "seller_sku": item.seller_sku,
                "price": {
                    "currency": shop.market.currency,
                    "sale_price": price,
                    "tax_exclusive_price": price,
                },
                "inventory": [{"warehouse_id": str(shop.id), "quantity": _STOCK}],
                "status_info": {"status": "NORMAL"},
            }
        ],
        "sales_regions": [shop.market.region],
        "create_time": _LISTED,
        "update_time": _LISTED,
        "is_not_for_sale": False,
        "recommended_categories": [{"id": str(item.category_id), "local_name": item.category_name}],
        "audit": {"status": "APPROVED"},
    }


def _category(identifier: int, parent: int, name: str) -> dict[str, Any]:
    return {
        "id": str(identifier),
        "parent_id": str(parent),
        "local_name": name,
        "is_leaf": parent != 0,
        "permission_statuses": ["AVAILABLE"],
    }
