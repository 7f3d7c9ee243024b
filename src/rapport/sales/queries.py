"""Reads of order lines and refunds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.db.models import Count, Q, Sum

from rapport.creators.queries.imports import creator_layouts
from rapport.creators.queries.people import accounts_of
from rapport.sales.models import OrderLine, Refund
from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.shared.layouts import Layout, layouts_in
from rapport.shared.money import Money

EARNING = Q(is_sample=False, earns=True) & ~Q(status=LineStatus.AWAITING_PAYMENT)

CONTENT = ("VIDEO", "LIVE")
"""What a creator posts; orders come through shop pages, promotion pages and shared links as well."""


@dataclass(frozen=True, slots=True)
class SalesFigures:
    """Sales of a span: paid order lines' orders, GMV before refunds (as the platform's dashboards show it), refunds."""

    paid_orders: int
    gmv_minor: int
    refunded_minor: int


def figures_between(shop_id: int, start: datetime, end: datetime) -> SalesFigures:
    """What creators sold in the half-open span, and what was refunded in it."""
    lines = OrderLine.objects.filter(EARNING, shop_id=shop_id, ordered_at__gte=start, ordered_at__lt=end)
    sold = lines.aggregate(orders=Count("order_id", distinct=True), gmv=Sum("paid_minor"))
    back = Refund.objects.filter(line__shop_id=shop_id, at__gte=start, at__lt=end).aggregate(total=Sum("amount_minor"))
    return SalesFigures(sold["orders"], sold["gmv"] or 0, back["total"] or 0)


def gmv_since(shop_id: int, start: datetime) -> int:
    """GMV in minor units from a moment on, for the quota's tier."""
    lines = OrderLine.objects.filter(EARNING, shop_id=shop_id, ordered_at__gte=start)
    return lines.aggregate(gmv=Sum("paid_minor"))["gmv"] or 0


@dataclass(frozen=True, slots=True)
class CreatorSales:
    """What one creator sold for a shop in a span."""

    creator_id: int
    paid_orders: int
    gmv_minor: int
    refunded_minor: int
    products: int


def by_creator(shop_id: int, start: datetime, end: datetime) -> dict[int, CreatorSales]:
    """Sales of each creator who sold anything in the half-open span."""
    lines = OrderLine.objects.filter(EARNING, shop_id=shop_id, ordered_at__gte=start, ordered_at__lt=end)
    sold = lines.values("creator_id").annotate(
        orders=Count("order_id", distinct=True),
        gmv=Sum("paid_minor"),
        products=Count("product_id", distinct=True),
    )
    refunds = Refund.objects.filter(line__in=lines).values("line__creator_id").annotate(total=Sum("amount_minor"))
    back = {row["line__creator_id"]: row["total"] for row in refunds}
    return {
        row["creator_id"]: CreatorSales(
            row["creator_id"], row["orders"], row["gmv"] or 0, back.get(row["creator_id"], 0), row["products"]
        )
        for row in sold
    }


@dataclass(frozen=True, slots=True)
class ShopTotal:
    """What a creator sold for one shop, over all time."""

    shop_name: str
    paid_orders: int
    gmv: Money


def totals_of_creator(workspace_id: int, creator_id: int) -> list[ShopTotal]:
    """All-time sales of a creator by shop."""
    lines = OrderLine.objects.filter(EARNING, shop__workspace_id=workspace_id, creator__in=accounts_of(creator_id))
    rows = lines.values_list("shop__name", "currency").annotate(
        orders=Count("order_id", distinct=True), gmv=Sum("paid_minor")
    )
    return [
        ShopTotal(name, orders, Money(gmv, currency)) for name, currency, orders, gmv in rows.order_by("shop__name")
    ]


def unsettled_lines(shop_id: int) -> list[OrderLine]:
    """Lines whose commission is not final in our books, with refunds loaded, oldest first."""
    rows = OrderLine.objects.filter(shop_id=shop_id, settled=False).order_by("ordered_at", "pk")
    return list(rows.prefetch_related("refunds"))


