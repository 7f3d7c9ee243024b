"""How many creators a comparison takes, how long that lasts, and what cannot be known at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.power import (
    DifferenceInvalid,
    differ,
    interval,
    needed,
    per_arm,
    smallest_difference,
    verdict_on,
)


@pytest.mark.parametrize(("base", "wished", "each"), [(1400, 1800, 1313), (1400, 2800, 129), (2800, 1400, 129)])
def test_creators_needed_in_each_arm(base: int, wished: int, each: int) -> None:
    assert per_arm(base, wished) == each


@pytest.mark.parametrize(("base", "wished"), [(1400, 1400), (0, 1400), (1400, 10_000)])
def test_no_difference_takes_no_number(base: int, wished: int) -> None:
    with pytest.raises(DifferenceInvalid):
        per_arm(base, wished)


@pytest.mark.parametrize(("wished", "weeks", "said"), [(1800, 132, "cannot_be_known"), (2800, 13, "can_be_known")])
def test_twenty_a_week_know_only_a_doubling(wished: int, weeks: int, said: str) -> None:
    need = needed(1400, wished, arms=2, per_week=20)
    assert need.weeks == weeks
    assert verdict_on(need, 1400, wished).code == f"experiments.{said}"


def test_without_quota_there_is_nothing_to_know() -> None:
    need = needed(1400, 2800, arms=2, per_week=0)
    assert (need.weeks, need.in_time) == (None, False)
    assert verdict_on(need, 1400, 2800).code == "experiments.nobody_contacted"


def test_the_smallest_difference_is_just_within_reach() -> None:
    found = smallest_difference(1400, arms=2, per_week=20)
    assert found == 2351
    assert per_arm(1400, 2351) <= 260 < per_arm(1400, 2350)
    assert smallest_difference(1400, arms=2, per_week=0) is None
    assert smallest_difference(9999, arms=2, per_week=20) is None


def test_an_interval_is_as_wide_as_little_is_known() -> None:
    assert interval(3, 20) == (729, 2749)
    assert interval(0, 5)[0] == 0
    assert interval(5, 5)[1] == 10_000


def test_a_difference_is_one_beyond_chance_alone() -> None:
    assert differ((36, 129), (18, 129))
    assert not differ((25, 129), (18, 129))
    assert differ((35, 129), (20, 129))
    assert not differ((35, 129), (20, 129), comparisons=3)
    assert not differ((0, 10), (0, 10))
    assert not differ((0, 0), (5, 10))


@given(st.integers(1, 9_998), st.integers(1, 9_998))
def test_a_larger_difference_never_takes_more(base: int, wished: int) -> None:
    if wished > base:
        assert per_arm(base, wished + 1) <= per_arm(base, wished)


@given(st.integers(1, 400), st.data())
def test_an_interval_holds_the_rate(sent: int, data: st.DataObject) -> None:
    replied = data.draw(st.integers(0, sent))
    low, high = interval(replied, sent)
    assert 0 <= low <= round(10_000 * replied / sent) <= high <= 10_000
