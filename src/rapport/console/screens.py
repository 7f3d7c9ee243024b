"""Screens as forms: what people type for region, category and bounds, read into a screen, and written back."""

from collections.abc import Iterable, Mapping

from rapport.console import entries
from rapport.creators.rules.screens import (
    FIELDS,
    Kind,
    Screen,
    Unit,
    goal_screen,
    named_like,
    outreach_screen,
    read_screen,
)
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.conditions import Condition, Every, Within, every
from rapport.shared.money import Money, percent

FIRST = ("followers", "gmv_30d", "units_30d", "average_views", "activity_30d", "interaction_rate")
"""The figures a form shows at once; the others stand behind a disclosure."""
ASKED = tuple(one.name for one in FIELDS.values() if one.kind is Kind.NUMBER and one.name != "score")
MORE = tuple(name for name in ASKED if name not in FIRST)
PRESETS = ("brand", "sales", "outreach")
BOUNDS = ("from", "to")


def condition(typed: Mapping[str, str], name: str, currency: str) -> Within | None:
    """The bounds typed for one figure, money in whole units of `currency`; None where both are empty.

    Refuses with FigureUnreadable or AmountUnreadable.
    """
    low, high = (_bound(typed, f"{name}_{side}", name, currency) for side in BOUNDS)
    if low is None and high is None:
        return None
    return Within(name, low, high, currency if FIELDS[name].unit is Unit.MONEY else "")


def screen_of(typed: Mapping[str, str], region: str, currency: str) -> Screen:
    """The whole screen that a form describes. Refuses as `condition`, or with ScreenUnreadable."""
    found = (condition(typed, name, currency) for name in ASKED)
    everyday = Screen.of(region, categories_of(typed), tuple(one for one in found if one is not None))
    return Screen(every(everyday.where, written_part(typed, currency)))


def written_part(typed: Mapping[str, str], currency: str) -> Condition:
    """What the form's line of text asks for. Refuses with ScreenUnreadable."""
    return every(read_screen(entries.text(typed, "screen"), currency=currency).where)


def score_part(typed: Mapping[str, str]) -> Condition:
    """The lowest score that is wanted; none for what is no score."""
    score = entries.text(typed, "score_from")
    return Within("score", int(score)) if score in {"1", "2", "3", "4", "5"} else Every()


def name_part(typed: Mapping[str, str]) -> Condition:
    """Whose handle or name holds what was typed."""
    text = entries.text(typed, "text")
    return named_like(text) if text else Every()


def categories_of(typed: Mapping[str, str]) -> tuple[str, ...]:
    chosen = entries.text(typed, "category")
    return (chosen,) if chosen else ()


def typed_of(ranges: Iterable[Within], currency: str) -> dict[str, str]:
    """Conditions as the form's fields show them."""
    return {
        f"{one.field}_{side}": _shown(one.field, value, currency)
        for one in ranges
        for side, value in zip(BOUNDS, (one.low, one.high), strict=True)
        if value is not None
    }


def preset(name: str, playbook: Playbook) -> tuple[Within, ...]:
    """The bounds of one of PRESETS: the two goals' and the outreach rule's."""
    if name == "outreach":
        return outreach_screen("", (), playbook).ranges
    return goal_screen(name, "", (), playbook).ranges


def _bound(typed: Mapping[str, str], entry: str, name: str, currency: str) -> int | None:
    unit = FIELDS[name].unit
    if unit is Unit.RATE:
        return entries.rate(typed, entry)
    if unit is Unit.HUNDREDTHS:
        return entries.amount(typed, entry, "USD")
    return entries.amount(typed, entry, currency) if unit is Unit.MONEY else entries.whole(typed, entry)


def _shown(name: str, value: int, currency: str) -> str:
    unit = FIELDS[name].unit
    if unit in (Unit.RATE, Unit.HUNDREDTHS):
        return percent(value).removesuffix("" if unit is Unit.RATE else "%")
    return str(Money(value, currency)) if unit is Unit.MONEY else str(value)
