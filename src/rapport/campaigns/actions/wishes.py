"""Wanting a creator first, or never, and taking that back. What a candidate's row shows follows the wish."""

from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import WHY_CHARS, Campaign, Candidate, Wish
from rapport.campaigns.queries.wishes import standing_for, wish
from rapport.campaigns.rules.wishes import WishKind
from rapport.creators.models import Creator
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor


class WishUndone(Refusal):
    """Somebody has taken this wish back already."""

    code = "campaigns.wish_undone"


@transaction.atomic
def make_wish(
    shop: Shop,
    creator_id: int,
    kind: WishKind,
    *,
    campaign: Campaign | None = None,
    why: str = "",
    by: Actor,
    now: datetime,
) -> Wish:
    """Want a creator first, or never, for one campaign or for the whole shop; it takes the place of an earlier wish.

    Refuses with NotFound for a creator of another workspace.
    """
    if not Creator.objects.filter(pk=creator_id, workspace=shop.workspace_id).exists():
        raise NotFound(what="creator", id=creator_id)
    before = standing_for(shop.pk, creator_id, campaign.pk if campaign else None)
    before.update(undone_at=now, undone_by=by.label)
    made = Wish.objects.create(
        shop=shop,
        campaign=campaign,
        creator_id=creator_id,
        kind=kind,
        why=why.strip()[:WHY_CHARS],
        made_at=now,
        made_by=by.label,
    )
    _show(made, kind)
    _tell(made, kind, by, now)
    return made


@transaction.atomic
def undo_wish(workspace_id: int, wish_id: int, *, by: Actor, now: datetime) -> Wish:
    """Take a wish back: the planner alone decides again. Refuses with NotFound or WishUndone."""
    row = wish(workspace_id, wish_id)
    if not Wish.objects.filter(pk=row.pk, undone_at=None).update(undone_at=now, undone_by=by.label):
        raise WishUndone(creator=row.creator.handle)
    _show(row, None)
    _tell(row, None, by, now)
    return row


def _show(row: Wish, kind: WishKind | None) -> None:
    """Let the campaign's shortlist show what is wanted; who was invited already stays so."""
    if row.campaign_id is None:
        return
    open_ones = Candidate.objects.filter(campaign=row.campaign_id, creator=row.creator_id)
    state = Candidate.State.FORBIDDEN if kind is WishKind.FORBID else Candidate.State.SHORTLISTED
    open_ones.exclude(state=Candidate.State.INVITED).update(state=state, pinned=kind is WishKind.PIN)


def _tell(row: Wish, kind: WishKind | None, by: Actor, now: datetime) -> None:
    record(
        row.shop.workspace_id,
        by,
        "campaign.mark",
        row.campaign.name if row.campaign else row.shop.name,
        now=now,
        creator=row.creator_id,
        pinned=kind is WishKind.PIN,
        forbidden=kind is WishKind.FORBID,
        **({"why": row.why} if row.why else {}),
    )
