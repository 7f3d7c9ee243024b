"""Campaigns and their shortlists as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from rapport.campaigns.models import Campaign, Candidate
from rapport.shared.refusals import NotFound


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as the list shows it."""

    campaign_id: int
    name: str
    shop_name: str
    goal: str
    state: str
    approval: str
    starts_at: datetime
    ends_at: datetime
    shortlisted: int
    invited: int
    accepted: int
    active: int


def campaign_rows(workspace_id: int, shop_id: int | None = None) -> list[CampaignRow]:
    """Campaigns of a workspace with their counts, the newest first."""
    rows = Campaign.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    counted = rows.annotate(
        shortlisted=Count("candidates", filter=Q(candidates__state=Candidate.State.SHORTLISTED)),
        invited=Count("candidates", filter=Q(candidates__state=Candidate.State.INVITED)),
        accepted=Count("candidates", filter=Q(candidates__invitation__accepted_at__isnull=False)),
        posting=Count("candidates", filter=Q(candidates__invitation__active_at__isnull=False)),
    ).order_by("-starts_at", "-pk")
    return [
        CampaignRow(
            row.pk,
            row.name,
            row.shop.name,
            row.goal,
            row.state,
            row.approval,
            row.starts_at,
            row.ends_at,
            row.shortlisted,
            row.invited,
            row.accepted,
            row.posting,
        )
        for row in counted
    ]


def campaign(workspace_id: int, campaign_id: int) -> Campaign:
    """One campaign with shop and products. Refuses with NotFound."""
    found = Campaign.objects.filter(pk=campaign_id, shop__workspace_id=workspace_id)
    row = found.select_related("shop__connection", "shop__playbook", "shop__workspace").first()
    if row is None:
        raise NotFound(what="campaign", id=campaign_id)
    return row


def active_campaigns(shop_id: int, now: datetime) -> list[Campaign]:
    """Campaigns that run at `now`, oldest first, with their products."""
    rows = Campaign.objects.filter(
        shop_id=shop_id, state=Campaign.State.ACTIVE, starts_at__lte=now, ends_at__gt=now
    ).order_by("pk")
    return list(rows.prefetch_related("products__product"))


def places_today(campaigns: Sequence[Campaign], midnight: datetime) -> dict[int, int]:
    """How many more invitations each campaign may send on the day that began at `midnight`, by campaign id."""
    today = Candidate.objects.filter(campaign__in=[one.pk for one in campaigns], invitation__queued_at__gte=midnight)
    sent = dict(today.values_list("campaign_id").annotate(count=Count("pk")))
    return {one.pk: max(0, one.per_day_max - sent.get(one.pk, 0)) for one in campaigns}


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Part of a shortlist."""

    rows: list[Candidate]
    total: int
    page: int
    pages: int


PAGE_SIZE = 50


def shortlist(workspace_id: int, campaign_id: int, page: int = 1) -> CandidatePage:
    """A campaign's candidates by rank."""
    rows = Candidate.objects.filter(campaign_id=campaign_id, campaign__shop__workspace_id=workspace_id)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    shown = rows.select_related("creator", "invitation").order_by("-pinned", "rank", "pk")
    return CandidatePage(list(shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]), total, page, pages)


def next_candidates(campaign_id: int, limit: int) -> list[Candidate]:
    """The best candidates nobody invited yet, pinned ones first."""
    rows = Candidate.objects.filter(campaign_id=campaign_id, state=Candidate.State.SHORTLISTED)
    return list(rows.select_related("creator").order_by("-pinned", "rank", "pk")[:limit])


def campaign_for(shop_id: int, creator_id: int, now: datetime) -> Campaign | None:
    """In whose name a creator is written to: the campaign that invited them, else the newest that runs."""
    invited = candidacies(shop_id, [creator_id]).get(creator_id)
    if invited is not None:
        return invited.campaign
    running = active_campaigns(shop_id, now)
    return running[-1] if running else None


def candidacies_of_creator(workspace_id: int, creator_id: int) -> list[Candidate]:
    """The campaigns whose shortlists hold a creator, the newest first."""
    rows = Candidate.objects.filter(campaign__shop__workspace_id=workspace_id, creator_id=creator_id)
    return list(rows.select_related("campaign__shop").order_by("-campaign__starts_at", "-pk"))


def candidacies(shop_id: int, creator_ids: list[int]) -> dict[int, Candidate]:
    """Each creator's newest candidacy that led to an invitation by this shop."""
    rows = Candidate.objects.filter(
        campaign__shop_id=shop_id, creator_id__in=creator_ids, invitation__isnull=False
    ).select_related("campaign")
    return {row.creator_id: row for row in rows.order_by("pk")}
