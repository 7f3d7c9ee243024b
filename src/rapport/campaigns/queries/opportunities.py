"""Everything that could be done for a shop right now, each act with its cost, its worth and its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import active_campaigns, candidacies, next_candidates
from rapport.campaigns.rules.planner import Act, Opportunity
from rapport.campaigns.rules.prospects import Chances, Prospect, chances, prospect
from rapport.creators.models import Creator
from rapport.outreach.models import Invitation, QuotaWindow
from rapport.outreach.queries.invitations import (
    blocked_by_queue,
    latest_of_creators,
    outcome_counts,
    with_facts,
)
from rapport.outreach.queries.quota import contacts_of
from rapport.outreach.queries.threads import waiting_threads
from rapport.outreach.rules.life import Due, Ending, Stage, Step, next_step
from rapport.outreach.rules.quota import (
    Contact,
    FollowersAboveCeiling,
    Kind,
    PreReplyCapReached,
    check_followers,
    cost_of,
)
from rapport.policies.rules.packs import Policy
from rapport.policies.rules.playbooks import Playbook
from rapport.samples.queries import awaiting_content, notice_facts, under_way
from rapport.samples.rules.deadlines import notice_due
from rapport.shared.ids import intent_key
from rapport.shared.money import WHOLE_RATE
from rapport.shared.periods import day_of
from rapport.shared.refusals import Data, Reason
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of

STILL_HOPED_FOR = timedelta(days=3)
"""How long after an invitation an answer is still expected; most come within the first days."""
NOTICE_LIFT = 1000
"""How much likelier content becomes by a notice, hundredths of a percent; an assumption."""
OPEN_STAGES = (Stage.INVITED, Stage.TALKING, Stage.ACCEPTED, Stage.CLOSED)
ACTS = {Due.REMIND: Act.REMIND, Due.CLOSE: Act.CLOSE, Due.REINVITE: Act.REINVITE}


@dataclass(frozen=True, slots=True)
class Possible:
    """An opportunity and what it is about."""

    opportunity: Opportunity
    subject_id: int
    creator_id: int
    campaign_id: int | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is possible, and what the rest of the week is expected to bring."""

    all: list[Possible]
    answers_expected: float
    invitations_max: int


