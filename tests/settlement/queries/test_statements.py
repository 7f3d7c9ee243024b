"""Statements as pages show them: within their workspace, cut into pages, each figure finished."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, product
from tests.selling import DAY, agreed, came_back, kept, sale, sold

from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.settlement.models import Statement
from rapport.settlement.queries.statements import (
    PAGE_SIZE,
    WEEKS_SHOWN,
    CommissionDue,
    StatementRow,
    commission_due,
    creators_in,
    differences_in,
    first_final_at,
    lines_final_in,
    reckoned_in,
    reckoning,
    statement,
    statement_page,
    statement_rows,
)
from rapport.shared.money import Money
from rapport.shared.periods import Period
from rapport.shared.refusals import NotFound

PAID = sale(status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
MONDAY = NOW.replace(hour=0)
MINUTE = timedelta(minutes=1)
WEEK = Period(MONDAY, MONDAY + 7 * DAY)


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


def written(cast: Cast) -> int:
    """Settle and write the statements; the newest one's id."""
    settle_shop(cast.uk, now=NOW)
    make_statements(cast.uk, now=NOW)
    return Statement.objects.latest("starts_at").pk


def weeks_of(cast: Cast, count: int) -> None:
    kept(cast.uk, *(sale(order_id=f"w{n}", delivered_at=NOW - (n + 1) * 7 * DAY) for n in range(count)))
    written(cast)


def test_a_row_comes_out_finished_with_what_is_not_settled_left_out_of_the_difference(cast: Cast) -> None:
    kept(cast.uk, PAID, replace(PAID, order_id="2", platform_commission=1400), sale(order_id="3", paid=5000))
    made = written(cast)
    row = statement(cast.moonwell.pk, made)
    assert row == StatementRow(
        statement_id=made,
        shop_id=cast.uk.pk,
        shop_name="Moonwell GB",
        starts_at=MONDAY,
        ends_at=MONDAY + 7 * DAY,
        lines=3,
        ours=pounds(3750),
        platform=pounds(2900),
        unsettled=pounds(750),
    )
    assert (row.difference, statement_rows(cast.moonwell.pk)) == (pounds(-100), [row])


def test_another_workspace_s_statements_are_never_seen(cast: Cast) -> None:
    kept(cast.uk, replace(PAID, platform_commission=1))
    made = written(cast)
    assert (statement_rows(cast.harbour.pk), statement_page(cast.harbour.pk).rows) == ([], [])
    assert (creators_in(cast.harbour.pk, made), differences_in(cast.harbour.pk, made)) == ([], [])
    assert commission_due(cast.harbour.pk, {cast.uk.pk: NOW}) == []


@pytest.mark.parametrize(
    ("read", "what"), [(statement, "statement"), (reckoned_in, "statement"), (reckoning, "order_line")]
)
def test_what_is_not_there_or_not_one_s_own_is_refused(
    cast: Cast, read: Callable[[int, int], object], what: str
) -> None:
    kept(cast.uk, PAID)
    made = written(cast)
    pk = made if what == "statement" else OrderLine.objects.get().pk
    assert read(cast.moonwell.pk, pk)
    for workspace, asked in ((cast.harbour, pk), (cast.moonwell, pk + 1)):
        with pytest.raises(NotFound) as refused:
            read(workspace.pk, asked)
        assert refused.value.data == {"what": what, "id": asked}


def test_the_newest_week_comes_first_and_pages_are_cut(cast: Cast) -> None:
    weeks_of(cast, WEEKS_SHOWN + 1)
    pages = [statement_page(cast.moonwell.pk, page=page) for page in (1, 2, 99)]
    assert [(one.page, one.pages, len(one.rows), one.total) for one in pages] == [
        (1, 2, 50, 51),
        (2, 2, 1, 51),
        (2, 2, 1, 51),
    ]
    assert [pages[0].rows[0].starts_at, pages[1].rows[0].starts_at] == [MONDAY, MONDAY - 50 * 7 * DAY]
    assert statement_rows(cast.moonwell.pk, cast.uk.pk, limit=2) == list(pages[0].rows[:2])
    assert statement_page(cast.moonwell.pk, cast.us.pk).rows == []


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    weeks_of(cast, count)
    kept(cast.uk, *(replace(PAID, order_id=str(number), platform_commission=1) for number in range(count)))
    agreed(cast.uk, cast.anna, cast.serum, 1500)
    made = written(cast)
    with django_assert_num_queries(2):
        assert len(statement_page(cast.moonwell.pk).rows) == count
    with django_assert_num_queries(1):
        assert len([one.line.creator.handle for one in differences_in(cast.moonwell.pk, made)]) == count + 1
    with django_assert_num_queries(1):
        assert [one.creator.handle for one in creators_in(cast.moonwell.pk, made)] == ["anna"]
    with django_assert_num_queries(3):
        rows = reckoned_in(cast.moonwell.pk, made).rows
        assert [(one.line.creator.handle, one.line.product.title) for one in rows] == [("anna", "Vitamin C Serum")] * (
            count + 1
        )


