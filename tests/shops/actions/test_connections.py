"""Connecting shops, keeping grants and clocks, choosing rules and ways of working."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.policies.models import PlaybookRecord
from rapport.policies.queries import PackUnknown
from rapport.policies.rules.packs import RegionNotCovered
from rapport.policies.rules.sourced import DataFileInvalid
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.actions.connections import (
    App,
    AuthorizedShop,
    Grant,
    choose_playbook,
    choose_rules,
    connect_app,
    connect_shop,
    open_file_shop,
    report_trouble,
    save_clock,
    save_grant,
)
from rapport.shops.models import AuditLine, Connection, Shop
from rapport.shops.queries.shops import clock_of, playbook_of, policy_of
from rapport.shops.rules.regions import RegionUnknown

APP = App(
    kind=Connection.Kind.PLATFORM,
    base_url="https://open-api.example",
    auth_url="https://auth.example",
    key="6moonwell",
    secret="app-secret-1",
    service_id="77",
    webhook_secret="webhook-secret-1",
)
FOUND = AuthorizedShop("7495", "Moonwell DE", "DE", cipher="ROW_cipher_de")
GRANT = Grant("access-1", NOW + timedelta(days=7), "refresh-1", NOW + timedelta(days=365), "seller-open-id")
SECRETS = ("app-secret", "webhook-secret", "access-", "refresh-", "ROW_cipher", "seller-open-id")


def lines(action: str) -> list[tuple[str, str, dict[str, object]]]:
    return list(AuditLine.objects.filter(action=action).order_by("pk").values_list("actor", "subject", "data"))


def connected(cast: Cast) -> Shop:
    """Mei's shop in Germany, on the platform itself."""
    connection = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    return connect_shop(connection, FOUND, GRANT, "guidebook", by=MEI, now=NOW)


def test_an_app_is_added_once(cast: Cast) -> None:
    made = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    again = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    assert (made.pk, made.kind, made.app_secret) == (again.pk, "platform", "app-secret-1")
    assert lines("connection.add") == [("mei", "https://open-api.example", {"kind": "platform"})]
    assert lines("connection.change") == []


def test_an_app_s_new_secret_takes_the_place_of_the_old(cast: Cast) -> None:
    made = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    connect_app(cast.moonwell.pk, replace(APP, secret="app-secret-2"), by=MEI, now=NOW)
    made.refresh_from_db()
    assert made.app_secret == "app-secret-2"
    assert lines("connection.change") == [("mei", "https://open-api.example", {"fields": "app_secret"})]


def test_each_workspace_has_connections_of_its_own(cast: Cast) -> None:
    ours = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    theirs = connect_app(cast.harbour.pk, APP, by=MEI, now=NOW)
    assert ours.pk != theirs.pk


def test_an_authorized_shop_is_added_with_its_place_and_tokens(cast: Cast) -> None:
    shop = connected(cast)
    assert (shop.name, shop.region, shop.currency, shop.timezone) == ("Moonwell DE", "DE", "EUR", "Europe/Berlin")
    assert (shop.cipher, shop.access_token, shop.refresh_token) == ("ROW_cipher_de", "access-1", "refresh-1")
    assert (shop.access_expires_at, shop.open_id) == (GRANT.access_expires_at, "seller-open-id")
    assert policy_of(shop).quota.weekly_cap == 15
    assert lines("shop.connect") == [("mei", "Moonwell DE", {"pack": "guidebook"})]


def test_a_zone_that_the_platform_names_stands_before_the_region_s(cast: Cast) -> None:
    connection = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    found = replace(FOUND, region="US", timezone="America/New_York")
    shop = connect_shop(connection, found, GRANT, "us-2025", by=MEI, now=NOW)
    assert shop.timezone == "America/New_York"


def test_a_shop_that_is_authorized_again_gets_new_tokens_and_keeps_its_rules(cast: Cast) -> None:
    shop = connected(cast)
    report_trouble(shop.pk, "shops.authorize_again", now=NOW)
    choose_rules(shop, "guidebook", 40, by=MEI, now=NOW)
    assert shop.connection is not None
    fresh = replace(GRANT, access_token="access-2", open_id="")
    again = connect_shop(shop.connection, FOUND, fresh, "guidebook", by=MEI, now=NOW)
    assert (again.pk, again.access_token, again.open_id) == (shop.pk, "access-2", "seller-open-id")
    assert (again.trouble, again.cap_entered) == ("", 40)
    assert lines("shop.authorize") == [("mei", "Moonwell DE", {})]


def test_a_shop_that_another_app_authorizes_speaks_through_that_app(cast: Cast) -> None:
    shop = connected(cast)
    other = connect_app(cast.moonwell.pk, replace(APP, key="6other"), by=MEI, now=NOW)
    again = connect_shop(other, FOUND, replace(GRANT, access_token="access-2"), "guidebook", by=MEI, now=NOW)
    assert (again.pk, again.connection_id, again.access_token) == (shop.pk, other.pk, "access-2")


@pytest.mark.parametrize(
    ("region", "pack", "refusal"),
    [("XX", "guidebook", RegionUnknown), ("FR", "guidebook", RegionNotCovered), ("DE", "mars", PackUnknown)],
)
def test_a_shop_nobody_has_rules_for_is_not_connected(
    cast: Cast, region: str, pack: str, refusal: type[Exception]
) -> None:
    connection = connect_app(cast.moonwell.pk, APP, by=MEI, now=NOW)
    with pytest.raises(refusal):
        connect_shop(connection, replace(FOUND, region=region), GRANT, pack, by=MEI, now=NOW)
    assert not Shop.objects.filter(platform_id="7495").exists()


