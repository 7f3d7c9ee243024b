"""What follows from a week, with its evidence."""

from dataclasses import replace

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
from rapport.shared.refusals import Data, Reason

PLAY = default_playbook().values.review
"""Two weeks at 0 end it; from 100 orders an agreement; from 30 % refunds are looked into."""
BY_SALES = PLAY.model_copy(update={"sell_through": "sold"})
ANNA = 1
SHOWS = PartnerWeek(orders=3, offered=4, listed=2, sold=1)
SHOWS_NOTHING = PartnerWeek(orders=0, offered=4, listed=0, sold=0)
SELLS_NOTHING = replace(SHOWS, orders=0, sold=0)
CALM = CreatorWeeks(ANNA, "anna", (SHOWS, SHOWS), orders_30d=12, gmv_30d_minor=100_000, refunded_30d_minor=0)
"""A partner whose week asks for nothing."""


def weeks(*told: PartnerWeek) -> CreatorWeeks:
    return replace(CALM, weeks=told)


def found(one: CreatorWeeks) -> list[tuple[str, Data]]:
    return [(action.finding.value, action.reason.data) for action in creator_actions([one], PLAY)]


@pytest.mark.parametrize(
    ("listed", "offered", "rate"), [(0, 4, 0), (1, 4, 2500), (1, 3, 3333), (2, 3, 6667), (4, 4, 10_000), (5, 4, 10_000)]
)
def test_sell_through_is_products_listed_over_products_offered(listed: int, offered: int, rate: int) -> None:
    assert sell_through(listed, offered) == rate


def test_sell_through_is_unknown_where_nothing_was_offered() -> None:
    assert (sell_through(0, 0), sell_through(3, 0)) == (None, None)


def test_some_count_products_sold_instead() -> None:
    assert (SHOWS.sell_through("listed"), SHOWS.sell_through("sold")) == (5000, 2500)


def test_a_calm_week_asks_for_nothing() -> None:
    assert found(CALM) == []


def test_two_weeks_in_a_row_at_zero_end_it() -> None:
    stop = Action(Finding.STOP, Reason("review.weeks_at_zero", {"creator": "anna", "weeks": 2}), ANNA)
    assert creator_actions([weeks(SHOWS_NOTHING, SHOWS_NOTHING, SHOWS)], PLAY) == [stop]


@pytest.mark.parametrize(
    "told",
    [
        (SHOWS_NOTHING,),
        (SHOWS_NOTHING, SHOWS, SHOWS_NOTHING),
        (SHOWS, SHOWS_NOTHING, SHOWS_NOTHING),
        (SHOWS_NOTHING, replace(SHOWS_NOTHING, offered=0)),
        (SELLS_NOTHING, SELLS_NOTHING),
    ],
)
def test_one_week_a_break_or_nothing_offered_does_not_end_it(told: tuple[PartnerWeek, ...]) -> None:
    assert found(weeks(*told)) == []


def test_where_sales_count_two_weeks_without_any_end_it() -> None:
    assert [one.finding for one in creator_actions([weeks(SELLS_NOTHING, SELLS_NOTHING)], BY_SALES)] == [Finding.STOP]


def test_a_shop_may_be_more_patient() -> None:
    three = PLAY.model_copy(update={"weeks_at_zero": 3})
    assert creator_actions([weeks(SHOWS_NOTHING, SHOWS_NOTHING)], three) == []
    (stop,) = creator_actions([weeks(SHOWS_NOTHING, SHOWS_NOTHING, SHOWS_NOTHING)], three)
    assert stop.reason.data == {"creator": "anna", "weeks": 3}


def test_a_strong_creator_is_offered_an_agreement() -> None:
    assert found(replace(CALM, orders_30d=99)) == []
    assert found(replace(CALM, orders_30d=100)) == [("agreement", {"creator": "anna", "orders": 100})]