def test_creators_with_the_largest_part_come_first_and_equals_by_handle(cast: Cast) -> None:
    names = [("1", "bao", 10_000), ("2", "anna", 10_000), ("3", "chai", 20_000)]
    kept(cast.uk, *(sale(order_id=order, creator_handle=who, paid=paid) for order, who, paid in names))
    parts = creators_in(cast.moonwell.pk, written(cast))
    assert [(one.creator.handle, one.ours_minor) for one in parts] == [("chai", 3000), ("anna", 1500), ("bao", 1500)]


def test_the_reckonings_behind_a_statement_of_one_creator_and_by_pages(cast: Cast) -> None:
    kept(cast.uk, *(sale(order_id=str(n), delivered_at=NOW - 7 * DAY - n * MINUTE) for n in range(PAGE_SIZE + 1)))
    kept(cast.uk, sale(order_id="b", creator_handle="bao"), sale(order_id="free", paid=0))
    made = written(cast)
    first, second = reckoned_in(cast.moonwell.pk, made), reckoned_in(cast.moonwell.pk, made, page=2)
    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (PAGE_SIZE + 2, 2, PAGE_SIZE, 2)
    assert [one.line.order_id for one in (first.rows[0], *second.rows)] == [str(PAGE_SIZE), "0", "b"]
    only = reckoned_in(cast.moonwell.pk, made, cast.bao.pk)
    assert [one.line.order_id for one in only.rows] == ["b"]


def test_the_reckonings_listed_are_those_the_statement_counted(cast: Cast) -> None:
    kept(cast.uk, PAID, sale(order_id="2", delivered_at=NOW - 6 * DAY))
    made = written(cast)
    assert (statement(cast.moonwell.pk, made).lines, reckoned_in(cast.moonwell.pk, made).total) == (1, 1)
    assert [row.line.order_id for row in lines_final_in(cast.uk.pk, WEEK, NOW)] == ["1"]
    assert [row.line.order_id for row in lines_final_in(cast.uk.pk, WEEK, NOW + DAY)] == ["1", "2"]


def test_how_one_line_s_commission_came_about(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    terms, line = agreed(cast.uk, cast.anna, cast.serum, 2000), sold(cast.uk)
    settle_shop(cast.uk, now=NOW - DAY)
    came_back(cast.uk, 3000)
    settle_shop(cast.uk, now=NOW)
    with django_assert_num_queries(3):
        row = reckoning(cast.moonwell.pk, line.pk)
        assert (row.terms, row.rate, row.base_minor, row.owed_minor) == (terms, 2000, 7000, 1400)
        assert [one.amount_minor for one in row.line.refunds.all()] == [3000]
        assert [(one.number, one.amount_minor) for one in row.line.entries.all()] == [(1, 2000), (2, -2000), (3, 1400)]


def test_what_is_due_is_what_is_final_by_each_shop_s_own_time(cast: Cast) -> None:
    product(cast.us, "1001", "Bath Salt", 5000)
    kept(cast.uk, PAID, sale(order_id="2", delivered_at=NOW))
    kept(cast.us, sale(creator_handle="emma", delivered_at=NOW - 15 * DAY))
    for shop in (cast.uk, cast.us):
        settle_shop(shop, now=NOW)
    pounds_due = CommissionDue("GBP", pounds(1500), pounds(1500))
    dollars = CommissionDue("USD", Money(1500, "USD"), Money(0, "USD"))
    assert commission_due(cast.moonwell.pk, {cast.uk.pk: NOW, cast.us.pk: NOW}) == [pounds_due, dollars]
    assert commission_due(cast.moonwell.pk, {cast.uk.pk: NOW, cast.us.pk: NOW - DAY}) == [pounds_due]
    assert commission_due(cast.moonwell.pk, {}) == []


def test_the_first_moment_at_which_anything_became_final(cast: Cast) -> None:
    assert first_final_at(cast.uk.pk) is None
    kept(cast.uk, sale(), sale(order_id="2", delivered_at=NOW - 9 * DAY), sale(order_id="3", delivered_at=None))
    settle_shop(cast.uk, now=NOW)
    assert (first_final_at(cast.uk.pk), first_final_at(cast.us.pk)) == (NOW - 2 * DAY, None)
