"""Settling lines of the plan in numbers, wanting creators first or never, and stopping a shop."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.campaigns.actions.approve import Settled, approve_lines, propose_again, skip_lines
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.actions.wishes import make_wish, undo_wish
from rapport.campaigns.models import PlanLine
from rapport.campaigns.queries.plans import lines_by_id, plan_line
from rapport.campaigns.queries.wishes import wish
from rapport.campaigns.rules.wishes import WishKind
from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.outreach.actions.departures import resume_shop, stop_shop
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Ability

SCOPES = ("campaign", "shop")
DEEDS = ("approve", "skip", "pin", "forbid")


@write(Ability.PLAN)
def settle(desk: Desk, shop_id: int) -> HttpResponse:
    """Approve, skip, pin or forbid the lines that are ticked."""
    shop, sent = desk.shop(shop_id), desk.request.POST
    deed = entries.one_of(sent, "deed", DEEDS)
    chosen = [pk for typed in sent.getlist("line") if (pk := entries.row_id(typed)) is not None]
    if not chosen:
        desk.say(gettext("Tick some lines first."))
        return desk.back("plan")
    with desk.told():
        if deed in ("approve", "skip"):
            _settle(desk, shop, chosen, deed)
        else:
            _wish(desk, shop, lines_by_id(shop.pk, chosen), WishKind(deed))
    return desk.back("plan")


def _settle(desk: Desk, shop: Shop, chosen: Sequence[int], deed: str) -> None:
    if deed == "approve":
        desk.seat.require(Ability.CONTACT)
    do: Callable[..., Settled] = approve_lines if deed == "approve" else skip_lines
    found = do(shop, chosen, by=desk.seat.actor, now=desk.now_of(shop))
    if deed == "approve":
        desk.say(ngettext("%(count)d act approved.", "%(count)d acts approved.", found.done) % {"count": found.done})
    else:
        desk.say(ngettext("%(count)d act skipped.", "%(count)d acts skipped.", found.done) % {"count": found.done})
    if found.refused:
        desk.say(
            ngettext(
                "%(count)d could not be done; the reason stands below.",
                "%(count)d could not be done; the reasons stand below.",
                found.refused,
            )
            % {"count": found.refused}
        )


@write(Ability.PLAN)
def again(desk: Desk, line_id: int) -> HttpResponse:
    """Take a skip back, or try anew what could not be done."""
    with desk.told():
        shop = plan_line(desk.workspace_id, line_id).plan.shop
        propose_again(desk.workspace_id, line_id, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Proposed again."))
    return desk.back("plan")


@write(Ability.PLAN)
def want(desk: Desk, line_id: int) -> HttpResponse:
    """Want the creator of a line first, or never."""
    with desk.told():
        line = plan_line(desk.workspace_id, line_id)
        _wish(desk, line.plan.shop, [line], WishKind(entries.one_of(desk.request.POST, "kind", list(WishKind))))
    return desk.back("plan")


@write(Ability.PLAN)
def unwish(desk: Desk, wish_id: int) -> HttpResponse:
    """Take a pin or a no back; the planner decides again."""
    with desk.told():
        shop = wish(desk.workspace_id, wish_id).shop
        undo_wish(desk.workspace_id, wish_id, by=desk.seat.actor, now=desk.now_of(shop))
        plan_shop(shop, now=desk.now_of(shop))
        desk.say(gettext("Taken back: the planner decides again."))
    return desk.back("plan")


@write(Ability.CONTACT)
def stop(desk: Desk, shop_id: int) -> HttpResponse:
    """Let nothing of a shop leave."""
    shop = desk.shop(shop_id)
    with desk.told():
        why = entries.text(desk.request.POST, "why")
        stop_shop(shop, why, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Stopped: nothing leaves until you let it."))
    return desk.back("plan")


@write(Ability.CONTACT)
def resume(desk: Desk, shop_id: int) -> HttpResponse:
    """Let a shop send again."""
    shop = desk.shop(shop_id)
    with desk.told():
        resume_shop(shop, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("It goes on; what was automatic leaves one after the other."))
    return desk.back("plan")


def _wish(desk: Desk, shop: Shop, lines: Sequence[PlanLine], kind: WishKind) -> None:
    """The wish for each line's creator, then a plan that follows it."""
    sent, now = desk.request.POST, desk.now_of(shop)
    for_shop = entries.filter_of(sent, "scope", SCOPES) == "shop"
    why = entries.text(sent, "why")
    for line in lines:
        campaign = None if for_shop else line.campaign
        make_wish(shop, line.creator_id, kind, campaign=campaign, why=why, by=desk.seat.actor, now=now)
    plan_shop(shop, now=now)
    if kind is WishKind.PIN:
        desk.say(gettext("Pinned: they come first."))
    else:
        desk.say(gettext("Forbidden: they are not proposed any more."))
