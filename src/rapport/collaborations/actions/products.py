"""Keeping the shop's products as the platform shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.collaborations.models import Product
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor


@dataclass(frozen=True, slots=True)
class SeenProduct:
    """A product as a source shows it; the price in minor units of the shop's currency."""

    platform_id: str
    title: str
    category: str = ""
    price_minor: int | None = None


@transaction.atomic
def keep_products(shop: Shop, seen: Sequence[SeenProduct], *, by: Actor, now: datetime) -> int:
    """Add or bring up to date what was seen; products that were not seen any more become inactive.

    A list that grew while its pages were read names a product twice: what it said last counts.
    """
    rows = [
        Product(
            shop=shop,
            platform_id=one.platform_id,
            title=one.title[:300],
            category=one.category[:60],
            price_minor=one.price_minor,
            is_active=True,
            seen_at=now,
        )
        for one in {one.platform_id: one for one in seen}.values()
    ]
    Product.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["shop", "platform_id"],
        update_fields=["title", "category", "price_minor", "is_active", "seen_at"],
    )
    gone = Product.objects.filter(shop=shop, is_active=True).exclude(platform_id__in=[one.platform_id for one in seen])
    gone.update(is_active=False)
    record(shop.workspace_id, by, "products.keep", shop.name, now=now, seen=len(rows))
    return len(rows)


def product_for(shop: Shop, platform_id: str, title: str, *, now: datetime) -> Product:
    """The product an order names; made where only a file ever mentioned it."""
    product, _ = Product.objects.get_or_create(
        shop=shop, platform_id=platform_id, defaults={"title": title[:300] or platform_id, "seen_at": now}
    )
    return product


@transaction.atomic
def products_for(shop: Shop, titles: Mapping[str, str], *, now: datetime) -> dict[str, int]:
    """Ids of the products that orders name, by the platform's id; those only a file ever mentioned are made."""
    Product.objects.bulk_create(
        [
            Product(shop=shop, platform_id=platform_id, title=title[:300] or platform_id, seen_at=now)
            for platform_id, title in sorted(titles.items())
        ],
        ignore_conflicts=True,
    )
    known = Product.objects.filter(shop=shop, platform_id__in=list(titles))
    return dict(known.values_list("platform_id", "pk"))
