"""The acts of a plan, each as what it does: answer, send a notice, remind, invite, invite again, close."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign, Candidate, PlanLine
from rapport.campaigns.queries.opportunities import DECLINED
from rapport.campaigns.queries.words import Composer, Words
from rapport.campaigns.rules.planner import Act
from rapport.collaborations.actions.plans import Offer
from rapport.outreach.actions.invitations import InvitationWords, close_invitation, queue_invitation
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.actions.receiving import end_waiting
from rapport.outreach.actions.wordings import remember_wording
from rapport.outreach.models import Invitation, Message
from rapport.outreach.queries.invitations import invitation_row
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.pace import Leaves
from rapport.outreach.rules.quota import Kind
from rapport.outreach.rules.wording import Purpose
from rapport.samples.actions import record_notice
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

KINDS = {
    Act.ANSWER: Kind.REPLY,
    Act.SAMPLE_NOTICE: Kind.SAMPLE_NOTICE,
    Act.REMIND: Kind.REMINDER,
    Act.INVITE: Kind.INVITATION,
    Act.REINVITE: Kind.INVITATION,
}
"""How the quota counts what an act sends first; closing sends nothing."""


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

    def words(self, purpose: Purpose, campaign: Campaign | None) -> Words:
        """What is sent; what a person wrote was made of no template, unless they left it as it was composed."""
        if not self.text:
            return self.composer.words(self.line.creator, purpose, campaign)
        try:
            composed = self.composer.words(self.line.creator, purpose, campaign)
        except Refusal:
            return Words(self.text)
        return composed if composed.text == self.text else Words(self.text)


def do(task: Carrying) -> None:
    """Do what a line proposes, inside the caller's transaction. Refuses as the act does."""
    ACTS[Act(task.line.act)](task)


def _queue(task: Carrying, purpose: Purpose, invitation: Invitation | None = None) -> None:
    line, words = task.line, task.words(purpose, task.line.campaign)
    made = queue_message(
        task.shop,
        line.creator,
        purpose,
        words.text,
        line.key,
        invitation=invitation,
        leaves=task.leaves,
        by=task.by,
        now=task.now,
    )
    _remember(made, words)


def _remember(made: Message, words: Words) -> None:
    if words.template is not None:
        remember_wording(made, words.template, words.experiment, words.arm)


def _answer(task: Carrying) -> None:
    _queue(task, Purpose.ANSWER)


def _sample_notice(task: Carrying) -> None:
    _queue(task, Purpose.SAMPLE_NOTICE)
    record_notice(task.line.subject_id)


def _remind(task: Carrying) -> None:
    _queue(task, Purpose.REMIND, _invitation(task))


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
    words = task.words(purpose, campaign)
    told = InvitationWords(words.text, Reason.from_json(dict(task.line.reason)))
    made = queue_invitation(
        task.shop, task.line.creator, offer, told, attempt=attempt, leaves=task.leaves, by=task.by, now=task.now
    )
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
