"""Shares and times from few cases, drawn toward those of creators alike: empirical Bayes (reference outreach, B.4).

One answer to two invitations is not a rate of 50 %. What creators of the same country and category did stands before
each creator's own cases: Beta(a, b) before a share, a normal of the logarithm before a time. The fewer cases of their
own, the more it weighs. Shares are hundredths of a percent, times minutes; intervals hold 80 %.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapport.creators.rules.beta import beta_quantile
from rapport.shared.money import WHOLE_RATE

TAIL = 0.1
"""Outside an 80 % interval on either side."""
Z_TAIL = 1.2815515655446004
"""The standard normal stays below it in nine of ten cases."""
CREATORS_MIN, CASES_MIN = 20, 100
"""A group must have so many creators with cases, and so many cases, before it speaks for itself."""
STRENGTH_MIN, STRENGTH_MAX = 1.0, 500.0
"""How many cases a group may count for: at least one, and never so many that a creator's own count for nothing."""
SPREAD_MIN = 0.05
DIGITS = 2
"""Significant digits of what is fitted: one answer more must not move every creator by a hair."""

Tally = tuple[int, int]
"""Hits and cases of one creator."""
Times = Sequence[int]
"""Minutes of one creator's answers."""
Fitted = TypeVar("Fitted")
Told = TypeVar("Told")
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class BetaPrior:
    """What is believed of a share before any case: `a` hits in `a + b` cases."""

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class TimePrior:
    """What is believed of the logarithm of a time: creators lie `between` around the mean, one's answers `within`."""

    mean: float
    between: float
    within: float


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A figure with its 80 % interval and the number of cases it rests on."""

    value: int
    low: int
    high: int
    n: int


@dataclass(frozen=True, slots=True)
class Priors(Generic[Fitted]):
    """Priors by region and category, by region, and over all; the narrowest that there is holds."""

    by_group: Mapping[tuple[str, str], Fitted]
    by_region: Mapping[str, Fitted]
    overall: Fitted

    def of(self, region: str, category: str) -> Fitted:
        return self.by_group.get((region, category)) or self.by_region.get(region) or self.overall


REPLY_PRIOR = BetaPrior(0.98, 6.02)
"""14 % answer, as creators' true rates are in the outreach game (reference B.4); assumed until outcomes are known."""
FULFILMENT_PRIOR = BetaPrior(2.6, 1.4)
"""65 % of samples lead to content, as in the game (reference B.9), with the weight of four; assumed."""
REPLY_TIME_PRIOR = TimePrior(mean=math.log(24 * 60), between=1.0, within=1.0)
"""A day, two thirds of creators between nine hours and three days; assumed."""


def shrunk_rate(hits: int, cases: int, prior: BetaPrior) -> Shrunk | None:
    """A share in hundredths of a percent from hits in cases; unknown without a case."""
    if cases <= 0:
        return None
    a, b = prior.a + hits, prior.b + cases - hits
    ends = (beta_quantile(TAIL, a, b), beta_quantile(1 - TAIL, a, b))
    low, high = (round(end * WHOLE_RATE) for end in ends)
    return Shrunk(round(a / (a + b) * WHOLE_RATE), low, high, cases)


def shrunk_time(minutes: Times, prior: TimePrior) -> Shrunk | None:
    """The time a creator's answer takes, in minutes (its median), from the times of their answers."""
    if not minutes:
        return None
    weight = 1 / prior.between**2
    seen = len(minutes) / prior.within**2
    mean = (prior.mean * weight + sum(map(_log, minutes)) / len(minutes) * seen) / (weight + seen)
    spread = Z_TAIL / math.sqrt(weight + seen)
    value, low, high = (round(math.exp(end)) for end in (mean, mean - spread, mean + spread))
    return Shrunk(value, low, high, len(minutes))


def rate_priors(tallies: Iterable[tuple[str, str, Tally]], written: BetaPrior) -> Priors[BetaPrior]:
    """Priors from each creator's region, category and tally; `written` where too few creators are known at all."""
    groups, regions, everybody = _gathered(tallies)
    overall = fit_beta(everybody) or written
    return Priors(_fits(groups, fit_beta), _fits(regions, fit_beta), overall)


def time_priors(times: Iterable[tuple[str, str, Times]], written: TimePrior) -> Priors[TimePrior]:
    """The same for times to answer."""
    groups, regions, everybody = _gathered(times)
    overall = fit_times(everybody) or written
    return Priors(_fits(groups, fit_times), _fits(regions, fit_times), overall)


def fit_beta(tallies: Sequence[Tally]) -> BetaPrior | None:
    """The prior that a group's tallies speak for, by moments (Kleinman 1973); None where they are too few to tell.

    The spread of the creators' shares, less what chance alone would spread them, is how much creators differ.
    """
    counted = [(hits, cases) for hits, cases in tallies if cases > 0]
    total = sum(cases for _, cases in counted)
    mean = sum(hits for hits, _ in counted) / max(total, 1)
    if len(counted) < CREATORS_MIN or total < CASES_MIN or not 0 < mean < 1:
        return None
    spread = sum(cases * (hits / cases - mean) ** 2 for hits, cases in counted) / (mean * (1 - mean))
    by_chance = len(counted) - 1
    most = total - sum(cases * cases for _, cases in counted) / total
    if most <= by_chance:
        return None
    alike = (spread - by_chance) / (most - by_chance)
    strength = min(max(1 / alike - 1, STRENGTH_MIN), STRENGTH_MAX) if alike > 0 else STRENGTH_MAX
    return BetaPrior(_rough(mean * strength), _rough((1 - mean) * strength))


def fit_times(times: Sequence[Times]) -> TimePrior | None:
    """The prior of the logarithm of times, by analysis of variance; None where creators or answers are too few."""
    logs = [[_log(one) for one in minutes] for minutes in times if minutes]
    total = sum(map(len, logs))
    if len(logs) < CREATORS_MIN or total < CASES_MIN or total == len(logs):
        return None
    means = [sum(one) / len(one) for one in logs]
    overall = sum(map(sum, logs)) / total
    within = sum((log - mean) ** 2 for one, mean in zip(logs, means, strict=True) for log in one) / (total - len(logs))
    apart = sum(len(one) * (mean - overall) ** 2 for one, mean in zip(logs, means, strict=True))
    effective = (total - sum(len(one) ** 2 for one in logs) / total) / (len(logs) - 1)
    between = (apart / (len(logs) - 1) - within) / effective
    ends = (math.sqrt(max(spread, SPREAD_MIN**2)) for spread in (between, within))
    return TimePrior(_rough(overall), *map(_rough, ends))


def _gathered(
    told: Iterable[tuple[str, str, Told]],
) -> tuple[dict[tuple[str, str], list[Told]], dict[str, list[Told]], list[Told]]:
    groups, regions = dict[tuple[str, str], list[Told]](), dict[str, list[Told]]()
    everybody = []
    for region, category, one in told:
        groups.setdefault((region, category), []).append(one)
        regions.setdefault(region, []).append(one)
        everybody.append(one)
    return groups, regions, everybody


def _fits(
    gathered: Mapping[Group, Sequence[Told]], fit: Callable[[Sequence[Told]], Fitted | None]
) -> dict[Group, Fitted]:
    fitted = ((group, fit(told)) for group, told in gathered.items())
    return {group: prior for group, prior in fitted if prior is not None}


def _log(minutes: int) -> float:
    return math.log(max(minutes, 1))


def _rough(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
