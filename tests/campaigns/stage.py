"""Campaigns as Mei opens them, and the plan of her shop in the United Kingdom."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tests.cast import MEI, NOW, Cast

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import Campaign, PlanLine
from rapport.creators.rules.screens import Screen
from rapport.shared.conditions import Within
from rapport.shops.models import Shop

SCREEN = Screen.of("GB", ranges=(Within("followers", low=20_000),))
"""Chai, Bao and Anna pass; Dara has too few followers, Emma is in the United States."""


def draft(cast: Cast, name: str = "Spring", rates: Mapping[int, int] | None = None, **changes: object) -> CampaignDraft:
    wanted: dict[str, object] = {
        "name": name,
        "goal": Campaign.Goal.SALES,
        "screen": SCREEN,
        "rates": {cast.serum.pk: 2000} if rates is None else rates,
        "starts_at": NOW,
        "ends_at": NOW + timedelta(days=90),
        **changes,
    }
    return CampaignDraft(**wanted)  # type: ignore[arg-type] # a test names only what it changes


def opened(cast: Cast, name: str = "Spring", **changes: object) -> Campaign:
    return open_campaign(cast.uk, draft(cast, name, **changes), by=MEI, now=NOW)  # type: ignore[arg-type]


def planned(shop: Shop, *, now: datetime = NOW) -> list[PlanLine]:
    """What a shop's new plan proposes, in order."""
    plan = plan_shop(shop, now=now)
    lines = plan.lines.filter(state=PlanLine.State.PROPOSED).order_by("position")
    return list(lines.select_related("creator", "campaign"))


def acts(lines: list[PlanLine]) -> list[tuple[str, str]]:
    """What is proposed to whom."""
    return [(line.act, line.creator.handle) for line in lines]
