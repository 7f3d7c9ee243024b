"""`sales.pull`: affiliate orders and refunds. Everything the platform may still change is read again."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rapport.collaborations.actions.products import product_for
from rapport.creators.actions.keep import ids_for_handles
from rapport.jobs.errand import Errand, machine_clock
from rapport.outreach.actions.invitations import record_active
from rapport.platform_client import (
    AffiliateLine,
    AffiliateOrder,
    MoneyAmount,
    PlatformClient,
    Return,
    ReturnStatus,
    SettlementStatus,
    UnreadableAmount,
    pages,
)
from rapport.sales.actions.lines import keep_lines, keep_refunds
from rapport.sales.models import OrderLine
from rapport.sales.queries import contents_seen, newest_order, oldest_open_order
from rapport.sales.rules.lines import LineStatus, SeenLine, SeenRefund
from rapport.samples.actions import SeenContent, keep_contents
from rapport.samples.queries import contents_known
from rapport.shared.money import minor_digits
from rapport.work.queue import enqueue_all

FIRST_LOOK = timedelta(days=90)
OVERLAP = timedelta(days=2)
READ_AT_ONCE = timedelta(days=30)
RETURNS_LOOK_BACK = timedelta(days=45)
STATUSES = {
    SettlementStatus.AWAITING_PAYMENT: LineStatus.AWAITING_PAYMENT,
    SettlementStatus.TO_SETTLE: LineStatus.PROCESSING,
    SettlementStatus.SETTLED: LineStatus.COMPLETED,
    SettlementStatus.INELIGIBLE: LineStatus.INELIGIBLE,
    SettlementStatus.REFUNDED: LineStatus.COMPLETED,
    SettlementStatus.UNKNOWN: LineStatus.PROCESSING,
}


def pull_sales(errand: Errand) -> None:
    """Bring order lines and refunds up to date, note the content they prove, and wake settlement."""
    with errand.client() as client:
        start = _read_from(errand)
        while start < errand.now:
            errand.hold()
            end = min(start + READ_AT_ONCE, errand.now + timedelta(seconds=1))
            orders = client.orders.search_affiliate(created_from=start, created_before=end)
            _keep_orders(errand, orders)
            start = end
        errand.hold()
        _keep_returns(errand, client)
    _note_contents(errand)
    enqueue_all(["creators.dealings", "settlement.settle"], errand.lease.key, machine_clock())


def _read_from(errand: Errand) -> datetime:
    """From the oldest order the platform has not settled, else from the newest known, else three months back."""
    known = [moment for moment in (oldest_open_order(errand.shop.pk), newest_order(errand.shop.pk)) if moment]
    return min(known, default=errand.now - FIRST_LOOK) - OVERLAP


def _keep_orders(errand: Errand, orders: tuple[AffiliateOrder, ...]) -> None:
    lines = [_seen_line(order, line, errand) for order in orders for line in order.lines if line.creator_handle]
    handles = {line.creator_handle for line in lines}
    creators = ids_for_handles(errand.shop.workspace_id, errand.shop.region, handles, source="order", now=errand.now)
    products = {
        product_id: product_for(errand.shop, product_id, "", now=errand.now).pk
        for product_id in sorted({line.product_id for line in lines})
    }
    keep_lines(errand.shop, lines, creators, products, OrderLine.Source.API)


def _seen_line(order: AffiliateOrder, line: AffiliateLine, errand: Errand) -> SeenLine:
    currency = errand.shop.currency
    price = _minor(line.price, currency) or 0
    return SeenLine(
        order_id=order.id,
        sku_id=line.sku_id,
        product_id=line.product_id,
        product_title="",
        creator_handle=line.creator_handle or "",
        status=STATUSES[line.settlement_status],
        price=price,
        quantity=line.quantity,
        paid=price * line.quantity,
        ordered_at=order.created_at or errand.now,
        delivered_at=order.delivered_at,
        content_id=line.content_id or "",
        content_type=line.content_type or "",
        platform_rate=line.rate,
        platform_estimated_base=_minor(line.estimated_base, currency),
        platform_estimated=_minor(line.estimated_commission, currency),
        platform_base=_minor(line.actual_base, currency),
        platform_commission=_minor(line.actual_commission, currency),
    )


def _keep_returns(errand: Errand, client: PlatformClient) -> None:
    completed = [ReturnStatus.COMPLETE]
    since = errand.now - RETURNS_LOOK_BACK
    for page in pages(lambda token: client.returns.search(statuses=completed, updated_from=since, page_token=token)):
        refunds = [refund for one in page.items for refund in _seen_refunds(one, errand)]
        keep_refunds(errand.shop, refunds)


def _seen_refunds(one: Return, errand: Errand) -> list[SeenRefund]:
    """One refund for each product of a return. The platform lists pieces singly; money alone came back as `REFUND`."""
    counted: dict[str, list[int]] = {}
    for line in one.lines:
        if line.sku_id is None or line.refund is None or line.refund.subtotal is None:
            continue
        pieces_and_money = counted.setdefault(line.sku_id, [0, 0])
        pieces_and_money[0] += one.kind != "REFUND"
        pieces_and_money[1] += _scaled(line.refund.subtotal, errand.shop.currency)
    at = one.updated_at or one.created_at or errand.now
    return [SeenRefund(one.id, one.order_id, sku, pieces, money, at) for sku, (pieces, money) in counted.items()]


def _note_contents(errand: Errand) -> None:
    """Content that sold exists, even where no sample was given and nobody told us."""
    known = contents_known(errand.shop.pk)
    for line in contents_seen(errand.shop.pk):
        if (line.content_id, line.product_id) in known:
            continue
        seen = SeenContent(platform_id=line.content_id, form=line.content_type, posted_at=line.ordered_at)
        keep_contents(errand.shop, line.creator_id, line.product_id, [seen])
        record_active(errand.shop.pk, line.creator_id, now=errand.now)


def _minor(amount: MoneyAmount | UnreadableAmount | None, currency: str) -> int | None:
    """Minor units of the shop's currency; an amount that cannot be read is not known."""
    if not isinstance(amount, MoneyAmount):
        return None
    return _scaled(amount.amount, currency)


def _scaled(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(minor_digits(currency)).to_integral_value(ROUND_HALF_UP))
