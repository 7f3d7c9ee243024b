"""Rows of campaigns, their shortlists, plans, a person's wishes, and the limits of what runs by itself."""

from rapport.campaigns.models.campaigns import (
    GIFT_CHARS,
    NAME_CHARS,
    Campaign,
    CampaignProduct,
    Candidate,
    Plan,
    PlanLine,
)
from rapport.campaigns.models.limits import CampaignLimits
from rapport.campaigns.models.wishes import WHY_CHARS, Wish

__all__ = [
    "GIFT_CHARS",
    "NAME_CHARS",
    "WHY_CHARS",
    "Campaign",
    "CampaignLimits",
    "CampaignProduct",
    "Candidate",
    "Plan",
    "PlanLine",
    "Wish",
]
