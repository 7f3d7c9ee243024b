"""Order lines of the cast as a source tells them: what Anna and the others sold, and what came back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from tests.cast import NOW

from rapport.collaborations.models import Product, Terms
from rapport.creators.models import Creator
from rapport.sales.actions.lines import keep_lines, keep_refunds
from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus, SeenLine, SeenRefund
from rapport.shops.models import Shop

DAY = timedelta(days=1)
SALE = SeenLine(
    order_id="1",
    sku_id="71",
    product_id="1001",
    product_title="",
    creator_handle="anna",
    status=LineStatus.PROCESSING,
    price=5000,
    quantity=2,
    paid=10_000,
    ordered_at=NOW - 10 * DAY,
    delivered_at=NOW - 7 * DAY,
    platform_rate=1500,
    platform_estimated_base=10_000,
    platform_estimated=1500,
)
"""Anna's two serums at 50.00, at 15 %: ordered ten days ago, delivered a week ago, final on NOW by `guidebook`."""


class Told(TypedDict, total=False):
    """What a test changes of a sale."""

    order_id: str
    sku_id: str
    product_id: str
    product_title: str
    creator_handle: str
    status: LineStatus
    price: int
    quantity: int
    paid: int
    ordered_at: datetime
    delivered_at: datetime | None
    commission_paid_at: datetime | None
    content_id: str
    content_type: str
    platform_rate: int | None
    platform_estimated_base: int | None
    platform_base: int | None
    platform_commission: int | None


def sale(**changes: Unpack[Told]) -> SeenLine:
    return replace(SALE, **changes)


def kept(shop: Shop, *lines: SeenLine, source: OrderLine.Source = OrderLine.Source.API) -> int:
    """Keep lines of known creators and products; how many differ from what was known."""
    creators = dict(Creator.objects.filter(workspace=shop.workspace).values_list("handle", "pk"))
    products = dict(Product.objects.filter(shop=shop).values_list("platform_id", "pk"))
    return keep_lines(shop, lines, creators, products, source)


def sold(shop: Shop, **changes: Unpack[Told]) -> OrderLine:
    """One line, kept as the platform's API tells it."""
    line = sale(**changes)
    kept(shop, line)
    return OrderLine.objects.get(
        shop=shop, order_id=line.order_id, sku_id=line.sku_id, creator__handle=line.creator_handle
    )


def came_back(
    shop: Shop, minor: int, *, return_id: str = "r1", order_id: str = "1", pieces: int = 0, at: datetime = NOW
) -> int:
    """Refund some of an order line; how many refunds were new."""
    return keep_refunds(shop, [SeenRefund(return_id, order_id, "71", pieces, minor, at)])


def agreed(
    shop: Shop, creator: Creator | None, product: Product, rate: int, *, since: datetime = NOW - 30 * DAY
) -> Terms:
    """A rate in force for one creator, or for all; older than every sale unless `since` says otherwise."""
    kind = Terms.Kind.OPEN if creator is None else Terms.Kind.TARGET
    return Terms.objects.create(
        shop=shop, kind=kind, product=product, creator=creator, rate=rate, asked_at=since, valid_from=since
    )
