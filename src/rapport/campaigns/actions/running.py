"""Campaigns that run by themselves: their limits, and doing what the plan proposes for them inside these."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction

from rapport.campaigns.actions.acts import Carrying
from rapport.campaigns.actions.approve import carry_out
from rapport.campaigns.actions.campaigns import CampaignInvalid
from rapport.campaigns.models import Campaign, CampaignLimits, PlanLine
from rapport.campaigns.queries.limits import lane_of, pace_of, run_of
from rapport.campaigns.queries.plans import proposed_by_campaigns
from rapport.campaigns.queries.words import PURPOSES, Composer
from rapport.campaigns.rules.planner import Act
from rapport.campaigns.rules.running import Turn, Wanted, turns
from rapport.outreach.queries.departures import region_of, standing_still
from rapport.outreach.rules.pace import Leaves, Pace
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

INVITING = (Act.INVITE, Act.REINVITE)
PER_HOUR_MOST, PER_DAY_MOST = 3_600, 10_000
"""More than a message a second is no pace, and more invitations a day no platform takes."""


def run_automatic(shop: Shop, *, by: Actor, now: datetime) -> int:
    """Do the proposed acts of campaigns that run by themselves, in the plan's order; how many were done.

    Messages are queued for the moments at which they leave. An act that waits says why on its line; one that is refused
    stays there with the reason and does not stop the others. A shop that stands still does nothing.
    """
    lines = proposed_by_campaigns(shop.pk, Campaign.Approval.AUTOMATIC, now)
    if standing_still(shop.pk) is not None:
        PlanLine.objects.filter(pk__in=[one.pk for one in lines]).update(waits=Reason("pace.stopped").as_json())
        return 0
    composer = Composer.open(shop, [line.creator_id for line in lines], now=now)
    by_campaign = groupby(sorted(lines, key=lambda one: one.campaign_id or 0), key=lambda one: one.campaign_id)
    return sum(_run(shop, list(group), composer, by, now) for _, group in by_campaign)


def set_limits(campaign: Campaign, per_day_max: int, pace: Pace, *, by: Actor, now: datetime) -> None:
    """Set what a campaign keeps when it runs by itself. Refuses with CampaignInvalid."""
    if not (0 < per_day_max <= PER_DAY_MOST and pace.per_hour_max <= PER_HOUR_MOST):
        raise CampaignInvalid(field="limits")
    values = {
        "per_hour_max": pace.per_hour_max,
        "minds_holidays": pace.minds_holidays,
        "works_on": "".join(str(day) for day in sorted(pace.works_on)),
        "works_from": pace.works_from,
        "works_until": pace.works_until,
    }
    with transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(per_day_max=per_day_max)
        CampaignLimits.objects.update_or_create(campaign=campaign, defaults=values)
        record(
            campaign.shop.workspace_id,
            by,
            "campaign.limits",
            campaign.name,
            now=now,
            per_day_max=per_day_max,
            per_hour_max=pace.per_hour_max,
            works_on=str(values["works_on"]),
        )


def _run(shop: Shop, lines: Sequence[PlanLine], composer: Composer, by: Actor, now: datetime) -> int:
    """One campaign's lines; letting somebody go sends nothing and is done at once."""
    campaign = lines[0].campaign
    if campaign is None:
        return 0
    speaking = [line for line in lines if Act(line.act) in PURPOSES]
    wanted = [Wanted(region_of(shop, line.creator.region), Act(line.act) in INVITING) for line in speaking]
    run = run_of(campaign, shop, lines[0].plan.window.ends_at, now)
    given = dict(zip((line.pk for line in speaking), turns(wanted, run, now), strict=True))
    tasks = [(line, given.get(line.pk)) for line in lines]
    return sum(_do(Carrying(shop, line, composer, "", by, now, *_when(line, turn, shop)), turn) for line, turn in tasks)


def _when(line: PlanLine, turn: Turn | None, shop: Shop) -> tuple[Leaves | None, datetime | None]:
    if turn is None or line.campaign is None:
        return None, None
    pace = pace_of(line.campaign, shop)
    return Leaves(turn.leaving.at, lane_of(line.campaign), pace, turn.leaving.why), turn.wave


def _do(task: Carrying, turn: Turn | None) -> bool:
    if turn is not None and turn.waits is not None:
        PlanLine.objects.filter(pk=task.line.pk).update(waits=turn.waits.as_json())
        return False
    try:
        carry_out(task)
    except Refusal:
        return False
    return True
