"""Statements: a week of final commission, each line held against the platform's sum."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator
from tests.selling import DAY, agreed, came_back, kept, sale, sold

from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.settlement.models import Difference, LedgerEntry, Statement, StatementLine
from rapport.settlement.queries.statements import statement_rows

PAID = sale(status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
MONDAY = NOW.replace(hour=0)


def written(cast: Cast, days: int = 0) -> int:
    """Settle and write statements so many days after NOW; how many weeks."""
    now = NOW + days * DAY
    settle_shop(cast.uk, now=now)
    return make_statements(cast.uk, now=now)


def weeks() -> list[tuple[int, int, int, int, int]]:
    """Of each statement: days from this Monday, lines, our sum, the platform's, ours not settled there."""
    rows = Statement.objects.order_by("starts_at")
    return [((s.starts_at - MONDAY).days, s.lines, s.ours_minor, s.platform_minor, s.unsettled_minor) for s in rows]


def differences() -> list[tuple[str, int, int | None, str]]:
    rows = Difference.objects.order_by("line__order_id")
    return list(rows.values_list("line__order_id", "ours_minor", "platform_minor", "code"))


def test_a_shop_without_final_commission_has_no_statement(cast: Cast) -> None:
    assert written(cast) == 0
    sold(cast.uk, delivered_at=NOW)
    assert (written(cast), weeks()) == (0, [])


def test_a_line_stands_in_the_week_in_which_it_became_final(cast: Cast) -> None:
    sold(cast.uk, delivered_at=MONDAY - 7 * DAY - timedelta(microseconds=1))
    sold(cast.uk, order_id="2", delivered_at=MONDAY - 7 * DAY)
    sold(cast.uk, order_id="3", delivered_at=NOW + DAY)
    assert written(cast, days=8) == 3
    assert weeks() == [(-7, 1, 1500, 0, 1500), (0, 1, 1500, 0, 1500), (7, 1, 1500, 0, 1500)]
    first = Statement.objects.earliest("starts_at")
    assert (first.starts_at, first.ends_at, first.currency) == (MONDAY - 7 * DAY, MONDAY, "GBP")


def test_what_becomes_final_later_this_week_waits_for_its_moment(cast: Cast) -> None:
    sold(cast.uk)
    sold(cast.uk, order_id="2", delivered_at=NOW - 5 * DAY)
    written(cast)
    assert weeks() == [(0, 1, 1500, 0, 1500)]
    written(cast, days=2)
    assert weeks() == [(0, 2, 3000, 0, 3000)]


def test_each_creator_has_a_part_and_the_parts_are_the_whole(cast: Cast) -> None:
    kept(cast.uk, PAID, sale(sku_id="72", paid=5000), sale(order_id="2", creator_handle="bao", paid=2500))
    written(cast)
    parts = StatementLine.objects.order_by("creator__handle")
    columns = ("creator__handle", "orders", "base_minor", "ours_minor", "platform_minor")
    assert list(parts.values_list(*columns)) == [("anna", 1, 15_000, 2250, 1500), ("bao", 1, 2500, 375, 0)]
    assert weeks() == [(0, 3, 2625, 1500, 1125)]


def test_every_line_that_differs_has_its_reason(cast: Cast) -> None:
    kept(
        cast.uk,
        PAID,
        replace(PAID, order_id="2", platform_commission=1000, platform_rate=1000),
        replace(PAID, order_id="3"),
        replace(PAID, order_id="4", platform_base=9000, platform_commission=1350),
        replace(PAID, order_id="5", platform_commission=1499),
        sale(order_id="6"),
    )
    agreed(cast.uk, cast.anna, cast.serum, 1500)
    came_back(cast.uk, 3000, order_id="3")
    written(cast)
    assert differences() == [
        ("2", 1500, 1000, "reconciliation.rates_differ"),
        ("3", 1050, 1500, "reconciliation.refund_without_pieces"),
        ("4", 1500, 1350, "reconciliation.bases_differ"),
        ("5", 1500, 1499, "reconciliation.rounded_differently"),
        ("6", 1500, None, "reconciliation.not_settled_there"),
    ]


def test_written_again_a_statement_is_the_same_one(cast: Cast) -> None:
    kept(cast.uk, PAID, replace(PAID, order_id="2", platform_commission=1499))
    written(cast)
    before = (weeks(), differences(), StatementLine.objects.count(), Statement.objects.get().pk)
    assert written(cast, days=1) == 1
    assert (weeks(), differences(), StatementLine.objects.count(), Statement.objects.get().pk) == before


def test_a_late_refund_changes_the_week_in_which_the_line_became_final(cast: Cast) -> None:
    kept(cast.uk, PAID)
    written(cast)
    came_back(cast.uk, 3000, at=NOW + 8 * DAY)
    assert written(cast, days=8) == 1
    assert weeks() == [(0, 1, 1050, 1500, 0)]


def test_an_order_taken_back_after_it_was_final_stands_in_no_statement(cast: Cast) -> None:
    kept(cast.uk, PAID)
    written(cast)
    kept(cast.uk, sale(status=LineStatus.INELIGIBLE, delivered_at=None))
    assert (written(cast, days=1), weeks()) == (0, [])


def test_a_delivery_told_anew_moves_the_line_to_its_new_week(cast: Cast) -> None:
    sold(cast.uk)
    written(cast)
    kept(cast.uk, sale(delivered_at=NOW))
    assert (written(cast, days=8), weeks()) == (1, [(7, 1, 1500, 0, 1500)])


def test_samples_and_doubles_are_in_no_statement(cast: Cast) -> None:
    kept(cast.uk, sale(paid=0), sale(order_id="2", platform_estimated_base=0))
    assert (written(cast), weeks()) == (0, [])


def test_a_shop_s_statements_are_its_own(cast: Cast) -> None:
    kept(cast.uk, PAID)
    written(cast)
    assert make_statements(cast.us, now=NOW) == 0
    assert weeks() == [(0, 1, 1500, 1500, 0)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_week_takes_as_many_queries_for_thirty_creators_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        creator(cast.moonwell, f"c{number}", "GB", 1000)
    kept(cast.uk, *(replace(PAID, order_id=str(number), creator_handle=f"c{number}") for number in range(count)))
    settle_shop(cast.uk, now=NOW)
    with django_assert_num_queries(15):
        make_statements(cast.uk, now=NOW)
    assert StatementLine.objects.count() == count


figures = st.tuples(st.integers(1, 20_000), st.none() | st.integers(0, 4000), st.sampled_from(["anna", "bao"]))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(figures, min_size=1, max_size=6))
def test_lines_creators_and_differences_add_up_to_the_statement(
    cast: Cast, told: list[tuple[int, int | None, str]]
) -> None:
    Statement.objects.all().delete()
    LedgerEntry.objects.all().delete()
    OrderLine.objects.all().delete()
    kept(
        cast.uk,
        *(
            replace(PAID, order_id=str(number), paid=paid, platform_commission=theirs, creator_handle=who)
            for number, (paid, theirs, who) in enumerate(told)
        ),
    )
    written(cast)
    (row,) = statement_rows(cast.moonwell.pk)
    parts = StatementLine.objects.aggregate(ours=Sum("ours_minor"), theirs=Sum("platform_minor"))
    assert (parts["ours"], parts["theirs"]) == (row.ours.minor, row.platform.minor)
    gaps = [theirs - ours for _, ours, theirs, _ in differences() if theirs is not None]
    assert (sum(gaps), row.lines) == (row.difference.minor, len(told))
    assert row.unsettled.minor == sum(ours for _, ours, theirs, _ in differences() if theirs is None)
