"""Campaigns by name, and the creators that each of them asked, for lists that are narrowed by one."""

from typing import Any

from django.db.models import QuerySet

from rapport.campaigns.models import Campaign, Candidate


def campaign_names(workspace_id: int) -> list[tuple[int, str]]:
    """Every campaign of a workspace, the newest first."""
    rows = Campaign.objects.filter(shop__workspace_id=workspace_id).order_by("-starts_at", "-pk")
    return list(rows.values_list("pk", "name"))


def asked_by(workspace_id: int, campaign_id: int) -> QuerySet[Candidate, Any]:
    """The ids of the creators whom a campaign invited, as a subquery."""
    rows = Candidate.objects.filter(campaign=campaign_id, campaign__shop__workspace_id=workspace_id)
    return rows.exclude(invitation=None).values("creator")
