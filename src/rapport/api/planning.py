"""Wanting creators first or never, taking skips back, stopping a shop, and the limits of what runs by itself."""

from datetime import datetime, time
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from rapport.api.access import machine_clock, seat
from rapport.api.schemas import Problem
from rapport.campaigns.actions.approve import propose_again
from rapport.campaigns.actions.campaigns import set_approval
from rapport.campaigns.actions.running import PER_DAY_MOST, PER_HOUR_MOST, set_limits
from rapport.campaigns.actions.wishes import make_wish, undo_wish
from rapport.campaigns.models import Campaign, Wish
from rapport.campaigns.queries.campaigns import campaign
from rapport.campaigns.queries.limits import pace_of
from rapport.campaigns.queries.plans import plan_line
from rapport.campaigns.queries.wishes import standing_wishes, wish
from rapport.campaigns.rules.wishes import WishKind
from rapport.outreach.actions.departures import resume_shop, stop_shop
from rapport.outreach.queries.departures import standing_still
from rapport.outreach.rules.pace import Pace
from rapport.shops.models import Shop
from rapport.shops.queries.shops import now_of, shop_of
from rapport.shops.rules.roles import Ability

router = Router(tags=["planning"])
Day = Annotated[int, Field(ge=0, le=6)]
REFUSED = {403: Problem, 404: Problem, 409: Problem}


class WishIn(Schema):
    """Without `shop_wide` it holds for the campaign of the line alone, where the line has one."""

    kind: WishKind
    shop_wide: bool = False
    why: str = ""


class WishOut(Schema):
    id: int
    creator_id: int
    creator: str
    campaign_id: int | None
    kind: WishKind
    why: str
    made_at: datetime
    made_by: str


class AgainOut(Schema):
    id: int
    state: str


class StopIn(Schema):
    why: str = ""


class StopOut(Schema):
    """Whether a shop stands still, since when and why."""

    stopped: bool
    since: datetime | None = None
    by: str = ""
    why: str = ""


class Limits(Schema):
    """What a campaign keeps when it runs by itself; `works_on` are weekdays from 0 = Monday."""

    approval: Literal["person", "automatic"]
    per_day_max: Annotated[int, Field(gt=0, le=PER_DAY_MOST)]
    per_hour_max: Annotated[int, Field(gt=0, le=PER_HOUR_MOST)]
    minds_holidays: bool = True
    works_on: Annotated[list[Day], Field(min_length=1, max_length=7)] = [0, 1, 2, 3, 4, 5, 6]
    works_from: time | None = None
    works_until: time | None = None


@router.post("/plan-lines/{line_id}/again", response={200: AgainOut, **REFUSED})
def again(request: HttpRequest, line_id: int) -> AgainOut:
    """Propose a line again that was skipped or refused; the next plan keeps it."""
    who = seat(request)
    who.require(Ability.PLAN)
    now = _now(plan_line(who.workspace_id, line_id).plan.shop)
    return AgainOut(id=line_id, state=propose_again(who.workspace_id, line_id, by=who.actor, now=now).state)


@router.post("/plan-lines/{line_id}/want", response={200: WishOut, **REFUSED})
def want(request: HttpRequest, line_id: int, given: WishIn) -> WishOut:
    """Want the creator of a line first, or never; the next plan follows it."""
    who = seat(request)
    who.require(Ability.PLAN)
    line = plan_line(who.workspace_id, line_id)
    shop, scope = line.plan.shop, None if given.shop_wide else line.campaign
    made = make_wish(shop, line.creator_id, given.kind, campaign=scope, why=given.why, by=who.actor, now=_now(shop))
    return _wish(wish(who.workspace_id, made.pk))


@router.get("/shops/{shop_id}/wishes", response={200: list[WishOut], 404: Problem})
def list_wishes(request: HttpRequest, shop_id: int) -> list[WishOut]:
    """The pins and noes of a shop that stand, the newest first."""
    shop = shop_of(seat(request).workspace_id, shop_id)
    return [_wish(row) for row in standing_wishes(shop.pk)]


@router.post("/wishes/{wish_id}/undo", response={200: WishOut, **REFUSED})
def undo(request: HttpRequest, wish_id: int) -> WishOut:
    """Take a pin or a no back."""
    who = seat(request)
    who.require(Ability.PLAN)
    now = _now(wish(who.workspace_id, wish_id).shop)
    return _wish(undo_wish(who.workspace_id, wish_id, by=who.actor, now=now))


@router.post("/shops/{shop_id}/stop", response={200: StopOut, **REFUSED})
def stop(request: HttpRequest, shop_id: int, given: StopIn) -> StopOut:
    """Let nothing of a shop leave; what is queued stays queued."""
    who = seat(request)
    who.require(Ability.CONTACT)
    shop = shop_of(who.workspace_id, shop_id)
    stop_shop(shop, given.why, by=who.actor, now=_now(shop))
    return _stop(shop)


@router.post("/shops/{shop_id}/resume", response={200: StopOut, **REFUSED})
def resume(request: HttpRequest, shop_id: int) -> StopOut:
    """Let a shop send again; automatic messages leave one after the other."""
    who = seat(request)
    who.require(Ability.CONTACT)
    shop = shop_of(who.workspace_id, shop_id)
    resume_shop(shop, by=who.actor, now=_now(shop))
    return _stop(shop)


@router.get("/campaigns/{campaign_id}/limits", response={200: Limits, 404: Problem})
def show_limits(request: HttpRequest, campaign_id: int) -> Limits:
    """What a campaign keeps when it runs by itself, and whether it does."""
    return _limits(campaign(seat(request).workspace_id, campaign_id))


@router.put("/campaigns/{campaign_id}/limits", response={200: Limits, **REFUSED})
def put_limits(request: HttpRequest, campaign_id: int, given: Limits) -> Limits:
    """Set the limits; letting a campaign run by itself asks for the right to contact creators."""
    who = seat(request)
    who.require(Ability.PLAN)
    found = campaign(who.workspace_id, campaign_id)
    pace = Pace(
        given.per_hour_max,
        given.minds_holidays,
        tuple(sorted(set(given.works_on))),
        _clock(given.works_from),
        _clock(given.works_until),
    )
    now = _now(found.shop)
    set_limits(found, given.per_day_max, pace, by=who.actor, now=now)
    if given.approval != found.approval:
        who.require(Ability.CONTACT)
        set_approval(found, Campaign.Approval(given.approval), by=who.actor, now=now)
    return _limits(campaign(who.workspace_id, campaign_id))


def _now(shop: Shop) -> datetime:
    return now_of(shop, machine_clock())


def _clock(given: time | None) -> time | None:
    return None if given is None else given.replace(tzinfo=None, second=0, microsecond=0)


def _wish(row: Wish) -> WishOut:
    return WishOut(
        id=row.pk,
        creator_id=row.creator_id,
        creator=row.creator.handle,
        campaign_id=row.campaign_id,
        kind=WishKind(row.kind),
        why=row.why,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def _stop(shop: Shop) -> StopOut:
    found = standing_still(shop.pk)
    if found is None:
        return StopOut(stopped=False)
    return StopOut(stopped=True, since=found.began_at, by=found.began_by, why=found.why)


def _limits(found: Campaign) -> Limits:
    pace = pace_of(found, found.shop)
    return Limits(
        approval="automatic" if found.approval == Campaign.Approval.AUTOMATIC else "person",
        per_day_max=found.per_day_max,
        per_hour_max=pace.per_hour_max,
        minds_holidays=pace.minds_holidays,
        works_on=list(pace.works_on),
        works_from=pace.works_from,
        works_until=pace.works_until,
    )
