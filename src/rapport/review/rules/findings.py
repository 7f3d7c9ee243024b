"""What follows from a week: findings with their evidence (brief S2, 数据驱动的复盘机制; reference outreach B.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
class CreatorWeeks:
    """One creator's weeks, the reviewed one first; sell-through in hundredths of a percent."""

    creator_id: int
    handle: str
    orders: tuple[int, ...]
    sell_through: tuple[int | None, ...]
    orders_30d: int
    gmv_30d_minor: int
    refunded_30d_minor: int
    had_sample_or_content: bool


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
    if _stands_still(one, play.weeks_at_zero):
        reason = Reason("review.weeks_at_zero", {"creator": one.handle, "weeks": play.weeks_at_zero})
        actions.append(Action(Finding.STOP, reason, one.creator_id))
    if one.orders_30d >= play.agreement_orders_from:
        reason = Reason("review.strong_creator", {"creator": one.handle, "orders": one.orders_30d})
        actions.append(Action(Finding.AGREEMENT, reason, one.creator_id))
    elif len(one.orders) > 1 and one.orders[0] >= max(GROWTH_ORDERS_FROM, GROWTH * one.orders[1]):
        growth: Data = {"creator": one.handle, "orders": one.orders[0], "before": one.orders[1]}
        actions.append(Action(Finding.RAISE, Reason("review.growing_creator", growth), one.creator_id))
    share = half_up(one.refunded_30d_minor * WHOLE_RATE, one.gmv_30d_minor) if one.gmv_30d_minor else 0
    if one.orders_30d >= REFUND_ORDERS_FROM and share >= play.refund_share_high:
        reason = Reason("review.many_refunds", {"creator": one.handle, "rate": share})
        actions.append(Action(Finding.CHECK_REFUNDS, reason, one.creator_id))
    return actions


def _stands_still(one: CreatorWeeks, weeks: int) -> bool:
    """Two weeks at 0 end it, but only for creators who had a sample or content to begin with."""
    recent = one.sell_through[:weeks]
    return one.had_sample_or_content and len(recent) == weeks and all(share == 0 for share in recent)
