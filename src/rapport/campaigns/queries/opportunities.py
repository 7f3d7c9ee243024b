"""Everything that could be done for a shop right now, each act with its cost, its worth and its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import active_campaigns, candidacies, places_today
from rapport.campaigns.queries.knowledge import Knowledge, knowledge_of
from rapport.campaigns.queries.outlook import Outlook
from rapport.campaigns.queries.pools import Pool, candidates_by_id, pool_of
from rapport.campaigns.rules.planner import Act, Opportunity
from rapport.campaigns.rules.prospects import Chances, Prospect
from rapport.creators.models import Creator
from rapport.outreach.models import Invitation, QuotaWindow, Thread
from rapport.outreach.queries.invitations import (
    OpenInvitation,
    blocked_by_queue,
    latest_of_creators,
    out_of_cooldown,
    with_facts,
)
from rapport.outreach.queries.opt_outs import opted_out
from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.queries.quota import contacts_of, invitations_window, standing_of
from rapport.outreach.queries.threads import last_words, waiting_threads
from rapport.outreach.rules.intent import declines
from rapport.outreach.rules.life import Due, Stage, Step
from rapport.outreach.rules.quota import (
    Contact,
    FollowersAboveCeiling,
    Kind,
    PreReplyCapReached,
    check_followers,
    contact_matters,
    cost_of,
)
from rapport.outreach.rules.standing import Between, due_by_itself, may_ask, may_write
from rapport.policies.rules.playbooks import Playbook
from rapport.policies.rules.sections import Policy
from rapport.samples.queries import awaiting_content, notice_facts, under_way
from rapport.samples.rules.deadlines import notice_due
from rapport.shared.ids import intent_key
from rapport.shared.money import WHOLE_RATE
from rapport.shared.periods import Period, day_of, days_left
from rapport.shared.refusals import Data, Reason
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of

SPARE_CANDIDATES = 20
NOTICE_LIFT = 1000
"""How much likelier content becomes by a notice, hundredths of a percent; an assumption."""
OPEN_STAGES = (Stage.INVITED, Stage.TALKING, Stage.ACCEPTED)
DECLINED = "plan.creator_declined"
"""The reason's code of an act that closes an invitation because the creator said no."""


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
    days_left: int
    price: float
    """What a unit earns later in the running campaigns, minor units."""
    answer_index: float
    """What a unit is expected to earn in an answer still to come."""


