"""What inviting a creator is worth: chances from public figures and the shop's own outcomes, expected profit.

A first form of reference outreach B.1 and B.4: the playbook's rates as prior, shrunk toward what this shop has
seen. Values are whole minor units of expected profit over the creator's first weeks; chances are hundredths of
a percent.
"""

from dataclasses import dataclass, replace
from math import log10

from rapport.creators.rules.metrics import Metrics
from rapport.policies.rules.playbooks import PlannerPlay
from rapport.shared.money import WHOLE_RATE
from rapport.shared.refusals import Plain

PRIOR_WEIGHT = 40
"""How many invitations of its own a shop needs before its outcomes weigh as much as the prior."""
USUAL_FOLLOWERS = 20_000
SIZE_SLOPE = 0.25
MATCH_LIFT = 1.25
MATCH_LOSS = 0.75
LEAST_CHANCE = 50


@dataclass(frozen=True, slots=True)
class Chances:
    """What a shop expects on average of an invitation, hundredths of a percent."""

    reply: int
    agree: int
    post: int
    invited: int
    """Own invitations behind these chances."""

    @property
    def after_reply(self) -> float:
        return self.agree * self.post / WHOLE_RATE**2


def chances(play: PlannerPlay, invited: int, answered: int, accepted: int) -> Chances:
    """The playbook's rates, shrunk toward the shop's own: `answered` of `invited`, `accepted` of `answered`."""
    return Chances(
        reply=_shrunk(play.reply_rate, answered, invited),
        agree=_shrunk(play.agree_rate, accepted, answered),
        post=play.post_rate,
        invited=invited,
    )


@dataclass(frozen=True, slots=True)
class Prospect:
    """One creator as a possible invitation."""

    reply: int
    profit: int
    """Expected profit in minor units if the creator comes to post."""
    value: int
    """Expected profit of inviting now."""
    sales_known: bool

    def numbers(self) -> dict[str, Plain]:
        """For the sentence that explains it."""
        return {"reply": self.reply, "profit": self.profit, "value": self.value}

    def after_silence(self, invitations: int, play: PlannerPlay) -> "Prospect":
        """The same creator, who let so many invitations of the shop pass without a word."""
        reply, value = self.reply, self.value
        for _ in range(invitations):
            reply = reply * play.reply_after_silence // WHOLE_RATE
            value = value * play.reply_after_silence // WHOLE_RATE
        return replace(self, reply=reply, value=value)


def prospect(metrics: Metrics, *, category_match: bool, rate: int, mean: Chances, play: PlannerPlay) -> Prospect:
    """What inviting this creator at `rate` is worth.

    Sales over all shops are what predicts sales for this one (reference outreach section 0.2); followers only say how
    likely an answer is. Unknown sales count as none, and the prospect says so.
    """
    reply = _reply_chance(metrics, category_match=category_match, mean=mean)
    elsewhere = metrics.gmv_30d_mid
    margin = max(0, play.margin_rate - rate)
    profit = (elsewhere or 0) * play.share_of_sales_elsewhere * margin // WHOLE_RATE**2
    value = round(reply / WHOLE_RATE * mean.after_reply * profit)
    return Prospect(reply, profit, value, sales_known=elsewhere is not None)


def _reply_chance(metrics: Metrics, *, category_match: bool, mean: Chances) -> int:
    followers = max(metrics.followers or USUAL_FOLLOWERS, 1)
    size: float = (followers / USUAL_FOLLOWERS) ** -SIZE_SLOPE
    fit = MATCH_LIFT if category_match else MATCH_LOSS
    return max(LEAST_CHANCE, min(WHOLE_RATE * 9 // 10, round(mean.reply * size * fit)))


def _shrunk(prior: int, successes: int, trials: int) -> int:
    return round((prior * PRIOR_WEIGHT + successes * WHOLE_RATE) / (PRIOR_WEIGHT + max(trials, successes)))


def rank_key(metrics: Metrics, found: Prospect) -> tuple[int, float]:
    """Sorts prospects, best first by descending order: value, then size of audience where values are equal."""
    return (found.value, log10(max(metrics.followers or 1, 1)))
