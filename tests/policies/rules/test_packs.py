"""Packs: what is read of them, what a region gets, and every way in which a file can be wrong."""

from datetime import date, time

import pytest
from tests.policies.shipped import GONE, changed, raw_pack, sourced

from rapport.policies.rules.packs import EnteredCap, Pack, RegionNotCovered, RegionRules, read_pack
from rapport.policies.rules.sections import QuotaPolicy
from rapport.policies.rules.sourced import DataFileInvalid, Provenance
from rapport.shared.periods import WeekRule


def guidebook(path: str = "", value: object = None) -> Pack:
    """The guidebook, with one value changed."""
    raw = raw_pack("guidebook")
    return read_pack("guidebook", changed(raw, path, value) if path else raw)


def set_by_the_file(rules: RegionRules) -> set[str]:
    """Every value of a policy that stands in the file, by `section.field`."""
    values = rules.policy.model_dump(by_alias=True, exclude_unset=True)
    return {f"{section}.{name}" for section, fields in values.items() for name in fields}


@pytest.mark.parametrize("name", ["guidebook", "us-2025"])
def test_every_value_says_where_it_comes_from(name: str) -> None:
    pack = read_pack(name, raw_pack(name))
    for rules in [*pack.regions.values(), pack.elsewhere]:
        assert set(rules.provenance) == set_by_the_file(rules)


def test_a_value_s_source_is_written_out() -> None:
    assert guidebook().for_region("GB").provenance["quota.weekly_cap"] == Provenance(
        source="tt123.com/ask/PNGngP6B, target invitations and IM quota (定向邀约功能及IM配额说明)",
        as_of=date(2024, 6, 1),
        confidence="unverified",
    )


def test_a_region_s_own_value_stands_before_the_default() -> None:
    pack = guidebook("regions.TH.collaboration.creators_max", sourced(40))
    most = {region: rules.policy.collaboration.creators_max for region, rules in pack.regions.items()}
    assert most == {"GB": 30, "TH": 40, "DE": 30}
    assert pack.for_region("TH").provenance["collaboration.creators_max"].confidence == "assumed"


def test_a_region_the_pack_does_not_name_is_not_covered() -> None:
    with pytest.raises(RegionNotCovered) as refused:
        guidebook().for_region("FR")
    assert refused.value.data == {"pack": "guidebook", "region": "FR", "covered": "GB, TH, DE"}


@pytest.mark.parametrize("region", ["FR", "GB"])
def test_a_cap_that_the_seller_entered_stands_in_place_of_the_pack_s(region: str) -> None:
    rules = guidebook().for_region(region, EnteredCap(35, date(2026, 3, 2)))
    assert rules.policy.quota.weekly_cap == 35
    assert rules.policy.quota.unit == "message"
    assert rules.provenance["quota.weekly_cap"] == Provenance(
        source="entered by the seller", as_of=date(2026, 3, 2), confidence="unverified"
    )


def test_a_cap_that_the_seller_entered_stands_in_place_of_tiers() -> None:
    rules = read_pack("us-2025", raw_pack("us-2025")).for_region("US", EnteredCap(500, date(2026, 3, 2)))
    assert (rules.policy.quota.weekly_cap, rules.policy.quota.tiers) == (500, ())
    assert "quota.tiers" not in rules.provenance


def test_a_quota_week_begins_in_the_shop_s_own_zone_or_in_the_pack_s() -> None:
    own = guidebook().for_region("TH").policy.quota
    assert own.week_rule("Asia/Bangkok") == WeekRule(0, time(0), "Asia/Bangkok")
    fixed = guidebook("defaults.quota.window_timezone", sourced("America/Los_Angeles")).for_region("TH").policy.quota
    assert fixed.week_rule("Asia/Bangkok") == WeekRule(0, time(0), "America/Los_Angeles")


def test_quiet_hours_are_times() -> None:
    contact = guidebook().for_region("GB").policy.contact
    assert (contact.quiet_from_time, contact.quiet_until_time) == (time(22), time(8))


