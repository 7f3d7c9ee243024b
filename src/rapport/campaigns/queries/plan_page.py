"""The plan as its page shows it: grouped by act, each line with its numbers, and what the week comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapport.campaigns.models import Campaign, Plan, PlanLine, Wish
from rapport.campaigns.queries.wishes import wishes_for
from rapport.campaigns.rules.likelihood import reply_range
from rapport.campaigns.rules.planner import Act
from rapport.creators.models import Creator
from rapport.outreach.queries.invitations import outcome_counts
from rapport.shared.refusals import Data, Reason
from rapport.shops.models import Shop

LINES_SHOWN = 200
ORDER = {act.value: place for place, act in enumerate((Act.ANSWER, Act.SAMPLE_NOTICE, Act.REMIND, Act.INVITE))}
"""In which order the groups stand; the others follow."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line with what its numbers say: the range of its reply chance, its units, what it displaces."""

    line: PlanLine
    numbers: tuple[Reason, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What several lines come to."""

    lines: int
    value: int
    units: int
    expected_hundredths: int

    @classmethod
    def of(cls, lines: Sequence[PlanLine]) -> "Sums":
        return cls(
            len(lines),
            sum(line.value for line in lines),
            sum(line.units for line in lines),
            sum(line.expected_units_hundredths for line in lines),
        )


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The lines of one act."""

    act: str
    rows: tuple[PlanRow, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What waits, as far as it is shown, and the choices that filter it."""

    groups: tuple[PlanGroup, ...]
    sums: Sums
    more: int
    acts: tuple[str, ...]
    campaigns: tuple[Campaign, ...]

    @property
    def lines(self) -> list[PlanLine]:
        return [row.line for group in self.groups for row in group.rows]


def plan_page(
    shop: Shop, plan: Plan | None, proposed: Sequence[PlanLine], act: str, campaign_id: int | None
) -> PlanPage:
    """The proposed lines of one act and campaign, or of all; three queries."""
    wanted = [
        line
        for line in proposed
        if (not act or line.act == act) and (campaign_id is None or line.campaign_id == campaign_id)
    ]
    shown = sorted(wanted[:LINES_SHOWN], key=lambda line: ORDER.get(line.act, len(ORDER)))
    wishes = wishes_for(shop.pk, [line.creator_id for line in shown]) if shown else {}
    invited = outcome_counts(shop.pk)[0] if shown else 0
    displaced = _displaced(shop, plan)
    rows = [PlanRow(one, _numbers(one, invited, displaced), _wishes_of(one, wishes)) for one in shown]
    groups = [
        PlanGroup(name, tuple(group), Sums.of([line for line in wanted if line.act == name]))
        for name, group in ((name, list(found)) for name, found in groupby(rows, key=lambda row: row.line.act))
    ]
    campaigns = {line.campaign_id: line.campaign for line in proposed if line.campaign}
    acts = tuple(dict.fromkeys(line.act for line in proposed))
    return PlanPage(tuple(groups), Sums.of(wanted), len(wanted) - len(shown), acts, tuple(campaigns.values()))


def _displaced(shop: Shop, plan: Plan | None) -> Reason | None:
    """The act that would come in if a line that takes units were left undone."""
    best = plan.next_best if plan is not None else {}
    creator = Creator.objects.filter(pk=best.get("creator", 0)).first()
    if creator is None:
        return None
    data: Data = {"act": best["act"], "creator": creator.handle, "value": best["value"], "currency": shop.currency}
    return Reason("plan.displaces", data)


def _numbers(line: PlanLine, invited: int, displaced: Reason | None) -> tuple[Reason, ...]:
    found = []
    data = dict(line.reason.get("data", {}))
    chance = data.get("reply", data.get("chance"))
    if chance is not None and not {"reply_low", "low"} & set(data):
        low, high = reply_range(int(chance), invited)
        found.append(Reason("plan.reply_between", {"low": low, "high": high, "invited": invited}))
    if line.units:
        found.append(Reason("plan.units_ahead", {"units": line.units, "expected": line.expected_units_hundredths}))
        if displaced is not None and line.act not in (Act.ANSWER, Act.CLOSE):
            found.append(displaced)
    return tuple(found)


def _wishes_of(line: PlanLine, wishes: Mapping[int, Sequence[Wish]]) -> tuple[Wish, ...]:
    """Those that hold for this line: for its campaign or for the whole shop."""
    return tuple(one for one in wishes.get(line.creator_id, ()) if one.campaign_id in (None, line.campaign_id))
