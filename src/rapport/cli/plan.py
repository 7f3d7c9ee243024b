"""`rapport plan`: what the planner proposes for a shop, and settling it line by line."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.actions.approve import approve_line, skip_line
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import PlanLine
from rapport.campaigns.queries.plans import PlanView, plan_line, present_plan
from rapport.cli.desk import Desk, command, machine_clock, put
from rapport.shared.refusals import Reason
from rapport.shared.wording import said
from rapport.shops.queries.shops import now_of

SHOP = click.option("--shop", "wanted", required=True, help=gettext_lazy("Shop by number, name or region."))


@click.group(help=gettext_lazy("The present week's best use of the quota."))
def plan() -> None:
    """The plan of a shop's present week."""


@command(plan, "show", help=gettext_lazy("The lines that wait, in order, each with its reason."))
@SHOP
def show_plan(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted)
    _put(present_plan(desk.workspace.pk, shop.pk, now_of(shop, machine_clock())), as_json=as_json)


@command(plan, "make", help=gettext_lazy("Plan anew from what is known now."))
@SHOP
def make(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shop = desk.shop(wanted)
    now = now_of(shop, machine_clock())
    plan_shop(shop, now=now)
    _put(present_plan(desk.workspace.pk, shop.pk, now), as_json=as_json)


@command(plan, "approve", help=gettext_lazy("Do what a line proposes; TEXT stands in place of the composed message."))
@click.argument("line", type=int)
@click.option("--text", default="")
def approve(*, line: int, text: str, as_json: bool) -> None:
    desk = Desk.open()
    shop = plan_line(desk.workspace.pk, line).plan.shop
    done = approve_line(desk.workspace.pk, line, by=desk.actor, now=now_of(shop, machine_clock()), text=text)
    put(_row(done), as_json=as_json, text=lambda: gettext("Approved; the worker sends it."))


@command(plan, "skip", help=gettext_lazy("Leave a line undone this week."))
@click.argument("line", type=int)
def skip(*, line: int, as_json: bool) -> None:
    desk = Desk.open()
    shop = plan_line(desk.workspace.pk, line).plan.shop
    skip_line(desk.workspace.pk, line, by=desk.actor, now=now_of(shop, machine_clock()))
    put(_row(plan_line(desk.workspace.pk, line)), as_json=as_json, text=lambda: gettext("Skipped."))


def _put(view: PlanView, *, as_json: bool) -> None:
    rows = [_row(line) for line in view.proposed]
    lines = [f"{row['id']:>5}  {row['act']:<13} @{row['creator']:<24} {row['units']}  {row['reason']}" for row in rows]
    kept = view.plan.kept_back if view.plan else 0
    put(
        {"kept_back": kept, "lines": rows},
        as_json=as_json,
        text=lambda: "\n".join(lines) or gettext("Nothing is proposed now."),
    )


def _row(line: PlanLine) -> dict[str, object]:
    return {
        "id": line.pk,
        "act": line.act,
        "creator": line.creator.handle,
        "units": line.units,
        "value_minor": line.value,
        "state": line.state,
        "reason": said(Reason.from_json(dict(line.reason)), gettext),
    }
