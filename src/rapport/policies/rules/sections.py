"""The sections of a policy pack: what each says, as typed values. Fields as in `policy_packs/README.md`."""

import re
from datetime import time
from typing import Annotated, Literal, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from rapport.policies.rules.forbidden import ForbiddenShape, ForbiddenWords
from rapport.policies.rules.sourced import Count, Positive, Rate
from rapport.shared.periods import WEEKDAYS, WeekRule

SHOP_ZONE = "shop"

ChangeEffect = Literal["on_confirmation", "at_once", "next_day", "after_days"]
TermsKind = Literal["target", "open", "shop"]


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
    """When nobody is contacted (creator's local time), what is never automated, and what no message may hold."""

    quiet_from: ClockTime
    quiet_until: ClockTime
    forbidden: tuple[str, ...]
    forbidden_shapes: tuple[ForbiddenShape, ...] = ()
    forbidden_words: tuple[ForbiddenWords, ...] = ()

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
