"""Opening campaigns and building their shortlists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.campaigns.actions.wishes import make_wish, undo_wish
from rapport.campaigns.models import GIFT_CHARS, NAME_CHARS, Campaign, CampaignProduct, Candidate
from rapport.campaigns.queries.knowledge import knowledge_of
from rapport.campaigns.queries.wishes import standing_for, wishes_of
from rapport.campaigns.rules.prospects import Prospect
from rapport.campaigns.rules.traits import row_of
from rapport.campaigns.rules.wishes import WishKind
from rapport.collaborations.queries import products_by_id
from rapport.collaborations.rules.terms import check_rate
from rapport.creators.models import Creator
from rapport.creators.queries.library import best_of
from rapport.creators.queries.library_rows import facts_of
from rapport.creators.queries.profile import in_bulk
from rapport.creators.rules.screens import Facts, Ranking, Screen, Verdict, screen_creator
from rapport.outreach.rules.forbidden import check_words
from rapport.shared.conditions import Every, OneOf, met
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of
from rapport.shops.rules.roles import Actor

SHORTLIST_MOST = 1000
CONSIDERED_MOST = 5000
"""So many creators are weighed one by one; of more, those who sell most."""
BY_SALES = Ranking((("gmv_30d", 1),))

APPROVAL_CHANGED = "campaign.approval"
"""How the trail calls it."""


class CampaignInvalid(Refusal):
    """A campaign must have a name nobody uses yet and no longer than is kept, at least one product, and an end after
    its start.
    """

    code = "campaigns.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """What a person enters; rates in hundredths of a percent by product id."""

    name: str
    goal: Campaign.Goal
    screen: Screen
    rates: Mapping[int, int]
    starts_at: datetime
    ends_at: datetime
    approval: Campaign.Approval = Campaign.Approval.PERSON
    has_free_sample: bool = True
    gift: str = ""
    per_day_max: int | None = None


def open_campaign(shop: Shop, draft: CampaignDraft, *, by: Actor, now: datetime) -> Campaign:
    """A new campaign with its shortlist. Refuses with CampaignInvalid, WordsForbidden, RateOutOfRange or NotFound.

    Not inside a transaction: the library is searched before the write.
    """
    considered = _considered(shop, draft.screen, now=now)
    with transaction.atomic():
        made = _new_campaign(shop, draft, by=by, now=now)
        _keep_shortlist(made, considered, by=by, now=now)
    return made


def _new_campaign(shop: Shop, draft: CampaignDraft, *, by: Actor, now: datetime) -> Campaign:
    _check(shop, draft)
    products = products_by_id(shop.pk, list(draft.rates))
    for rate in draft.rates.values():
        check_rate(policy_of(shop).commission, rate)
    made = Campaign.objects.create(
        shop=shop,
        name=draft.name.strip(),
        goal=draft.goal,
        screen=draft.screen.as_json(),
        approval=draft.approval,
        has_free_sample=draft.has_free_sample,
        gift=draft.gift.strip()[:GIFT_CHARS],
        per_day_max=draft.per_day_max or playbook_of(shop).planner.invitations_per_day_max,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
    )
    CampaignProduct.objects.bulk_create(
        CampaignProduct(campaign=made, product=product, rate=draft.rates[product.pk]) for product in products
    )
    record(shop.workspace_id, by, "campaign.open", made.name, now=now, goal=draft.goal.value)
    return made


def build_shortlist(campaign: Campaign, *, by: Actor, now: datetime) -> int:
    """Pick and rank the creators that pass the campaign's screen, each with its reasons; how many.

    Candidates already invited, pinned or forbidden stay as they are. Not inside a transaction, as `open_campaign`.
    """
    considered = _considered(campaign.shop, Screen.from_json(campaign.screen), now=now)
    with transaction.atomic():
        return _keep_shortlist(campaign, considered, by=by, now=now)


def _considered(shop: Shop, screen: Screen, *, now: datetime) -> list[Creator]:
    """Those who pass the screen, of more than are weighed one by one the best sellers."""
    found = best_of(shop.workspace_id, screen, BY_SALES, CONSIDERED_MOST, now=now)
    return list(in_bulk(shop.workspace_id, found.ids).values())


def _keep_shortlist(campaign: Campaign, considered: Sequence[Creator], *, by: Actor, now: datetime) -> int:
    shop = campaign.shop
    screen = Screen.from_json(campaign.screen)
    facts = facts_of(considered, now=now)
    ranked = _ranked(campaign, considered, facts, now=now)[:SHORTLIST_MOST]
    settled = set(
        campaign.candidates.exclude(state=Candidate.State.SHORTLISTED, pinned=False).values_list(
            "creator_id", flat=True
        )
    )
    campaign.candidates.filter(state=Candidate.State.SHORTLISTED, pinned=False).delete()
    wishes = wishes_of(shop.pk).by_creator
    Candidate.objects.bulk_create(
        [
            Candidate(
                campaign=campaign,
                creator=one,
                state=_state_wished(wishes.get((one.pk, campaign.pk))),
                pinned=wishes.get((one.pk, campaign.pk)) is WishKind.PIN,
                rank=rank,
                value=worth.value,
                reply=worth.reply,
                reasons=_reasons(screen, one, facts[one.pk], worth),
            )
            for rank, (one, worth) in enumerate(ranked, start=1)
            if one.pk not in settled
        ],
        batch_size=500,
    )
    record(shop.workspace_id, by, "campaign.shortlist", campaign.name, now=now, creators=len(ranked))
    return len(ranked)


def _state_wished(kind: WishKind | None) -> Candidate.State:
    return Candidate.State.FORBIDDEN if kind is WishKind.FORBID else Candidate.State.SHORTLISTED


def set_approval(campaign: Campaign, approval: Campaign.Approval, *, by: Actor, now: datetime) -> None:
    """Let a campaign run by itself, or take it back into a person's hands."""
    Campaign.objects.filter(pk=campaign.pk).update(approval=approval)
    record(campaign.shop.workspace_id, by, APPROVAL_CHANGED, campaign.name, now=now, approval=approval.value)