def test_a_seller_who_works_with_files_has_a_shop_without_a_connection(cast: Cast) -> None:
    shop = open_file_shop(cast.moonwell.pk, "uk", "guidebook", by=MEI, now=NOW)
    assert (shop.name, shop.region, shop.currency, shop.connection) == ("United Kingdom (files)", "GB", "GBP", None)
    assert lines("shop.open_files") == [("mei", "United Kingdom (files)", {})]


def test_a_shop_for_files_needs_a_region_and_a_pack_that_exist(cast: Cast) -> None:
    with pytest.raises(RegionUnknown):
        open_file_shop(cast.moonwell.pk, "XX", "guidebook", by=MEI, now=NOW)
    with pytest.raises(PackUnknown):
        open_file_shop(cast.moonwell.pk, "GB", "mars", by=MEI, now=NOW)


def test_new_tokens_end_a_shop_s_trouble(cast: Cast) -> None:
    report_trouble(cast.uk.pk, "shops.authorize_again", now=NOW)
    save_grant(cast.uk.pk, GRANT)
    cast.uk.refresh_from_db()
    assert (cast.uk.access_token, cast.uk.refresh_token, cast.uk.trouble) == ("access-1", "refresh-1", "")
    assert cast.uk.name == "Moonwell GB"


def test_trouble_is_told_once_until_it_ends(cast: Cast) -> None:
    for code in ("shops.authorize_again", "shops.authorize_again", "", "shops.authorize_again"):
        report_trouble(cast.uk.pk, code, now=NOW)
    cast.uk.refresh_from_db()
    assert cast.uk.trouble == "shops.authorize_again"
    assert lines("shop.trouble") == [("worker", "Moonwell GB", {"code": "shops.authorize_again"})] * 2


def test_a_clock_is_kept_as_it_was_read(cast: Cast) -> None:
    assert cast.uk.connection is not None
    reading = ClockReading(NOW, NOW + timedelta(days=3), 600)
    save_clock(cast.uk.connection.pk, reading)
    cast.uk.connection.refresh_from_db()
    assert clock_of(cast.uk.connection, NOW) == reading


def test_a_seller_enters_the_cap_they_read_in_their_account(cast: Cast) -> None:
    choose_rules(cast.uk, "guidebook", 35, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert (cast.uk.cap_entered, cast.uk.cap_entered_on) == (35, date(2026, 3, 2))
    assert policy_of(cast.uk).quota.weekly_cap == 35
    assert lines("shop.rules") == [("mei", "Moonwell GB", {"pack": "guidebook", "cap_entered": 35})]


def test_without_a_cap_of_their_own_the_pack_s_holds_again(cast: Cast) -> None:
    choose_rules(cast.uk, "guidebook", 35, by=MEI, now=NOW)
    choose_rules(cast.uk, "guidebook", None, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert (cast.uk.cap_entered, cast.uk.cap_entered_on) == (None, None)
    assert policy_of(cast.uk).quota.weekly_cap == 20


def test_a_pack_without_the_shop_s_region_needs_an_entered_cap(cast: Cast) -> None:
    with pytest.raises(RegionNotCovered):
        choose_rules(cast.uk, "us-2025", None, by=MEI, now=NOW)
    choose_rules(cast.uk, "us-2025", 300, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert (policy_of(cast.uk).quota.unit, policy_of(cast.uk).quota.weekly_cap) == ("creator_week", 300)


def test_a_shop_gets_a_way_of_working_of_its_own(cast: Cast) -> None:
    choose_playbook(cast.uk, {"tiers": {"s_orders_from": 300}, "follow_up": {"close_after_days": 7}}, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert playbook_of(cast.uk).tiers.s_orders_from == 300
    assert playbook_of(cast.us).tiers.s_orders_from == 500
    assert lines("shop.playbook") == [("mei", "Moonwell GB", {"sections": "follow_up, tiers"})]


def test_a_wrong_value_changes_no_way_of_working(cast: Cast) -> None:
    with pytest.raises(DataFileInvalid):
        choose_playbook(cast.uk, {"tiers": {"s_orders_from": 0}}, by=MEI, now=NOW)
    cast.uk.refresh_from_db()
    assert (cast.uk.playbook, PlaybookRecord.objects.count()) == (None, 0)


def test_a_shop_that_is_gone_leaves_no_playbook_behind(cast: Cast) -> None:
    gone = Shop(pk=999_999, name="Gone", workspace_id=cast.moonwell.pk)
    with pytest.raises(NotFound):
        choose_playbook(gone, {}, by=MEI, now=NOW)
    assert PlaybookRecord.objects.count() == 0


def test_the_trail_holds_no_secret(cast: Cast) -> None:
    shop = connected(cast)
    connect_app(cast.moonwell.pk, replace(APP, secret="app-secret-2"), by=MEI, now=NOW)
    assert shop.connection is not None
    connect_shop(shop.connection, FOUND, replace(GRANT, access_token="access-2"), "guidebook", by=MEI, now=NOW)
    told = str(list(AuditLine.objects.values()))
    assert [secret for secret in SECRETS if secret in told] == []


def test_secrets_do_not_show_in_what_carries_them() -> None:
    told = f"{APP!r} {GRANT!r} {FOUND!r}"
    assert [secret for secret in SECRETS[:5] if secret in told] == []
