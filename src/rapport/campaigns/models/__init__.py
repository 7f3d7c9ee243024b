"""Rows of campaigns, their words, shortlists, plans, a person's wishes, and the limits of what runs by itself."""

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
from rapport.campaigns.models.words import CampaignWords, SequenceStep

__all__ = [
    "GIFT_CHARS",
    "NAME_CHARS",
    "WHY_CHARS",
    "Campaign",
    "CampaignLimits",
    "CampaignProduct",
    "CampaignWords",
    "Candidate",
    "Plan",
    "PlanLine",
    "SequenceStep",
    "Wish",
]
