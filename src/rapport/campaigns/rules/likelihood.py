"""How sure a reply chance is: the range in which it lies eight times in ten; pure.

The chance comes from a prior that weighs as much as PRIOR_WEIGHT invitations, and from the shop's own. Its uncertainty
is that of a share over so many trials (the normal form of a beta distribution: reference outreach B.4).
"""

from math import sqrt

from rapport.campaigns.rules.prospects import PRIOR_WEIGHT
from rapport.shared.money import WHOLE_RATE

EIGHT_IN_TEN = 1.2816
A_PERCENT = WHOLE_RATE // 100


def reply_range(chance: int, invited: int) -> tuple[int, int]:
    """The range of a chance in hundredths of a percent, in whole percents: known from so many own invitations besides
    the prior, it is not known any finer.
    """
    share = chance / WHOLE_RATE
    spread = EIGHT_IN_TEN * sqrt(max(0.0, share * (1 - share)) / (PRIOR_WEIGHT + invited + 1))
    low, high = (round(max(0.0, min(1.0, share + sign * spread)) * 100) * A_PERCENT for sign in (-1, 1))
    return low, high
