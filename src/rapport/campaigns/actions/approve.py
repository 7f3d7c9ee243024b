"""Carrying out what the plan proposes: by a person's approval, or at once where a campaign runs by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Campaign, Candidate, Plan, PlanLine
from rapport.campaigns.queries.opportunities import DECLINED
from rapport.campaigns.queries.plans import plan_line, proposed_by_campaigns, proposed_lines
from rapport.campaigns.queries.words import Composer, Words
from rapport.campaigns.rules.planner import Act
from rapport.collaborations.actions.plans import Offer
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.actions.messages import end_waiting, queue_message
from rapport.outreach.actions.wordings import remember_wording
from rapport.outreach.models import Invitation, Message
from rapport.outreach.queries.invitations import invitation_row
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

    def words(self, purpose: Purpose, campaign: Campaign | None) -> Words:
        """What is sent; what a person wrote was made of no template, unless they left it as it was composed."""
        if not self.text:
            return self.composer.words(self.line.creator, purpose, campaign)
        try:
            composed = self.composer.words(self.line.creator, purpose, campaign)
        except Refusal:
            return Words(self.text)
        return composed if composed.text == self.text else Words(self.text)


def approve_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime, text: str = "") -> PlanLine:
    """Do what the line proposes; `text` stands in place of the composed message where a person wrote one.

    A refusal by the rules or the quota is kept on the line and raised again, so that the reader sees why.
    Refuses with NotFound, LineSettled and whatever the act itself refuses with.
    """
    line = plan_line(workspace_id, line_id)
    shop = line.plan.shop
    _carry_out(Carrying(shop, line, Composer.open(shop, [line.creator_id], now=now), text, by, now))
    return line


def skip_line(workspace_id: int, line_id: int, *, by: Actor, now: datetime) -> None:
    """Leave this act undone in this window. Refuses with NotFound or LineSettled."""
    _claim(plan_line(workspace_id, line_id), State.SKIPPED, by, now)


def approve_all(shop: Shop, seen: datetime, *, by: Actor, now: datetime) -> int:
    """Do all that the shop's present plan still proposes, in its order; how many acts were done.

    `seen` is when the plan that the person looked at was made: nobody approves what they have not seen. An act that
    is refused stays on its line with the reason. Refuses with PlanChanged.
    """
    plan = Plan.objects.filter(shop=shop, window__starts_at__lte=now, window__ends_at__gt=now).first()
    if plan is None or plan.made_at != seen:
        raise PlanChanged(shop=shop.name)
    return _carry_out_all(shop, proposed_lines(plan), by, now)


def run_automatic(shop: Shop, *, by: Actor, now: datetime) -> int:
    """Do the proposed acts of campaigns that run by themselves, in the plan's order; how many were done.

    An act that is refused stays on its line with the reason and does not stop the others.
    """
    return _carry_out_all(shop, proposed_by_campaigns(shop.pk, Campaign.Approval.AUTOMATIC, now), by, now)


def _carry_out_all(shop: Shop, lines: Sequence[PlanLine], by: Actor, now: datetime) -> int:
    done = 0
    composer = Composer.open(shop, [line.creator_id for line in lines], now=now)
    for line in lines:
        try:
            _carry_out(Carrying(shop, line, composer, "", by, now))
            done += 1
        except Refusal:
            continue
    return done


def _carry_out(task: Carrying) -> None:
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
            PlanLine.objects.filter(pk=task.line.pk).update(refused=why)
        raise


def _claim(line: PlanLine, state: State, by: Actor, now: datetime) -> None:
    proposed = PlanLine.objects.filter(pk=line.pk, state=State.PROPOSED)
    if not proposed.update(state=state, settled_at=now, settled_by=by.label):
        raise LineSettled(line=line.pk)
    line.state = state


def _queue(task: Carrying, purpose: Purpose, words: Words, invitation: Invitation | None = None) -> None:
    line = task.line
    made = queue_message(
        task.shop, line.creator, purpose, words.text, line.key, invitation=invitation, by=task.by, now=task.now
    )
    _remember(made, words)


def _remember(made: Message, words: Words) -> None:
    if words.template is not None:
        remember_wording(made, words.template, words.experiment, words.arm)


def _answer(task: Carrying) -> None:
    _queue(task, Purpose.ANSWER, task.words(Purpose.ANSWER, task.line.campaign))


def _sample_notice(task: Carrying) -> None:
    _queue(task, Purpose.SAMPLE_NOTICE, task.words(Purpose.SAMPLE_NOTICE, task.line.campaign))
    record_notice(task.line.subject_id)


def _remind(task: Carrying) -> None:
    row = _invitation(task)
    _queue(task, Purpose.REMIND, task.words(Purpose.REMIND, task.line.campaign), row)


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
    )
    words = task.words(purpose, campaign)
    told = InvitationWords(words.text, Reason.from_json(dict(task.line.reason)))
    made = queue_invitation(task.shop, task.line.creator, offer, told, attempt=attempt, by=task.by, now=task.now)
    for message in made.messages.filter(purpose=purpose.value):
        _remember(message, words)
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
