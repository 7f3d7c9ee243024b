"""Policy packs: what the platform allows, chosen per shop. Fields as in `policy_packs/README.md`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from rapport.policies.rules.sourced import Count, DataFileInvalid, Positive, Provenance, Rate, Raw, checked, split
from rapport.shared.periods import WEEKDAYS, WeekRule
from rapport.shared.refusals import Refusal

SHOP_ZONE = "shop"
UNCOUNTED = frozenset({"pack", "sources", "defaults", "regions"})

ChangeEffect = Literal["on_confirmation", "at_once", "next_day", "after_days"]
TermsKind = Literal["target", "open", "shop"]


class RegionNotCovered(Refusal):
    """The pack says nothing about this region: choose another pack, or enter the shop's own cap."""

    code = "policies.region_not_covered"


def _clock_time(text: str) -> str:
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        raise ValueError("must be written as HH:MM")
    time.fromisoformat(text)
    return text


def _zone(text: str) -> str:
    if text != SHOP_ZONE and text not in available_timezones():
        raise ValueError("must be `shop` or the name of a time zone")
    return text


ClockTime = Annotated[str, AfterValidator(_clock_time)]
Zone = Annotated[str, AfterValidator(_zone)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tier(_Section):
    """A step of the weekly cap by the shop's GMV, in whole units of the quota's currency."""

    gmv_from: Count
    weekly_cap: Count | None = None
    weekly_cap_invitations: Count | None = None
    """Of invitations where they have a pool of their own."""
    unlimited: StrictBool = False
    max_followers: Positive | None = None

    @model_validator(mode="after")
    def _says_how_many(self) -> "Tier":
        if (self.weekly_cap is None) != self.unlimited:
            raise ValueError("a tier has a weekly_cap or is unlimited")
        return self


class QuotaPolicy(_Section):
    """How outreach is counted and limited."""

    unit: Literal["message", "creator_week"]
    shared_pool: StrictBool
    weekly_cap: Count | None = None
    weekly_cap_invitations: Count | None = None
    """Of invitations where they have a pool of their own; `weekly_cap` is then that of messages."""
    daily_cap: Count | None = None
    """Units of the shop's local day, over all pools; empty where only the week is limited."""
    tiers: tuple[Tier, ...] = ()
    gmv_window_days: Positive = 30
    gmv_currency: str = "USD"
    starter_pack: Count = 0
    window_weekday: str
    window_time: ClockTime
    window_timezone: Zone
    carry_over: Literal[False]
    """No source says that unused units live on; a pack that did would first need a count of them."""
    cost_invitation: Count
    cost_message: Count
    cost_reply: Count
    cost_reminder: Count
    cost_sample_notice: Count
    connected_exempt: StrictBool
    pre_reply_messages: Positive | None = None

    @field_validator("window_weekday")
    @classmethod
    def _a_weekday(cls, word: str) -> str:
        if word not in WEEKDAYS:
            raise ValueError(f"must be one of {', '.join(WEEKDAYS)}")
        return word

    @field_validator("tiers")
    @classmethod
    def _rising(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        floors = [tier.gmv_from for tier in tiers]
        if floors != sorted(set(floors)) or (floors and floors[0] != 0):
            raise ValueError("tiers must rise from gmv_from = 0")
        return tiers

    @model_validator(mode="after")
    def _sizes_both_pools(self) -> "QuotaPolicy":
        limited = [tier for tier in self.tiers if not tier.unlimited]
        sizes = [tier.weekly_cap_invitations for tier in limited] if self.tiers else [self.weekly_cap_invitations]
        missing = any(size is None for size in sizes)
        if self.shared_pool is False and missing and (self.tiers or self.weekly_cap is not None):
            raise ValueError("separate pools need weekly_cap_invitations")
        return self

    def week_rule(self, shop_timezone: str) -> WeekRule:
        """When this quota's week begins for a shop in the given time zone."""
        zone = shop_timezone if self.window_timezone == SHOP_ZONE else self.window_timezone
        return WeekRule.of(self.window_weekday, self.window_time, zone)


class CollaborationPolicy(_Section):
    """Limits of one target collaboration and of their number."""

    creators_max: Positive
    products_max: Positive
    name_chars_max: Positive
    message_chars_max: Positive
    per_day_max: Positive
    open_max: Positive


class CommissionPolicy(_Section):
    """Allowed rates in hundredths of a percent, and which kind of terms wins."""

    rate_min: Rate
    rate_max: Rate
    target_rate_warn_below: Rate
    priority: tuple[TermsKind, ...]

    @field_validator("priority")
    @classmethod
    def _whole(cls, kinds: tuple[TermsKind, ...]) -> tuple[TermsKind, ...]:
        if sorted(kinds) != sorted(get_args(TermsKind)):
            raise ValueError("must name each kind of terms once")
        return kinds

    @model_validator(mode="after")
    def _in_order(self) -> "CommissionPolicy":
        if self.rate_min > self.rate_max:
            raise ValueError("rate_min must not be above rate_max")
        return self


class ChangePolicy(_Section):
    """When a changed rate acts."""

    raise_: ChangeEffect = Field(alias="raise")
    cut_target: ChangeEffect
    cut_open: ChangeEffect
    cut_open_days: Count = 0

    @model_validator(mode="after")
    def _says_how_long(self) -> "ChangePolicy":
        if "after_days" in (self.raise_, self.cut_target, self.cut_open) and not self.cut_open_days:
            raise ValueError("after_days needs cut_open_days")
        return self


class SettlementPolicy(_Section):
    """When a commission is final, and what a refund does to its base."""

    days_after_delivery: Count
    refund_basis: Literal["amount", "quantity"]


class SamplesPolicy(_Section):
    """Deadlines in days."""

    review_days: Positive
    content_days: Positive
    extension_days: Count
    reminder_min_days: Count
    reminder_max: Count


class ContactPolicy(_Section):
    """When nobody is contacted (creator's local time), and what is never automated."""

    quiet_from: ClockTime
    quiet_until: ClockTime
    forbidden: tuple[str, ...]

    @property
    def quiet_from_time(self) -> time:
        return time.fromisoformat(self.quiet_from)

    @property
    def quiet_until_time(self) -> time:
        return time.fromisoformat(self.quiet_until)


class ApiPolicy(_Section):
    """Pacing of the platform's API per app and shop."""

    requests_per_second: Positive
    daily_search: Positive
    daily_performance: Positive
    daily_send: Positive


class Policy(BaseModel):
    """One region's rules under one pack, as plain values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quota: QuotaPolicy
    collaboration: CollaborationPolicy
    commission: CommissionPolicy
    change: ChangePolicy
    settlement: SettlementPolicy
    samples: SamplesPolicy
    contact: ContactPolicy
    api: ApiPolicy


class PackHead(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    schema_: Literal[1] = Field(alias="schema")
    effective_from: date
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class RegionRules:
    """A region's policy and where each of its values comes from, by `section.field`."""

    policy: Policy
    provenance: Mapping[str, Provenance]


@dataclass(frozen=True, slots=True)
class EnteredCap:
    """A weekly cap that the seller read in their own account and entered, and when."""

    units: int
    on: date


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack: its head, the rules of each region that it names, and what holds for any other."""

    head: PackHead
    regions: Mapping[str, RegionRules]
    elsewhere: RegionRules

    def for_region(self, region: str, entered: EnteredCap | None = None) -> RegionRules:
        """The rules for an ISO region code; a cap that the seller entered stands in place of the pack's.

        Refuses with RegionNotCovered where the pack does not name the region and no cap was entered.
        """
        named = self.regions.get(region)
        if entered is not None:
            return _with_cap(named or self.elsewhere, entered)
        if named is None:
            raise RegionNotCovered(pack=self.head.name, region=region, covered=", ".join(self.regions))
        return named


def read_pack(file: str, raw: Raw) -> Pack:
    """Check a pack's tables. Refuses with DataFileInvalid that names the field (design section 4)."""
    for name in raw:
        if name not in UNCOUNTED:
            raise DataFileInvalid(file=file, field=name, problem="unknown section")
    head = checked(PackHead, raw.get("pack", {}), file=file, field="pack")
    if head.name != file:
        raise DataFileInvalid(file=file, field="pack.name", problem="must equal the file's name")
    sources = _tables(file, "sources", raw.get("sources", {}))
    defaults = _tables(file, "defaults", raw.get("defaults", {}))
    regions = _tables(file, "regions", raw.get("regions", {}))
    if not regions:
        raise DataFileInvalid(file=file, field="regions", problem="a pack names at least one region")
    named = {str(key): str(text) for key, text in sources.items()}
    rules = {region: _region(file, region, defaults, own, named) for region, own in regions.items()}
    for region, one in rules.items():
        if one.policy.quota.weekly_cap is None and not one.policy.quota.tiers:
            raise DataFileInvalid(file=file, field=f"regions.{region}.quota.weekly_cap", problem="no cap and no tiers")
    return Pack(head, rules, elsewhere=_region(file, "*", defaults, {}, named))


def _with_cap(rules: RegionRules, entered: EnteredCap) -> RegionRules:
    quota = rules.policy.quota.model_copy(update={"weekly_cap": entered.units, "tiers": ()})
    origin = Provenance(source="entered by the seller", as_of=entered.on, confidence="unverified")
    origins = {name: known for name, known in rules.provenance.items() if name != "quota.tiers"}
    return RegionRules(rules.policy.model_copy(update={"quota": quota}), {**origins, "quota.weekly_cap": origin})


def _region(file: str, region: str, defaults: Raw, own: object, sources: Mapping[str, str]) -> RegionRules:
    sections: dict[str, object] = {}
    provenance: dict[str, Provenance] = {}
    additions = _tables(file, f"regions.{region}", own)
    for section in {**defaults, **additions}:
        merged = {
            **_tables(file, f"defaults.{section}", defaults.get(section, {})),
            **_tables(file, f"regions.{region}.{section}", additions.get(section, {})),
        }
        values, origins = split(file, section, merged, sources)
        sections[section] = values
        provenance |= origins
    return RegionRules(checked(Policy, sections, file=file, field=f"regions.{region}"), provenance)


def _tables(file: str, field: str, raw: object) -> dict[str, object]:
    if not isinstance(raw, Mapping):
        raise DataFileInvalid(file=file, field=field, problem="must be a table")
    return {str(name): value for name, value in raw.items()}
