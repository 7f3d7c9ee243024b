"""What inviting a creator is worth: a chance and a profit from public figures and the shop's own outcomes.

Values are whole minor units of expected profit over the creator's first weeks; chances are hundredths of a percent.
Each estimate carries the range in which it lies in eighty of a hundred cases (reference outreach B.1 and B.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from rapport.campaigns.rules.learning import Learned, Prior, Weights
from rapport.campaigns.rules.traits import Floats, Row, Scale
from rapport.policies.rules.playbooks import PlannerPlay
from rapport.shared.money import WHOLE_RATE
from rapport.shared.refusals import Plain

Ints = NDArray[np.int64]
PRIOR_WEIGHT = 40
"""How many answers of its own a shop needs before its outcomes weigh as much as the playbook's rate."""
LEAST_CHANCE, MOST_CHANCE = 50, 9_000
SALES_NOISE = 2.15
"""Spread of the logarithm of what creators sell for one shop; a real shop's 616 sellers have 2.12."""
SALES_WEIGHTS = (0.0, 0.0, 0.0, 0.75, 0.0)
"""Sales elsewhere tell 0.35 of a spread of sales here (0.33–0.36 on a real shop); of the others nothing is known."""
REPLY_WEIGHTS = (-0.4, 0.0, 0.0, 0.0, 0.5)
"""Larger creators answer less, fitting ones more: assumed."""
WEIGHT_SPREAD = 0.3
REPLY_LEVEL_SPREAD = 0.7
SALES_LEVEL_SPREAD = 1.5
MOST_MONEY = 10.0**15


@dataclass(frozen=True, slots=True)
class Chances:
    """What a shop expects on average once a creator replied, hundredths of a percent."""

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


