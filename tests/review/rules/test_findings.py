"""What follows from a week (brief S2)."""

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.policies.queries import default_playbook
from rapport.policies.rules.playbooks import ReviewPlay
from rapport.review.rules.findings import (
    Action,
    CreatorWeeks,
    Finding,
    PartnerWeek,
    ShopWeek,
    creator_actions,
    sell_through,
    shop_actions,
)
from rapport.shared.refusals import Reason

PLAY = default_playbook().values.review
STILL = PartnerWeek(orders=0, offered=4, listed=0, sold=0)
LISTED = PartnerWeek(orders=0, offered=4, listed=1, sold=0)
SELLING = PartnerWeek(orders=9, offered=4, listed=2, sold=2)
ANNA = CreatorWeeks(1, "anna", (SELLING,), orders_30d=9, gmv_30d_minor=90_000, refunded_30d_minor=0)
QUIET = ShopWeek(quota_cap=20, quota_spent=20, waiting_threads=0, reinvitable=0, differences=0)


def findings(one: CreatorWeeks, play: ReviewPlay = PLAY) -> list[Finding]:
    return [action.finding for action in creator_actions([one], play)]


def weeks(*found: PartnerWeek) -> CreatorWeeks:
    return replace(ANNA, weeks=found)


@pytest.mark.parametrize(("listed", "offered", "rate"), [(1, 4, 2500), (2, 3, 6667), (0, 3, 0), (5, 4, 10_000)])
def test_sell_through_is_listed_over_offered(listed: int, offered: int, rate: int) -> None:
    assert sell_through(listed, offered) == rate


def test_where_nothing_was_offered_sell_through_is_unknown() -> None:
    assert sell_through(0, 0) is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_sell_through_stays_between_nothing_and_all(listed: int, offered: int) -> None:
    rate = sell_through(listed, offered)
    assert rate is not None
    assert 0 <= rate <= 10_000
    assert (rate == 10_000) >= (listed >= offered)


@pytest.mark.parametrize(("formula", "rate"), [("listed", 2500), ("sold", 0)])
def test_the_formula_is_the_sellers(formula: Literal["listed", "sold"], rate: int) -> None:
    assert LISTED.sell_through(formula) == rate


def test_two_weeks_in_a_row_at_zero_end_it() -> None:
    (action,) = creator_actions([weeks(STILL, STILL, SELLING)], PLAY)
    assert action == Action(Finding.STOP, Reason("review.weeks_at_zero", {"creator": "anna", "weeks": 2}), 1)


@pytest.mark.parametrize("found", [(STILL,), (STILL, LISTED), (LISTED, STILL, STILL), (STILL, SELLING, STILL)])
def test_one_week_at_zero_is_no_end(found: tuple[PartnerWeek, ...]) -> None:
    assert Finding.STOP not in findings(weeks(*found))


def test_who_was_offered_nothing_is_not_blamed_for_it() -> None:
    nothing = replace(STILL, offered=0)
    assert findings(weeks(nothing, nothing)) == []


def test_listed_but_unsold_ends_it_only_where_sales_are_what_counts() -> None:
    assert findings(weeks(LISTED, LISTED)) == []
    assert findings(weeks(LISTED, LISTED), PLAY.model_copy(update={"sell_through": "sold"})) == [Finding.STOP]


def test_a_strong_creator_is_offered_an_agreement_and_no_mere_raise() -> None:
    strong = replace(ANNA, weeks=(replace(SELLING, orders=60), SELLING), orders_30d=100)
    (action,) = creator_actions([strong], PLAY)
    assert action.finding is Finding.AGREEMENT
    assert action.reason == Reason("review.strong_creator", {"creator": "anna", "orders": 100})


@pytest.mark.parametrize(("now", "before", "raised"), [(10, 5, True), (10, 6, False), (9, 0, False), (10, 0, True)])
def test_who_doubles_to_ten_orders_is_worth_a_raise(now: int, before: int, *, raised: bool) -> None:
    growing = weeks(replace(SELLING, orders=now), replace(SELLING, orders=before))
    assert findings(growing) == ([Finding.RAISE] if raised else [])


@pytest.mark.parametrize(("orders", "refunded", "asked"), [(5, 27_000, True), (5, 26_990, False), (4, 90_000, False)])
def test_many_refunds_are_looked_into_once_there_are_orders_enough(orders: int, refunded: int, *, asked: bool) -> None:
    one = replace(ANNA, orders_30d=orders, refunded_30d_minor=refunded)
    assert (Finding.CHECK_REFUNDS in findings(one)) is asked


def test_a_quiet_week_asks_for_nothing() -> None:
    assert shop_actions(QUIET) == []


def test_a_shops_week_asks_in_the_order_of_haste() -> None:
    week = ShopWeek(quota_cap=20, quota_spent=13, waiting_threads=2, reinvitable=5, differences=1)
    assert shop_actions(week) == [
        Action(Finding.ANSWER, Reason("review.creators_wait", {"threads": 2})),
        Action(Finding.USE_QUOTA, Reason("review.quota_lapsed", {"lapsed": 7, "cap": 20})),
        Action(Finding.REINVITE, Reason("review.may_be_invited_again", {"creators": 5})),
        Action(Finding.RECONCILE, Reason("review.statement_differs", {"lines": 1})),
    ]


@pytest.mark.parametrize("cap", [None, 0])
def test_without_a_cap_nothing_lapses(cap: int | None) -> None:
    assert shop_actions(replace(QUIET, quota_cap=cap, quota_spent=0)) == []
