"""What the ledger says of lines, of a shop, and of a span."""

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast
from tests.selling import DAY, came_back, kept, sale, sold

from rapport.sales.rules.lines import LineStatus
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.queries.ledger import (
    CommissionSums,
    account_totals,
    balances_of,
    entry_counts,
    final_between,
    reckonings_of,
)
from rapport.settlement.rules.ledger import Balances
from rapport.shared.money import Money

PAID = sale(order_id="2", status=LineStatus.COMPLETED, platform_commission=1500)


def test_what_stands_for_each_line(cast: Cast) -> None:
    estimated, fresh = sold(cast.uk, delivered_at=None), sold(cast.uk, order_id="3", delivered_at=None, paid=0)
    paid = sold(cast.uk, order_id="2", status=LineStatus.COMPLETED, platform_commission=1500)
    settle_shop(cast.uk, now=NOW)
    pence = [Money(minor, "GBP") for minor in (0, 1500)]
    assert balances_of([estimated, fresh, paid]) == {
        estimated.pk: Balances(pence[1], pence[0], pence[0]),
        fresh.pk: Balances.nothing("GBP"),
        paid.pk: Balances(pence[0], pence[1], pence[1]),
    }
    assert entry_counts([estimated, fresh, paid]) == {estimated.pk: 1, paid.pk: 2}


def test_the_reckoning_of_each_line_that_has_one(cast: Cast) -> None:
    line = sold(cast.uk)
    settle_shop(cast.uk, now=NOW)
    later = sold(cast.uk, order_id="2")
    found = reckonings_of([line, later])
    assert {line_id: row.owed_minor for line_id, row in found.items()} == {line.pk: 1500}


def test_lines_are_read_in_one_query_each_time(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    lines = [sold(cast.uk, order_id=str(number)) for number in range(5)]
    settle_shop(cast.uk, now=NOW)
    for read in (balances_of, entry_counts, reckonings_of):
        with django_assert_num_queries(1):
            assert len(read(lines)) == 5


def test_accounts_of_a_shop_in_total_and_nobody_else_s(cast: Cast) -> None:
    kept(cast.uk, sale(delivered_at=None), PAID, sale(order_id="3", paid=5000))
    settle_shop(cast.uk, now=NOW)
    assert account_totals(cast.moonwell.pk, cast.uk.pk) == {"estimated": 1500, "due": 2250, "paid": 1500}
    assert account_totals(cast.moonwell.pk, cast.us.pk) == {}
    assert account_totals(cast.harbour.pk, cast.uk.pk) == {}


def test_both_sums_of_what_became_final_in_a_span(cast: Cast) -> None:
    kept(cast.uk, sale(), PAID)
    came_back(cast.uk, 3000)
    settle_shop(cast.uk, now=NOW)
    instant = timedelta(microseconds=1)
    assert final_between(cast.uk.pk, NOW, NOW + instant) == CommissionSums(2550, 1500)
    assert final_between(cast.uk.pk, NOW - DAY, NOW) == CommissionSums(0, 0)
    assert final_between(cast.us.pk, NOW - DAY, NOW + DAY) == CommissionSums(0, 0)
