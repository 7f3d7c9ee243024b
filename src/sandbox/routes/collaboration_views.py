"""Target collaborations as they are read: search and detail."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sandbox import paging
from sandbox.calls import Call, whole_id
from sandbox.commission import share
from sandbox.errors import INVALID, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.identifiers import creator_of, open_id
from sandbox.routes.collaborations import own
from sandbox.shops import Product, Shop
from sandbox.store import collaborations, terms
from sandbox.store.collaborations import Collaboration, Invitation, OfferedProduct
from sandbox.world import World

_EXPIRING = 7 * 86_400
_PAGE_SIZES = (20, 50, 100)

SEARCH_QUERY: Shape = {"page_size": OneOf(_PAGE_SIZES), "page_token": str}
SEARCH_BODY: Shape = {
    "collaboration_status*": OneOf(("ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED")),
    "creator_accept_status": OneOf(("ACCEPT", "ALL")),
    "free_sample_setting": OneOf(("WITH_FREE_SAMPLE", "ALL")),
    "search_param": {
        "keyword_type*": OneOf(("PRODUCT_ID", "PRODUCT_NAME", "TARGET_COLLABORATION_ID", "TARGET_COLLABORATION_NAME")),
        "keyword*": str,
    },
    "creator_user_open_id": str,
}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return the shop's collaborations of one status, the newest first."""
    size = call.query.get("page_size", _PAGE_SIZES[0])
    after = paging.place(call.query.get("page_token"), 2)
    views = [View(world, call.shop, item, call.now) for item in collaborations.of_shop(world.db, call.shop.id)]
    fitting = [view for view in views if _fits(view, call.body)]
    start = 0
    if after is not None:
        start = sum((view.item.created_at, view.item.id) >= after for view in fitting)
    page = fitting[start : start + size]
    more = start + size < len(fitting)
    return {
        "total_count": len(fitting),
        "next_page_token": paging.token(page[-1].item.created_at, page[-1].item.id) if more else "",
        "target_collaborations": [_summary(view) for view in page],
    }


def detail(world: World, call: Call) -> dict[str, Any]:
    """Return one collaboration with its products and creators."""
    view = View(world, call.shop, own(world, call), call.now)
    item = view.item
    return {
        "target_collaboration": {
            **_facts(view),
            "seller_contact_info": json.loads(item.contact),
            "creator_invited_count": len(view.present_creators),
            "products": [_product(view, row) for row in view.products],
            "creators": [_creator(view, row) for row in view.invitations],
        }
    }


@dataclass(frozen=True)
class View:
    """One collaboration with what is needed to show it at a moment."""

    world: World
    shop: Shop
    item: Collaboration
    now: int

    @cached_property
    def products(self) -> list[OfferedProduct]:
        places = {item.id: item.place for item in self.shop.products}
        return sorted(collaborations.products(self.world.db, self.item.id), key=lambda row: places[row.product])

    @cached_property
    def invitations(self) -> list[Invitation]:
        return collaborations.invitations(self.world.db, self.item.id)

    @cached_property
    def carriers(self) -> set[tuple[int, int]]:
        return set(terms.carriers(self.world.db, self.item.id))

    @cached_property
    def posted(self) -> set[tuple[int, int]]:
        return collaborations.contents(self.world.db, self.item.id, self.now)

    @property
    def present_products(self) -> set[int]:
        return {row.product for row in self.products if row.ends_at is None}

    @property
    def present_creators(self) -> set[int]:
        return {row.creator for row in self.invitations if row.ends_at is None}

    @property
    def status(self) -> str:
        if self.item.over_from <= self.now:
            return "COMPLETED"
        if self.item.cancelled_from is not None:
            return "CANCELING"
        return "ONGOING" if self.item.ends_at - self.now > _EXPIRING else "EXPIRING"

    def member_status(self, ends_at: int | None) -> str:
        if ends_at is None:
            return "NORMAL"
        return "DELETING" if self.now < ends_at else "DELETED"

    def effect(self, pairs: set[tuple[int, int]]) -> str:
        """Tell how far the offered rates are in force for the (creator, product) pairs that carry them."""
        offered = {row.product: row.rate for row in self.products}
        identifier, db = self.item.id, self.world.db
        in_force = [
            terms.rate_in_force(db, identifier, creator, product, self.now) == offered[product]
            for creator, product in pairs
        ]
        if all(in_force):
            return "EFFECTIVE_ALL"
        return "EFFECTIVE_PARTIALLY" if any(in_force) else "EFFECTIVE_NONE"


