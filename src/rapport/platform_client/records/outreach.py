"""The shop's outreach quota, and whom it was spent on."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMomentOfMilliseconds, Record, named
from rapport.platform_client.records.money import MaybeMoney


def _none_if_zero(value: object) -> object:
    return None if value in (0, "0") else value


# A ceiling of no followers would shut everyone out: zero stands for no ceiling.
MaybeCeiling = Annotated[int | None, BeforeValidator(_none_if_zero)]


class LevelQuota(Record):
    """The part of the quota kept for creators of these levels; the bonus is spent first."""

    levels: tuple[int, ...] = named("creator_levels", default=())
    total: int | None = named("quota_period_sum")
    used: int | None = named("quota_period_use")
    bonus_total: int | None = named("quota_bonus_sum")
    bonus_used: int | None = named("quota_bonus_use")


class QuotaTier(Record):
    """What a shop may spend that sells from `gmv_from` up to `gmv_to`."""

    name: str | None = named("gmv_tier")
    followers_max: MaybeCeiling = named("reached_max_follower_cnt")
    gmv_from: MaybeMoney = named("left_gmv")
    gmv_to: MaybeMoney = named("right_gmv")
    levels: tuple[LevelQuota, ...] = named("quota_details", default=())


class OutreachQuota(Record):
    """The quota of the window from `starts_at` to `ends_at`; `is_unlimited` overrules the numbers."""

    shop_id: str | None = None
    kind: str | None = named("quota_type")
    tier: str | None = named("gmv_tier")
    total: int | None = named("quota_sum")
    used: int | None = named("quota_use")
    is_unlimited: bool = named("unlimited", default=False)
    followers_max: MaybeCeiling = named("reached_max_follower_cnt")
    newly_contacted: int | None = named("new_connect_count")
    answered: int | None = named("pair_connect_count")
    starts_at: MaybeMomentOfMilliseconds = named("start_time")
    ends_at: MaybeMomentOfMilliseconds = named("end_time")
    tiers: tuple[QuotaTier, ...] = named("gmv_level_rule", default=())
    levels: tuple[LevelQuota, ...] = named("quota_details", default=())
    bonus_percentile: Decimal | None = named("bonus_exposure_post_percentile_threshold")


class OutreachQuotaAnswer(Record):
    quota: OutreachQuota = Field(validation_alias="data")


class OutreachRecord(Record):
    """One creator the quota of this window was spent on."""

    id: str | None = None
    creator_open_id: str
    was_messaged: bool = named("has_sent_im_message", default=False)
    was_invited: bool = named("has_sent_invitation", default=False)
    has_answered: bool = named("is_paired", default=False)


class OutreachRecordPage(Record):
    """One numbered page of the records; `total` counts them all."""

    total: int | None = named("data", "total")
    items: tuple[OutreachRecord, ...] = named("data", "connect_list", default=())


class CreatorEligibility(Record):
    """
    Whether one creator can be written to.

    Writing to one who `is_contacted` or `has_answered` costs nothing new. `is_within_ceiling` compares the
    followers with the tier's, `has_level_quota` the quota left for the creator's level.
    """

    creator_open_id: str
    level: int | None = named("creator_level")
    is_blocked: bool | None = None
    is_contacted: bool | None = named("is_connected")
    has_answered: bool | None = named("is_paired")
    is_within_ceiling: bool | None = named("is_creator_follower_count_threshold_met")
    has_level_quota: bool | None = named("is_creator_level_quota_available")


class OutreachEligibility(Record):
    """`fits_quota` is of all that were asked about together; `shut_out_levels` are those without quota."""

    items: tuple[CreatorEligibility, ...] = named("creator_eligibility_results", default=())
    shut_out_levels: tuple[int, ...] = named("ineligible_creator_levels", default=())
    fits_quota: bool | None = named("is_batch_quota_consumable")
