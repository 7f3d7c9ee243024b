"""What follows from a week: findings with their evidence (brief S2, 数据驱动的复盘机制; reference outreach B.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rapport.policies.rules.playbooks import ReviewPlay
from rapport.shared.money import WHOLE_RATE, half_up
from rapport.shared.refusals import Data, Reason


class Finding(StrEnum):
    """What to do."""

    STOP = "stop"
    RAISE = "raise"
    AGREEMENT = "agreement"
    CHECK_REFUNDS = "check_refunds"
    ANSWER = "answer"
    USE_QUOTA = "use_quota"
    REINVITE = "reinvite"
    RECONCILE = "reconcile"


@dataclass(frozen=True, slots=True)
class PartnerWeek:
    """One partner's week: orders, and how many of the products offered were listed and were sold."""

    orders: int
    offered: int
    listed: int
    sold: int

    def sell_through(self, formula: Literal["listed", "sold"]) -> int | None:
        """动销率 in hundredths of a percent by the playbook's formula; unknown where nothing was offered."""
        return sell_through(self.listed if formula == "listed" else self.sold, self.offered)


@dataclass(frozen=True, slots=True)
class CreatorWeeks:
    """One partner's weeks, the reviewed one first, and the 30 days up to its end.

    A partner is somebody who accepted, posted or sold; weeks before that are not among `weeks`.
    """

    creator_id: int
    handle: str
    weeks: tuple[PartnerWeek, ...]
    orders_30d: int
    gmv_30d_minor: int
    refunded_30d_minor: int


@dataclass(frozen=True, slots=True)
class ShopWeek:
    """What of the shop's week asks for something."""

    quota_cap: int | None
    quota_spent: int
    waiting_threads: int
    reinvitable: int
    differences: int


@dataclass(frozen=True, slots=True)
class Action:
    """A finding about one creator, or about the shop where `creator_id` is None."""

    finding: Finding
    reason: Reason
    creator_id: int | None = None


GROWTH = 2
GROWTH_ORDERS_FROM = 10
REFUND_ORDERS_FROM = 5


def sell_through(listed: int, offered: int) -> int | None:
    """动销率: products listed (or sold, by setting) ÷ products offered; unknown where nothing was offered."""
    return half_up(min(listed, offered) * WHOLE_RATE, offered) if offered else None


def creator_actions(creators: Sequence[CreatorWeeks], play: ReviewPlay) -> list[Action]:
    """Each creator's findings: stop, raise, agreement, refunds."""
    return [action for one in creators for action in _of_creator(one, play)]


def shop_actions(week: ShopWeek) -> list[Action]:
    """The shop's findings: unanswered creators, lapsed quota, whom to invite again, differences of the statement."""
    actions = []
    if week.waiting_threads:
        actions.append(Action(Finding.ANSWER, Reason("review.creators_wait", {"threads": week.waiting_threads})))
    if week.quota_cap and week.quota_spent < week.quota_cap:
        lapsed: Data = {"lapsed": week.quota_cap - week.quota_spent, "cap": week.quota_cap}
        actions.append(Action(Finding.USE_QUOTA, Reason("review.quota_lapsed", lapsed)))
    if week.reinvitable:
        actions.append(Action(Finding.REINVITE, Reason("review.may_be_invited_again", {"creators": week.reinvitable})))
    if week.differences:
        actions.append(Action(Finding.RECONCILE, Reason("review.statement_differs", {"lines": week.differences})))
    return actions


def _of_creator(one: CreatorWeeks, play: ReviewPlay) -> list[Action]:
    actions = []
    if _stands_still(one, play):
        reason = Reason("review.weeks_at_zero", {"creator": one.handle, "weeks": play.weeks_at_zero})
        actions.append(Action(Finding.STOP, reason, one.creator_id))
    if one.orders_30d >= play.agreement_orders_from:
        reason = Reason("review.strong_creator", {"creator": one.handle, "orders": one.orders_30d})
        actions.append(Action(Finding.AGREEMENT, reason, one.creator_id))
    elif len(one.weeks) > 1 and one.weeks[0].orders >= max(GROWTH_ORDERS_FROM, GROWTH * one.weeks[1].orders):
        growth: Data = {"creator": one.handle, "orders": one.weeks[0].orders, "before": one.weeks[1].orders}
        actions.append(Action(Finding.RAISE, Reason("review.growing_creator", growth), one.creator_id))
    share = half_up(one.refunded_30d_minor * WHOLE_RATE, one.gmv_30d_minor) if one.gmv_30d_minor else 0
    if one.orders_30d >= REFUND_ORDERS_FROM and share >= play.refund_share_high:
        reason = Reason("review.many_refunds", {"creator": one.handle, "rate": share})
        actions.append(Action(Finding.CHECK_REFUNDS, reason, one.creator_id))
    return actions


def _stands_still(one: CreatorWeeks, play: ReviewPlay) -> bool:
    """Weeks in a row at 0 end it, counted from when the creator became a partner."""
    recent = one.weeks[: play.weeks_at_zero]
    return len(recent) == play.weeks_at_zero and all(week.sell_through(play.sell_through) == 0 for week in recent)
