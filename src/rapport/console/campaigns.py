"""Campaigns: the list, one with its shortlist, and what a person may change about it."""

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.campaigns.actions.campaigns import build_shortlist, mark_candidate, set_approval, set_state
from rapport.campaigns.models import Campaign, Candidate
from rapport.campaigns.queries.campaigns import campaign, campaign_row, campaign_rows, shortlist
from rapport.campaigns.queries.limits import pace_of
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.rules.screens import Screen
from rapport.shared.periods import WEEKDAYS
from rapport.shops.rules.roles import Ability

MARKS = {"pin": {"pinned": True}, "forbid": {"forbidden": True}, "free": {}}


@page
def campaigns(desk: Desk) -> HttpResponse:
    shop = desk.chosen_shop()
    rows = campaign_rows(desk.workspace_id, shop.pk if shop else None)
    return desk.show("campaigns/list.html", {"active": "campaigns", "rows": rows, "shop": shop})


@page
def one_campaign(desk: Desk, campaign_id: int) -> HttpResponse:
    found = campaign(desk.workspace_id, campaign_id)
    state = entries.filter_of(desk.request.GET, "state", Candidate.State.values)
    context = {
        "active": "campaigns",
        "campaign": found,
        "shop": found.shop,
        "row": campaign_row(found),
        "products": list(found.products.all()),
        "screen": Screen.from_json(found.screen),
        "state": state,
        "states": Candidate.State.values,
        "pace": pace_of(found, found.shop),
        "weekdays": WEEKDAYS,
        "list": shortlist(found, state, entries.page(desk.request.GET), now=desk.now),
    }
    return desk.show("campaigns/campaign.html", context)


@write(Ability.PLAN)
def rebuild(desk: Desk, campaign_id: int) -> HttpResponse:
    """Pick and rank the creators anew from what the library holds now."""
    found = campaign(desk.workspace_id, campaign_id)
    count = build_shortlist(found, by=desk.seat.actor, now=desk.now_of(found.shop))
    desk.say(ngettext("%(count)d creator passes.", "%(count)d creators pass.", count) % {"count": count})
    return desk.back("campaign", campaign_id)


@write(Ability.PLAN)
def change_state(desk: Desk, campaign_id: int) -> HttpResponse:
    """Pause a campaign, let it go on, or end it."""
    found = campaign(desk.workspace_id, campaign_id)
    state = Campaign.State(entries.one_of(desk.request.POST, "state", Campaign.State.values))
    set_state(found, state, by=desk.seat.actor, now=desk.now_of(found.shop))
    said = {
        Campaign.State.ACTIVE: gettext("The campaign goes on."),
        Campaign.State.PAUSED: gettext("The campaign is paused: nothing is proposed or sent for it."),
        Campaign.State.ENDED: gettext("The campaign is over."),
    }
    desk.say(said[state])
    return desk.back("campaign", campaign_id)


@write(Ability.CONTACT)
def change_approval(desk: Desk, campaign_id: int) -> HttpResponse:
    """Let a campaign run by itself, or take it back into a person's hands."""
    found = campaign(desk.workspace_id, campaign_id)
    approval = Campaign.Approval(entries.one_of(desk.request.POST, "approval", Campaign.Approval.values))
    set_approval(found, approval, by=desk.seat.actor, now=desk.now_of(found.shop))
    said = {
        Campaign.Approval.PERSON: gettext("From now on a person approves each act."),
        Campaign.Approval.AUTOMATIC: gettext("From now on it acts by itself, inside its limits."),
    }
    desk.say(said[approval])
    return desk.back("campaign", campaign_id)


@write(Ability.PLAN)
def mark(desk: Desk, campaign_id: int, creator_id: int) -> HttpResponse:
    """Want a creator first, or not at all, or neither any more."""
    found = campaign(desk.workspace_id, campaign_id)
    wanted = MARKS[entries.one_of(desk.request.POST, "mark", MARKS)]
    mark_candidate(found, creator_id, **wanted, by=desk.seat.actor, now=desk.now_of(found.shop))
    return desk.back("campaign", campaign_id)
