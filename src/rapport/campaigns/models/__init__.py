"""Rows of campaigns, their words, shortlists and plans."""

from rapport.campaigns.models.campaigns import (
    GIFT_CHARS,
    NAME_CHARS,
    Campaign,
    CampaignProduct,
    Candidate,
    Plan,
    PlanLine,
)
from rapport.campaigns.models.words import CampaignWords, SequenceStep

__all__ = [
    "GIFT_CHARS",
    "NAME_CHARS",
    "Campaign",
    "CampaignProduct",
    "CampaignWords",
    "Candidate",
    "Plan",
    "PlanLine",
    "SequenceStep",
]
