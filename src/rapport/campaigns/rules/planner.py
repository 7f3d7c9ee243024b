"""The planner: this moment's best use of the quota (reference outreach B.2 and B.3; brief S2).

Every possible message has one index: the profit it is expected to add over the units it is expected to cause.
The best are taken while units last; a reserve is kept for answers still expected this week; on the window's
last day nothing is kept, for unused quota lapses. A creator is in a plan once, whoever asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from rapport.shared.refusals import Plain, Reason

COUNT_MOST = 10_000
USUAL_SHARE = 0.8
"""How surely an answer is protected where no act is at hand to compare (reference outreach B.2)."""


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

    `answers` are those it is expected to make necessary, for which something must then be left. `pinned`: a person
    wants this creator before the others, whatever the index says.
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
    """Choose acts by index within the units left, less the reserve; answers may use the reserve, for it is theirs.

    Of several acts for one creator the first in order counts alone: nobody is invited by two campaigns at once, nor let
    go while they wait for an answer. Each invitation chosen makes answers likelier, and the reserve grows with it.
    """
    ordered = _one_each(sorted(opportunities, key=_order))
    left, answers, invited = week.left, week.answers_expected, 0
    chosen: list[Opportunity] = []
    for one in ordered:
        is_invitation = one.act in (Act.INVITE, Act.REINVITE)
        if is_invitation and invited >= week.invitations_max:
            continue
        floor = 0 if one.act in FIRST else reserve_units(answers + one.answers, protected_share(one, week), week)
        if left is not None and one.units and left - one.units < floor:
            continue
        chosen.append(one)
        invited += is_invitation
        answers += one.answers
        left = None if left is None else left - one.units
    kept = min(reserve_units(answers, USUAL_SHARE, week), left) if left is not None else 0
    lines = tuple(Line(one, position) for position, one in enumerate(chosen, start=1))
    return Plan(lines, kept, _why_kept(week, kept, answers), len(ordered) - len(chosen))


def protected_share(one: Opportunity, week: WeekAhead) -> float:
    """How surely an answer must find a unit if this act is done: the newsvendor's 1 - index(act) / index(answer).

    For one creator the answer's index exceeds the invitation's as the units of both exceed those of the answers alone.
    """
    if one.answers <= 0 or one.expected_units <= 0:
        return USUAL_SHARE
    return max(0.0, 1 - one.answers * week.answer_units / one.expected_units)


def reserve_units(answers: float, share: float, week: WeekAhead) -> int:
    """Units to protect for the answers still expected; none on the last day, none where nothing is limited."""
    if week.left is None or week.days_left <= 1 or answers <= 0 or week.answer_units == 0:
        return 0
    return poisson_quantile(answers, share) * week.answer_units


def poisson_quantile(mean: float, share: float) -> int:
    """The smallest count that a Poisson variable with this mean stays within at least `share` of the time."""
    count, term = 0, exp(-mean)
    total = term
    while total < share and count < COUNT_MOST:
        count += 1
        term *= mean / count
        total += term
    return count


def _order(one: Opportunity) -> tuple[int, bool, float, str, str]:
    """Who waits comes first, then who is pinned, then by index; ties by name, so that a plan made twice is the same."""
    turn = FIRST.index(one.act) if one.act in FIRST else len(FIRST)
    return (turn, not one.pinned, -one.index, one.act.value, one.key)


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
