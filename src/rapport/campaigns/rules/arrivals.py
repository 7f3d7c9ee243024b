"""When answers come: which of those hoped for still fall in this week, and from when silence is silence; pure."""

from collections.abc import Sequence

DAILY = 4000
"""How likely a creator who will write does so on each further day, hundredths of a percent; assumed (B.9)."""
WEIGHT = 20
"""So many days of waiting seen here weigh as much as the assumption."""


def daily_chance(days_waited: Sequence[int]) -> float:
    """The chance of each day, from how many days each answer of this shop's creators took (1 is the next day)."""
    seen = sum(max(1, days) for days in days_waited)
    return (WEIGHT * DAILY / 10_000 + len(days_waited)) / (WEIGHT + seen)


def arrives_within(daily: float, days: int) -> float:
    """The share of all replies that come in the next `days` days."""
    return 1 - (1 - daily) ** max(0, days)


def still_replies(chance: float, daily: float, waited: int) -> float:
    """The chance that a creator silent for so many days replies after all."""
    coming = chance * (1 - daily) ** max(0, waited)
    return coming / (1 - chance + coming)


def lost_in_silence(chance: float, daily: float, waited: int) -> float:
    """The chance that a creator silent for so many days was not going to reply: only those can a reminder win."""
    return 1 - still_replies(chance, daily, waited)


def bundle_of(mean_answers: float) -> float:
    """How much more the number of answers varies than if each came by itself: their mean square over their mean, where
    one reply makes 1 and a Poisson number more of them necessary.
    """
    return max(1.0, mean_answers + 1 - 1 / mean_answers) if mean_answers > 0 else 1.0
