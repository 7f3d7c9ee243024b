"""What a comparison of two reply rates can show: how many creators it takes, and how many weeks at this quota.

Two proportions, two-sided 5 %, power 80 %: per arm (1.96 + 0.84)² × (p(1−p) + q(1−q)) ÷ (q−p)², to the nearest whole,
in whole numbers throughout. 14 % against 18 % takes 1,313 an arm, 14 % against 28 % takes 129.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from rapport.creators.rules.beta import beta_quantile
from rapport.shared.refusals import Reason, Refusal

WHOLE = 10_000
"""Rates are hundredths of a percent."""
Z_SQUARED_HUNDREDTHS = 784
"""(1.96 + 0.84)² = 7.84."""
ERROR = 0.05
WEEKS_MOST = 26
"""Half a year: seasons, products and prices change meanwhile, and the two arms compare no longer what they did."""
ARMS_LEAST = 2
LOW, HIGH = 0.1, 0.9
"""The interval shown: in 80 of 100 cases the true rate lies inside."""


class DifferenceInvalid(Refusal):
    """A comparison asks for two different rates between 0 and 100 %."""

    code = "experiments.difference_invalid"


@dataclass(frozen=True, slots=True)
class Need:
    """What a comparison takes. `weeks` is None where the quota lets nobody be contacted."""

    per_arm: int
    arms: int
    per_week: int
    weeks: int | None

    @property
    def in_time(self) -> bool:
        return self.weeks is not None and self.weeks <= WEEKS_MOST

    @property
    def creators(self) -> int:
        return self.per_arm * self.arms


def per_arm(base: int, wished: int) -> int:
    """Creators needed in each arm to tell two reply rates apart (hundredths of a percent).

    Refuses with DifferenceInvalid.
    """
    if base == wished or not (0 < base < WHOLE and 0 < wished < WHOLE):
        raise DifferenceInvalid
    spread = base * (WHOLE - base) + wished * (WHOLE - wished)
    top, bottom = Z_SQUARED_HUNDREDTHS * spread, 100 * (wished - base) ** 2
    return max(1, (2 * top + bottom) // (2 * bottom))


def needed(base: int, wished: int, *, arms: int, per_week: int) -> Need:
    """How many creators and weeks it takes where `per_week` creators are contacted a week."""
    each = per_arm(base, wished)
    weeks = -(-each * arms // per_week) if per_week > 0 else None
    return Need(each, arms, per_week, weeks)


def smallest_difference(base: int, *, arms: int, per_week: int, weeks: int = WEEKS_MOST) -> int | None:
    """The lowest better rate that can be told from `base` in so many weeks; None where not even a large one can."""
    each = per_week * weeks // arms
    candidates = range(base + 1, WHOLE)
    if not candidates or each < 1 or per_arm(base, WHOLE - 1) > each:
        return None
    low, high = base + 1, WHOLE - 1
    while low < high:
        middle = (low + high) // 2
        if per_arm(base, middle) <= each:
            high = middle
        else:
            low = middle + 1
    return low


def verdict_on(need: Need, base: int, wished: int) -> Reason:
    """Whether the wished-for difference can be known at this quota, in numbers."""
    data: dict[str, str | int | bool | None] = {
        "base": base,
        "wished": wished,
        "per_arm": need.per_arm,
        "per_week": need.per_week,
        "weeks": need.weeks,
        "most": WEEKS_MOST,
    }
    if need.weeks is None:
        return Reason("experiments.nobody_contacted", data)
    return Reason("experiments.can_be_known" if need.in_time else "experiments.cannot_be_known", data)


def interval(replied: int, sent: int) -> tuple[int, int]:
    """Where the true reply rate lies in 80 of 100 cases, hundredths of a percent (Jeffreys)."""
    a, b = replied + 0.5, sent - replied + 0.5
    low = 0.0 if replied == 0 else beta_quantile(LOW, a, b)
    high = 1.0 if replied == sent else beta_quantile(HIGH, a, b)
    return round(low * WHOLE), round(high * WHOLE)


def differ(first: tuple[int, int], second: tuple[int, int], *, comparisons: int = 1) -> bool:
    """Whether two (replied, sent) differ by the two-sided test at 5 % that the number of creators was planned for.

    With several comparisons each is held to its share of the 5 % (Bonferroni).
    """
    (x, n), (y, m) = first, second
    if not n or not m:
        return False
    pooled = (x + y) / (n + m)
    spread = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    bound = NormalDist().inv_cdf(1 - ERROR / (2 * comparisons))
    return spread > 0 and abs(x / n - y / m) > bound * spread
