"""Commission of one order line: paid on what was not refunded, rounded half up once."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import floor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.policies.queries import rules_for
from rapport.policies.rules.sections import SettlementPolicy
from rapport.settlement.rules.commission import Breakdown, LineFacts, RefundFacts, breakdown
from rapport.shared.money import CurrenciesDiffer, Money
from rapport.shared.refusals import Reason

BRIEF = rules_for("guidebook", "GB").policy.settlement
"""Refunds count by their amount; final 7 days after delivery."""
AMERICAN = rules_for("us-2025", "US").policy.settlement
"""Returned pieces count at the selling price; final 15 days after delivery."""
DAY = timedelta(days=1)


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


ORDER = LineFacts(price=pounds(5000), quantity=2, paid=pounds(10_000), earns=True, rate=1500, delivered_at=NOW)
"""Two pieces at 50.00, at 15 %."""


def refund(minor: int, pieces: int = 0) -> RefundFacts:
    return RefundFacts(pieces, pounds(minor))


def sums(result: Breakdown) -> tuple[int, int, int, int]:
    """Full base, refunded, base, owed."""
    return result.full_base.minor, result.refunded.minor, result.base.minor, result.owed.minor


def test_an_order_of_100_with_30_returned_pays_on_70() -> None:
    result = breakdown(ORDER, [refund(3000)], BRIEF)
    assert sums(result) == (10_000, 3000, 7000, 1050)
    assert result.reason == Reason("settlement.base_by_amount", {"refunds": 1})


def test_an_order_nothing_came_back_of_pays_on_all_of_it() -> None:
    assert sums(breakdown(ORDER, [], BRIEF)) == (10_000, 0, 10_000, 1500)


def test_several_refunds_are_taken_off_together() -> None:
    result = breakdown(ORDER, [refund(3000), refund(1000, pieces=1)], BRIEF)
    assert sums(result) == (10_000, 4000, 6000, 900)
    assert result.reason.data == {"refunds": 2}


def test_pieces_that_came_back_count_at_the_selling_price_where_the_policy_says_so() -> None:
    result = breakdown(ORDER, [refund(4200, pieces=1)], AMERICAN)
    assert sums(result) == (10_000, 5000, 5000, 750)
    assert result.reason == Reason("settlement.base_by_quantity", {"refunds": 1})


def test_money_that_came_back_without_pieces_counts_by_its_amount_either_way() -> None:
    refunds = [refund(4200, pieces=1), refund(800)]
    assert sums(breakdown(ORDER, refunds, AMERICAN)) == (10_000, 5800, 4200, 630)
    assert sums(breakdown(ORDER, refunds, BRIEF)) == (10_000, 5000, 5000, 750)


def test_half_a_penny_is_a_penny() -> None:
    owed = [breakdown(replace(ORDER, paid=pounds(paid)), [], BRIEF).owed.minor for paid in (9990, 9996, 9997)]
    assert owed == [1499, 1499, 1500]


def test_more_back_than_was_paid_leaves_nothing_and_no_debt() -> None:
    assert sums(breakdown(ORDER, [refund(12_000)], BRIEF)) == (10_000, 10_000, 0, 0)


@pytest.mark.parametrize("line", [replace(ORDER, closed=True), replace(ORDER, earns=False)])
def test_what_is_cancelled_or_earns_nothing_is_owed_nothing(line: LineFacts) -> None:
    result = breakdown(line, [refund(3000)], BRIEF)
    assert sums(result) == (10_000, 10_000, 0, 0)
    assert (result.final_at, result.reason) == (NOW, Reason("settlement.earns_nothing"))


def test_the_base_a_file_reports_stands_in_place_of_refunds() -> None:
    told = replace(ORDER, rate=1550, reported_base=pounds(7000), reported_final_at=NOW + DAY)
    result = breakdown(told, [], BRIEF)
    assert sums(result) == (10_000, 3000, 7000, 1085)
    assert (result.final_at, result.reason) == (NOW + DAY, Reason("settlement.base_as_reported"))


def test_a_commission_is_final_so_many_days_after_delivery_as_the_policy_says() -> None:
    assert breakdown(ORDER, [], BRIEF).final_at == NOW + 7 * DAY
    assert breakdown(ORDER, [], AMERICAN).final_at == NOW + 15 * DAY


def test_a_commission_is_final_from_its_moment_on_and_never_before_a_delivery() -> None:
    result, instant = breakdown(ORDER, [], BRIEF), timedelta(microseconds=1)
    assert [result.is_final(NOW + 7 * DAY - instant), result.is_final(NOW + 7 * DAY)] == [False, True]
    undelivered = breakdown(replace(ORDER, delivered_at=None), [], BRIEF)
    assert (undelivered.final_at, undelivered.is_final(NOW + 1000 * DAY)) == (None, False)


def test_a_refund_in_another_currency_is_refused() -> None:
    with pytest.raises(CurrenciesDiffer):
        breakdown(ORDER, [RefundFacts(0, Money(3000, "USD"))], BRIEF)


policies = st.sampled_from([BRIEF, AMERICAN])
amounts = st.integers(min_value=0, max_value=10**9)
refunds_of_any_kind = st.lists(st.builds(RefundFacts, st.integers(0, 3), amounts.map(pounds)), max_size=6)


@st.composite
def lines(draw: st.DrawFn) -> LineFacts:
    """Any earning line of pieces at one price."""
    price, quantity = draw(amounts), draw(st.integers(min_value=1, max_value=50))
    rate, delivered = draw(st.integers(min_value=0, max_value=10_000)), draw(st.sampled_from([None, NOW]))
    paid = pounds(price * quantity)
    return LineFacts(price=pounds(price), quantity=quantity, paid=paid, earns=True, rate=rate, delivered_at=delivered)


@given(lines(), refunds_of_any_kind, policies)
def test_what_came_back_and_what_remains_are_the_whole(
    line: LineFacts, refunds: list[RefundFacts], policy: SettlementPolicy
) -> None:
    result = breakdown(line, refunds, policy)
    assert result.refunded + result.base == result.full_base == line.paid
    assert 0 <= result.owed.minor <= result.base.minor <= line.paid.minor


@given(lines(), refunds_of_any_kind, policies)
def test_the_commission_is_the_exact_share_rounded_half_up(
    line: LineFacts, refunds: list[RefundFacts], policy: SettlementPolicy
) -> None:
    result = breakdown(line, refunds, policy)
    exact = Fraction(result.base.minor * line.rate, 10_000)
    assert (type(result.owed.minor), result.owed.minor) == (int, floor(exact + Fraction(1, 2)))


@given(lines(), st.data())
def test_all_of_it_back_leaves_no_commission_in_however_many_parts(line: LineFacts, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, line.paid.minor), max_size=5)))
    parts = [after - before for before, after in zip([0, *cuts], [*cuts, line.paid.minor], strict=True)]
    assert breakdown(line, [refund(part) for part in parts], BRIEF).owed == pounds(0)
    pieces = [refund(0, pieces=1) for _ in range(line.quantity)]
    assert breakdown(line, pieces, AMERICAN).owed == pounds(0)


@given(lines(), refunds_of_any_kind, refunds_of_any_kind, policies)
def test_another_refund_never_raises_the_commission(
    line: LineFacts, refunds: list[RefundFacts], more: list[RefundFacts], policy: SettlementPolicy
) -> None:
    before, after = breakdown(line, refunds, policy), breakdown(line, [*refunds, *more], policy)
    assert after.owed <= before.owed
    assert after.base <= before.base


@given(lines(), refunds_of_any_kind, policies, st.randoms(use_true_random=False))
def test_the_order_of_refunds_does_not_matter(
    line: LineFacts, refunds: list[RefundFacts], policy: SettlementPolicy, shuffle: Random
) -> None:
    other = list(refunds)
    shuffle.shuffle(other)
    assert breakdown(line, other, policy) == breakdown(line, refunds, policy)