def _fits(view: View, body: Mapping[str, Any]) -> bool:
    wanted = body["collaboration_status"]
    if view.status not in ({"ONGOING", "EXPIRING"} if wanted == "VALID" else {wanted}):
        return False
    if body.get("free_sample_setting") == "WITH_FREE_SAMPLE" and not view.item.has_sample:
        return False
    if body.get("creator_accept_status") == "ACCEPT" and not view.carriers:
        return False
    if text := body.get("creator_user_open_id"):
        creator = creator_of(view.world.chance, text)
        if creator not in view.present_creators:
            return False
    return _has_keyword(view, body["search_param"]) if body.get("search_param") else True


def _has_keyword(view: View, param: Mapping[str, str]) -> bool:
    kind, keyword = param["keyword_type"], param["keyword"]
    if kind == "TARGET_COLLABORATION_NAME":
        return keyword.casefold() in view.item.name.casefold()
    if kind == "TARGET_COLLABORATION_ID":
        return keyword == str(view.item.id)
    if kind == "PRODUCT_ID":
        return whole_id(keyword, "Keyword") in view.present_products
    titles = [item.title.casefold() for item in view.shop.products if item.id in view.present_products]
    return any(keyword.casefold() in title for title in titles)


def _facts(view: View) -> dict[str, Any]:
    item, present = view.item, view.present_creators
    return {
        "id": str(item.id),
        "name": item.name,
        "message": item.message,
        "start_time": item.created_at,
        "end_time": item.ends_at,
        "update_time": item.updated_at,
        "showcase_creator_count": len({creator for creator, _ in view.carriers if creator in present}),
        "content_creator_count": len({creator for creator, _ in view.posted if creator in present}),
        "product_count": len(view.present_products),
        "free_sample_rule": {
            "has_free_sample": bool(item.has_sample),
            "is_sample_approval_exempt": bool(item.sample_exempt),
        },
        "type": "STANDARD",
    }


def _summary(view: View) -> dict[str, Any]:
    return {
        **_facts(view),
        "create_time": view.item.created_at,
        "creator_inivited_count": len(view.present_creators),  # spelt like this on the wire
    }


def _product(view: View, row: OfferedProduct) -> dict[str, Any]:
    item = _known(view.shop, row.product)
    market = view.shop.market
    earned = market.decimal_text(share(item.price, row.rate))
    price = market.decimal_text(item.price)
    ads = {} if row.ads_rate is None else {"shop_ads_commission_rate": row.ads_rate}
    return {
        "id": str(item.id),
        "main_image_url": f"https://sandbox.invalid/product/{item.id}.jpg",
        "title": item.title,
        "original_price": {"currency": market.currency, "minimum_amount": price, "maximum_amount": price},
        "commission": {
            "rate": row.rate,
            "effective_time": str(row.rate_from),
            "currency": market.currency,
            "minimum_amount": earned,
            "maximum_amount": earned,
            **ads,
        },
        "status": "LIVE",
        "commission_effective_status": view.effect({pair for pair in view.carriers if pair[1] == row.product}),
        "collaboration_status": view.member_status(row.ends_at),
    }


def _creator(view: View, row: Invitation) -> dict[str, Any]:
    population = view.world.population
    carried = {pair for pair in view.carriers if pair[0] == row.creator}
    return {
        "username": population.handle(row.creator),
        "nickname": population.nickname(row.creator),
        "avatar": {"url": f"https://sandbox.invalid/avatar/{row.creator}.jpg"},
        "selection_region": view.shop.market.region,
        "showcase_product_count": len(carried),
        "content_product_count": len({product for creator, product in view.posted if creator == row.creator}),
        "collaboration_status": view.member_status(row.ends_at),
        "product_effective_status": view.effect(carried),
        "creator_open_id": open_id(view.world.chance, row.creator),
    }


def _known(shop: Shop, product: int) -> Product:
    item = shop.product(product)
    if item is None:
        raise RefusedError(INVALID, f"Product {product} is not the shop's.")
    return item
