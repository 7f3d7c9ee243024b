"""Reading sales back: GMV before refunds, what came back, what is still open."""

from dataclasses import replace
from datetime import timedelta

from tests.cast import NOW, Cast
from tests.sales.actions.test_lines import BACK, keep
from tests.sales.rules.test_lines import LINE

from rapport.sales.actions.lines import keep_refunds
from rapport.sales.queries import (
    CreatorSales,
    SalesFigures,
    by_creator,
    contents_seen,
    figures_between,
    gmv_since,
    lines_known,
    newest_order,
    oldest_open_order,
    totals_of_creator,
    unsettled_lines,
)
from rapport.sales.rules.lines import LineStatus
from rapport.shared.money import Money

A_WEEK = timedelta(days=7)
TWICE = replace(LINE, sku_id="2", product_id="1002", paid=1590)


def test_gmv_is_before_refunds_and_a_refund_counts_in_the_week_it_was_made(cast: Cast) -> None:
    keep(cast, LINE, TWICE, replace(LINE, order_id="o2", ordered_at=NOW + timedelta(days=1)))
    keep_refunds(cast.uk, [BACK])
    assert figures_between(cast.uk.pk, NOW, NOW + A_WEEK) == SalesFigures(2, 7550, 0)
    assert figures_between(cast.uk.pk, NOW + A_WEEK, NOW + 2 * A_WEEK) == SalesFigures(0, 0, 1490)
    assert figures_between(cast.us.pk, NOW, NOW + A_WEEK) == SalesFigures(0, 0, 0)


def test_unpaid_orders_and_samples_are_no_sales(cast: Cast) -> None:
    keep(cast, replace(LINE, status=LineStatus.AWAITING_PAYMENT), replace(LINE, order_id="o2", paid=0))
    assert figures_between(cast.uk.pk, NOW, NOW + A_WEEK) == SalesFigures(0, 0, 0)
    assert gmv_since(cast.uk.pk, NOW - A_WEEK) == 0


def test_each_creators_sales_take_with_them_what_came_back_of_them(cast: Cast) -> None:
    keep(cast, LINE, TWICE, replace(LINE, order_id="o2", creator_handle="bao"))
    keep_refunds(cast.uk, [BACK])
    assert by_creator(cast.uk.pk, NOW, NOW + A_WEEK) == {
        cast.anna.pk: CreatorSales(cast.anna.pk, paid_orders=1, gmv_minor=4570, refunded_minor=1490, products=2),
        cast.bao.pk: CreatorSales(cast.bao.pk, paid_orders=1, gmv_minor=2980, refunded_minor=0, products=1),
    }


def test_a_creators_totals_are_of_this_workspace_alone(cast: Cast) -> None:
    keep(cast, LINE, TWICE)
    (total,) = totals_of_creator(cast.moonwell.pk, cast.anna.pk)
    assert (total.shop_name, total.paid_orders, total.gmv) == ("Moonwell GB", 1, Money(4570, "GBP"))
    assert totals_of_creator(cast.harbour.pk, cast.anna.pk) == []


def test_orders_are_read_again_from_the_oldest_that_is_open(cast: Cast) -> None:
    done = replace(LINE, order_id="o0", ordered_at=NOW - A_WEEK, status=LineStatus.COMPLETED)
    keep(cast, done, LINE, replace(LINE, order_id="o2", ordered_at=NOW + A_WEEK))
    assert (oldest_open_order(cast.uk.pk), newest_order(cast.uk.pk)) == (NOW, NOW + A_WEEK)
    assert (oldest_open_order(cast.us.pk), newest_order(cast.us.pk)) == (None, None)
    assert [line.order_id for line in unsettled_lines(cast.uk.pk)] == ["o0", "o1", "o2"]


def test_a_sale_proves_its_content_once_for_each_product(cast: Cast) -> None:
    keep(
        cast,
        replace(LINE, content_id="v1", content_type="VIDEO"),
        replace(LINE, order_id="o2", content_id="v1", content_type="VIDEO", ordered_at=NOW - A_WEEK),
        replace(TWICE, content_id="v1", content_type="LIVE"),
        replace(LINE, order_id="o3"),
        replace(LINE, order_id="o4", content_id="p1", content_type="PROMOTION_PAGE"),
    )
    assert [(line.order_id, line.content_id, line.product_id) for line in contents_seen(cast.uk.pk)] == [
        ("o2", "v1", cast.serum.pk),
        ("o1", "v1", cast.candle.pk),
    ]


def test_what_is_known_of_an_order_is_told_as_it_was_told_to_us(cast: Cast) -> None:
    keep(cast, LINE)
    assert lines_known(cast.uk.pk, ["o1", "o9"]) == [LINE]