def set_state(campaign: Campaign, state: Campaign.State, *, by: Actor, now: datetime) -> None:
    """Pause a campaign, let it go on, or end it."""
    Campaign.objects.filter(pk=campaign.pk).update(state=state)
    record(campaign.shop.workspace_id, by, "campaign.state", campaign.name, now=now, state=state.value)


@transaction.atomic
def mark_candidate(
    campaign: Campaign,
    creator_id: int,
    *,
    pinned: bool = False,
    forbidden: bool = False,
    by: Actor,
    now: datetime,
) -> None:
    """A person wants this creator first, or not at all, or neither any more."""
    if pinned or forbidden:
        kind = WishKind.FORBID if forbidden else WishKind.PIN
        make_wish(campaign.shop, creator_id, kind, campaign=campaign, by=by, now=now)
        return
    standing = standing_for(campaign.shop_id, creator_id, campaign.pk).first()
    if standing is not None:
        undo_wish(campaign.shop.workspace_id, standing.pk, by=by, now=now)


def _check(shop: Shop, draft: CampaignDraft) -> None:
    name = draft.name.strip()
    if not 0 < len(name) <= NAME_CHARS or Campaign.objects.filter(shop=shop, name=name).exists():
        raise CampaignInvalid(field="name")
    for text in (name, draft.gift):
        check_words(text, policy_of(shop).contact)
    if not draft.rates:
        raise CampaignInvalid(field="products")
    if draft.ends_at <= draft.starts_at:
        raise CampaignInvalid(field="ends_at")


def _ranked(
    campaign: Campaign, found: Sequence[Creator], facts: Mapping[int, Facts], *, now: datetime
) -> list[tuple[Creator, Prospect]]:
    """By what an invitation is worth; where that is equal the larger audience first."""
    known = knowledge_of(campaign.shop, now=now)
    categories = Screen.from_json(campaign.screen).categories
    wanted = OneOf("category", categories) if categories else Every()
    rate = max(one.rate for one in campaign.products.all())
    rows = [row_of(one.metrics, category_match=met(wanted, facts[one.pk]) is True) for one in found]
    worths = known.worths(rows, rate)
    pairs = [(one, worths.one(place)) for place, one in enumerate(found)]
    return sorted(pairs, key=lambda pair: (-pair[1].value, -(pair[0].followers or 0), pair[0].pk))


def _reasons(screen: Screen, one: Creator, facts: Facts, worth: Prospect) -> list[dict[str, object]]:
    """Why the creator is in: each condition met, then what the invitation is worth."""
    met = screen_creator(screen, facts).reasons(Verdict.MET)
    code = "prospect.worth" if worth.sales_known else "prospect.sales_unknown"
    value = Reason(code, {**worth.numbers(), "currency": one.currency or ""})
    return [reason.as_json() for reason in (value, *met)]
