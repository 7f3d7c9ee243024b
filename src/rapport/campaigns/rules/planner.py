"""The planner: this moment's best use of the quota (reference outreach B.2 and B.3; brief S2).

Every possible message has one index: the profit it is expected to add over the units it is expected to cause.
The best are taken while units last; a reserve is kept for answers still expected this week; on the window's
last day nothing is kept, for unused quota lapses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from rapport.shared.refusals import Plain, Reason

COUNT_MOST = 10_000


class Act(StrEnum):
    """What the plan proposes."""

    ANSWER = "answer"
    SAMPLE_NOTICE = "sample_notice"
    REMIND = "remind"
    INVITE = "invite"
    REINVITE = "reinvite"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One possible act. `units` are taken now, `expected_units` over all that follows; `value` in minor units."""

    act: Act
    key: str
    units: int
    expected_units: float
    value: int
    reason: Reason

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
    """Choose acts by index within the units left, less the reserve; answers may use the reserve, for it is theirs."""
    ordered = sorted(opportunities, key=lambda one: (-one.index, one.act.value, one.key))
    reserve = reserve_units(ordered, week)
    left, invited = week.left, 0
    chosen: list[Opportunity] = []
    for one in ordered:
        is_invitation = one.act in (Act.INVITE, Act.REINVITE)
        if is_invitation and invited >= week.invitations_max:
            continue
        floor = 0 if one.act in (Act.ANSWER, Act.CLOSE) else reserve
        if left is not None and one.units and left - one.units < floor:
            continue
        chosen.append(one)
        invited += is_invitation
        left = None if left is None else left - one.units
    kept = min(reserve, left) if left is not None else 0
    lines = tuple(Line(one, position) for position, one in enumerate(chosen, start=1))
    return Plan(lines, kept, _why_kept(week, kept), len(ordered) - len(chosen))


def reserve_units(ordered: Sequence[Opportunity], week: WeekAhead) -> int:
    """Units to protect for answers still expected: the newsvendor's quantile at 1 - value(invite)/value(answer)."""
    if week.left is None or week.days_left <= 1 or week.answers_expected <= 0 or week.answer_units == 0:
        return 0
    invite = max((one.index for one in ordered if one.act is Act.INVITE), default=0.0)
    answer = max((one.index for one in ordered if one.act is Act.ANSWER), default=5 * invite)
    if invite <= 0 or answer <= invite:
        return 0
    answers = poisson_quantile(week.answers_expected, 1 - invite / answer)
    return answers * week.answer_units


def poisson_quantile(mean: float, share: float) -> int:
    """The smallest count that a Poisson variable with this mean stays within at least `share` of the time."""
    count, term = 0, exp(-mean)
    total = term
    while total < share and count < COUNT_MOST:
        count += 1
        term *= mean / count
        total += term
    return count


def _why_kept(week: WeekAhead, kept: int) -> Reason:
    if week.left is None:
        return Reason("plan.no_limit")
    data: dict[str, Plain] = {"units": kept, "answers": round(week.answers_expected), "days": week.days_left}
    if week.days_left <= 1:
        return Reason("plan.last_day_keeps_nothing", data)
    return Reason("plan.kept_for_answers" if kept else "plan.nothing_to_keep", data)
