"""The sandbox's reader of policy packs: what it takes, and what it refuses to make up."""

from datetime import time

import pytest

from sandbox.policy import PolicyGapError, Tier, read_rules


def test_the_guidebook_for_great_britain() -> None:
    rules = read_rules("guidebook", "GB")
    assert rules.quota.tiers == (Tier(0, 20, None),)
    assert (rules.quota.unit, rules.quota.weekday, rules.quota.time) == ("message", 0, time(0, 0))
    assert rules.quota.costs == dict.fromkeys(("invitation", "message", "reply", "reminder", "sample_notice"), 1)
    assert rules.quota.pre_reply_messages is None
    assert (rules.collaboration.creators_max, rules.collaboration.products_max) == (30, 100)
    assert (rules.raise_effect, rules.cut_effect) == ("on_confirmation", "on_confirmation")
    assert (rules.settlement_days, rules.refund_basis) == (7, "amount")


def test_the_american_pack() -> None:
    rules = read_rules("us-2025", "US")
    assert rules.quota.tiers == (
        Tier(0, 0, 20_000),
        Tier(1, 2_000, 20_000),
        Tier(2_000, 7_000, None),
        Tier(50_000, None, None),
    )
    assert (rules.quota.unit, rules.quota.weekday, rules.quota.starter_pack) == ("creator_week", 6, 1_000)
    assert (rules.quota.connected_exempt, rules.quota.pre_reply_messages) == (True, 5)
    assert (rules.raise_effect, rules.cut_effect) == ("at_once", "next_day")
    assert (rules.settlement_days, rules.refund_basis) == (15, "quantity")


@pytest.mark.parametrize(("region", "cap"), [("GB", 20), ("TH", 50), ("DE", 15)])
def test_each_region_has_its_own_cap(region: str, cap: int) -> None:
    assert read_rules("guidebook", region).quota.tiers[0].weekly_cap == cap


def test_what_a_pack_does_not_cover_is_refused_by_name() -> None:
    with pytest.raises(PolicyGapError, match=r"guidebook has no rules for region VN"):
        read_rules("guidebook", "VN")
    with pytest.raises(PolicyGapError, match="no policy pack named nowhere"):
        read_rules("nowhere", "GB")
