"""Orders from a file, through to ledger and statements."""

import io
from datetime import timedelta

from tests.cast import MEI, NOW, Cast
from tests.sheets import orders

from rapport.sales.actions.imports import shop_for_orders
from rapport.settlement.actions.files import settle_file
from rapport.settlement.models import LedgerEntry, Settled, Statement
from rapport.settlement.queries.statements import reckoned_in
from rapport.shops.models import Shop

AHEAD = {"Order ID": "576000000000000002", "Time Commission Paid": "18/02/2027 09:00:00"}
OPEN = {
    "Order ID": "576000000000000003",
    "Order Status": "Processing",
    "Actual Commission Base": "",
    "Actual Commission Payment": "",
    "Order Delivery Time": "",
    "Time Commission Paid": "",
}


def settled(cast: Cast, *changes: dict[str, str]) -> Shop:
    file = io.BytesIO(orders(*changes))
    shop = shop_for_orders(cast.moonwell.pk, file, by=MEI, now=NOW)
    settle_file(shop, file, "orders.csv", by=MEI, now=NOW)
    return shop


def test_commission_is_paid_on_what_was_not_refunded(cast: Cast) -> None:
    settled(cast, {})
    row = Settled.objects.get()
    assert (row.base_minor, row.refunded_minor, row.rate, row.owed_minor) == (7000, 3000, 1550, 1085)


def test_what_was_paid_by_a_clock_ahead_is_final_now_and_stands_in_this_week(cast: Cast) -> None:
    settled(cast, AHEAD)
    assert Settled.objects.get().final_at == NOW
    statement = Statement.objects.get()
    assert (statement.starts_at, statement.lines, statement.ours_minor) == (NOW.replace(hour=0), 1, 1085)
    assert reckoned_in(cast.moonwell.pk, statement.pk).total == 1


def test_an_open_order_is_estimated_and_in_no_statement(cast: Cast) -> None:
    settled(cast, OPEN)
    assert list(LedgerEntry.objects.values_list("account", "amount_minor")) == [("estimated", 1550)]
    assert not Statement.objects.exists()


def test_the_file_again_posts_nothing_and_changes_no_statement(cast: Cast) -> None:
    shop = settled(cast, {}, AHEAD, OPEN)
    entries = list(LedgerEntry.objects.order_by("pk").values())
    sums = list(Statement.objects.order_by("pk").values_list("starts_at", "ours_minor", "platform_minor", "lines"))
    again = io.BytesIO(orders({}, AHEAD, OPEN))
    settle_file(shop, again, "orders.csv", by=MEI, now=NOW + timedelta(minutes=1))
    assert list(LedgerEntry.objects.order_by("pk").values()) == entries
    found = Statement.objects.order_by("pk").values_list("starts_at", "ours_minor", "platform_minor", "lines")
    assert list(found) == sums
