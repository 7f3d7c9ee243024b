"""The files that ship: what the guidebook, the American pack and the default playbook say."""

from datetime import date, time

import pytest
from tests.policies.shipped import raw_pack

from rapport.policies.models import PlaybookRecord
from rapport.policies.queries import (
    PackUnknown,
    default_playbook,
    pack,
    pack_file,
    pack_names,
    playbook,
    rules_for,
)
from rapport.policies.rules.packs import EnteredCap, RegionNotCovered
from rapport.policies.rules.sections import Tier
from rapport.policies.rules.sourced import DataFileInvalid
from rapport.shared.periods import WeekRule


def test_two_packs_ship() -> None:
    assert pack_names() == ("guidebook", "us-2025")
    assert {name: tuple(pack(name).regions) for name in pack_names()} == {
        "guidebook": ("GB", "TH", "DE"),
        "us-2025": ("US",),
    }


@pytest.mark.parametrize(("region", "cap"), [("GB", 20), ("TH", 50), ("DE", 15)])
def test_the_guidebook_s_messages_a_week(region: str, cap: int) -> None:
    quota = rules_for("guidebook", region).policy.quota
    assert (quota.unit, quota.weekly_cap, quota.tiers) == ("message", cap, ())


@pytest.mark.parametrize("kind", ["invitation", "message", "reply", "reminder", "sample_notice"])
def test_under_the_guidebook_everything_costs_one(kind: str) -> None:
    assert getattr(rules_for("guidebook", "GB").policy.quota, f"cost_{kind}") == 1


def test_the_guidebook_s_own_values() -> None:
    policy = rules_for("guidebook", "GB").policy
    assert policy.collaboration.creators_max == 30
    assert (policy.commission.rate_min, policy.commission.rate_max) == (100, 8000)
    assert policy.commission.priority == ("target", "open", "shop")
    assert {policy.change.raise_, policy.change.cut_target, policy.change.cut_open} == {"on_confirmation"}
    assert (policy.quota.connected_exempt, policy.quota.pre_reply_messages) == (False, None)
    assert policy.quota.week_rule("Europe/London") == WeekRule(0, time(0), "Europe/London")
    assert (policy.settlement.refund_basis, policy.settlement.days_after_delivery) == ("amount", 7)


def test_what_only_the_two_guides_say_is_never_called_official() -> None:
    guides = (raw_pack("guidebook")["sources"]["S1"], raw_pack("guidebook")["sources"]["S2"])
    said = {origin.confidence for origin in rules_for("guidebook", "GB").provenance.values() if origin.source in guides}
    assert said == {"unverified"}


def test_the_american_pack_counts_creators_by_tier() -> None:
    quota = rules_for("us-2025", "US").policy.quota
    assert (quota.unit, quota.weekly_cap, quota.starter_pack, quota.gmv_window_days) == ("creator_week", None, 1000, 30)
    assert quota.tiers == (
        Tier(gmv_from=0, weekly_cap=0, max_followers=20_000),
        Tier(gmv_from=1, weekly_cap=2000, max_followers=20_000),
        Tier(gmv_from=2000, weekly_cap=7000),
        Tier(gmv_from=50_000, unlimited=True),
    )
    assert (quota.connected_exempt, quota.pre_reply_messages) == (True, 5)
    assert quota.week_rule("America/Los_Angeles") == WeekRule(6, time(0), "America/Los_Angeles")


def test_the_american_pack_s_other_values() -> None:
    policy = rules_for("us-2025", "US").policy
    assert (policy.collaboration.creators_max, policy.collaboration.products_max) == (50, 100)
    assert (policy.collaboration.name_chars_max, policy.collaboration.message_chars_max) == (30, 500)
    assert (policy.collaboration.per_day_max, policy.collaboration.open_max) == (200, 1000)
    assert (policy.commission.rate_min, policy.commission.rate_max) == (100, 8000)
    assert policy.commission.target_rate_warn_below == 1000
    assert (policy.change.raise_, policy.change.cut_target) == ("at_once", "next_day")
    assert (policy.change.cut_open, policy.change.cut_open_days) == ("after_days", 30)
    assert (policy.settlement.refund_basis, policy.settlement.days_after_delivery) == ("quantity", 15)