def oldest_open_order(shop_id: int) -> datetime | None:
    """When the oldest line was ordered that the platform has not settled yet; from there on orders are read again."""
    waiting = [LineStatus.AWAITING_PAYMENT, LineStatus.PROCESSING]
    rows = OrderLine.objects.filter(shop_id=shop_id, source=OrderLine.Source.API, status__in=waiting)
    return rows.order_by("ordered_at").values_list("ordered_at", flat=True).first()


def newest_order(shop_id: int) -> datetime | None:
    rows = OrderLine.objects.filter(shop_id=shop_id, source=OrderLine.Source.API)
    return rows.order_by("-ordered_at").values_list("ordered_at", flat=True).first()


def contents_seen(shop_id: int) -> list[OrderLine]:
    """One line for each video or LIVE and product that sold, the earliest: proof that the content exists."""
    rows = OrderLine.objects.filter(EARNING, shop_id=shop_id, content_type__in=CONTENT).exclude(content_id="")
    first: dict[tuple[str, int], OrderLine] = {}
    for line in rows.order_by("ordered_at", "pk"):
        first.setdefault((line.content_id, line.product_id), line)
    return list(first.values())


@cache
def order_layouts() -> tuple[Layout, ...]:
    """Every layout of order exports that ships, checked, and of files that are known to hold neither orders nor
    creators.
    """
    elsewhere = (layout for layout in creator_layouts() if layout.elsewhere)
    return (*layouts_in(files("rapport.sales").joinpath("layouts")), *elsewhere)


def lines_known(shop_id: int, order_ids: Collection[str]) -> list[SeenLine]:
    """What is kept of these orders, as it was told."""
    rows = OrderLine.objects.filter(shop_id=shop_id, order_id__in=order_ids).select_related("creator", "product")
    return [_told(row) for row in rows]


def _told(row: OrderLine) -> SeenLine:
    return SeenLine(
        order_id=row.order_id,
        sku_id=row.sku_id,
        product_id=row.product.platform_id,
        product_title=row.product.title,
        creator_handle=row.creator.handle,
        status=LineStatus(row.status),
        price=row.price_minor,
        quantity=row.quantity,
        paid=row.paid_minor,
        ordered_at=row.ordered_at,
        delivered_at=row.delivered_at,
        commission_paid_at=row.commission_paid_at,
        content_id=row.content_id,
        content_type=row.content_type,
        platform_rate=row.platform_rate,
        # Only whether there is one was kept: it is what tells the row that earns from its doubles.
        platform_estimated_base=None if row.earns else 0,
        platform_estimated=row.platform_estimated_minor,
        platform_base=row.platform_base_minor,
        platform_commission=row.platform_commission_minor,
    )


@dataclass(frozen=True, slots=True)
class Sold:
    """What one creator sold for all shops of a workspace; amounts in the currency of most of their orders."""

    paid_orders: int
    gmv: Money
    refunds: int
    refunded: Money


def sold_by_creator(workspace_id: int) -> dict[int, Sold]:
    """All-time sales of every creator who sold anything, by creator id. Amounts of two currencies are never added."""
    lines = OrderLine.objects.filter(EARNING, shop__workspace_id=workspace_id)
    names = ("creator_id", "currency")
    sold = lines.order_by().values_list(*names).annotate(Count("order_id", distinct=True), Sum("paid_minor"))
    back = Refund.objects.filter(line__in=lines).order_by().values_list("line__creator_id", "line__currency")
    refunds = {
        (creator, currency): told for creator, currency, *told in back.annotate(Count("pk"), Sum("amount_minor"))
    }
    by_creator: dict[int, list[tuple[int, str, int]]] = {}
    for creator_id, currency, orders, gmv in sold:
        by_creator.setdefault(creator_id, []).append((orders, currency, gmv or 0))
    found = {}
    for creator_id, totals in by_creator.items():
        _, currency, gmv = min(totals, key=lambda one: (-one[0], one[1]))
        told = [refunds.get((creator_id, each), (0, 0)) for _, each, _ in totals]
        amount = refunds.get((creator_id, currency), (0, 0))[1]
        found[creator_id] = Sold(
            sum(orders for orders, _, _ in totals),
            Money(gmv, currency),
            sum(count for count, _ in told),
            Money(amount, currency),
        )
    return found
