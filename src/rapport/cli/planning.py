"""`rapport plan again, want, unwant, stop, resume` and `rapport campaigns approval, limits`: what a person settles
beside single lines.
"""

from datetime import time

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.actions.approve import propose_again
from rapport.campaigns.actions.campaigns import set_approval
from rapport.campaigns.actions.running import PER_DAY_MOST, PER_HOUR_MOST, set_limits
from rapport.campaigns.actions.wishes import make_wish, undo_wish
from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import campaign
from rapport.campaigns.queries.limits import pace_of
from rapport.campaigns.queries.plans import plan_line
from rapport.campaigns.queries.wishes import wish
from rapport.campaigns.rules.wishes import WishKind
from rapport.cli.campaigns import campaigns
from rapport.cli.desk import Desk, command, machine_clock, put
from rapport.cli.plan import SHOP, plan
from rapport.outreach.actions.departures import resume_shop, stop_shop
from rapport.outreach.rules.pace import Pace
from rapport.shops.queries.shops import now_of

__all__ = ["plan"]

WHY = click.option("--why", default="", help=gettext_lazy("Why, for your colleagues."))


@command(plan, "again", help=gettext_lazy("Propose a skipped or refused line again."))
@click.argument("line", type=int)
def again(*, line: int, as_json: bool) -> None:
    desk = Desk.open()
    shop = plan_line(desk.workspace.pk, line).plan.shop
    propose_again(desk.workspace.pk, line, by=desk.actor, now=now_of(shop, machine_clock()))
    put(
        {"id": line, "state": "proposed"},
        as_json=as_json,
        text=lambda: gettext("Proposed again; the next plan keeps it."),
    )


@command(plan, "want", help=gettext_lazy("Want the creator of a line first (pin), or never (forbid)."))
@click.argument("line", type=int)
@click.argument("kind", type=click.Choice([kind.value for kind in WishKind]))
@click.option("--shop-wide", is_flag=True, help=gettext_lazy("For the whole shop, not the line's campaign alone."))
@WHY
def want(*, line: int, kind: str, shop_wide: bool, why: str, as_json: bool) -> None:
    desk = Desk.open()
    found = plan_line(desk.workspace.pk, line)
    shop, scope = found.plan.shop, None if shop_wide else found.campaign
    now = now_of(shop, machine_clock())
    made = make_wish(shop, found.creator_id, WishKind(kind), campaign=scope, why=why, by=desk.actor, now=now)
    told = {"id": made.pk, "creator": found.creator.handle, "kind": kind, "campaign": scope.pk if scope else None}
    put(told, as_json=as_json, text=lambda: gettext("Kept."))


@command(plan, "unwant", help=gettext_lazy("Take a pin or a no back, by its number."))
@click.argument("number", type=int)
def unwant(*, number: int, as_json: bool) -> None:
    desk = Desk.open()
    shop = wish(desk.workspace.pk, number).shop
    undo_wish(desk.workspace.pk, number, by=desk.actor, now=now_of(shop, machine_clock()))
    put({"id": number}, as_json=as_json, text=lambda: gettext("Taken back."))


@command(plan, "stop", help=gettext_lazy("Let nothing of a shop leave until it is resumed."))
@SHOP
@WHY
def stop(*, wanted: str, why: str, as_json: bool) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted)
    stop_shop(shop, why, by=desk.actor, now=now_of(shop, machine_clock()))
    put({"shop": shop.name, "stopped": True}, as_json=as_json, text=lambda: gettext("Stopped; nothing leaves."))


@command(plan, "resume", help=gettext_lazy("Let a shop send again."))
@SHOP
def resume(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted)
    moved = resume_shop(shop, by=desk.actor, now=now_of(shop, machine_clock()))
    told = {"shop": shop.name, "stopped": False, "spread_anew": moved}
    put(told, as_json=as_json, text=lambda: gettext("It goes on."))


@command(
    campaigns, "approval", help=gettext_lazy("Let a campaign run by itself (automatic), or take it back (person).")
)
@click.argument("number", metavar="CAMPAIGN", type=int)
@click.argument("approval", type=click.Choice(Campaign.Approval.values))
def approval_of(*, number: int, approval: str, as_json: bool) -> None:
    desk = Desk.open()
    found = campaign(desk.workspace.pk, number)
    now = now_of(found.shop, machine_clock())
    set_approval(found, Campaign.Approval(approval), by=desk.actor, now=now)
    put({"id": number, "approval": approval}, as_json=as_json, text=lambda: gettext("Kept."))


@command(campaigns, "limits", help=gettext_lazy("Set what a campaign keeps when it runs by itself."))
@click.argument("number", metavar="CAMPAIGN", type=int)
@click.option("--per-day", type=click.IntRange(1, PER_DAY_MOST), help=gettext_lazy("Invitations a day at most."))
@click.option("--per-hour", type=click.IntRange(1, PER_HOUR_MOST), help=gettext_lazy("Messages an hour at most."))
@click.option("--days", help=gettext_lazy("Days as digits from 0 = Monday, such as 01234."))
@click.option("--hours", help=gettext_lazy("Hours as 09:00-18:00; empty for all day."))
@click.option("--holidays/--no-holidays", default=None, help=gettext_lazy("Whether public holidays are kept."))
def limits(
    *,
    number: int,
    per_day: int | None,
    per_hour: int | None,
    days: str | None,
    hours: str | None,
    holidays: bool | None,
    as_json: bool,
) -> None:
    desk = Desk.open()
    found = campaign(desk.workspace.pk, number)
    was = pace_of(found, found.shop)
    begins, ends = (was.works_from, was.works_until) if hours is None else _hours(hours)
    pace = Pace(
        was.per_hour_max if per_hour is None else per_hour,
        was.minds_holidays if holidays is None else holidays,
        was.works_on if days is None else _days(days),
        begins,
        ends,
    )
    most = found.per_day_max if per_day is None else per_day
    set_limits(found, most, pace, by=desk.actor, now=now_of(found.shop, machine_clock()))
    put(
        {"id": number, "per_day_max": most, **pace.as_json()},
        as_json=as_json,
        text=lambda: gettext("The limits are kept."),
    )


def _days(typed: str) -> tuple[int, ...]:
    if not typed or set(typed) - set("0123456"):
        raise click.BadParameter(typed, param_hint="--days")
    return tuple(sorted({int(day) for day in typed}))


def _hours(typed: str) -> tuple[time | None, time | None]:
    if not typed:
        return None, None
    begins, _, ends = typed.partition("-")
    try:
        return time.fromisoformat(begins), time.fromisoformat(ends)
    except ValueError:
        raise click.BadParameter(typed, param_hint="--hours") from None
