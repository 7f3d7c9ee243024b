"""Reads of order lines and refunds."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from rapport.sales.models import OrderLine, Refund
from rapport.sales.rules.lines import LineStatus
from rapport.shared.money import Money

EARNING = Q(is_sample=False, earns=True) & ~Q(status=LineStatus.AWAITING_PAYMENT)


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
    lines = OrderLine.objects.filter(EARNING, shop__workspace_id=workspace_id, creator_id=creator_id)
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
    """One line for each content and product that sold, the earliest: proof that the content exists."""
    rows = OrderLine.objects.filter(EARNING, shop_id=shop_id).exclude(content_id="")
    first: dict[tuple[str, int], OrderLine] = {}
    for line in rows.order_by("ordered_at", "pk"):
        first.setdefault((line.content_id, line.product_id), line)
    return list(first.values())
