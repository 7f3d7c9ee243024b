"""Keeping a shop's own way of working."""

import pytest

from rapport.policies.actions import save_playbook
from rapport.policies.models import PlaybookRecord
from rapport.policies.queries import playbook
from rapport.policies.rules.sourced import DataFileInvalid

pytestmark = pytest.mark.django_db


def test_own_values_are_kept_and_work() -> None:
    save_playbook("Moonwell GB", {"follow_up": {"close_after_days": 7}})
    record = PlaybookRecord.objects.get(name="Moonwell GB")
    assert playbook(record).values.follow_up.close_after_days == 7


def test_new_values_take_the_place_of_all_earlier_ones() -> None:
    first = save_playbook("Moonwell GB", {"follow_up": {"close_after_days": 7}, "tiers": {"s_orders_from": 300}})
    second = save_playbook("ignored", {"tiers": {"s_orders_from": 400}}, first)
    second.refresh_from_db()
    assert (second.pk, second.name, second.overrides) == (first.pk, "Moonwell GB", {"tiers": {"s_orders_from": 400}})


def test_nothing_is_kept_of_a_wrong_value() -> None:
    record = save_playbook("Moonwell GB", {"tiers": {"s_orders_from": 300}})
    with pytest.raises(DataFileInvalid) as refused:
        save_playbook("Moonwell GB", {"tiers": {"s_orders_from": 0}}, record)
    record.refresh_from_db()
    assert refused.value.data["field"] == "playbook.tiers.s_orders_from"
    assert record.overrides == {"tiers": {"s_orders_from": 300}}


def test_a_name_as_long_as_a_shop_s_may_be_is_cut() -> None:
    record = save_playbook("M" * 80, {})
    record.refresh_from_db()
    assert record.name == "M" * 60