QUOTA, CHANGE = "defaults.quota", "defaults.change"
WRONG = [
    ("rules", {}, "rules"),
    ("pack.name", "handbook", "pack.name"),
    ("pack.schema", 2, "pack.schema"),
    ("pack.title_zh", GONE, "pack.title_zh"),
    ("pack.effective_from", "soon", "pack.effective_from"),
    ("regions", {}, "regions"),
    ("regions.GB", 20, "regions.GB"),
    ("defaults.quota", "plenty", "defaults.quota"),
    ("defaults.weather", {"sun": sourced(1)}, "regions.GB.weather"),
    ("defaults.samples", GONE, "regions.GB.samples"),
    (f"{QUOTA}.colour", sourced("red"), "regions.GB.quota.colour"),
    (f"{QUOTA}.unit", GONE, "regions.GB.quota.unit"),
    (f"{QUOTA}.unit", "message", "quota.unit"),
    (f"{QUOTA}.unit.value", GONE, "quota.unit.value"),
    (f"{QUOTA}.unit.source", GONE, "quota.unit.source"),
    (f"{QUOTA}.unit.source", "hearsay", "quota.unit.source"),
    (f"{QUOTA}.unit.as_of", GONE, "quota.unit.as_of"),
    (f"{QUOTA}.unit.confidence", "certain", "quota.unit.confidence"),
    (f"{QUOTA}.unit.note", "new", "quota.unit.note"),
    (f"{QUOTA}.unit.value", "hour", "regions.GB.quota.unit"),
    (f"{QUOTA}.carry_over.value", "no", "regions.GB.quota.carry_over"),
    (f"{QUOTA}.cost_reply.value", "1", "regions.GB.quota.cost_reply"),
    (f"{QUOTA}.cost_reply.value", -1, "regions.GB.quota.cost_reply"),
    (f"{QUOTA}.cost_reply.value", True, "regions.GB.quota.cost_reply"),
    (f"{QUOTA}.window_weekday.value", "Montag", "regions.GB.quota.window_weekday"),
    (f"{QUOTA}.window_time.value", "25:00", "regions.GB.quota.window_time"),
    (f"{QUOTA}.window_time.value", "00:00+02:00", "regions.GB.quota.window_time"),
    (f"{QUOTA}.window_timezone.value", "Mars/Olympus", "regions.GB.quota.window_timezone"),
    ("regions.GB.quota.weekly_cap", GONE, "regions.GB.quota.weekly_cap"),
    ("defaults.collaboration.creators_max.value", 0, "regions.GB.collaboration.creators_max"),
    ("defaults.collaboration.creators_max.value", "30", "regions.GB.collaboration.creators_max"),
    ("defaults.collaboration.creators_max.value", 30.0, "regions.GB.collaboration.creators_max"),
    ("defaults.commission.rate_max.value", 10_001, "regions.GB.commission.rate_max"),
    ("defaults.commission.rate_min.value", 9_000, "regions.GB.commission"),
    ("defaults.commission.priority.value", ["target", "open"], "regions.GB.commission.priority"),
    ("defaults.commission.priority.value", ["target", "open", "gift"], "regions.GB.commission.priority.2"),
    (f"{CHANGE}.raise.value", "soon", "regions.GB.change.raise"),
    (f"{CHANGE}.cut_open.value", "after_days", "regions.GB.change"),
    ("defaults.contact.quiet_from.value", "22", "regions.GB.contact.quiet_from"),
]


@pytest.mark.parametrize(("path", "value", "field"), WRONG)
def test_a_wrong_pack_is_refused_with_the_field_named(path: str, value: object, field: str) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        guidebook(path, value)
    assert (refused.value.data["file"], refused.value.data["field"]) == ("guidebook", field)
    assert refused.value.data["problem"]


@pytest.mark.parametrize(
    "tiers",
    [
        [{"gmv_from": 1, "weekly_cap": 5}],
        [{"gmv_from": 0, "weekly_cap": 5}, {"gmv_from": 0, "weekly_cap": 9}],
        [{"gmv_from": 0, "weekly_cap": 5}, {"gmv_from": 900, "weekly_cap": 7}, {"gmv_from": 800, "unlimited": True}],
    ],
)
def test_tiers_rise_from_nothing(tiers: list[dict[str, object]]) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        guidebook(f"{QUOTA}.tiers", sourced(tiers))
    assert refused.value.data["field"] == "regions.GB.quota.tiers"


@pytest.mark.parametrize("tier", [{"gmv_from": 0}, {"gmv_from": 0, "weekly_cap": 5, "unlimited": True}])
def test_a_tier_has_a_cap_or_is_unlimited(tier: dict[str, object]) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        guidebook(f"{QUOTA}.tiers", sourced([tier]))
    assert refused.value.data["field"] == "regions.GB.quota.tiers.0"


def test_a_pack_without_starter_or_tiers_has_none() -> None:
    quota: QuotaPolicy = guidebook().for_region("GB").policy.quota
    assert (quota.tiers, quota.starter_pack, quota.pre_reply_messages) == ((), 0, None)