def house_prior(play: PlannerPlay, scale: Scale) -> Prior:
    """What is believed before any outcome: the playbook's rates, and what real shops tell of public figures.

    A usual creator replies at the playbook's rate, a little more often where the category fits and less where it does
    not, and sells the playbook's share of what they sell elsewhere.
    """
    sold = log(max(1.0, play.share_of_sales_elsewhere * scale.usual_sales / WHOLE_RATE))
    sold -= (SALES_NOISE**2 + SALES_LEVEL_SPREAD**2) / 2
    rate = min(max(play.reply_rate, 1), WHOLE_RATE - 1) / WHOLE_RATE
    odds = log(rate / (1 - rate)) * sqrt(1 + pi * REPLY_LEVEL_SPREAD**2 / 8) - REPLY_WEIGHTS[-1] / 2
    return Prior(
        share=1.0,
        reply=Weights(odds, REPLY_LEVEL_SPREAD, REPLY_WEIGHTS, WEIGHT_SPREAD),
        sales=Weights(sold, SALES_LEVEL_SPREAD, SALES_WEIGHTS, WEIGHT_SPREAD),
        noise=SALES_NOISE,
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
    reply_low: int = 0
    reply_high: int = 0
    profit_low: int = 0
    profit_high: int = 0

    def numbers(self) -> dict[str, Plain]:
        """For the sentence that explains it."""
        return {
            "reply": self.reply,
            "reply_low": self.reply_low,
            "reply_high": self.reply_high,
            "profit": self.profit,
            "value": self.value,
        }

    def after_silence(self, invitations: int, play: PlannerPlay) -> "Prospect":
        """The same creator, who let so many invitations of the shop pass without a word."""
        names = ("reply", "reply_low", "reply_high", "value")
        figures = {name: getattr(self, name) for name in names}
        for _ in range(invitations):
            figures = {name: one * play.reply_after_silence // WHOLE_RATE for name, one in figures.items()}
        return replace(self, **figures)


@dataclass(frozen=True, slots=True)
class Worths:
    """Many creators as possible invitations, a place for each."""

    reply: Ints
    reply_low: Ints
    reply_high: Ints
    profit: Ints
    profit_low: Ints
    profit_high: Ints
    value: Ints
    sales_known: NDArray[np.bool_]

    def one(self, place: int) -> Prospect:
        """The creator at this place."""
        return Prospect(
            reply=int(self.reply[place]),
            profit=int(self.profit[place]),
            value=int(self.value[place]),
            sales_known=bool(self.sales_known[place]),
            reply_low=int(self.reply_low[place]),
            reply_high=int(self.reply_high[place]),
            profit_low=int(self.profit_low[place]),
            profit_high=int(self.profit_high[place]),
        )


def worths(
    rows: Sequence[Row], scale: Scale, learned: Learned, *, rate: int, mean: Chances, play: PlannerPlay
) -> Worths:
    """What inviting each of these creators at `rate` is worth."""
    traits = scale.traits(rows)
    known = np.array([row[3] is not None for row in rows], dtype=np.bool_)
    return worths_of(traits, known, learned, margin=max(0, play.margin_rate - rate), mean=mean)


def worths_of(
    traits: Floats, sales_known: NDArray[np.bool_], learned: Learned, *, margin: int, mean: Chances
) -> Worths:
    """The same for traits on their scale; `margin` is what a sale leaves after commission, hundredths of a percent."""
    reply, sold = learned.chances(traits), learned.amounts(traits)
    chance = _chance(reply.mean)
    profit = _money(sold.mean * margin / WHOLE_RATE)
    return Worths(
        reply=chance,
        reply_low=np.minimum(_chance(reply.low), chance),
        reply_high=np.maximum(_chance(reply.high), chance),
        profit=profit,
        profit_low=np.minimum(_money(sold.low * margin / WHOLE_RATE), profit),
        profit_high=np.maximum(_money(sold.high * margin / WHOLE_RATE), profit),
        value=_money(chance / WHOLE_RATE * mean.after_reply * profit),
        sales_known=sales_known,
    )


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """What the window counts: an invitation with its message, a reminder, and all that one reply brings about."""

    invitation: int
    reminder: int
    after_reply: float


def price_of_unit(found: Worths, costs: UnitCosts, *, units_ahead: float, reminder: float, again: float) -> float:
    """What a unit is worth later: the index of the last act that the quota ahead pays for, if every act could wait.

    Acts are each creator's invitation, a reminder with the share `reminder` of its chance, and a second invitation with
    `again` of it. 0 where the quota pays for all.
    """
    reply = found.reply / WHOLE_RATE
    gains, units = [], []
    for share, now in ((1.0, costs.invitation), (reminder, costs.reminder), (again, costs.invitation)):
        cost = np.maximum(now + share * reply * costs.after_reply, 1e-6)
        gains.append(share * found.value / cost)
        units.append(cost if share == 1.0 else (1 - reply) * cost)
    gain, unit = np.concatenate(gains), np.concatenate(units)
    order = np.argsort(-gain, kind="stable")
    place = int(np.searchsorted(np.cumsum(unit[order]), units_ahead))
    return float(gain[order[place]]) if place < len(order) else 0.0


def best_first(found: Worths, costs: UnitCosts) -> Ints:
    """Places by profit for each unit; where that is equal, as they stand."""
    gain = found.value / (costs.invitation + found.reply / WHOLE_RATE * costs.after_reply)
    return np.argsort(-gain, kind="stable")


def _shrunk(prior: int, successes: int, trials: int) -> int:
    return round((prior * PRIOR_WEIGHT + successes * WHOLE_RATE) / (PRIOR_WEIGHT + max(trials, successes)))


def _chance(shares: Floats) -> Ints:
    return np.clip(np.rint(shares * WHOLE_RATE), LEAST_CHANCE, MOST_CHANCE).astype(np.int64)


def _money(amounts: Floats) -> Ints:
    return np.rint(np.minimum(amounts, MOST_MONEY)).astype(np.int64)
