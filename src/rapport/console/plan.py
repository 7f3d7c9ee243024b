"""The plan: what the planner proposes for a shop's week, with the words it would send, and settling it."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.campaigns.actions.approve import approve_all, approve_line, skip_line
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.queries.packing import packing_of
from rapport.campaigns.queries.plan_page import plan_page
from rapport.campaigns.queries.plans import plan_line, present_plan
from rapport.campaigns.queries.wishes import standing_wishes
from rapport.campaigns.queries.words import previews
from rapport.campaigns.rules.planner import Act
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.quota import quota_card
from rapport.console.reaching import when_out
from rapport.outreach.queries.departures import on_their_way, standing_still
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import Ability


@page
def plan(desk: Desk) -> HttpResponse:
    """The present plan of the chosen shop, or of the first one."""
    shop = desk.chosen_shop() or next(iter(desk.shops), None)
    if shop is None:
        return desk.show("plan/no_shop.html", {"active": "plan"})
    now = desk.now_of(shop)
    view = present_plan(desk.workspace_id, shop.pk, now)
    card = quota_card(desk, shop)
    asked = desk.request.GET
    act = entries.filter_of(asked, "act", list(Act))
    shown = plan_page(shop, view.plan, view.proposed, act, entries.row_id(asked.get("campaign", "")))
    context = {
        "active": "plan",
        "shop": shop,
        "card": card,
        "plan": view.plan,
        "proposed": view.proposed,
        "settled": view.settled,
        "shown": shown,
        "act": act,
        "campaign_id": entries.row_id(asked.get("campaign", "")),
        "packing": packing_of(shop, view.proposed, now),
        "wishes": standing_wishes(shop.pk),
        "leaving": on_their_way(shop, now),
        "standstill": standing_still(shop.pk),
        "previews": previews(shop, shown.lines, now=now),
        "chars_max": policy_of(shop).collaboration.message_chars_max,
        "out": when_out(desk, [shop] if card.standing and card.standing.left == 0 else []),
    }
    return desk.show("plan/plan.html", context)


@write(Ability.CONTACT)
def approve(desk: Desk, line_id: int) -> HttpResponse:
    """Do what a line proposes, in the words that the form carries."""
    text = entries.text(desk.request.POST, "text")
    with desk.told():
        now = _now_of_line(desk, line_id)
        approve_line(desk.workspace_id, line_id, by=desk.seat.actor, now=now, text=text)
        desk.say(gettext("Approved: the worker does it now."))
    return desk.back("plan")


@write(Ability.PLAN)
def skip(desk: Desk, line_id: int) -> HttpResponse:
    with desk.told():
        skip_line(desk.workspace_id, line_id, by=desk.seat.actor, now=_now_of_line(desk, line_id))
        desk.say(gettext("Skipped for this week."))
    return desk.back("plan")


@write(Ability.CONTACT)
def approve_whole(desk: Desk, shop_id: int) -> HttpResponse:
    """Approve everything that the plan on the page proposes, unless it was made anew since."""
    shop = desk.shop(shop_id)
    with desk.told():
        seen = entries.moment(desk.request.POST, "seen")
        done = approve_all(shop, seen, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(ngettext("%(count)d act approved.", "%(count)d acts approved.", done) % {"count": done})
    return desk.back("plan")


@write(Ability.PLAN)
def plan_anew(desk: Desk, shop_id: int) -> HttpResponse:
    """Plan from what is known now."""
    shop = desk.shop(shop_id)
    with desk.told():
        plan_shop(shop, now=desk.now_of(shop))
        desk.say(gettext("Planned anew."))
    return desk.back("plan")


def _now_of_line(desk: Desk, line_id: int) -> datetime:
    return desk.now_of(plan_line(desk.workspace_id, line_id).plan.shop)
