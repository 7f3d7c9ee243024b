"""Carrying out what the plan proposes: by a person's approval, or at once where a campaign runs by itself."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Campaign, Candidate, PlanLine
from rapport.campaigns.queries.plans import plan_line
from rapport.campaigns.queries.words import compose_for
from rapport.campaigns.rules.planner import Act
from rapport.collaborations.actions.plans import Offer
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.queries.invitations import invitation
from rapport.outreach.queries.threads import thread
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.wording import Purpose
from rapport.samples.actions import record_notice
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

State = PlanLine.State


class LineSettled(Refusal):
    """Somebody has approved or skipped this line already."""

    code = "plan.line_settled"


class CampaignOver(Refusal):
    """The campaign that this invitation belonged to does not run any more."""

    code = "campaigns.over"


def approve_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime, text: str = "") -> PlanLine:
    """Do what the line proposes; `text` stands in place of the composed message where a person wrote one.

    A refusal by the rules or the quota is kept on the line and raised again, so that the reader sees why.
    Refuses with NotFound, LineSettled and whatever the act itself refuses with.
    """
    line = plan_line(workspace_id, line_id)
    try:
        with transaction.atomic():
            _claim(line, State.APPROVED, by, now)
            ACTS[Act(line.act)](line, text, by, now)
    except LineSettled:
        raise
    except Refusal as refusal:
        reason = Reason(refusal.code, refusal.data)
        with transaction.atomic():
            _claim(line, State.REFUSED, by, now)
            PlanLine.objects.filter(pk=line.pk).update(refused=reason.as_json())
        raise
    line.refresh_from_db()
    return line


def skip_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime) -> None:
    """Leave this act undone in this window. Refuses with NotFound or LineSettled."""
    _claim(plan_line(workspace_id, line_id), State.SKIPPED, by, now)


def run_automatic(shop: Shop, *, by: Actor, now: datetime) -> int:
    """Do the proposed acts of campaigns that run by themselves, in the plan's order; how many were done.

    An act that is refused stays on its line with the reason and does not stop the others.
    """
    lines = PlanLine.objects.filter(
        plan__shop=shop,
        plan__window__starts_at__lte=now,
        plan__window__ends_at__gt=now,
        state=State.PROPOSED,
        campaign__approval=Campaign.Approval.AUTOMATIC,
        campaign__state=Campaign.State.ACTIVE,
    ).order_by("position", "pk")
    done = 0
    for line_id in list(lines.values_list("pk", flat=True)):
        try:
            approve_line(shop.workspace_id, line_id, by=by, now=now)
            done += 1
        except Refusal:
            continue
    return done


def _claim(line: PlanLine, state: State, by: Actor, now: datetime) -> None:
    proposed = PlanLine.objects.filter(pk=line.pk, state=State.PROPOSED)
    if not proposed.update(state=state, settled_at=now, settled_by=by.label):
        raise LineSettled(line=line.pk)


def _answer(line: PlanLine, text: str, by: Actor, now: datetime) -> None:
    row = thread(line.plan.shop.workspace_id, line.subject_id)
    words = text or compose_for(row.shop, row.creator, Purpose.ANSWER, line.campaign)
    queue_message(row.shop, row.creator, Purpose.ANSWER, words, line.key, by=by, now=now)


def _sample_notice(line: PlanLine, text: str, by: Actor, now: datetime) -> None:
    shop = line.plan.shop
    words = text or compose_for(shop, line.creator, Purpose.SAMPLE_NOTICE, line.campaign)
    queue_message(shop, line.creator, Purpose.SAMPLE_NOTICE, words, line.key, by=by, now=now)
    record_notice(line.subject_id)


def _remind(line: PlanLine, text: str, by: Actor, now: datetime) -> None:
    row = invitation(line.plan.shop.workspace_id, line.subject_id)
    words = text or compose_for(row.shop, row.creator, Purpose.REMIND, line.campaign)
    queue_message(row.shop, row.creator, Purpose.REMIND, words, line.key, invitation=row, by=by, now=now)


def _close(line: PlanLine, _text: str, by: Actor, now: datetime) -> None:
    row = invitation(line.plan.shop.workspace_id, line.subject_id)
    ending = Ending.IDLE if row.accepted_at else Ending.SILENT
    close_invitation(row, ending, by=by, now=now)


def _invite(line: PlanLine, text: str, by: Actor, now: datetime) -> None:
    candidate = Candidate.objects.select_related("campaign__shop", "creator").get(pk=line.subject_id)
    _invite_candidate(candidate, line, text, attempt=1, by=by, now=now)


def _reinvite(line: PlanLine, text: str, by: Actor, now: datetime) -> None:
    before = invitation(line.plan.shop.workspace_id, line.subject_id)
    candidate = (
        Candidate.objects.select_related("campaign__shop", "creator")
        .filter(invitation=before, campaign__state=Campaign.State.ACTIVE, campaign__ends_at__gt=now)
        .first()
    )
    if candidate is None:
        raise CampaignOver(creator=before.creator.handle)
    _invite_candidate(candidate, line, text, attempt=before.attempt + 1, by=by, now=now)


def _invite_candidate(
    candidate: Candidate, line: PlanLine, text: str, *, attempt: int, by: Actor, now: datetime
) -> None:
    campaign, shop = candidate.campaign, line.plan.shop
    purpose = Purpose.INVITE if attempt == 1 else Purpose.REINVITE
    offer = Offer(
        label=campaign.name,
        rates=dict(campaign.products.values_list("product_id", "rate")),
        ends_at=campaign.ends_at,
        has_free_sample=campaign.has_free_sample,
    )
    words = InvitationWords(
        text or compose_for(shop, candidate.creator, purpose, campaign), Reason.from_json(dict(line.reason))
    )
    made = queue_invitation(shop, candidate.creator, offer, words, attempt=attempt, by=by, now=now)
    candidate.invitation, candidate.state = made, Candidate.State.INVITED
    candidate.save(update_fields=["invitation", "state"])


Carry = Callable[[PlanLine, str, Actor, datetime], None]
ACTS: dict[Act, Carry] = {
    Act.ANSWER: _answer,
    Act.SAMPLE_NOTICE: _sample_notice,
    Act.REMIND: _remind,
    Act.CLOSE: _close,
    Act.INVITE: _invite,
    Act.REINVITE: _reinvite,
}
