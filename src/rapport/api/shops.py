"""Shops, their quota, and what the planner proposes."""

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from rapport.api.access import machine_clock, seat
from rapport.api.schemas import ApproveIn, PlanLineOut, PlanOut, Problem, ShopOut
from rapport.campaigns.actions.approve import approve_line, skip_line
from rapport.campaigns.models import PlanLine
from rapport.campaigns.queries.plans import plan_line, present_plan
from rapport.outreach.queries.quota import current_window, standing_of
from rapport.shared.refusals import Reason
from rapport.shared.wording import said
from rapport.shops.models import Shop
from rapport.shops.queries.shops import now_of, shop_of, shops_of
from rapport.shops.rules.roles import Ability

router = Router(tags=["shops"])


@router.get("/shops", response=list[ShopOut])
def list_shops(request: HttpRequest) -> list[ShopOut]:
    """Every shop with what is left of its quota."""
    return [_shop(shop) for shop in shops_of(seat(request).workspace_id)]


@router.get("/shops/{shop_id}/plan", response={200: PlanOut, 404: Problem})
def show_plan(request: HttpRequest, shop_id: int) -> PlanOut:
    """The plan of the shop's present quota week."""
    workspace_id = seat(request).workspace_id
    shop = shop_of(workspace_id, shop_id)
    view = present_plan(workspace_id, shop_id, now_of(shop, machine_clock()))
    kept = view.plan.kept_back if view.plan else 0
    why = _words(view.plan.why_kept) if view.plan else ""
    return PlanOut(kept_back=kept, why_kept=why, lines=[_line(line) for line in view.lines])


@router.post("/plan-lines/{line_id}/approve", response={200: PlanLineOut, 403: Problem, 404: Problem, 409: Problem})
def approve(request: HttpRequest, line_id: int, given: ApproveIn) -> PlanLineOut:
    """Do what a line proposes; the worker sends it."""
    who = seat(request)
    who.require(Ability.CONTACT)
    shop = plan_line(who.workspace_id, line_id).plan.shop
    now = now_of(shop, machine_clock())
    return _line(approve_line(who.workspace_id, line_id, by=who.actor, now=now, text=given.text))


@router.post("/plan-lines/{line_id}/skip", response={200: PlanLineOut, 403: Problem, 404: Problem, 409: Problem})
def skip(request: HttpRequest, line_id: int) -> PlanLineOut:
    """Leave a line undone this week."""
    who = seat(request)
    who.require(Ability.PLAN)
    shop = plan_line(who.workspace_id, line_id).plan.shop
    skip_line(who.workspace_id, line_id, by=who.actor, now=now_of(shop, machine_clock()))
    return _line(plan_line(who.workspace_id, line_id))


def _shop(shop: Shop) -> ShopOut:
    now = now_of(shop, machine_clock())
    window = current_window(shop, now)
    standing = standing_of(window) if window else None
    return ShopOut(
        id=shop.pk,
        name=shop.name,
        region=shop.region,
        currency=shop.currency,
        pack=shop.pack,
        now=now,
        trouble=shop.trouble,
        quota_cap=standing.cap if standing else None,
        quota_held=standing.held if standing else 0,
        quota_spent=standing.spent if standing else 0,
        quota_left=standing.left if standing else None,
        quota_ends_at=window.ends_at if window else None,
    )


def _line(line: PlanLine) -> PlanLineOut:
    return PlanLineOut(
        id=line.pk,
        act=line.act,
        creator_id=line.creator_id,
        creator=line.creator.handle,
        units=line.units,
        value_minor=line.value,
        state=line.state,
        reason=_words(line.reason),
    )


def _words(stored: dict[str, object]) -> str:
    return said(Reason.from_json(stored), gettext) if stored else ""
