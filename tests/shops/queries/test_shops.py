"""Shops with the time, the policy and the playbook that they live by."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, shop_in

from rapport.policies.rules.packs import RegionNotCovered
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.actions.connections import choose_rules, open_file_shop
from rapport.shops.models import Connection, Shop
from rapport.shops.queries.shops import (
    clock_of,
    connected_shops,
    connections,
    file_shop,
    now_of,
    playbook_of,
    policy_of,
    rules_of,
    shop,
    shop_of,
    shops_of,
)

MACHINE = NOW + timedelta(days=260)


def test_a_workspace_s_shops_in_their_order(cast: Cast) -> None:
    shop_in(cast.harbour, "GB", "guidebook")
    assert [one.name for one in shops_of(cast.moonwell.pk)] == ["Moonwell GB", "Moonwell US"]


def test_shops_come_whole_in_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        told = [
            (one.workspace.name, one.connection and one.connection.kind, one.playbook)
            for one in shops_of(cast.moonwell.pk)
        ]
    assert told == [("Moonwell", "sandbox", None)] * 2


def test_another_workspace_s_shop_is_not_there(cast: Cast) -> None:
    assert shop_of(cast.moonwell.pk, cast.uk.pk) == cast.uk
    with pytest.raises(NotFound) as refused:
        shop_of(cast.harbour.pk, cast.uk.pk)
    assert refused.value.data == {"what": "shop", "id": cast.uk.pk}


def test_a_job_finds_its_shop_by_number(cast: Cast) -> None:
    assert shop(cast.uk.pk) == cast.uk
    with pytest.raises(NotFound):
        shop(999_999)


def test_the_worker_s_round_takes_in_connected_shops_alone(cast: Cast) -> None:
    theirs = shop_in(cast.harbour, "GB", "guidebook")
    files = open_file_shop(cast.moonwell.pk, "TH", "guidebook", by=MEI, now=NOW)
    assert connected_shops() == [cast.uk, cast.us, theirs]
    assert file_shop(cast.moonwell.pk, "TH") == files
    assert file_shop(cast.moonwell.pk, "GB") is None
    assert file_shop(cast.harbour.pk, "TH") is None


def test_connections_by_kind(cast: Cast) -> None:
    assert connections(Connection.Kind.SANDBOX) == [cast.uk.connection]
    assert connections(Connection.Kind.PLATFORM) == []


def test_a_shop_lives_in_its_connection_s_time(cast: Cast) -> None:
    assert now_of(cast.uk, MACHINE) == NOW
    Connection.objects.update(clock_speed=60)
    fast = shop(cast.uk.pk)
    assert now_of(fast, NOW + timedelta(minutes=2)) == NOW + timedelta(hours=2)


def test_a_shop_without_a_clock_lives_in_real_time(cast: Cast) -> None:
    assert now_of(open_file_shop(cast.moonwell.pk, "TH", "guidebook", by=MEI, now=NOW), MACHINE) == MACHINE
    assert clock_of(Connection(kind="platform"), MACHINE) == ClockReading.real(MACHINE)


def test_each_shop_has_the_rules_of_its_pack_and_region(cast: Cast) -> None:
    assert (policy_of(cast.uk).quota.unit, policy_of(cast.uk).quota.weekly_cap) == ("message", 20)
    assert (policy_of(cast.us).quota.unit, policy_of(cast.us).quota.weekly_cap) == ("creator_week", None)
    assert playbook_of(cast.uk).follow_up.close_after_days == 5


def test_an_entered_cap_says_who_entered_it_and_when(cast: Cast) -> None:
    choose_rules(cast.uk, "guidebook", 35, by=MEI, now=NOW)
    origin = rules_of(shop(cast.uk.pk)).provenance["quota.weekly_cap"]
    assert (origin.source, origin.as_of) == ("entered by the seller", date(2026, 3, 2))


def test_a_shop_in_a_region_that_its_pack_does_not_name_must_be_asked(cast: Cast) -> None:
    french = Shop(workspace=cast.moonwell, name="Moonwell FR", region="FR", pack="guidebook")
    with pytest.raises(RegionNotCovered):
        policy_of(french)
