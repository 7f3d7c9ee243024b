"""One creator held against a screen: which condition is met, missed, or not known, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapport.creators.rules.screens.asking import Screen
from rapport.creators.rules.screens.fields import FIELDS, Kind
from rapport.creators.rules.screens.writing import written
from rapport.shared.conditions import Condition, Either, Every, Not, OneOf, Value, Within, every, met, pushed_down
from rapport.shared.refusals import Data, Reason

Facts = Mapping[str, Value]
"""What is known of a creator, by the names of FIELDS."""
NOT_BLOCKED = Not(Within("blocked", 1, 1))


class Verdict(StrEnum):
    """What a condition says of a creator."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, verdict: bool | None) -> "Verdict":  # noqa: FBT001 - three values
        return cls.UNKNOWN if verdict is None else cls.MET if verdict else cls.MISSED


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition's verdict on one creator, in words."""

    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class Screened:
    """A creator held against a whole screen."""

    checks: tuple[Checked, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return all(check.verdict is Verdict.MET for check in self.checks)

    def reasons(self, verdict: Verdict) -> list[Reason]:
        return [check.reason for check in self.checks if check.verdict is verdict]


def screen_creator(screen: Screen, facts: Facts) -> Screened:
    """Hold one creator against every condition; an unknown figure does not pass and says so."""
    checks = [_checked(part, facts) for part in screen.parts]
    if screen.not_blocked and facts["blocked"]:
        checks.append(Checked(Verdict.MISSED, Reason("screen.blocked_missed")))
    return Screened(tuple(checks))


def whole(screen: Screen, today: int) -> Condition:
    """All that a screen asks for as one condition for an engine: `not` only before leaves, each amount of money with
    its currency as a condition of its own, days before `today` (counted from 1970) as the days themselves, and the
    blocklist left out where it is to be.
    """
    parts = (*screen.parts, NOT_BLOCKED) if screen.not_blocked else screen.parts
    return _plain(pushed_down(every(*parts)), today)


def _plain(condition: Condition, today: int | None = None) -> Condition:
    match condition:
        case Every(parts):
            return Every(tuple(_plain(part, today) for part in parts))
        case Either(parts):
            return Either(tuple(_plain(part, today) for part in parts))
        case Within(unit=unit) if unit:
            return Every((OneOf("currency", (unit,)), replace(condition, unit="")))
        case Not(Within(unit=unit) as part) if unit:
            return Every((OneOf("currency", (unit,)), Not(replace(part, unit=""))))
        case Within() | Not(Within()) if today is not None:
            return _dated(condition, today)
    return condition


def _dated(condition: Condition, today: int) -> Condition:
    """Bounds on days before today as bounds on the day itself."""
    if isinstance(condition, Not):
        return Not(_dated(condition.part, today))
    if not isinstance(condition, Within) or not (day := FIELDS[condition.field].day):
        return condition
    low, high = condition.low, condition.high
    return Within(day, None if high is None else today - high, None if low is None else today - low)


def _checked(part: Condition, facts: Facts) -> Checked:
    verdict = Verdict.of(met(_plain(pushed_down(part)), facts))
    match part:
        case Every() | Either() | Not():
            return Checked(verdict, Reason(f"screen.part_{verdict}", {"text": written(part)}))
        case Within(name) if FIELDS[name].kind is Kind.NUMBER:
            return Checked(verdict, Reason(f"screen.{_shape(part)}_{verdict}", _bounds(part, facts)))
        case OneOf(name, values):
            kind = name if name in ("region", "category") else "one_of"
            data: Data = {"metric": name, "value": _shown(facts[name]) or None, "wanted": ", ".join(values)}
            return Checked(verdict, Reason(f"screen.{kind}_{verdict}", data))
        case _:
            return Checked(verdict, Reason(f"screen.part_{verdict}", {"text": written(part)}))


def _bounds(one: Within, facts: Facts) -> Data:
    value = facts[one.field]
    return {
        "metric": one.field,
        "value": value if isinstance(value, int) else None,
        "low": one.low,
        "high": one.high,
        "unit": FIELDS[one.field].unit.value,
        "currency": one.unit or _shown(facts["currency"]),
    }


def _shape(one: Within) -> str:
    if one.low is not None and one.high is not None:
        return "between"
    return "at_most" if one.low is None else "at_least"


def _shown(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")
