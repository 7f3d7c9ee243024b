"""Open collaborations as they are read: the shop's own, who promotes under them, and the products on offer."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sandbox import paging
from sandbox.calls import Call, whole
from sandbox.commission import share
from sandbox.errors import INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import open_id
from sandbox.routes.open_collaborations import own_product
from sandbox.shops import Product, Shop
from sandbox.store import open_collaborations, sales
from sandbox.store.open_collaborations import OpenCollaboration, Promotion
from sandbox.world import World

T = TypeVar("T")

STOCK = 500
_WORDS_MOST, _WORD_MOST = 20, 255
_SORTS = ("commission", "commission_rate", "product_sales_price", "units_sold")

SEARCH_QUERY: Shape = {
    "page_size*": Whole(1, 100),
    "page_token": str,
    "sort_order": OneOf(("ASC", "DESC")),
    "sort_field": str,
}
SEARCH_BODY: Shape = {
    "keyword_type": OneOf(("PRODUCT_ID", "PRODUCT_NAME", "")),
    "keyword": str,
    "top_level_category_id": str,
}
CONTENTS_QUERY: Shape = {"page_size*": Whole(1, 100), "page_token": str, "product_id*": str}
PRODUCTS_QUERY: Shape = {
    "page_size*": Whole(1, 20),
    "page_token": str,
    "sort_order": OneOf(("ASC", "DESC")),
    "sort_field": OneOf(_SORTS),
}
PRODUCTS_BODY: Shape = {
    "title_keywords": [str],
    "sales_price_range": {"amount_ge": str, "amount_lt": str},
    "category": {"id": str},
    "commission_rate_range": {"rate_ge": int, "rate_lt": int},
}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return the shop's open collaborations, the newest first unless asked otherwise."""
    found = [
        row
        for row in open_collaborations.all_running(world.db, call.shop.id, call.now)
        if _fits(call, call.shop.product(row.product))
    ]
    if call.query.get("sort_order") == "ASC":
        found.reverse()
    page, token = _page(call, found)
    return {
        "next_page_token": token,
        "total_count": len(found),
        "open_collaborations": [_collaboration(world, call, row) for row in page],
    }


def _page(call: Call, found: list[T]) -> tuple[list[T], str]:
    size = call.query["page_size"]
    (start,) = paging.place(call.query.get("page_token"), 1) or (0,)
    return found[start : start + size], paging.token(start + size) if start + size < len(found) else ""


def _fits(call: Call, item: Product | None) -> bool:
    body = call.body
    kind, keyword = body.get("keyword_type") or "", body.get("keyword") or ""
    if bool(kind) != bool(keyword):
        raise RefusedError(INVALID, "KeywordType and Keyword belong together.")
    if item is None or body.get("top_level_category_id") not in (None, "", str(item.category_id)):
        return False
    if kind == "PRODUCT_ID":
        return keyword == str(item.id)
    return keyword.casefold() in item.title.casefold()


def _collaboration(world: World, call: Call, row: OpenCollaboration) -> dict[str, Any]:
    item = own_product(call, str(row.product))
    price = call.shop.market.decimal_text(item.price)
    promoters = {one.creator for one in open_collaborations.promoters(world.db, row.id, call.now)}
    until = {} if row.ends_at is None else {"end_time": row.ends_at}
    return {
        "id": str(row.id),
        "status": _status(row.ends_at),
        "current_commission": {"rate": row.rate, "start_time": row.rate_from, **until},
        "showcase_creator_count": len(promoters),
        "content_creator_count": len(promoters & sales.posters(world.db, row.id, call.now)),
        "product": {
            "id": str(item.id),
            "title": item.title,
            "main_image_url": _image(item),
            "status": "LIVE",
            "inventory": STOCK,
            "original_price": {
                "currency": call.shop.market.currency,
                "minimum_amount": price,
                "maximum_amount": price,
            },
        },
    }


def _status(ends_at: int | None) -> str:
    return "NORMAL" if ends_at is None else "TERMINATING"


def _image(item: Product) -> str:
    return f"https://sandbox.invalid/product/{item.id}.jpg"


def contents(world: World, call: Call) -> dict[str, Any]:
    """Return who promotes one product openly, in the order of joining, and what they posted."""
    item = own_product(call, call.query["product_id"])
    found = open_collaborations.running(world.db, call.shop.id, item.id, call.now)
    promoters = open_collaborations.promoters(world.db, found.id, call.now) if found else []
    page, token = _page(call, promoters)
    ends_at = found.ends_at if found else None
    return {
        "next_page_token": token,
        "total_count": len(promoters),
        "creator_content_details": [_promoter(world, call, row, ends_at) for row in page],
        "product": {"id": str(item.id), "image_url": _image(item)},
    }


