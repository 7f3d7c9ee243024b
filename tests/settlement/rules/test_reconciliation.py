"""Our sum held against the platform's, and why they differ."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rapport.settlement.rules.reconciliation import LineSums, difference, explain
from rapport.shared.money import Money
from rapport.shared.refusals import Data, Reason


def pounds(minor: int) -> Money:
    return Money(minor, "GBP")


AGREED = LineSums(
    ours=pounds(1050),
    our_base=pounds(7000),
    our_rate=1500,
    platform=pounds(1050),
    platform_base=pounds(7000),
    platform_rate=1500,
)
"""An order of 100.00 of which 30.00 came back, at 15 %."""


def test_where_the_sums_agree_there_is_nothing_to_explain() -> None:
    assert (difference(AGREED), explain(AGREED)) == (pounds(0), None)
    assert explain(replace(AGREED, platform_rate=2000, platform_base=pounds(1))) is None


def test_what_the_platform_has_not_settled_is_no_difference_yet() -> None:
    waiting = replace(AGREED, platform=None, platform_base=None)
    assert difference(waiting) is None
    assert explain(waiting) == Reason("reconciliation.not_settled_there", {"ours": "10.50"})


def test_another_rate() -> None:
    paid = replace(AGREED, platform=pounds(700), platform_rate=1000)
    assert difference(paid) == pounds(-350)
    data: Data = {"ours": "10.50", "platform": "7.00", "our_rate": 1500, "rate": 1000}
    assert explain(paid) == Reason("reconciliation.rates_differ", data)


def test_money_back_without_pieces_that_the_platform_did_not_take_off() -> None:
    paid = replace(AGREED, platform=pounds(1500), platform_base=pounds(10_000), refunded_without_pieces=pounds(3000))
    data: Data = {"ours": "10.50", "platform": "15.00", "refunded": "30.00"}
    assert explain(paid) == Reason("reconciliation.refund_without_pieces", data)


def test_another_base() -> None:
    paid = replace(AGREED, platform=pounds(1200), platform_base=pounds(8000), refunded_without_pieces=pounds(3000))
    data: Data = {"ours": "10.50", "platform": "12.00", "our_base": "70.00", "base": "80.00"}
    assert explain(paid) == Reason("reconciliation.bases_differ", data)


def test_a_penny_of_rounding() -> None:
    reason = Reason("reconciliation.rounded_differently", {"ours": "10.50", "platform": "10.49"})
    paid = replace(AGREED, platform=pounds(1049))
    assert (difference(paid), explain(paid)) == (pounds(-1), reason)
    assert explain(replace(paid, platform_base=None, platform_rate=None)) == reason


money = st.integers(-10_000, 10_000).map(pounds)
maybe = st.none() | money
sums = st.builds(
    LineSums,
    ours=money,
    our_base=money,
    our_rate=st.integers(0, 10_000),
    platform=maybe,
    platform_base=maybe,
    platform_rate=st.none() | st.integers(0, 10_000),
    refunded_without_pieces=maybe,
)


@given(sums)
def test_every_line_agrees_or_waits_or_has_its_difference_explained(line: LineSums) -> None:
    gap, reason = difference(line), explain(line)
    if line.platform is None:
        assert reason == Reason("reconciliation.not_settled_there", {"ours": str(line.ours)})
    else:
        assert gap is not None
        assert line.ours + gap == line.platform
        assert (reason is None) == (not gap)
