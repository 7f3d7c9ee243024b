"""Playbooks: how a shop chooses to work inside the policy. The defaults are the brief's (design section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rapport.policies.rules.sourced import (
    Count,
    DataFileInvalid,
    Length,
    Positive,
    Provenance,
    Rate,
    Raw,
    checked,
    split,
)

Overrides = Mapping[str, Mapping[str, object]]
"""Changed values by section and name."""
SECTIONS = ("audience", "outreach", "commission", "follow_up", "tiers", "planner", "review")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WantedAudience(_Section):
    """The followers that products of a category are for: least shares, in hundredths of a percent."""

    category: str
    female_share_from: Rate
    adult_share_from: Rate


class AudiencePlay(_Section):
    """Follower bands (lower bounds, inclusive), the floors of the two goals, and whom categories are for."""

    follower_bands: tuple[Positive, ...]
    brand_followers_from: Positive
    sales_followers_from: Positive
    wanted: tuple[WantedAudience, ...]


class OutreachPlay(_Section):
    """Whom to invite first."""

    followers_from: Count
    followers_to: Positive
    videos_per_week_from: Count
    average_views_from: Count


class CommissionPlay(_Section):
    """Rates in hundredths of a percent."""

    start_rate: Rate
    target_above_open: Rate
    launch_rate: Rate
    launch_days: Positive
    settled_rate: Rate


class FollowUpPlay(_Section):
    """Earliest times and limits of following up."""

    remind_after_hours: Length
    close_after_days: Length
    reinvite_after_days: Length
    idle_after_days: Length
    reminders_max: Count
    reinvitations_max: Count

    @property
    def remind_after(self) -> timedelta:
        return timedelta(hours=self.remind_after_hours)

    @property
    def close_after(self) -> timedelta:
        return timedelta(days=self.close_after_days)

    @property
    def reinvite_after(self) -> timedelta:
        return timedelta(days=self.reinvite_after_days)

    @property
    def idle_after(self) -> timedelta:
        return timedelta(days=self.idle_after_days)


class TiersPlay(_Section):
    """Monthly orders from which a creator is S or A."""

    s_orders_from: Positive
    a_orders_from: Positive


class PlannerPlay(_Section):
    """What the planner assumes before the shop's own outcomes say better; rates in hundredths of a percent."""

    reply_rate: Rate
    answers_needed_tenths: Positive
    agree_rate: Rate
    post_rate: Rate
    reminder_reply_rate: Rate
    reply_after_silence: Rate
    share_of_sales_elsewhere: Rate
    margin_rate: Rate
    invitations_per_day_max: Positive
    messages_per_hour_max: Positive


class ReviewPlay(_Section):
    """When the weekly review asks for an action."""

    weeks_at_zero: Positive
    sell_through: Literal["listed", "sold"]
    agreement_orders_from: Positive
    refund_share_high: Rate


class Playbook(BaseModel):
    """All choices, as plain values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    audience: AudiencePlay
    outreach: OutreachPlay
    commission: CommissionPlay
    follow_up: FollowUpPlay
    tiers: TiersPlay
    planner: PlannerPlay
    review: ReviewPlay


@dataclass(frozen=True, slots=True)
class SourcedPlaybook:
    """A playbook and where each value comes from, by `section.field`."""

    values: Playbook
    provenance: Mapping[str, Provenance]


def read_playbook(file: str, raw: Raw) -> SourcedPlaybook:
    """Check a playbook's tables. Refuses with DataFileInvalid that names the field."""
    sources_raw = raw.get("sources", {})
    sources = {str(key): str(text) for key, text in sources_raw.items()} if isinstance(sources_raw, Mapping) else {}
    sections: dict[str, object] = {}
    provenance: dict[str, Provenance] = {}
    for section, table in raw.items():
        if section in ("playbook", "sources"):
            continue
        if section not in SECTIONS or not isinstance(table, Mapping):
            raise DataFileInvalid(file=file, field=section, problem="unknown section")
        values, origins = split(file, section, table, sources)
        sections[section] = values
        provenance |= origins
    return SourcedPlaybook(checked(Playbook, sections, file=file, field="playbook"), provenance)


def with_overrides(base: Playbook, overrides: Overrides) -> Playbook:
    """The playbook with single values replaced, as a shop or campaign sets them: `{"follow_up":
    {"close_after_days": 7}}`.

    Refuses with DataFileInvalid that names the field.
    """
    merged: dict[str, object] = {}
    for section in SECTIONS:
        merged[section] = {**getattr(base, section).model_dump(), **overrides.get(section, {})}
    for section in overrides:
        if section not in SECTIONS:
            raise DataFileInvalid(file="overrides", field=section, problem="unknown section")
    return checked(Playbook, merged, file="overrides", field="playbook")
