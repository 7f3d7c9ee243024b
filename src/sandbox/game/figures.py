"""The game's figures (reference outreach B.9): assumed, not measured, and the same for every policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
COLUMNS = ("followers", "views", "posts", "sales", "match")
"""The public columns, in the order of every row of weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each column counts in the logarithm of sales or in the log-odds of a reply: mean and spread over
    worlds. A column counts in its own standard deviations, `match` as 0 or 1.
    """

    mean: tuple[float, ...]
    spread: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One kind of world. Times in days, chances as shares."""

    creators: int = 2_000
    weeks: int = 26
    cap: int = 20
    reply: float = 0.15
    reply_weights: Weights = Weights((-0.3, 0.0, 0.0, 0.0, 0.4), 0.15)
    reply_noise: float = 0.5
    sales_weights: Weights = Weights((-0.12, 0.1, 0.1, 0.755, 0.15), 0.28)
    sales_sd: float = 2.15
    sales_level: float = 3.52
    """Mean logarithm of what a creator's first week sells, whole units of money."""
    luck: float = 0.5
    """Spread of what a creator sells about what they should."""
    answers_beyond_first: float = 0.8
    agree: float = 0.6
    post: float = 0.65
    sample_days: int = 3
    post_days: int = 12
    """After the notice, so that content comes about 15 days after the creator agreed."""
    fade: float = 0.15
    cooling: float = 0.12
    answer_daily: float = 0.4
    """How likely a creator who will write does so on each further day."""
    reminder: float = 0.4
    """The chance that a reminder brings a reply, of the chance of an invitation: 0.06 on average."""
    again: float = 0.5
    match_share: float = 0.3
    remind_from: int = 2
    remind_to: int = 18
    reinvite_from: int = 19
    told: Literal["right", "wrong"] = "right"

    @property
    def days(self) -> int:
        return 7 * self.weeks

    @property
    def life(self) -> float:
        """All weeks' sales of a creator, in first weeks."""
        return 1 / self.fade


LIKENESS = np.array(
    [
        [1.0, 0.7, 0.0, 0.4],
        [0.7, 1.0, 0.0, 0.35],
        [0.0, 0.0, 1.0, 0.3],
        [0.4, 0.35, 0.3, 1.0],
    ]
)
"""Correlations of the first four columns; that of followers with sales is a real shop's (0.40 of 1,261)."""
PLAIN = ((20_000.0, 1.6), (6_000.0, 1.2), (12.0, 0.8), (80_000.0, 2.1))
"""Middle and spread of the logarithm of followers, views, posts in 30 days and sales in 30 days (minor units)."""

PROFIT_SHARE = 0.15
"""Margin less commission, of sales."""
SAMPLE_COST = 10.0

VARIANTS: Mapping[str, Figures] = {
    "right": Figures(),
    "wrong-prior": replace(Figures(), told="wrong"),
    "five-percent": replace(Figures(), reply=0.05),
    "fast-cooling": replace(Figures(), cooling=0.25),
    "slow-cooling": replace(Figures(), cooling=0.05),
}
"""By name. In all but the second the policy is told the mean weights of the right worlds, and 15 % replies and 12 %
cooling whatever is true.
"""


def told_prior(figures: Figures) -> dict[str, object]:
    """What a policy is told beforehand. A wrong one halves the weight of sales, turns the other signs round and
    promises twice the replies.
    """
    usual = Figures()
    sales, reply = list(usual.sales_weights.mean), list(usual.reply_weights.mean)
    rate = usual.reply
    if figures.told == "wrong":
        sales = [0.5 * one if name == "sales" else -one for name, one in zip(COLUMNS, sales, strict=True)]
        reply = [-one for one in reply]
        rate = 2 * rate
    return {
        "columns": list(COLUMNS),
        "reply": rate,
        "reply_weights": reply,
        "reply_spread": usual.reply_weights.spread,
        "sales_weights": sales,
        "sales_spread": usual.sales_weights.spread,
        "sales_sd": usual.sales_sd,
        "sales_level": usual.sales_level,
        "answers": 1 + usual.answers_beyond_first,
        "agree": usual.agree,
        "post": usual.post,
        "reminder": usual.reminder,
        "again": usual.again,
        "cooling": usual.cooling,
        "answer_daily": usual.answer_daily,
        "fade": usual.fade,
    }
