"""Settling what the plan proposes: carrying it out by a person's approval, leaving it undone, taking that back."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Campaign, Candidate, Plan, PlanLine
from rapport.campaigns.queries.opportunities import DECLINED
from rapport.campaigns.queries.plans import lines_by_id, plan_line, proposed_lines
from rapport.campaigns.queries.words import Composer
from rapport.campaigns.rules.planner import Act
from rapport.collaborations.actions.plans import Offer
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.actions.ledger import note_skipped
from rapport.outreach.actions.messages import end_waiting, queue_message
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import invitation_row
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.pace import Leaves
from rapport.outreach.rules.quota import Kind
from rapport.outreach.rules.wording import Purpose
from rapport.samples.actions import record_notice
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

State = PlanLine.State
KINDS = {
    Act.ANSWER: Kind.REPLY,
    Act.SAMPLE_NOTICE: Kind.SAMPLE_NOTICE,
    Act.REMIND: Kind.REMINDER,
    Act.INVITE: Kind.INVITATION,
    Act.REINVITE: Kind.INVITATION,
}
"""How the quota counts what an act sends first; closing sends nothing."""


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


class CampaignOver(Refusal):
    """The campaign that this invitation belonged to does not run any more."""

    code = "campaigns.over"


class NotShortlisted(Refusal):
    """The creator was taken off the campaign's shortlist since the plan was made, or a person said no."""

    code = "campaigns.not_shortlisted"


@dataclass(frozen=True, slots=True)
class Carrying:
    """One line being carried out: for which shop, in whose name, with which words (empty: composed ones)."""

    shop: Shop
    line: PlanLine
    composer: Composer
    text: str
    by: Actor
    now: datetime
    leaves: Leaves | None = None
    """When it leaves, where a campaign that runs by itself spreads its messages."""
    wave: datetime | None = None
    """When the collaboration leaves that an invitation of such a campaign goes with."""

    def words(self, purpose: Purpose, campaign: Campaign | None) -> str:
        return self.text or self.composer.words(self.line.creator, purpose, campaign)


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
    with transaction.atomic():
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
            ACTS[Act(task.line.act)](task)
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


def _answer(task: Carrying) -> None:
    _queue(task, Purpose.ANSWER)


def _sample_notice(task: Carrying) -> None:
    _queue(task, Purpose.SAMPLE_NOTICE)
    record_notice(task.line.subject_id)


def _remind(task: Carrying) -> None:
    _queue(task, Purpose.REMIND, _invitation(task))


def _queue(task: Carrying, purpose: Purpose, invitation: Invitation | None = None) -> None:
    line = task.line
    words, by, now = task.words(purpose, line.campaign), task.by, task.now
    queue_message(
        task.shop, line.creator, purpose, words, line.key, invitation=invitation, leaves=task.leaves, by=by, now=now
    )


def _close(task: Carrying) -> None:
    row = _invitation(task)
    if task.line.reason.get("code") == DECLINED:
        close_invitation(row, Ending.DECLINED, by=task.by, now=task.now)
        end_waiting(task.shop.workspace_id, row.shop_id, row.creator_id, by=task.by, now=task.now)
    else:
        close_invitation(row, Ending.IDLE if row.accepted_at else Ending.SILENT, by=task.by, now=task.now)


def _invite(task: Carrying) -> None:
    """A shortlist may have been built anew since: the candidate is looked for by who they are, not by the line's id."""
    campaign, creator = task.line.campaign, task.line.creator
    if campaign is None or not _runs(campaign, task.now):
        raise CampaignOver(creator=creator.handle)
    candidate = campaign.candidates.filter(creator=creator, state=Candidate.State.SHORTLISTED).first()
    if candidate is None:
        raise NotShortlisted(creator=creator.handle, campaign=campaign.name)
    _invite_candidate(task, candidate, campaign, attempt=1)


def _reinvite(task: Carrying) -> None:
    before = _invitation(task)
    candidate = Candidate.objects.filter(invitation=before).select_related("campaign").first()
    if candidate is None or not _runs(candidate.campaign, task.now):
        raise CampaignOver(creator=task.line.creator.handle)
    _invite_candidate(task, candidate, candidate.campaign, attempt=before.attempt + 1)


def _invite_candidate(task: Carrying, candidate: Candidate, campaign: Campaign, *, attempt: int) -> None:
    purpose = Purpose.INVITE if attempt == 1 else Purpose.REINVITE
    offer = Offer(
        label=campaign.name,
        rates={one.product_id: one.rate for one in campaign.products.all()},
        ends_at=campaign.ends_at,
        has_free_sample=campaign.has_free_sample,
        leaves_at=task.wave,
    )
    words = InvitationWords(task.words(purpose, campaign), Reason.from_json(dict(task.line.reason)))
    made = queue_invitation(
        task.shop, task.line.creator, offer, words, attempt=attempt, leaves=task.leaves, by=task.by, now=task.now
    )
    candidate.invitation, candidate.state = made, Candidate.State.INVITED
    candidate.save(update_fields=["invitation", "state"])


def _invitation(task: Carrying) -> Invitation:
    row = invitation_row(task.shop.pk, task.line.subject_id)
    row.shop = task.shop
    return row


def _runs(campaign: Campaign, now: datetime) -> bool:
    return campaign.state == Campaign.State.ACTIVE and campaign.ends_at > now


ACTS: dict[Act, Callable[[Carrying], None]] = {
    Act.ANSWER: _answer,
    Act.SAMPLE_NOTICE: _sample_notice,
    Act.REMIND: _remind,
    Act.CLOSE: _close,
    Act.INVITE: _invite,
    Act.REINVITE: _reinvite,
}