@pytest.mark.parametrize(
    ("orders", "before", "raised"), [(10, 5, True), (10, 6, False), (9, 1, False), (10, 0, True), (30, 15, True)]
)
def test_who_doubles_to_ten_orders_or_more_earns_a_higher_rate(orders: int, before: int, *, raised: bool) -> None:
    told = found(weeks(replace(SHOWS, orders=orders), replace(SHOWS, orders=before)))
    assert told == ([("raise", {"creator": "anna", "orders": orders, "before": before})] if raised else [])


def test_a_first_week_is_no_growth_and_an_agreement_is_more_than_a_raise() -> None:
    leap = replace(SHOWS, orders=120)
    assert found(weeks(leap)) == []
    assert [name for name, _ in found(replace(weeks(leap, SHOWS), orders_30d=120))] == ["agreement"]


@pytest.mark.parametrize(
    ("orders", "refunded", "rate"), [(5, 30_000, 3000), (5, 29_994, None), (5, 29_995, 3000), (4, 90_000, None)]
)
def test_many_refunds_are_looked_into_once_there_are_five_orders(orders: int, refunded: int, rate: int | None) -> None:
    told = found(replace(CALM, orders_30d=orders, refunded_30d_minor=refunded))
    assert told == ([] if rate is None else [("check_refunds", {"creator": "anna", "rate": rate})])


def test_orders_worth_nothing_have_no_share_of_refunds() -> None:
    assert found(replace(CALM, gmv_30d_minor=0, refunded_30d_minor=100)) == []


def test_each_creator_s_findings_stand_in_turn() -> None:
    people = [replace(CALM, creator_id=pk, orders_30d=100, refunded_30d_minor=50_000) for pk in (ANNA, 2)]
    told = [(one.creator_id, one.finding.value) for one in creator_actions(people, PLAY)]
    assert told == [(ANNA, "agreement"), (ANNA, "check_refunds"), (2, "agreement"), (2, "check_refunds")]


WHOLE = ShopWeek(quota_cap=20, quota_spent=20, waiting_threads=0, reinvitable=0, differences=0)
"""All 20 messages went out, nobody waits."""


def test_a_week_that_used_everything_asks_nothing_of_the_shop() -> None:
    assert shop_actions(WHOLE) == []


def test_what_a_shop_left_undone_in_order() -> None:
    week = ShopWeek(quota_cap=20, quota_spent=17, waiting_threads=2, reinvitable=4, differences=1)
    assert shop_actions(week) == [
        Action(Finding.ANSWER, Reason("review.creators_wait", {"threads": 2})),
        Action(Finding.USE_QUOTA, Reason("review.quota_lapsed", {"lapsed": 3, "cap": 20})),
        Action(Finding.REINVITE, Reason("review.may_be_invited_again", {"creators": 4})),
        Action(Finding.RECONCILE, Reason("review.statement_differs", {"lines": 1})),
    ]


@pytest.mark.parametrize("cap", [None, 0])
def test_without_a_cap_nothing_lapses(cap: int | None) -> None:
    assert shop_actions(replace(WHOLE, quota_cap=cap, quota_spent=0)) == []


counts = st.integers(0, 6)
partner = st.builds(PartnerWeek, orders=counts, offered=counts, listed=counts, sold=counts)


@given(st.lists(partner, min_size=1, max_size=4), st.sampled_from([PLAY, BY_SALES]), st.integers(1, 4))
def test_it_ends_exactly_when_so_many_weeks_in_a_row_are_at_zero(
    told: list[PartnerWeek], play: ReviewPlay, patience: int
) -> None:
    asked = play.model_copy(update={"weeks_at_zero": patience})
    ends = any(one.finding == Finding.STOP for one in creator_actions([weeks(*told)], asked))
    shown = [(one.listed if asked.sell_through == "listed" else one.sold) for one in told]
    zeros = [one.offered > 0 and count == 0 for one, count in zip(told, shown, strict=True)]
    assert ends == (len(zeros) >= patience and all(zeros[:patience]))
