"""Demonstration shops: named by region and policy pack, the rest grown from the seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sandbox.catalogue import Category, Good
from sandbox.chance import Chance
from sandbox.identifiers import decimal_id, opaque, product_id
from sandbox.markets import MARKETS, Market
from sandbox.policy import PolicyGapError, Rules, read_rules

PRODUCTS, PRODUCT_CATEGORIES = 8, 4
_NAMES = ("Willow & Wren", "Cedar Lane", "Little Harbour", "Morning Fig", "Juniper Row", "Saltbox")


@dataclass(frozen=True, slots=True)
class Product:
    """One product with one stock unit; the price is in minor units of the shop's currency."""

    id: int
    sku_id: int
    place: int  # in the shop; names the product in draws, so that identifiers never decide
    title: str
    category: int  # position
    category_id: int
    category_name: str
    price: int

    @property
    def seller_sku(self) -> str:
        return f"SBX-{self.place + 1:03d}"


@dataclass(frozen=True, slots=True)
class Shop:
    """One shop; `key` names it in draws and depends on its region and turn alone."""

    key: int
    id: int
    name: str
    market: Market
    rules: Rules
    cipher: str
    open_id: str
    im_id: int
    products: tuple[Product, ...]

    @property
    def zone(self) -> ZoneInfo:
        return self.market.timezone

    def product(self, product: int) -> Product | None:
        return next((item for item in self.products if item.id == product), None)


def open_shops(chance: Chance, wanted: Iterable[str], categories: Sequence[Category]) -> tuple[Shop, ...]:
    """Open one shop for each `REGION:PACK`. Raises PolicyGapError for a region or pack nobody knows."""
    turns: Counter[str] = Counter()
    shops = []
    for text in wanted:
        region, _, pack = text.partition(":")
        if region not in MARKETS:
            raise PolicyGapError(f"There is no market {region or text!r}; known are {', '.join(MARKETS)}.")
        shops.append(_shop(chance, MARKETS[region], turns[region], read_rules(pack, region), categories))
        turns[region] += 1
    return tuple(shops)


def _shop(chance: Chance, market: Market, turn: int, rules: Rules, categories: Sequence[Category]) -> Shop:
    key = chance.bits("shop", market.region, turn)
    return Shop(
        key=key,
        id=decimal_id(chance, "shop", key),
        name=f"{_NAMES[(list(MARKETS).index(market.region) + turn) % len(_NAMES)]} {market.region}",
        market=market,
        rules=rules,
        cipher=("TTP_" if market.region == "US" else "ROW_") + opaque(chance, "cipher", 32, key),
        open_id=str(decimal_id(chance, "seller", key)),
        im_id=decimal_id(chance, "shop im", key),
        products=_products(chance, key, market, categories),
    )


def _products(chance: Chance, key: int, market: Market, categories: Sequence[Category]) -> tuple[Product, ...]:
    stocked = [place for place, category in enumerate(categories) if category.goods]
    stocked.sort(key=lambda place: chance.bits("shelf", key, place))
    each = PRODUCTS // PRODUCT_CATEGORIES
    goods = [(place, good) for place in stocked[:PRODUCT_CATEGORIES] for good in categories[place].goods[:each]]
    return tuple(
        Product(
            id=product_id(chance, "product", key, turn),
            sku_id=product_id(chance, "sku", key, turn),
            place=turn,
            title=good.title,
            category=place,
            category_id=categories[place].id,
            category_name=categories[place].name,
            price=_price(good, market),
        )
        for turn, (place, good) in enumerate(goods)
    )


def _price(good: Good, market: Market) -> int:
    """Return a price that looks like one: hundreds of minor units, less a little where there are cents."""
    minor = market.minor(good.dollar_cents / 100 * market.per_dollar)
    rounded = -(-minor // 100) * 100
    return rounded - 10 if market.minor_digits else -(-minor // 1000) * 1000
