"""Playbooks: the brief's defaults, and a shop's own values in place of single ones."""

from datetime import timedelta

import pytest
from tests.policies.shipped import GONE, changed, raw_playbook, sourced

from rapport.policies.rules.playbooks import Overrides, read_playbook, with_overrides
from rapport.policies.rules.sourced import DataFileInvalid

DEFAULT = read_playbook("default", raw_playbook())


def test_every_value_says_where_it_comes_from() -> None:
    values = DEFAULT.values.model_dump()
    assert set(DEFAULT.provenance) == {f"{section}.{name}" for section, fields in values.items() for name in fields}


def test_following_up_is_a_matter_of_hours_and_days() -> None:
    play = DEFAULT.values.follow_up
    assert (play.remind_after, play.close_after) == (timedelta(hours=48), timedelta(days=5))
    assert (play.reinvite_after, play.idle_after) == (timedelta(days=14), timedelta(days=7))


def test_a_shop_s_own_value_replaces_one_and_leaves_the_others() -> None:
    own = with_overrides(DEFAULT.values, {"follow_up": {"close_after_days": 7}, "review": {"sell_through": "sold"}})
    assert own.follow_up == DEFAULT.values.follow_up.model_copy(update={"close_after_days": 7})
    assert own.review.sell_through == "sold"
    assert own.audience == DEFAULT.values.audience


def test_no_own_values_are_the_default() -> None:
    assert with_overrides(DEFAULT.values, {}) == DEFAULT.values


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"followup": {"close_after_days": 7}}, "followup"),
        ({"follow_up": {"close_after": 7}}, "playbook.follow_up.close_after"),
        ({"follow_up": {"close_after_days": 0}}, "playbook.follow_up.close_after_days"),
        ({"follow_up": {"close_after_days": "7"}}, "playbook.follow_up.close_after_days"),
        ({"commission": {"start_rate": 10_001}}, "playbook.commission.start_rate"),
        ({"review": {"sell_through": "all"}}, "playbook.review.sell_through"),
        ({"audience": {"follower_bands": [0]}}, "playbook.audience.follower_bands.0"),
    ],
)
def test_a_wrong_own_value_is_refused_with_the_field_named(overrides: Overrides, field: str) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        with_overrides(DEFAULT.values, overrides)
    assert (refused.value.data["file"], refused.value.data["field"]) == ("overrides", field)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("weather", {"sun": sourced(1)}, "weather"),
        ("tiers", 5, "tiers"),
        ("tiers", GONE, "playbook.tiers"),
        ("tiers.s_orders_from", GONE, "playbook.tiers.s_orders_from"),
        ("tiers.s_orders_from", 500, "tiers.s_orders_from"),
        ("tiers.s_orders_from.source", "hearsay", "tiers.s_orders_from.source"),
        ("tiers.s_orders_from.value", 0, "playbook.tiers.s_orders_from"),
        ("sources", "S1", "audience.follower_bands.source"),
    ],
)
def test_a_wrong_playbook_is_refused_with_the_field_named(path: str, value: object, field: str) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        read_playbook("default", changed(raw_playbook(), path, value))
    assert (refused.value.data["file"], refused.value.data["field"]) == ("default", field)
