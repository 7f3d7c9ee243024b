"""Campaigns and their shortlists as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from rapport.campaigns.models import Campaign, Candidate
from rapport.creators.queries.library_rows import facts_of
from rapport.creators.queries.people import accounts_of
from rapport.creators.rules.screens import Checked, Screen, screen_creator
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound, Reason


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign as the list shows it."""

    campaign_id: int
    name: str
    shop_name: str
    timezone: str
    goal: str
    state: str
    approval: str
    starts_at: datetime
    ends_at: datetime
    shortlisted: int
    invited: int
    replied: int
    accepted: int
    active: int


def campaign_rows(workspace_id: int, shop_id: int | None = None) -> list[CampaignRow]:
    """Campaigns of a workspace with their counts, the newest first."""
    rows = Campaign.objects.filter(shop__workspace_id=workspace_id)
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    return _counted(rows)


def campaign_row(campaign: Campaign) -> CampaignRow:
    """One campaign with its counts."""
    return _counted(Campaign.objects.filter(pk=campaign.pk))[0]


def _counted(campaigns: QuerySet[Campaign]) -> list[CampaignRow]:
    def candidates(**condition: object) -> Count:
        return Count("candidates", filter=Q(**{f"candidates__{name}": value for name, value in condition.items()}))

    counted = campaigns.select_related("shop").annotate(
        shortlisted=candidates(state=Candidate.State.SHORTLISTED),
        invited=candidates(state=Candidate.State.INVITED),
        replied=candidates(invitation__replied_at__isnull=False),
        accepted=candidates(invitation__accepted_at__isnull=False),
        posting=candidates(invitation__active_at__isnull=False),
    )
    return [
        CampaignRow(
            campaign_id=row.pk,
            name=row.name,
            shop_name=row.shop.name,
            timezone=row.shop.timezone,
            goal=row.goal,
            state=row.state,
            approval=row.approval,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            shortlisted=row.shortlisted,
            invited=row.invited,
            replied=row.replied,
            accepted=row.accepted,
            active=row.posting,
        )
        for row in counted.order_by("-starts_at", "-pk")
    ]


def campaign(workspace_id: int, campaign_id: int) -> Campaign:
    """One campaign with shop and products. Refuses with NotFound."""
    found = Campaign.objects.filter(pk=campaign_id, shop__workspace_id=workspace_id)
    loaded = found.select_related("shop__connection", "shop__playbook", "shop__workspace", "limits")
    row = loaded.prefetch_related("products__product").first()
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


PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """A candidate, what inviting them is worth, and the campaign's screen held against their present figures."""

    candidate: Candidate
    worth: Reason | None
    checks: tuple[Checked, ...]


def shortlist(campaign: Campaign, state: str = "", page: int = 1, *, now: datetime) -> Page[ShortlistRow]:
    """A campaign's candidates by rank, pinned ones first; of one state where named."""
    rows = Candidate.objects.filter(campaign=campaign)
    if state:
        rows = rows.filter(state=state)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = rows.select_related("creator", "invitation").order_by("-pinned", "rank", "pk")[cut.part]
    return cut.holding(_checked(campaign, list(shown), now))


def _checked(campaign: Campaign, candidates: Sequence[Candidate], now: datetime) -> list[ShortlistRow]:
    screen = Screen.from_json(campaign.screen)
    facts = facts_of([one.creator for one in candidates], now=now)
    return [
        ShortlistRow(
            candidate=one,
            worth=Reason.from_json(one.reasons[0]) if one.reasons else None,
            checks=screen_creator(screen, facts[one.creator_id]).checks,
        )
        for one in candidates
    ]


def campaign_for(shop_id: int, creator_id: int, now: datetime) -> Campaign | None:
    """In whose name a creator is written to: the campaign that invited them, else the newest that runs."""
    invited = candidacies(shop_id, [creator_id]).get(creator_id)
    if invited is not None:
        return invited.campaign
    running = active_campaigns(shop_id, now)
    return running[-1] if running else None


def candidacies_of_creator(workspace_id: int, creator_id: int) -> list[Candidate]:
    """The campaigns whose shortlists hold a creator, the newest first."""
    rows = Candidate.objects.filter(campaign__shop__workspace_id=workspace_id, creator__in=accounts_of(creator_id))
    return list(rows.select_related("campaign__shop").order_by("-campaign__starts_at", "-pk"))


def candidacies(shop_id: int, creator_ids: list[int]) -> dict[int, Candidate]:
    """Each creator's newest candidacy that led to an invitation by this shop."""
    rows = Candidate.objects.filter(
        campaign__shop_id=shop_id, creator_id__in=creator_ids, invitation__isnull=False
    ).select_related("campaign")
    return {row.creator_id: row for row in rows.order_by("pk")}
