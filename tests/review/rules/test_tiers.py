"""Tiers by monthly orders (brief S2)."""

import pytest

from rapport.policies.queries import default_playbook
from rapport.review.rules.tiers import Tier, tier_of


@pytest.mark.parametrize(
    ("orders", "tier"), [(0, Tier.B), (99, Tier.B), (100, Tier.A), (499, Tier.A), (500, Tier.S), (9_000, Tier.S)]
)
def test_both_bounds_belong_to_the_higher_tier(orders: int, tier: Tier) -> None:
    assert tier_of(orders, default_playbook().values.tiers) is tier
