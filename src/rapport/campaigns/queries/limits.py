"""The limits of campaigns that run by themselves."""

from datetime import datetime

from django.db.models import Max

from rapport.campaigns.models import Campaign, CampaignLimits
from rapport.campaigns.rules.running import Run
from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.queries.departures import invitations_leaving, slots_taken
from rapport.outreach.rules.pace import AN_HOUR, Pace
from rapport.shared.periods import day_of
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of


def lane_of(campaign: Campaign) -> str:
    """Whose hours a campaign's messages are counted in: its own."""
    return f"campaign:{campaign.pk}"


def pace_of(campaign: Campaign, shop: Shop) -> Pace:
    """A campaign's own limits, or the playbook's where nobody set any."""
    own: CampaignLimits | None = getattr(campaign, "limits", None)
    return own.pace if own is not None else Pace(playbook_of(shop).planner.messages_per_hour_max)


def run_of(campaign: Campaign, shop: Shop, window_ends_at: datetime, now: datetime) -> Run:
    """A campaign at a moment, as the rule takes it."""
    lane = lane_of(campaign)
    drafts = TargetCollaboration.objects.filter(shop=shop, label=campaign.name, leaves_at__isnull=False)
    return Run(
        pace=pace_of(campaign, shop),
        per_day_max=campaign.per_day_max,
        timezone=shop.timezone,
        window_ends_at=window_ends_at,
        taken=slots_taken(lane, now - AN_HOUR),
        invited=invitations_leaving(lane, day_of(now, shop.timezone).start),
        wave=drafts.aggregate(latest=Max("leaves_at"))["latest"],
    )