@dataclass
class Gatherer:
    """One look at a shop: the facts every kind of act needs are read once."""

    shop: Shop
    window: QuotaWindow
    now: datetime
    policy: Policy = field(init=False)
    playbook: Playbook = field(init=False)
    mean: Chances = field(init=False)
    campaigns: list[Campaign] = field(init=False)
    busy: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.policy, self.playbook = policy_of(self.shop), playbook_of(self.shop)
        self.mean = chances(self.playbook.planner, *outcome_counts(self.shop.pk))
        self.campaigns = active_campaigns(self.shop.pk, self.now)
        self.busy = blocked_by_queue(self.shop.pk)

    def answers(self) -> Iterator[Possible]:
        """One for each creator who waits; the longer, the more is lost."""
        threads = [one for one in waiting_threads(self.shop.pk) if not one.creator.blocked_why]
        contacts = contacts_of(self.shop, [one.creator for one in threads], self.window)
        campaigns = self._campaigns_of([one.creator_id for one in threads])
        for thread in threads:
            worth = self._worth(thread.creator)
            units = cost_of(self.policy.quota, Kind.REPLY, contacts[thread.creator_id]).units
            value = round(self.mean.after_reply * worth.profit)
            waited = self.now - (thread.waiting_since or self.now)
            reason = Reason("plan.answer", {"hours": int(waited.total_seconds()) // 3600, "value": value})
            key = intent_key("answer", thread.pk, int((thread.last_in_at or self.now).timestamp()))
            needed = units * self.playbook.planner.answers_needed_tenths / 10
            act = Opportunity(Act.ANSWER, key, units, needed, value, reason)
            yield Possible(act, thread.pk, thread.creator_id, campaigns.get(thread.creator_id))

    def notices(self) -> Iterator[Possible]:
        """One for each sample whose content is due and nobody spoke of."""
        samples = [one for one in awaiting_content(self.shop.pk) if one.creator_id not in self.busy]
        contacts = contacts_of(self.shop, [one.creator for one in samples], self.window)
        campaigns = self._campaigns_of([one.creator_id for one in samples])
        for sample in samples:
            reason = notice_due(notice_facts(sample), self.policy.samples, self.now)
            if reason is None:
                continue
            units = cost_of(self.policy.quota, Kind.SAMPLE_NOTICE, contacts[sample.creator_id]).units
            value = self._worth(sample.creator).profit * NOTICE_LIFT // WHOLE_RATE
            key = intent_key("notice", sample.pk, sample.notices_sent)
            act = Opportunity(Act.SAMPLE_NOTICE, key, units, float(units), value, reason)
            yield Possible(act, sample.pk, sample.creator_id, campaigns.get(sample.creator_id))

    def follow_ups(self) -> Iterator[Possible]:
        """What invitations ask for by their age: a reminder, closing, a second invitation."""
        found = with_facts(self.shop.pk, OPEN_STAGES, under_way(self.shop.pk))
        due = []
        for one in found:
            step = next_step(one.facts, self.playbook.follow_up, self.now)
            if step.due is not Due.NOTHING and step.at is not None and step.at <= self.now:
                due.append((one.invitation, step))
        newest = latest_of_creators(self.shop.pk, [invitation.creator_id for invitation, _ in due])
        ready = [
            (invitation, step)
            for invitation, step in due
            if invitation.creator_id not in self.busy and newest[invitation.creator_id].pk == invitation.pk
        ]
        contacts = contacts_of(self.shop, [invitation.creator for invitation, _ in ready], self.window)
        campaigns = self._campaigns_of([invitation.creator_id for invitation, _ in ready])
        for invitation, step in ready:
            act = self._follow_up(invitation, step, contacts[invitation.creator_id])
            if act is not None:
                yield Possible(act, invitation.pk, invitation.creator_id, campaigns.get(invitation.creator_id))

    def invitations(self) -> Iterator[Possible]:
        """The best candidates of each running campaign, as many as it may invite today."""
        for campaign in self.campaigns:
            candidates = next_candidates(campaign.pk, 4 * self._may_invite_today(campaign))
            creators = [one.creator for one in candidates]
            contacts = contacts_of(self.shop, creators, self.window)
            standing = latest_of_creators(self.shop.pk, [one.pk for one in creators])
            for candidate in candidates:
                creator = candidate.creator
                if creator.pk in self.busy or creator.blocked_why or not self._free(standing.get(creator.pk)):
                    continue
                act = self._invitation(campaign, candidate.value, candidate.reply, creator, contacts[creator.pk])
                if act is not None:
                    yield Possible(act, candidate.pk, creator.pk, campaign.pk)

    def answers_expected(self) -> float:
        """Answers to give that invitations sent in the last days should still bring."""
        hoped = 0.0
        for one in with_facts(self.shop.pk, [Stage.INVITED, Stage.TALKING]):
            since = one.facts.last_in_at or one.facts.invited_at
            if since is None or self.now - since > STILL_HOPED_FOR:
                continue
            chance = self.mean.reply / WHOLE_RATE if one.facts.stage is Stage.INVITED else 0.5
            hoped += chance * self.playbook.planner.answers_needed_tenths / 10
        return hoped

    def invitations_max(self) -> int:
        return sum(self._may_invite_today(campaign) for campaign in self.campaigns)

    def _follow_up(self, invitation: Invitation, step: Step, contact: Contact) -> Opportunity | None:
        worth = self._worth(invitation.creator)
        key = intent_key(step.due.value, invitation.pk, invitation.reminders)
        if step.due is Due.CLOSE:
            return Opportunity(Act.CLOSE, key, 0, 0.0, 0, step.reason)
        if step.due is Due.REMIND:
            try:
                units = cost_of(self.policy.quota, Kind.REMINDER, contact).units
            except PreReplyCapReached:
                return None
            chance = self.playbook.planner.reminder_reply_rate / WHOLE_RATE
            value = round(chance * self.mean.after_reply * worth.profit)
            reason = Reason(
                step.reason.code, {**step.reason.data, "value": value, "chance": round(chance * WHOLE_RATE)}
            )
            return Opportunity(Act.REMIND, key, units, self._expected(units, chance), value, reason)
        act = self._invitation(None, worth.value, worth.reply, invitation.creator, contact)
        return act and Opportunity(Act.REINVITE, key, act.units, act.expected_units, act.value, step.reason)

    def _invitation(
        self, campaign: Campaign | None, value: int, reply: int, creator: Creator, contact: Contact
    ) -> Opportunity | None:
        try:
            check_followers(self.window.max_followers, contact)
            units = cost_of(self.policy.quota, Kind.INVITATION, contact).units
            if self.policy.quota.unit == "message":
                units += cost_of(self.policy.quota, Kind.MESSAGE, contact).units
        except (FollowersAboveCeiling, PreReplyCapReached):
            return None
        expected = self._expected(units, reply / WHOLE_RATE)
        data: Data = {"reply": reply, "value": value, "units": units, "currency": self.shop.currency}
        key = intent_key("invite", campaign.pk if campaign else 0, creator.pk)
        return Opportunity(Act.INVITE, key, units, expected, value, Reason("plan.invite", data))

    def _expected(self, units: int, reply_chance: float) -> float:
        """Units now and those that the answers will cost, where answers cost anything."""
        quota = self.policy.quota
        per_answer = quota.cost_reply if quota.unit == "message" else 0
        return units + reply_chance * per_answer * self.playbook.planner.answers_needed_tenths / 10

    def _worth(self, creator: Creator) -> Prospect:
        rate = self.playbook.commission.start_rate
        return prospect(creator.metrics, category_match=True, rate=rate, mean=self.mean, play=self.playbook.planner)

    def _campaigns_of(self, creator_ids: Iterable[int]) -> dict[int, int]:
        return {pk: one.campaign_id for pk, one in candidacies(self.shop.pk, list(creator_ids)).items()}

    def _may_invite_today(self, campaign: Campaign) -> int:
        today = day_of(self.now, self.shop.timezone)
        sent = campaign.candidates.filter(invitation__queued_at__gte=today.start).count()
        return max(0, campaign.per_day_max - sent)

    def _free(self, latest: Invitation | None) -> bool:
        """Whether nothing stands between the shop and this creator: no open invitation, no refusal, no cool-down."""
        if latest is None:
            return True
        if latest.stage != Stage.CLOSED or latest.closed_at is None or latest.ending == Ending.DECLINED:
            return False
        return self.now >= latest.closed_at + self.playbook.follow_up.reinvite_after


def gather(shop: Shop, window: QuotaWindow, *, now: datetime) -> Gathered:
    """All opportunities of a shop in its present window."""
    look = Gatherer(shop, window, now)
    found = [*look.answers(), *look.notices(), *look.follow_ups(), *look.invitations()]
    return Gathered(found, look.answers_expected(), look.invitations_max())
