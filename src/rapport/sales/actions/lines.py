"""Keeping order lines and refunds as their sources show them; the same one again changes nothing."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from rapport.sales.models import OrderLine, Refund
from rapport.sales.rules.imports import furthest
from rapport.sales.rules.lines import SeenLine, SeenRefund
from rapport.shops.models import Shop

UPDATED = (
    "status",
    "earns",
    "is_sample",
    "price_minor",
    "ordered_at",
    "content_id",
    "content_type",
    "delivered_at",
    "commission_paid_at",
    "platform_rate",
    "platform_estimated_minor",
    "platform_base_minor",
    "platform_commission_minor",
    "paid_minor",
    "quantity",
    "settled",
)
KEY = ("shop", "order_id", "sku_id", "creator")


@transaction.atomic
def keep_lines(
    shop: Shop,
    seen: Sequence[SeenLine],
    creators: Mapping[str, int],
    products: Mapping[str, int],
    source: OrderLine.Source,
) -> int:
    """Add lines or bring them up to date; how many differ from what was known.

    Of several rows about one line the one furthest on is kept. `creators` gives the creator's id by handle,
    `products` the product's by the platform's id; both must hold every one named.
    """
    known = {
        (row.order_id, row.sku_id, row.creator_id): row
        for row in OrderLine.objects.filter(shop=shop, order_id__in={one.order_id for one in seen})
    }
    changed = []
    for one in furthest(seen):
        row = _row(shop, one, creators[one.creator_handle], products[one.product_id], source)
        before = known.get((row.order_id, row.sku_id, row.creator_id))
        if before is None or any(getattr(before, name) != getattr(row, name) for name in UPDATED if name != "settled"):
            changed.append(row)
    OrderLine.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=KEY, update_fields=UPDATED
    )
    return len(changed)


def _row(shop: Shop, one: SeenLine, creator_id: int, product_id: int, source: OrderLine.Source) -> OrderLine:
    return OrderLine(
        shop=shop,
        order_id=one.order_id,
        sku_id=one.sku_id,
        product_id=product_id,
        creator_id=creator_id,
        source=source,
        status=one.status.value,
        earns=one.earns,
        is_sample=one.is_sample,
        currency=shop.currency,
        price_minor=one.price,
        quantity=one.quantity,
        paid_minor=one.paid,
        ordered_at=one.ordered_at,
        delivered_at=one.delivered_at,
        commission_paid_at=one.commission_paid_at,
        content_id=one.content_id,
        content_type=one.content_type,
        platform_rate=one.platform_rate,
        platform_estimated_minor=one.platform_estimated,
        platform_base_minor=one.platform_base,
        platform_commission_minor=one.platform_commission,
    )


@transaction.atomic
def keep_refunds(shop: Shop, seen: Sequence[SeenRefund]) -> int:
    """Add refunds to the lines they belong to, which must be settled anew; how many were new.

    A refund of an order that no creator brought is not ours to keep.
    """
    lines = OrderLine.objects.filter(shop=shop, earns=True, order_id__in={one.order_id for one in seen})
    by_key = {(line.order_id, line.sku_id): line for line in lines}
    added = 0
    for one in seen:
        line = by_key.get((one.order_id, one.sku_id))
        if line is None:
            continue
        _, made = Refund.objects.get_or_create(
            line=line,
            return_id=one.return_id,
            defaults={"quantity": one.quantity, "amount_minor": one.amount, "at": one.at},
        )
        if made:
            OrderLine.objects.filter(pk=line.pk).update(settled=False)
            added += 1
    return added
