"""The creator score 1–5 from units, short videos and LIVEs (brief S1, 达人投放得分); small counts move it little.

A first form: fixed steps on a logarithmic scale, each with its reason. Unknown sales give no score at all.
"""

from dataclasses import dataclass

from rapport.creators.rules.metrics import Metrics
from rapport.shared.refusals import Reason

UNIT_STEPS = (10, 50, 200, 1000)
FEW_POSTS = 4


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 1 to 5, or None for unknown, with what made it."""

    value: int | None
    reasons: tuple[Reason, ...]


def creator_score(metrics: Metrics) -> Score:
    """One to five: one, a step for each bound of units passed, one of them given back where hardly anything is
    posted.
    """
    units = metrics.units_30d_mid
    if units is None:
        return Score(None, (Reason("score.units_unknown"),))
    steps = sum(units >= bound for bound in UNIT_STEPS)
    reasons = [Reason("score.units", {"units": units, "steps": steps})]
    posts = metrics.activity_30d
    if posts is None:
        reasons.append(Reason("score.posts_unknown"))
    elif posts < FEW_POSTS and steps:
        steps -= 1
        reasons.append(Reason("score.few_posts", {"posts": posts}))
    else:
        reasons.append(Reason("score.posts", {"posts": posts}))
    return Score(1 + steps, tuple(reasons))
