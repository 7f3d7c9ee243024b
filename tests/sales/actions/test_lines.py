"""Order lines and refunds kept as their sources tell them: the same again changes nothing."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast
from tests.selling import DAY, SALE, came_back, kept, sale, sold

from rapport.sales.actions.lines import keep_lines, keep_refunds
from rapport.sales.models import OrderLine, Refund
from rapport.sales.rules.lines import LineStatus, SeenLine, SeenRefund


def settled(line: OrderLine) -> bool:
    line.refresh_from_db()
    return line.settled


def settle(line: OrderLine) -> None:
    OrderLine.objects.filter(pk=line.pk).update(settled=True)


def test_a_line_is_kept_as_it_was_told(cast: Cast) -> None:
    row = sold(cast.uk, content_id="v1", content_type="VIDEO")
    assert (row.order_id, row.sku_id, row.creator, row.product, row.source) == ("1", "71", cast.anna, cast.serum, "api")
    assert (row.status, row.earns, row.is_sample, row.currency) == ("processing", True, False, "GBP")
    assert (row.price_minor, row.quantity, row.paid_minor) == (5000, 2, 10_000)
    assert (row.ordered_at, row.delivered_at, row.content_id) == (NOW - 10 * DAY, NOW - 7 * DAY, "v1")
    assert (row.platform_rate, row.platform_estimated_minor, row.platform_commission_minor) == (1500, 1500, None)


def test_only_lines_that_differ_are_written(cast: Cast) -> None:
    assert kept(cast.uk, SALE, sale(order_id="2")) == 2
    assert kept(cast.uk, SALE, sale(order_id="2")) == 0
    assert kept(cast.uk, SALE, sale(order_id="2", platform_commission=1400)) == 1
    assert OrderLine.objects.count() == 2


@pytest.mark.parametrize(
    "told",
    [
        sale(status=LineStatus.COMPLETED),
        sale(status=LineStatus.CANCELLED),
        sale(delivered_at=NOW),
        sale(commission_paid_at=NOW),
        sale(platform_commission=0),
        sale(platform_base=0),
        sale(platform_estimated_base=0),
        sale(quantity=1),
        sale(paid=0),
    ],
)
def test_a_line_that_changes_must_be_settled_anew(cast: Cast, told: SeenLine) -> None:
    line = sold(cast.uk)
    settle(line)
    assert (kept(cast.uk, SALE), settled(line)) == (0, True)
    assert (kept(cast.uk, told), settled(line)) == (1, False)


def test_one_order_of_two_creators_goods_or_shops_is_so_many_lines(cast: Cast) -> None:
    kept(cast.uk, SALE, sale(creator_handle="bao"), sale(sku_id="72", product_id="1002"))
    assert OrderLine.objects.filter(order_id="1").count() == 3


def test_rows_about_one_line_are_kept_as_the_one_that_is_furthest_on(cast: Cast) -> None:
    done = sale(status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
    double = replace(done, platform_estimated_base=0, platform_base=None, platform_commission=None)
    assert kept(cast.uk, double, done, SALE) == 1
    row = OrderLine.objects.get()
    assert (row.status, row.earns, row.platform_commission_minor) == ("completed", True, 1500)


def test_lines_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    creators, products = {"anna": cast.anna.pk}, {"1001": cast.serum.pk}
    for lines in ([SALE], [sale(order_id=str(number)) for number in range(2, 32)]):
        with django_assert_num_queries(4):
            assert keep_lines(cast.uk, lines, creators, products, OrderLine.Source.API) == len(lines)


def test_a_refund_is_kept_once_and_its_line_settled_anew(cast: Cast) -> None:
    line = sold(cast.uk)
    settle(line)
    assert (came_back(cast.uk, 3000, pieces=1), settled(line)) == (1, False)
    settle(line)
    assert (came_back(cast.uk, 3000, pieces=1), settled(line)) == (0, True)
    row = Refund.objects.get()
    assert (row.line, row.return_id, row.quantity, row.amount_minor, row.at) == (line, "r1", 1, 3000, NOW)


def test_a_second_return_of_one_line_is_another_refund(cast: Cast) -> None:
    sold(cast.uk)
    came_back(cast.uk, 3000)
    assert came_back(cast.uk, 1000, return_id="r2") == 1
    assert list(Refund.objects.order_by("return_id").values_list("amount_minor", flat=True)) == [3000, 1000]


def test_a_refund_goes_to_the_row_that_earns(cast: Cast) -> None:
    sold(cast.uk, creator_handle="bao", platform_estimated_base=0)
    line = sold(cast.uk)
    came_back(cast.uk, 3000)
    assert Refund.objects.get().line == line


def test_what_came_back_of_an_order_no_creator_brought_is_not_ours(cast: Cast) -> None:
    sold(cast.uk)
    elsewhere = [SeenRefund("r1", "2", "71", 1, 3000, NOW), SeenRefund("r2", "1", "72", 1, 3000, NOW)]
    assert (keep_refunds(cast.uk, elsewhere), came_back(cast.us, 3000), Refund.objects.count()) == (0, 0, 0)
