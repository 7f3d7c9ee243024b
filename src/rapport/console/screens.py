"""Screens as forms: what people type for region, category and bounds, read into a screen, and written back."""

from collections.abc import Iterable, Mapping

from rapport.console import entries
from rapport.creators.rules.screens import (
    RANGED,
    RangeCondition,
    Screen,
    goal_screen,
    outreach_screen,
    unit_of,
)
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.money import Money, percent

FIRST = ("followers", "gmv_30d", "units_30d", "average_views", "activity_30d", "interaction_rate")
"""The metrics a form shows at once; the others stand behind a disclosure."""
MORE = tuple(metric for metric in RANGED if metric not in FIRST)
PRESETS = ("brand", "sales", "outreach")
BOUNDS = ("from", "to")


def condition(typed: Mapping[str, str], metric: str, currency: str) -> RangeCondition | None:
    """The bounds typed for one metric, money in whole units of `currency`; None where both are empty.

    Refuses with FigureUnreadable or AmountUnreadable.
    """
    low, high = (_bound(typed, f"{metric}_{side}", metric, currency) for side in BOUNDS)
    return None if low is None and high is None else RangeCondition(metric, low, high)


def screen_of(typed: Mapping[str, str], region: str, currency: str) -> Screen:
    """The whole screen that a form describes. Refuses as `condition`."""
    found = (condition(typed, metric, currency) for metric in RANGED)
    return Screen(region, categories_of(typed), tuple(one for one in found if one is not None))


def categories_of(typed: Mapping[str, str]) -> tuple[str, ...]:
    chosen = entries.text(typed, "category")
    return (chosen,) if chosen else ()


def typed_of(ranges: Iterable[RangeCondition], currency: str) -> dict[str, str]:
    """Conditions as the form's fields show them."""
    return {
        f"{one.metric}_{side}": _shown(one.metric, value, currency)
        for one in ranges
        for side, value in zip(BOUNDS, (one.at_least, one.at_most), strict=True)
        if value is not None
    }


def preset(name: str, playbook: Playbook) -> tuple[RangeCondition, ...]:
    """The bounds of one of PRESETS: the two goals' and the outreach rule's."""
    if name == "outreach":
        return outreach_screen("", (), playbook).ranges
    return goal_screen(name, "", (), playbook).ranges


def _bound(typed: Mapping[str, str], name: str, metric: str, currency: str) -> int | None:
    unit = unit_of(metric)
    if unit == "rate":
        return entries.rate(typed, name)
    return entries.amount(typed, name, currency) if unit == "money" else entries.whole(typed, name)


def _shown(metric: str, value: int, currency: str) -> str:
    unit = unit_of(metric)
    if unit == "rate":
        return percent(value)
    return str(Money(value, currency)) if unit == "money" else str(value)
