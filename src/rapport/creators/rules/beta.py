"""The beta distribution's quantiles: how far a share may lie from the best guess; no library larger than `math`.

The regularised incomplete beta function by its continued fraction (modified Lentz, as in Numerical Recipes 6.4), and
its inverse by halving.
"""

import math
from functools import lru_cache

TINY = 1e-300
CLOSE = 1e-12
TERMS_MAX = 500
HALVINGS = 40
"""Leaves the inverse wrong by less than 1e-12."""
REMEMBERED = 65_536
"""Most creators have few cases, and so the same ones."""


def share_below(x: float, a: float, b: float) -> float:
    """The chance that a share drawn from Beta(a, b) is at most `x`; a and b above zero."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    # The fraction converges quickly on one side of the mean only; the other side is its mirror.
    if x > (a + 1) / (a + b + 2):
        return 1 - share_below(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log_front) * _fraction(x, a, b) / a


@lru_cache(REMEMBERED)
def beta_quantile(share: float, a: float, b: float) -> float:
    """The value that a share of Beta(a, b) stays below."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if share_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, TERMS_MAX):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _off_zero(1 + term * d)
            c = _off_zero(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return value


def _off_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
