"""Settling what the plan proposes: carrying it out by a person's approval, leaving it undone, taking that back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.campaigns.actions.acts import KINDS, Carrying, do
from rapport.campaigns.models import Plan, PlanLine
from rapport.campaigns.queries.plans import lines_by_id, plan_line, proposed_lines
from rapport.campaigns.queries.words import Composer
from rapport.campaigns.rules.planner import Act
from rapport.outreach.actions.ledger import note_skipped
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

State = PlanLine.State


class LineSettled(Refusal):
    """Somebody has approved or skipped this line already."""

    code = "plan.line_settled"


class LineStands(Refusal):
    """Only what was skipped or refused can be proposed again."""

    code = "plan.line_stands"


class WeekOver(Refusal):
    """The week that the line belonged to is over; what is worth doing stands in the new plan."""

    code = "plan.week_over"


class PlanChanged(Refusal):
    """The plan was made anew since the person looked at it."""

    code = "plan.changed"


def approve_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime, text: str = "") -> PlanLine:
    """Do what the line proposes; `text` stands in place of the composed message where a person wrote one.

    A refusal by the rules or the quota is kept on the line and raised again, so that the reader sees why.
    Refuses with NotFound, LineSettled and whatever the act itself refuses with.
    """
    line = plan_line(workspace_id, line_id)
    shop = line.plan.shop
    carry_out(Carrying(shop, line, Composer.open(shop, [line.creator_id], now=now), text, by, now))
    return line


@transaction.atomic
def skip_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime) -> None:
    """Leave this act undone in this window. Refuses with NotFound or LineSettled."""
    line = plan_line(workspace_id, line_id)
    _claim(line, State.SKIPPED, by, now)
    record(workspace_id, by, "plan.skip", f"@{line.creator.handle}", now=now, act=line.act)
    _note_skipped(line.plan.shop, line, Reason("quota.skipped_by_person", {"who": by.label}), now)


@transaction.atomic
def propose_again(workspace_id: int, line_id: int, *, by: Actor, now: datetime) -> PlanLine:
    """Take a skip back, or try anew what was refused, as long as the line's week lasts.

    Refuses with NotFound, with LineStands for what waits or was done, or with WeekOver.
    """
    line = plan_line(workspace_id, line_id)
    if now >= line.plan.window.ends_at:
        raise WeekOver(line=line.pk)
    undone = PlanLine.objects.filter(pk=line.pk, state__in=[State.SKIPPED, State.REFUSED])
    if not undone.update(state=State.PROPOSED, refused={}, settled_at=None, settled_by=""):
        raise LineStands(line=line.pk)
    record(workspace_id, by, "plan.propose_again", f"@{line.creator.handle}", now=now, act=line.act)
    line.state = State.PROPOSED
    return line


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of several lines: how many were done, and how many could not be."""

    done: int
    refused: int


def approve_lines(shop: Shop, line_ids: Sequence[int], *, by: Actor, now: datetime) -> Settled:
    """Do what the chosen lines of a shop propose, in the plan's order; what is settled or gone counts as refused."""
    lines = lines_by_id(shop.pk, line_ids)
    done = _carry_out_all(shop, lines, by, now)
    return Settled(done, len(set(line_ids)) - done)


def skip_lines(shop: Shop, line_ids: Sequence[int], *, by: Actor, now: datetime) -> Settled:
    """Leave the chosen lines of a shop undone in this window."""
    done = 0
    for line in lines_by_id(shop.pk, line_ids):
        with suppress(LineSettled):
            skip_line(shop.workspace_id, line.pk, by=by, now=now)
            done += 1
    return Settled(done, len(set(line_ids)) - done)


def approve_all(shop: Shop, seen: datetime, *, by: Actor, now: datetime) -> int:
    """Do all that the shop's present plan still proposes, in its order; how many acts were done.

    `seen` is when the plan that the person looked at was made: nobody approves what they have not seen. An act that
    is refused stays on its line with the reason. Refuses with PlanChanged.
    """
    plan = Plan.objects.filter(shop=shop, window__starts_at__lte=now, window__ends_at__gt=now).first()
    if plan is None or plan.made_at != seen:
        raise PlanChanged(shop=shop.name)
    return _carry_out_all(shop, proposed_lines(plan), by, now)


def _carry_out_all(shop: Shop, lines: Sequence[PlanLine], by: Actor, now: datetime) -> int:
    done = 0
    composer = Composer.open(shop, [line.creator_id for line in lines], now=now)
    for line in lines:
        try:
            carry_out(Carrying(shop, line, composer, "", by, now))
            done += 1
        except Refusal:
            continue
    return done


def carry_out(task: Carrying) -> None:
    """Do one line; a refusal is kept on it and raised again."""
    try:
        with transaction.atomic():
            _claim(task.line, State.APPROVED, task.by, task.now)
            do(task)
    except LineSettled:
        raise
    except Refusal as refusal:
        with transaction.atomic():
            _claim(task.line, State.REFUSED, task.by, task.now)
            why = Reason(refusal.code, refusal.data).as_json()
            PlanLine.objects.filter(pk=task.line.pk).update(refused=why, waits={})
            _note_skipped(task.shop, task.line, refusal, task.now)
        raise


def _note_skipped(shop: Shop, line: PlanLine, why: Reason | Refusal, now: datetime) -> None:
    """The quota's ledger tells of what was not sent too; acts without a message have no place in it."""
    kind = KINDS.get(Act(line.act))
    if kind is not None:
        note_skipped(shop, line.creator, kind, why, now=now)


def _claim(line: PlanLine, state: State, by: Actor, now: datetime) -> None:
    proposed = PlanLine.objects.filter(pk=line.pk, state=State.PROPOSED)
    if not proposed.update(state=state, settled_at=now, settled_by=by.label):
        raise LineSettled(line=line.pk)
    line.state = state