@dataclass
class Gatherer:
    """One look at a shop: the facts every kind of act needs are read once."""

    shop: Shop
    window: QuotaWindow
    now: datetime
    policy: Policy = field(init=False)
    playbook: Playbook = field(init=False)
    known: Knowledge = field(init=False)
    mean: Chances = field(init=False)
    outlook: Outlook = field(init=False)
    pools: dict[int, Pool] = field(init=False)
    campaigns: list[Campaign] = field(init=False)
    busy: set[int] = field(init=False)
    standing: list[OpenInvitation] = field(init=False)
    places_today: dict[int, int] = field(init=False)
    opted_out: dict[int, datetime] = field(init=False)

    def __post_init__(self) -> None:
        self.policy, self.playbook = policy_of(self.shop), playbook_of(self.shop)
        self.known = knowledge_of(self.shop, now=self.now)
        self.mean = self.known.mean
        window = Period(self.window.starts_at, self.window.ends_at)
        left = days_left(self.now, window, self.shop.timezone)
        self.outlook = Outlook(self.known, self.policy.quota, left, self.now)
        self.campaigns = active_campaigns(self.shop.pk, self.now)
        self.busy = blocked_by_queue(self.shop.pk)
        self.opted_out = opted_out(self.shop.workspace_id)
        self.places_today = places_today(self.campaigns, day_of(self.now, self.shop.timezone).start)
        self.pools = {one.pk: pool_of(one, self.known, self.outlook.costs) for one in self.campaigns}
        self.standing = with_facts(self.shop.pk, OPEN_STAGES, under_way(self.shop.pk))

    def answers(self) -> Iterator[Possible]:
        """One for each creator who waits; the longer, the more is lost. Whoever said no is let go instead."""
        threads = [one for one in waiting_threads(self.shop.pk) if not one.creator.blocked_why]
        said = last_words([one.pk for one in threads])
        contacts = self._contacts([one.creator for one in threads])
        creator_ids = [one.creator_id for one in threads]
        campaigns, standing = self._campaigns_of(creator_ids), latest_of_creators(self.shop.pk, creator_ids)
        for thread in threads:
            invitation = standing.get(thread.creator_id)
            if thread.creator_id in self.opted_out or declines(said.get(thread.pk, ""), declining_phrases()):
                act, subject = self._letting_go(invitation), invitation.pk if invitation else 0
            else:
                act, subject = self._answer(thread, contacts[thread.creator_id]), thread.pk
            if act is not None:
                yield Possible(act, subject, thread.creator_id, campaigns.get(thread.creator_id))

    def notices(self) -> Iterator[Possible]:
        """One for each sample whose content is due and nobody spoke of."""
        samples = [one for one in awaiting_content(self.shop.pk) if self._may_write(one.creator)]
        contacts = self._contacts([one.creator for one in samples])
        campaigns = self._campaigns_of([one.creator_id for one in samples])
        for sample in samples:
            reason = notice_due(notice_facts(sample), self.policy.samples, self.now)
            if reason is None:
                continue
            units = cost_of(self.policy.quota, Kind.SAMPLE_NOTICE, contacts[sample.creator_id]).units
            value = self._worth(sample.creator).profit * NOTICE_LIFT // WHOLE_RATE
            key = intent_key("notice", sample.pk, sample.notices_sent)
            act = Opportunity(Act.SAMPLE_NOTICE, key, sample.creator_id, units, float(units), value, reason)
            yield Possible(act, sample.pk, sample.creator_id, campaigns.get(sample.creator_id))

    def follow_ups(self) -> Iterator[Possible]:
        """What invitations ask for by their age: a reminder, closing, a second invitation."""
        play = self.playbook.follow_up
        ready = []
        for one in [*self.standing, *out_of_cooldown(self.shop.pk, play, self.now)]:
            between = replace(self._between(one.invitation.creator), invitation=one.facts)
            step = due_by_itself(between, play, self.now)
            due = step.due is not Due.NOTHING and step.at is not None and step.at <= self.now
            if due and one.invitation.creator_id not in self.busy:
                ready.append((one.invitation, step))
        contacts = self._contacts([invitation.creator for invitation, _ in ready])
        campaigns = self._campaigns_of([invitation.creator_id for invitation, _ in ready])
        for invitation, step in ready:
            act = self._follow_up(invitation, step, contacts[invitation.creator_id])
            if act is not None:
                yield Possible(act, invitation.pk, invitation.creator_id, campaigns.get(invitation.creator_id))

    def invitations(self) -> Iterator[Possible]:
        """The best candidates of each running campaign, as many as it may invite today."""
        for campaign in self.campaigns:
            best = self.pools[campaign.pk].first(self._worth_looking_at(campaign))
            candidates = candidates_by_id(list(best))
            creators = [one.creator for one in candidates]
            contacts = self._contacts(creators)
            standing = latest_of_creators(self.shop.pk, [one.pk for one in creators])
            for candidate in candidates:
                creator = candidate.creator
                if creator.pk in self.busy or not self._free(creator, standing.get(creator.pk)):
                    continue
                act = self._invitation(campaign, best[candidate.pk], creator, contacts[creator.pk])
                if act is not None:
                    yield Possible(replace(act, pinned=candidate.pinned), candidate.pk, creator.pk, campaign.pk)

    def invitations_max(self) -> int:
        """By the campaigns' limits, and by the invitations' own pool where they have one."""
        most, quota = sum(self._may_invite_today(campaign) for campaign in self.campaigns), self.policy.quota
        if quota.shared_pool:
            return most
        apart = invitations_window(self.shop, self.now)
        left = standing_of(apart).left if apart else quota.weekly_cap_invitations
        return most if left is None else min(most, left // max(1, quota.cost_invitation))

    def _answer(self, thread: Thread, contact: Contact) -> Opportunity:
        units = cost_of(self.policy.quota, Kind.REPLY, contact).units
        value = round(self.mean.after_reply * self._worth(thread.creator).profit)
        waited = self.now - (thread.waiting_since or self.now)
        hours = int(waited.total_seconds()) // 3600
        reason = Reason("plan.answer", {"hours": hours, "value": value, "currency": self.shop.currency})
        key = intent_key("answer", thread.pk, int((thread.last_in_at or self.now).timestamp()))
        needed = units * self.playbook.planner.answers_needed_tenths / 10
        return Opportunity(Act.ANSWER, key, thread.creator_id, units, needed, value, reason)

    def _letting_go(self, invitation: Invitation | None) -> Opportunity | None:
        if invitation is None or invitation.stage == Stage.CLOSED:
            return None
        key = intent_key(Due.CLOSE.value, invitation.pk, invitation.reminders)
        return Opportunity(Act.CLOSE, key, invitation.creator_id, 0, 0.0, 0, Reason(DECLINED))

    def _follow_up(self, invitation: Invitation, step: Step, contact: Contact) -> Opportunity | None:
        worth = self._worth(invitation.creator)
        key = intent_key(step.due.value, invitation.pk, invitation.reminders)
        if step.due is Due.CLOSE:
            return Opportunity(Act.CLOSE, key, invitation.creator_id, 0, 0.0, 0, step.reason)
        if step.due is Due.REMIND:
            try:
                units = cost_of(self.policy.quota, Kind.REMINDER, contact).units
            except PreReplyCapReached:
                return None
            chance = self.outlook.reminder_chance(invitation, worth)
            value = round(chance * self.mean.after_reply * worth.profit)
            worthwhile: Data = {
                "value": value,
                "chance": round(chance * WHOLE_RATE),
                "currency": self.shop.currency,
            }
            reason = Reason(step.reason.code, {**step.reason.data, **worthwhile})
            answers = self.outlook.answers_caused(chance)
            expected, who = self.outlook.expected_units(units, chance), invitation.creator_id
            return Opportunity(Act.REMIND, key, who, units, expected, value, reason, answers, passes=True)
        again = worth.after_silence(invitation.attempt, self.playbook.planner)
        act = self._invitation(None, again, invitation.creator, contact)
        if act is None:
            return None
        reason = Reason(step.reason.code, {**step.reason.data, **act.reason.data})
        return replace(act, act=Act.REINVITE, key=key, reason=reason)

    def _kinds_of_an_invitation(self) -> tuple[Kind, ...]:
        """What an invitation and its message take from the messages' pool; a creator is counted once for both."""
        if not self.policy.quota.shared_pool:
            return (Kind.MESSAGE,)
        return (Kind.INVITATION,) if self.policy.quota.unit == "creator_week" else (Kind.INVITATION, Kind.MESSAGE)

    def _invitation(
        self, campaign: Campaign | None, worth: Prospect, creator: Creator, contact: Contact
    ) -> Opportunity | None:
        try:
            check_followers(self.window.max_followers, contact)
            units = sum(cost_of(self.policy.quota, kind, contact).units for kind in self._kinds_of_an_invitation())
        except (FollowersAboveCeiling, PreReplyCapReached):
            return None
        chance = worth.reply / WHOLE_RATE
        data: Data = {**worth.numbers(), "units": units, "own": self.known.own, "currency": self.shop.currency}
        code = "plan.invite_learned" if self.known.own else "plan.invite_assumed"
        return Opportunity(
            Act.INVITE,
            intent_key("invite", campaign.pk if campaign else 0, creator.pk),
            creator.pk,
            units,
            self.outlook.expected_units(units, chance),
            worth.value,
            Reason(code, data),
            self.outlook.answers_caused(chance),
        )

    def _contacts(self, creators: list[Creator]) -> dict[int, Contact]:
        """What was between the shop and each creator before, where that can change anything."""
        if not contact_matters(self.policy.quota, self.window.max_followers):
            return {one.pk: Contact(followers=one.followers) for one in creators}
        return contacts_of(self.shop, creators, self.window) if creators else {}

    @property
    def rate(self) -> int:
        return self.playbook.commission.start_rate

    def _worth(self, creator: Creator) -> Prospect:
        return self.known.worths_of([creator], self.rate).one(0)

    def _campaigns_of(self, creator_ids: Iterable[int]) -> dict[int, int]:
        """The campaign in whose name each creator is written to: the one that invited them, else the newest running."""
        wanted = list(creator_ids)
        newest = dict.fromkeys(wanted, self.campaigns[-1].pk) if self.campaigns else {}
        invited = candidacies(self.shop.pk, wanted) if wanted else {}
        return newest | {pk: one.campaign_id for pk, one in invited.items()}

    def _worth_looking_at(self, campaign: Campaign) -> int:
        """How many candidates could find a place, with some to spare for those who turn out not to be free."""
        most = self._may_invite_today(campaign)
        left = standing_of(self.window).left
        places = most if left is None else min(most, left)
        return places + SPARE_CANDIDATES if places else 0

    def _may_invite_today(self, campaign: Campaign) -> int:
        return self.places_today[campaign.pk]

    def _free(self, creator: Creator, latest: Invitation | None) -> bool:
        """Whether nothing stands between the shop and this creator: no open invitation, no refusal, no cool-down."""
        between = replace(self._between(creator), invitation=latest.facts(None, None) if latest else None)
        return may_ask(between, self.playbook.follow_up, self.now)

    def _between(self, creator: Creator) -> Between:
        return Between(blocked_why=creator.blocked_why, opted_out_at=self.opted_out.get(creator.pk))

    def _may_write(self, creator: Creator) -> bool:
        return creator.pk not in self.busy and may_write(self._between(creator))


def gather(shop: Shop, window: QuotaWindow, *, now: datetime) -> Gathered:
    """All opportunities of a shop in its present window."""
    look = Gatherer(shop, window, now)
    found = [*look.answers(), *look.notices(), *look.follow_ups(), *look.invitations()]
    hoped, answer_index = look.outlook.hopes(look.standing, look.rate)
    price = look.outlook.price(standing_of(window).cap, look.campaigns, list(look.pools.values()))
    return Gathered(found, hoped, look.invitations_max(), look.outlook.days_left, price, answer_index)
