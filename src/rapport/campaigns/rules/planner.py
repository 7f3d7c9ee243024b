"""The planner: this moment's best use of the quota (reference outreach B.2 and B.3; brief S2).

Every possible message has one index: the profit it is expected to add over the units it is expected to cause.
The best are taken while units last; a reserve is kept for answers still expected this week; on the window's
last day nothing is kept, for unused quota lapses. A creator is in a plan once, whoever asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, exp

from rapport.shared.refusals import Plain, Reason

COUNT_MOST = 10_000
ROUNDING = 1e-9
USUAL_RATIO = 0.2
"""What a unit earns in an invitation, of what it earns in an answer, where neither is known (outreach B.2)."""
SUREST = 0.98
DELAY_A_DAY = 0.01
"""What an invitation loses for each day that it waits: assumed."""
COOLING_A_DAY = 0.12
"""How many of those who wait for an answer leave each day: assumed (reference outreach B.9)."""


class Act(StrEnum):
    """What the plan proposes."""

    ANSWER = "answer"
    SAMPLE_NOTICE = "sample_notice"
    REMIND = "remind"
    INVITE = "invite"
    REINVITE = "reinvite"
    CLOSE = "close"


FIRST = (Act.ANSWER, Act.CLOSE)
"""Never held back, and in this order: a creator who waits cools by the day, and closing costs nothing."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One possible act. `units` are taken now, `expected_units` over all that follows; `value` in minor units.

    `answers` are those it is expected to make necessary in this window, for which something must then be left.
    `pinned`: a person wants this creator before the others, whatever the index says. `passes`: it cannot be done later,
    as a reminder; what can be done later, as an invitation, loses little by waiting.
    """

    act: Act
    key: str
    creator_id: int
    units: int
    expected_units: float
    value: int
    reason: Reason
    answers: float = 0.0
    pinned: bool = False
    passes: bool = False

    @property
    def index(self) -> float:
        """Profit expected for each unit expected; an act without cost comes first."""
        return self.value / self.expected_units if self.expected_units > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """What is left of the window. `left` None is unlimited; `answers_expected` still to come in it."""

    left: int | None
    days_left: int
    answers_expected: float
    answer_units: int
    invitations_max: int
    """How many invitations may go out at this planning, so that none becomes a burst."""
    price: float = 0.0
    """What a unit earns later, minor units: what passes must earn more to go before what can wait."""
    answer_index: float = 0.0
    """What a unit is expected to earn in an answer still to come, minor units; 0 where it is not known."""
    bundle: float = 1.0
    """Answers come in bundles: one reply makes several necessary, and their number varies so much more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One proposed act, in order."""

    opportunity: Opportunity
    position: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The proposal: lines in order, units kept back and why, and how many good acts found no place."""

    lines: tuple[Line, ...]
    kept_back: int
    why_kept: Reason
    left_out: int


def make_plan(opportunities: Sequence[Opportunity], week: WeekAhead) -> Plan:
    """Choose acts by index within the units left, less the reserve; answers may use the reserve, for it is theirs.

    Of several acts for one creator the first in order counts alone: nobody is invited by two campaigns at once, nor let
    go while they wait for an answer. Each invitation chosen makes answers likelier, and the reserve grows with it.
    """
    ordered = _one_each(sorted(opportunities, key=lambda one: _order(one, week.price)))
    left, answers, invited = week.left, week.answers_expected, 0
    chosen: list[Opportunity] = []
    for one in ordered:
        is_invitation = one.act in (Act.INVITE, Act.REINVITE)
        is_too_much = left is not None and one.units > left
        if is_too_much or (is_invitation and invited >= week.invitations_max):
            continue
        floor = 0 if one.act in FIRST else reserve_units(answers + one.answers, protected_share(one, week), week)
        if left is not None and one.units and left - one.units < floor:
            continue
        chosen.append(one)
        invited += is_invitation
        answers += one.answers
        left = None if left is None else left - one.units
    kept = min(reserve_units(answers, SUREST, week), left) if left is not None else 0
    lines = tuple(Line(one, position) for position, one in enumerate(chosen, start=1))
    return Plan(lines, kept, _why_kept(week, kept, answers), len(ordered) - len(chosen))


def protected_share(one: Opportunity, week: WeekAhead) -> float:
    """How surely an answer must find a unit if this act is done: the newsvendor's 1 - (what a unit kept in vain loses)
    over (what an answer without a unit loses).

    What can wait loses a little by each day until the last, when nothing is kept; what passes loses all but what the
    unit then earns otherwise. An answer without a unit waits for the next window, and its creator cools meanwhile.
    """
    if one.passes:
        wasted = max(0.0, 1 - week.price / one.index) if one.index > 0 else 0.0
    else:
        wasted = DELAY_A_DAY * max(0, week.days_left - 1)
    lost: float = 1 - (1 - COOLING_A_DAY) ** (week.days_left / 2)
    return min(SUREST, max(0.0, 1 - wasted * _ratio(one, week) / lost))


def _ratio(one: Opportunity, week: WeekAhead) -> float:
    """What a unit earns in this act, of what it earns in an answer; for one creator that follows from the units."""
    if week.answer_index > 0:
        return max(0.0, one.index) / week.answer_index
    later = one.expected_units - one.units
    return later / one.expected_units if later > 0 else USUAL_RATIO


def reserve_units(answers: float, share: float, week: WeekAhead) -> int:
    """Units to protect for the answers still expected; none on the last day, none where nothing is limited."""
    if week.left is None or week.days_left <= 1 or answers <= 0 or week.answer_units == 0:
        return 0
    bundles = poisson_quantile(answers / week.bundle, share)
    return ceil(bundles * week.bundle * week.answer_units - ROUNDING)


def poisson_quantile(mean: float, share: float) -> int:
    """The smallest count that a Poisson variable with this mean stays within at least `share` of the time."""
    count, term = 0, exp(-mean)
    total = term
    while total < share and count < COUNT_MOST:
        count += 1
        term *= mean / count
        total += term
    return count


def _order(one: Opportunity, price: float) -> tuple[int, bool, bool, float, str, str]:
    """Who waits comes first, then who is pinned, then what passes and earns more than units do later, then by index;
    ties by name, so that a plan made twice is the same.
    """
    turn = FIRST.index(one.act) if one.act in FIRST else len(FIRST)
    urgent = one.passes and one.index > price > 0
    return (turn, not one.pinned, not urgent, -one.index, one.act.value, one.key)


def _one_each(ordered: Sequence[Opportunity]) -> list[Opportunity]:
    first: dict[int, Opportunity] = {}
    for one in ordered:
        first.setdefault(one.creator_id, one)
    return list(first.values())


def _why_kept(week: WeekAhead, kept: int, answers: float) -> Reason:
    if week.left is None:
        return Reason("plan.no_limit")
    data: dict[str, Plain] = {"units": kept, "answers": round(answers), "days": week.days_left}
    if week.days_left <= 1:
        return Reason("plan.last_day_keeps_nothing", data)
    return Reason("plan.kept_for_answers" if kept else "plan.nothing_to_keep", data)
