"""What the rest of the window and the weeks after it are expected to bring: answers, and what a unit earns later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.knowledge import Knowledge, reminder_share
from rapport.campaigns.queries.pools import Pool, price_in
from rapport.campaigns.rules.arrivals import arrives_within, lost_in_silence, still_replies
from rapport.campaigns.rules.prospects import Prospect, UnitCosts
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import OpenInvitation
from rapport.outreach.rules.life import InvitationFacts, Stage
from rapport.policies.rules.sections import QuotaPolicy
from rapport.shared.money import WHOLE_RATE

FORGOTTEN_AFTER = timedelta(days=21)
"""After so long a silence no answer is counted on."""
TALK_GOES_ON = timedelta(days=3)
"""How long after a creator's last word the next one is still expected."""
TALKS_ON = 0.5
WEEKS_AHEAD_MOST = 26
SUREST_REPLY = 0.9


@dataclass(frozen=True, slots=True)
class Outlook:
    """A shop's window at `now`, seen with what the shop knows."""

    known: Knowledge
    quota: QuotaPolicy
    days_left: int
    now: datetime

    @property
    def answers_needed(self) -> float:
        """Answers that one reply makes necessary."""
        return self.known.play.answers_needed_tenths / 10

    @property
    def costs(self) -> UnitCosts:
        """What this shop's window counts."""
        by_message = self.quota.unit == "message"
        invitation = self.quota.cost_invitation + self.quota.cost_message if by_message else 1
        reminder, answer = (self.quota.cost_reminder, self.quota.cost_reply) if by_message else (0, 0)
        return UnitCosts(invitation, reminder, answer * self.answers_needed)

    def expected_units(self, units: int, reply_chance: float) -> float:
        """Units now and those that the answers will cost, where answers cost anything."""
        return units + self.costs.after_reply * reply_chance

    def answers_caused(self, reply_chance: float) -> float:
        """Answers to give before the window ends: an invitation late in the week leaves most to the next one."""
        return reply_chance * self._arriving * self.answers_needed

    def reminder_chance(self, invitation: Invitation, worth: Prospect) -> float:
        """That a reminder brings a reply which would not have come: the longer the silence, the surer it is one."""
        reply = worth.reply / WHOLE_RATE
        waited = (self.now - (invitation.invited_at or self.now)).days
        return reminder_share(self.known.play) * reply * lost_in_silence(reply, self.known.daily, waited)

    def hopes(self, standing: Sequence[OpenInvitation], rate: int) -> tuple[float, float]:
        """Answers to give before the window ends, of what was sent so far, and what a unit in them should earn."""
        hoped, answers, earned = 0.0, 0.0, 0.0
        worths = self.known.worths_of([one.invitation.creator for one in standing], rate)
        for one, reply, profit in zip(standing, worths.reply.tolist(), worths.profit.tolist(), strict=True):
            chance = self._still_writes(one.facts, reply / WHOLE_RATE)
            needed = chance * self.answers_needed
            hoped += needed * self._arriving
            answers += needed
            earned += chance * self.known.mean.after_reply * profit
        units = answers * self.quota.cost_reply
        return hoped, earned / units if units > 0 else 0.0

    def price(self, cap: int | None, campaigns: Sequence[Campaign], pools: Sequence[Pool]) -> float:
        """What a unit earns later, as far as the running campaigns and their candidates reach; minor units."""
        if cap is None or not campaigns:
            return 0.0
        last = max(one.ends_at for one in campaigns)
        weeks = min(WEEKS_AHEAD_MOST, max(0, (last - self.now).days) / 7)
        play = self.known.play
        again = play.reply_after_silence / WHOLE_RATE
        return price_in(pools, self.costs, units_ahead=cap * weeks, reminder=reminder_share(play), again=again)

    @property
    def _arriving(self) -> float:
        return arrives_within(self.known.daily, self.days_left - 1)

    def _still_writes(self, facts: InvitationFacts, reply: float) -> float:
        """The chance that a creator with an open invitation writes once more."""
        play = self.known.play
        if facts.stage is Stage.TALKING:
            is_lively = facts.last_in_at is not None and self.now - facts.last_in_at <= TALK_GOES_ON
            return TALKS_ON if is_lively else 0.0
        since = max((at for at in (facts.invited_at, facts.last_out_at) if at is not None), default=None)
        if facts.stage is not Stage.INVITED or since is None or self.now - since > FORGOTTEN_AFTER:
            return 0.0
        ease = (play.reply_after_silence / WHOLE_RATE) ** (facts.attempt - 1) + facts.reminders * reminder_share(play)
        return still_replies(min(SUREST_REPLY, ease * reply), self.known.daily, (self.now - since).days)
