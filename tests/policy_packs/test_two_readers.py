"""Product and sandbox read the same files with readers of their own and must find the same values."""

from dataclasses import asdict

import pytest

from rapport.policies.queries import pack, pack_names
from rapport.policies.rules.sections import Policy, QuotaPolicy
from rapport.shared.periods import WEEKDAYS
from sandbox.policy import read_rules

PLACES = [(name, region) for name in pack_names() for region in pack(name).regions]
COSTS = ("invitation", "message", "reply", "reminder", "sample_notice")


@pytest.mark.parametrize(("name", "region"), PLACES)
def test_both_find_the_same_quota(name: str, region: str) -> None:
    ours, theirs = pack(name).for_region(region).policy.quota, read_rules(name, region).quota
    assert (ours.unit, ours.starter_pack, ours.gmv_window_days) == (
        theirs.unit,
        theirs.starter_pack,
        theirs.gmv_window_days,
    )
    assert (ours.connected_exempt, ours.pre_reply_messages) == (theirs.connected_exempt, theirs.pre_reply_messages)
    assert {kind: getattr(ours, f"cost_{kind}") for kind in COSTS} == dict(theirs.costs)
    assert tiers_of(ours) == [(tier.gmv_from, tier.weekly_cap, tier.max_followers) for tier in theirs.tiers]
    assert week_of(ours) == (WEEKDAYS[theirs.weekday], theirs.time.isoformat("minutes"), theirs.timezone)


@pytest.mark.parametrize(("name", "region"), PLACES)
def test_both_find_the_same_limits_rates_and_days(name: str, region: str) -> None:
    ours, theirs = pack(name).for_region(region).policy, read_rules(name, region)
    assert ours.collaboration.model_dump() == asdict(theirs.collaboration)
    assert figures_of(ours) == {field: getattr(theirs, field) for field in figures_of(ours)}


@pytest.mark.parametrize(("name", "region"), PLACES)
def test_both_find_the_same_forbidden_words(name: str, region: str) -> None:
    ours = pack(name).for_region(region).policy.contact.forbidden_words
    assert tuple(word for group in ours for word in group.words) == read_rules(name, region).forbidden_words != ()


def tiers_of(quota: QuotaPolicy) -> list[tuple[int, int | None, int | None]]:
    """A fixed cap is one tier from nothing on."""
    if not quota.tiers:
        return [(0, quota.weekly_cap, None)]
    return [(tier.gmv_from, tier.weekly_cap, tier.max_followers) for tier in quota.tiers]


def week_of(quota: QuotaPolicy) -> tuple[str, str, str]:
    return quota.window_weekday, quota.window_time, quota.window_timezone


def figures_of(policy: Policy) -> dict[str, object]:
    return {
        "rate_min": policy.commission.rate_min,
        "rate_max": policy.commission.rate_max,
        "raise_effect": policy.change.raise_,
        "cut_effect": policy.change.cut_target,
        "settlement_days": policy.settlement.days_after_delivery,
        "refund_basis": policy.settlement.refund_basis,
        "review_days": policy.samples.review_days,
        "content_days": policy.samples.content_days,
        "extension_days": policy.samples.extension_days,
    }
