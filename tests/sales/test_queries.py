"""What creators sold: by span, by creator, over all time; and what is still open."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator, product
from tests.selling import DAY, SALE, came_back, kept, sale, sold

from rapport.sales.models import OrderLine
from rapport.sales.queries import (
    CreatorSales,
    SalesFigures,
    ShopTotal,
    Sold,
    by_creator,
    contents_seen,
    figures_between,
    gmv_since,
    lines_known,
    newest_order,
    oldest_open_order,
    order_layouts,
    sold_by_creator,
    totals_of_creator,
    unsettled_lines,
)
from rapport.sales.rules.lines import LineStatus
from rapport.shared.money import Money

ORDERED = NOW - 10 * DAY
INSTANT = timedelta(microseconds=1)
NOTHING = [
    sale(order_id="free", paid=0),
    sale(order_id="double", platform_estimated_base=0),
    sale(order_id="cancelled", status=LineStatus.CANCELLED),
    sale(order_id="ineligible", status=LineStatus.INELIGIBLE),
    sale(order_id="unpaid", status=LineStatus.AWAITING_PAYMENT),
]
"""Lines that are no sale."""


def test_sales_of_a_span_are_before_refunds_and_refunds_stand_beside_them(cast: Cast) -> None:
    kept(cast.uk, SALE, sale(sku_id="72", paid=5000), sale(order_id="2", creator_handle="bao"), *NOTHING)
    came_back(cast.uk, 3000)
    assert figures_between(cast.uk.pk, ORDERED, NOW + INSTANT) == SalesFigures(2, 25_000, 3000)


def test_an_order_counts_when_it_was_made_and_a_refund_when_it_came(cast: Cast) -> None:
    kept(cast.uk, SALE)
    came_back(cast.uk, 3000)
    assert figures_between(cast.uk.pk, ORDERED, NOW) == SalesFigures(1, 10_000, 0)
    assert figures_between(cast.uk.pk, NOW, NOW + DAY) == SalesFigures(0, 0, 3000)
    assert figures_between(cast.uk.pk, ORDERED - DAY, ORDERED) == SalesFigures(0, 0, 0)
    assert figures_between(cast.us.pk, ORDERED, NOW + DAY) == SalesFigures(0, 0, 0)


def test_gmv_since_a_moment(cast: Cast) -> None:
    kept(cast.uk, SALE, sale(order_id="2", paid=500, ordered_at=NOW), *NOTHING)
    moments = (ORDERED, ORDERED + INSTANT, NOW + INSTANT)
    assert [gmv_since(cast.uk.pk, moment) for moment in moments] == [10_500, 500, 0]
    assert gmv_since(cast.us.pk, ORDERED) == 0


def test_sales_of_each_creator_with_what_came_back_of_them(cast: Cast) -> None:
    more = sale(sku_id="72", product_id="1002", paid=5000)
    kept(cast.uk, SALE, more, sale(order_id="2", creator_handle="bao", ordered_at=NOW), *NOTHING)
    came_back(cast.uk, 3000)
    came_back(cast.uk, 100, order_id="2")
    assert by_creator(cast.uk.pk, ORDERED, NOW) == {cast.anna.pk: CreatorSales(cast.anna.pk, 1, 15_000, 3000, 2)}
    assert by_creator(cast.uk.pk, NOW, NOW + DAY) == {cast.bao.pk: CreatorSales(cast.bao.pk, 1, 10_000, 100, 1)}
    assert by_creator(cast.us.pk, ORDERED, NOW + DAY) == {}


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        creator(cast.moonwell, f"c{number}", "GB", 1_000)
    kept(
        cast.uk,
        *(
            sale(order_id=str(number), creator_handle=f"c{number}", content_id=f"v{number}", content_type="VIDEO")
            for number in range(count)
        ),
    )
    with django_assert_num_queries(2):
        assert len(by_creator(cast.uk.pk, ORDERED, NOW)) == count
    with django_assert_num_queries(2):
        assert [list(one.refunds.all()) for one in unsettled_lines(cast.uk.pk)] == [[]] * count
    with django_assert_num_queries(1):
        assert len(contents_seen(cast.uk.pk)) == count
    with django_assert_num_queries(1):
        assert len(lines_known(cast.uk.pk, [str(number) for number in range(count)])) == count


def test_a_creator_s_sales_over_all_time_by_shop_and_currency(cast: Cast) -> None:
    product(cast.us, "1001", "Bath Salt", 5000)
    kept(cast.uk, SALE, sale(order_id="2", paid=500), *NOTHING)
    kept(cast.us, sale(paid=700))
    totals = [ShopTotal("Moonwell GB", 2, Money(10_500, "GBP")), ShopTotal("Moonwell US", 1, Money(700, "USD"))]
    assert totals_of_creator(cast.moonwell.pk, cast.anna.pk) == totals
    assert totals_of_creator(cast.moonwell.pk, cast.bao.pk) == []
    assert totals_of_creator(cast.harbour.pk, cast.anna.pk) == []


def test_lines_that_are_not_settled_come_oldest_first(cast: Cast) -> None:
    kept(cast.uk, sale(order_id="late", ordered_at=NOW), sale(order_id="early"), sale(order_id="done"))
    OrderLine.objects.filter(order_id="done").update(settled=True)
    assert [one.order_id for one in unsettled_lines(cast.uk.pk)] == ["early", "late"]
    assert unsettled_lines(cast.us.pk) == []


def test_the_oldest_open_order_and_the_newest_one(cast: Cast) -> None:
    assert (oldest_open_order(cast.uk.pk), newest_order(cast.uk.pk)) == (None, None)
    done = sale(order_id="done", status=LineStatus.COMPLETED, ordered_at=NOW - 20 * DAY)
    unpaid = sale(order_id="unpaid", status=LineStatus.AWAITING_PAYMENT, ordered_at=NOW - 12 * DAY)
    closed = sale(order_id="closed", status=LineStatus.INELIGIBLE, ordered_at=NOW - DAY)
    kept(cast.uk, done, SALE, unpaid, closed)
    assert (oldest_open_order(cast.uk.pk), newest_order(cast.uk.pk)) == (NOW - 12 * DAY, NOW - DAY)
    assert (oldest_open_order(cast.us.pk), newest_order(cast.us.pk)) == (None, None)


def test_orders_from_a_file_are_never_read_again_from_the_platform(cast: Cast) -> None:
    kept(cast.uk, SALE, source=OrderLine.Source.FILE)
    assert (oldest_open_order(cast.uk.pk), newest_order(cast.uk.pk)) == (None, None)


def test_content_that_sold_is_told_by_its_earliest_line_of_each_product(cast: Cast) -> None:
    kept(
        cast.uk,
        sale(order_id="later", ordered_at=NOW, content_id="v1", content_type="VIDEO"),
        sale(order_id="first", content_id="v1", content_type="VIDEO"),
        sale(order_id="candle", product_id="1002", content_id="v1", content_type="VIDEO", ordered_at=NOW),
        sale(order_id="live", content_id="l1", content_type="LIVE", ordered_at=NOW + DAY),
        sale(order_id="free", content_id="v2", content_type="VIDEO", paid=0),
        SALE,
    )
    assert [one.order_id for one in contents_seen(cast.uk.pk)] == ["first", "candle", "live"]
    assert contents_seen(cast.us.pk) == []


@pytest.mark.parametrize("kind", ["SHOP", "SHOWCASE", "PRE_LIVE", "PROMOTION_PAGE", "LINKSHARE", ""])
def test_a_page_or_link_that_sold_is_no_content(cast: Cast, kind: str) -> None:
    sold(cast.uk, content_id="p1", content_type=kind)
    assert contents_seen(cast.uk.pk) == []


def test_what_is_kept_of_orders_comes_back_as_it_was_told(cast: Cast) -> None:
    told = sale(product_title="Vitamin C Serum", content_id="v1", content_type="VIDEO", platform_estimated_base=None)
    double = sale(order_id="2", product_title="Vitamin C Serum", platform_estimated_base=0)
    kept(cast.uk, told, double, sale(order_id="3"))
    assert sorted(lines_known(cast.uk.pk, ["1", "2"]), key=lambda one: one.order_id) == [told, double]
    assert lines_known(cast.us.pk, ["1"]) == []


def test_every_layout_of_orders_that_ships_is_sound() -> None:
    assert [one.name for one in order_layouts() if not one.elsewhere] == [
        "affiliate_orders",
        "affiliate_orders_id",
        "affiliate_orders_legacy",
        "affiliate_orders_partner",
        "affiliate_orders_vi",
    ]


def test_what_each_creator_sold_over_all_time(cast: Cast) -> None:
    sold(cast.uk)
    sold(cast.uk, order_id="2", paid=4_000)
    sold(cast.uk, order_id="3", status=LineStatus.AWAITING_PAYMENT)
    came_back(cast.uk, 3_000)
    assert sold_by_creator(cast.moonwell.pk) == {
        cast.anna.pk: Sold(2, Money(14_000, "GBP"), 1, Money(3_000, "GBP")),
    }
    assert sold_by_creator(cast.harbour.pk) == {}


def test_money_of_two_currencies_is_never_added(cast: Cast) -> None:
    product(cast.us, "1001", "Serum", 1_490)
    sold(cast.uk)
    for number in ("2", "3"):
        sold(cast.us, order_id=number, paid=500)
    came_back(cast.uk, 3_000)
    found = sold_by_creator(cast.moonwell.pk)[cast.anna.pk]
    assert found == Sold(3, Money(1_000, "USD"), 1, Money(0, "USD"))
