"""Tiers by monthly orders: from 500 S, from 100 A, else B."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.policies.queries import default_playbook
from rapport.review.rules.tiers import tier_of

PLAY = default_playbook().values.tiers


@pytest.mark.parametrize(("orders", "tier"), [(0, "B"), (99, "B"), (100, "A"), (499, "A"), (500, "S"), (100_000, "S")])
def test_both_bounds_belong_to_the_higher_tier(orders: int, tier: str) -> None:
    assert tier_of(orders, PLAY) == tier


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_more_orders_never_lower_the_tier(some: int, more: int) -> None:
    order = "BAS"
    assert order.index(tier_of(some + more, PLAY)) >= order.index(tier_of(some, PLAY))