@pytest.mark.parametrize(("name", "region"), [("guidebook", "GB"), ("us-2025", "US")])
def test_what_both_packs_say(name: str, region: str) -> None:
    policy = rules_for(name, region).policy
    samples, contact, api = policy.samples, policy.contact, policy.api
    assert (samples.review_days, samples.content_days, samples.extension_days) == (7, 14, 7)
    assert (samples.reminder_min_days, samples.reminder_max) == (5, 1)
    assert (contact.quiet_from, contact.quiet_until) == ("22:00", "08:00")
    assert contact.forbidden == ("second_account", "contact_on_shop_page")
    assert (api.requests_per_second, api.daily_search, api.daily_performance, api.daily_send) == (50, *[10_000] * 3)


def test_the_tiers_counts_are_known_at_second_hand_and_say_so() -> None:
    assert rules_for("us-2025", "US").provenance["quota.tiers"].confidence == "secondary"


def test_a_pack_that_does_not_ship_is_unknown() -> None:
    with pytest.raises(PackUnknown) as refused:
        pack("mars-2030")
    assert refused.value.data == {"pack": "mars-2030", "known": "guidebook, us-2025"}


def test_for_a_region_nobody_covers_the_seller_is_asked() -> None:
    with pytest.raises(RegionNotCovered):
        rules_for("guidebook", "VN")
    assert rules_for("guidebook", "VN", EnteredCap(12, date(2026, 3, 2))).policy.quota.weekly_cap == 12


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(DataFileInvalid) as refused:
        pack_file("mine", "[pack\n")
    assert (refused.value.data["file"], refused.value.data["field"]) == ("mine", "")


def test_a_file_of_one_s_own_must_bear_its_own_name() -> None:
    text = '[pack]\nname = "other"\nschema = 1\neffective_from = 2026-01-01\ntitle_en = "Mine"\ntitle_zh = "我的"\n'
    with pytest.raises(DataFileInvalid) as refused:
        pack_file("mine", text)
    assert refused.value.data["field"] == "pack.name"


def test_every_source_a_pack_lists_is_used() -> None:
    for name in pack_names():
        sources = raw_pack(name)["sources"].values()
        used = {origin.source for rules in pack(name).regions.values() for origin in rules.provenance.values()}
        assert set(sources) == used


def test_the_default_playbook_holds_the_brief_s_values() -> None:
    play = default_playbook().values
    assert play.audience.follower_bands == (1000, 20_000, 100_000, 500_000, 1_000_000)
    assert (play.audience.brand_followers_from, play.audience.sales_followers_from) == (500_000, 20_000)
    assert (play.outreach.followers_from, play.outreach.followers_to) == (10_000, 50_000)
    assert (play.outreach.videos_per_week_from, play.outreach.average_views_from) == (3, 5000)
    assert (play.commission.start_rate, play.commission.target_above_open) == (1500, 500)
    assert (play.commission.launch_rate, play.commission.launch_days, play.commission.settled_rate) == (3000, 14, 1500)
    assert (play.follow_up.remind_after_hours, play.follow_up.close_after_days) == (48, 5)
    assert (play.follow_up.reinvite_after_days, play.follow_up.idle_after_days) == (14, 7)
    assert (play.tiers.s_orders_from, play.tiers.a_orders_from) == (500, 100)
    assert (play.review.weeks_at_zero, play.review.sell_through) == (2, "listed")


def test_a_shop_without_its_own_values_works_by_the_default() -> None:
    assert playbook(None) == default_playbook()


def test_a_shop_s_own_value_does_not_claim_the_brief_as_its_source() -> None:
    own = playbook(PlaybookRecord(name="Moonwell", overrides={"follow_up": {"close_after_days": 7}}))
    assert own.values.follow_up.close_after_days == 7
    assert set(default_playbook().provenance) - set(own.provenance) == {"follow_up.close_after_days"}
