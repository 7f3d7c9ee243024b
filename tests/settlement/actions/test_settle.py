"""Settling a shop's order lines: estimate, final, reversal, payment; again it posts nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast
from tests.selling import DAY, agreed, came_back, kept, sale, sold

from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.settlement.actions import settle
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.settlement.models import LedgerEntry, Settled
from rapport.settlement.queries.ledger import account_totals, balances_of
from rapport.settlement.rules.ledger import Balances
from rapport.shared.money import Money

INSTANT = timedelta(microseconds=1)
Entry = tuple[str, int, str]


def book(line: OrderLine) -> list[Entry]:
    rows = LedgerEntry.objects.filter(line=line).order_by("number")
    return list(rows.values_list("account", "amount_minor", "cause"))


def is_settled(line: OrderLine) -> bool:
    line.refresh_from_db()
    return line.settled


def rate_of(line: OrderLine) -> tuple[int, str, int | None]:
    row = Settled.objects.get(line=line)
    return row.rate, row.rate_source, row.terms_id


def test_what_was_sold_is_estimated_until_it_is_final(cast: Cast) -> None:
    line = sold(cast.uk)
    assert settle_shop(cast.uk, now=NOW - INSTANT) == 1
    assert book(line) == [("estimated", 1500, "estimate")]
    assert settle_shop(cast.uk, now=NOW) == 2
    assert book(line)[1:] == [("estimated", -1500, "final"), ("due", 1500, "final")]
    assert not is_settled(line)


def test_an_order_delivered_but_not_paid_yet_is_neither_booked_nor_in_a_statement(cast: Cast) -> None:
    line = sold(cast.uk, status=LineStatus.AWAITING_PAYMENT)
    assert settle_shop(cast.uk, now=NOW) == 0
    assert (book(line), Settled.objects.get(line=line).final_at) == ([], None)
    assert make_statements(cast.uk, now=NOW) == 0
    sold(cast.uk)
    settle_shop(cast.uk, now=NOW)
    assert book(line) == [("due", 1500, "final")]


def test_an_order_of_100_with_30_returned_pays_on_70(cast: Cast) -> None:
    line = sold(cast.uk)
    came_back(cast.uk, 3000)
    settle_shop(cast.uk, now=NOW)
    row = Settled.objects.get(line=line)
    assert (row.base_minor, row.refunded_minor, row.rate, row.owed_minor, row.final_at) == (7000, 3000, 1500, 1050, NOW)
    assert row.why == {"code": "settlement.base_by_amount", "data": {"refunds": 1}}
    assert book(line) == [("due", 1050, "final")]


def test_a_refund_in_time_corrects_the_estimate(cast: Cast) -> None:
    line = sold(cast.uk)
    settle_shop(cast.uk, now=NOW - DAY)
    came_back(cast.uk, 3000)
    settle_shop(cast.uk, now=NOW - DAY)
    assert book(line) == [("estimated", 1500, "estimate"), ("estimated", -450, "correction")]


def test_a_refund_after_the_payment_reverses_and_the_ledger_keeps_both(cast: Cast) -> None:
    line = sold(cast.uk, status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
    settle_shop(cast.uk, now=NOW)
    paid = [("due", 1500, "final"), ("paid", 1500, "payment")]
    assert (book(line), is_settled(line)) == (paid, True)
    came_back(cast.uk, 3000)
    assert not is_settled(line)
    settle_shop(cast.uk, now=NOW + DAY)
    assert (book(line), is_settled(line)) == ([*paid, ("due", -450, "reversal")], True)


def test_settling_again_changes_nothing(cast: Cast) -> None:
    sold(cast.uk)
    sold(cast.uk, order_id="2", status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
    settle_shop(cast.uk, now=NOW)
    before = [list(model.objects.order_by("pk").values()) for model in (LedgerEntry, Settled, OrderLine)]
    assert settle_shop(cast.uk, now=NOW + DAY) == 0
    assert [list(model.objects.order_by("pk").values()) for model in (LedgerEntry, Settled, OrderLine)] == before


def test_the_terms_in_force_when_it_was_ordered_name_the_rate(cast: Cast) -> None:
    line = sold(cast.uk)
    agreed(cast.uk, None, cast.serum, 1000)
    target = agreed(cast.uk, cast.anna, cast.serum, 2000)
    agreed(cast.uk, cast.anna, cast.serum, 3000, since=line.ordered_at + INSTANT)
    agreed(cast.uk, cast.bao, cast.serum, 4000)
    agreed(cast.uk, cast.anna, cast.candle, 5000)
    settle_shop(cast.uk, now=NOW)
    assert rate_of(line) == (2000, "terms", target.pk)
    assert book(line) == [("due", 2000, "final")]


def test_open_terms_hold_for_whom_no_target_was_agreed(cast: Cast) -> None:
    line = sold(cast.uk, creator_handle="bao")
    everybody = agreed(cast.uk, None, cast.serum, 1000)
    agreed(cast.uk, cast.anna, cast.serum, 2000)
    settle_shop(cast.uk, now=NOW)
    assert rate_of(line) == (1000, "terms", everybody.pk)


def test_where_nothing_was_agreed_the_rate_told_holds_and_else_none(cast: Cast) -> None:
    told, silent = sold(cast.uk), sold(cast.uk, order_id="2", platform_rate=None)
    settle_shop(cast.uk, now=NOW)
    assert (rate_of(told), rate_of(silent)) == ((1500, "reported", None), (0, "reported", None))
    assert book(silent) == []


def test_a_cancelled_order_takes_its_estimate_back_and_is_done(cast: Cast) -> None:
    line = sold(cast.uk, delivered_at=None)
    settle_shop(cast.uk, now=NOW)
    kept(cast.uk, sale(delivered_at=None, status=LineStatus.CANCELLED))
    settle_shop(cast.uk, now=NOW)
    assert book(line) == [("estimated", 1500, "estimate"), ("estimated", -1500, "correction")]
    assert is_settled(line)


@pytest.mark.parametrize(
    "told", [sale(paid=0), sale(platform_estimated_base=0), sale(status=LineStatus.AWAITING_PAYMENT)]
)
def test_samples_doubles_and_unpaid_orders_post_nothing(cast: Cast, told: SeenLine) -> None:
    kept(cast.uk, told)
    assert settle_shop(cast.uk, now=NOW) == 0
    assert not LedgerEntry.objects.exists()


def test_a_payment_changed_by_the_platform_is_posted_by_its_difference(cast: Cast) -> None:
    line = sold(cast.uk, status=LineStatus.COMPLETED, platform_commission=1500)
    settle_shop(cast.uk, now=NOW)
    kept(cast.uk, sale(status=LineStatus.COMPLETED, platform_commission=1400))
    settle_shop(cast.uk, now=NOW)
    assert book(line)[1:] == [("paid", 1500, "payment"), ("paid", -100, "payment")]


def test_another_shop_s_lines_are_left_alone(cast: Cast) -> None:
    sold(cast.uk)
    assert settle_shop(cast.us, now=NOW) == 0
    assert not LedgerEntry.objects.exists()


def test_an_entry_s_number_cannot_be_taken_twice(cast: Cast) -> None:
    sold(cast.uk)
    settle_shop(cast.uk, now=NOW)
    entry = LedgerEntry.objects.get()
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_takes_as_many_queries_for_thirty_lines_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    done = sale(status=LineStatus.COMPLETED, platform_commission=1500)
    kept(cast.uk, *(replace(done, order_id=str(number)) for number in range(count)))
    with django_assert_num_queries(11):
        assert settle_shop(cast.uk, now=NOW) == 2 * count


def test_in_batches_as_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(cast.uk, *(sale(order_id=str(number), paid=1000 * number) for number in range(1, 6)))
    monkeypatch.setattr(settle, "BATCH", 2)
    assert settle_shop(cast.uk, now=NOW) == 5
    assert account_totals(cast.moonwell.pk, cast.uk.pk) == {"due": 150 * 15}


learnt = st.lists(
    st.one_of(
        st.tuples(st.just("refund"), st.integers(1, 6000)),
        st.tuples(st.just("days"), st.integers(1, 9)),
        st.tuples(st.just("paid"), st.integers(0, 2000)),
    ),
    max_size=6,
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(learnt)
def test_whatever_comes_in_the_ledger_grows_and_ends_where_a_fresh_reckoning_would(
    cast: Cast, learnt: list[tuple[str, int]]
) -> None:
    LedgerEntry.objects.all().delete()
    OrderLine.objects.all().delete()
    line, now, back, paid, seen = sold(cast.uk), NOW - 7 * DAY, 0, 0, list[Entry]()
    for number, (what, size) in enumerate([*learnt, ("days", 9)]):
        if what == "refund":
            back += size
            came_back(cast.uk, size, return_id=f"r{number}", at=now)
        elif what == "paid":
            paid = size
            kept(cast.uk, sale(status=LineStatus.COMPLETED, platform_commission=size))
        now += size * DAY if what == "days" else INSTANT
        settle_shop(cast.uk, now=now)
        assert book(line)[: len(seen)] == seen
        seen = book(line)
    owed = Money(max(10_000 - back, 0), "GBP").at_rate(1500)
    assert balances_of([line])[line.pk] == Balances(Money(0, "GBP"), owed, Money(paid, "GBP"))