def _promoter(world: World, call: Call, row: Promotion, ends_at: int | None) -> dict[str, Any]:
    population = world.population
    formats = sales.formats_of(world.db, row.collaboration, row.creator, row.product, call.now)
    ends = min((moment for moment in (row.ends_at, ends_at) if moment is not None), default=None)
    return {
        "creator_profile": {
            "username": population.handle(row.creator),
            "nickname": population.nickname(row.creator),
            "follower_count": int(population["followers"][row.creator]),
            "avatar": {"url": f"https://sandbox.invalid/avatar/{row.creator}.jpg"},
            "creator_open_id": open_id(world.chance, row.creator),
        },
        "video_count": formats.count("VIDEO"),
        "live_count": formats.count("LIVE"),
        "promotion_status": _status(ends),
        **({} if ends is None else {"promotion_end_time": ends}),
    }


def products(world: World, call: Call) -> dict[str, Any]:
    """Return the products that shops of the region have open, by rate unless asked otherwise."""
    words = call.body.get("title_keywords") or []
    if len(words) > _WORDS_MOST or any(len(word) > _WORD_MOST for word in words):
        raise RefusedError(INVALID, f"TitleKeywords may hold {_WORDS_MOST} words of {_WORD_MOST} characters.")
    offered = [
        _Offered(shop, item, row, sales.units_sold(world.db, shop.id, item.id, call.now))
        for shop in world.shops.values()
        if shop.market is call.shop.market
        for row in open_collaborations.all_running(world.db, shop.id, call.now)
        if (item := shop.product(row.product)) is not None and row.ends_at is None
    ]
    found = [one for one in offered if one.fits(call.body)]
    key = _KEYS[call.query.get("sort_field") or "commission_rate"]
    found.sort(key=lambda one: (key(one), one.item.id), reverse=call.query.get("sort_order") == "DESC")
    page, token = _page(call, found)
    return {"products": [one.shown() for one in page], "next_page_token": token, "total_count": len(found)}


class _Offered:
    """One product of any shop with its open collaboration."""

    def __init__(self, shop: Shop, item: Product, row: OpenCollaboration, units: int) -> None:
        self.shop, self.item, self.row, self.units = shop, item, row, units
        self.earned = share(item.price, row.rate)

    def fits(self, body: Mapping[str, Any]) -> bool:
        title, market = self.item.title.casefold(), self.shop.market
        prices, rates = body.get("sales_price_range") or {}, body.get("commission_rate_range") or {}
        bounds = {name: _minor(text, market.minor_digits) for name, text in prices.items() if text}
        return (
            all(word.casefold() in title for word in body.get("title_keywords") or [])
            and bounds.get("amount_ge", 0) <= self.item.price < bounds.get("amount_lt", 2**62)
            and rates.get("rate_ge", 0) <= self.row.rate < rates.get("rate_lt", 2**62)
            and (body.get("category") or {}).get("id") in (None, "", str(self.item.category_id))
        )

    def shown(self) -> dict[str, Any]:
        market, item = self.shop.market, self.item
        price = market.decimal_text(item.price)
        span = {"currency": market.currency, "minimum_amount": price, "maximum_amount": price}
        return {
            "shop": {"name": self.shop.name},
            "id": str(item.id),
            "has_inventory": True,
            "units_sold": self.units,
            "title": item.title,
            "sale_region": market.region,
            "main_image_url": _image(item),
            "detail_link": f"https://sandbox.invalid/view/product/{item.id}",
            "original_price": span,
            "sales_price": span,
            "category_chains": [
                {"id": str(item.category_id), "local_name": item.category_name, "is_leaf": False, "parent_id": "0"}
            ],
            "commission": {
                "rate": self.row.rate,
                "currency": market.currency,
                "amount": market.decimal_text(self.earned),
            },
        }


def _minor(text: str, digits: int) -> int:
    """Return a decimal text in minor units, what is finer cut off. Refuses what is no amount."""
    major, _, part = text.partition(".")
    number = whole(major + part[:digits].ljust(digits, "0"))
    if number is None or not (part.isdigit() or not part):
        raise RefusedError(INVALID_PARAMETERS, f"{text!r} is not an amount.")
    return number


_KEYS: Mapping[str, Callable[[_Offered], int]] = {
    "commission": lambda one: one.earned,
    "commission_rate": lambda one: one.row.rate,
    "product_sales_price": lambda one: one.item.price,
    "units_sold": lambda one: one.units,
}
