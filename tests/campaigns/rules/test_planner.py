"""The best use of what is left of the week: by worth per unit, some kept for those who answer, each creator once."""

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.campaigns.rules.planner import (
    FIRST,
    Act,
    Opportunity,
    Plan,
    WeekAhead,
    make_plan,
    poisson_quantile,
    protected_share,
    reserve_units,
)
from rapport.shared.refusals import Reason

ANNA, BAO, CHAI, DARA = 1, 2, 3, 4
WEEK = WeekAhead(left=20, days_left=5, answers_expected=0.0, answer_units=1, invitations_max=40)
LAST_DAY = replace(WEEK, days_left=1)


def invite(creator: int, value: int, answers: float = 0.0, *, campaign: int = 1, pinned: bool = False) -> Opportunity:
    """An invitation: a unit for itself, one for its message, and one for each answer it brings."""
    key, why = f"invite:{campaign}:{creator}", Reason("plan.invite")
    return Opportunity(Act.INVITE, key, creator, 2, 2 + answers, value, why, answers, pinned)


def answer(creator: int, value: int = 100) -> Opportunity:
    return Opportunity(Act.ANSWER, f"answer:{creator}", creator, 1, 1.8, value, Reason("plan.answer"))


def remind(creator: int, value: int) -> Opportunity:
    return Opportunity(Act.REMIND, f"remind:{creator}", creator, 1, 1.0, value, Reason("follow_up.remind"))


def close(creator: int) -> Opportunity:
    return Opportunity(Act.CLOSE, f"close:{creator}", creator, 0, 0.0, 0, Reason("follow_up.silent"))


def told(plan: Plan) -> list[str]:
    return [line.opportunity.key for line in plan.lines]


def test_acts_stand_by_what_each_unit_earns() -> None:
    plan = make_plan([invite(ANNA, 300), invite(BAO, 500), remind(CHAI, 200)], WEEK)
    assert told(plan) == ["invite:1:2", "remind:3", "invite:1:1"]
    assert [line.position for line in plan.lines] == [1, 2, 3]


def test_who_waits_comes_first_then_who_is_let_go() -> None:
    plan = make_plan([invite(ANNA, 9_000), close(BAO), answer(CHAI, 1)], WEEK)
    assert told(plan) == ["answer:3", "close:2", "invite:1:1"]


def test_what_finds_no_unit_is_left_out_and_something_smaller_goes() -> None:
    plan = make_plan([invite(ANNA, 900), invite(BAO, 800), remind(CHAI, 1)], replace(LAST_DAY, left=3))
    assert (told(plan), plan.left_out, plan.kept_back) == (["invite:1:1", "remind:3"], 1, 0)


def test_a_used_up_week_still_lets_creators_go() -> None:
    plan = make_plan([answer(ANNA), close(BAO), invite(CHAI, 100)], replace(WEEK, left=0))
    assert (told(plan), plan.left_out) == (["close:2"], 2)


def test_where_nothing_is_limited_all_are_in_and_nothing_is_kept() -> None:
    asked = [invite(number, 100, answers=1.0) for number in range(30)]
    plan = make_plan(asked, replace(WEEK, left=None))
    assert (len(plan.lines), plan.kept_back, plan.why_kept) == (30, 0, Reason("plan.no_limit"))


def test_no_more_invitations_than_may_go_out_now() -> None:
    asked = [invite(number, 100) for number in range(5)]
    again = replace(invite(9, 500), act=Act.REINVITE)
    plan = make_plan([*asked, again], replace(WEEK, invitations_max=2))
    assert (len(plan.lines), told(plan)[0], plan.left_out) == (2, "invite:1:9", 4)


def test_units_are_kept_for_the_answers_still_expected() -> None:
    plan = make_plan([remind(ANNA, 100), remind(BAO, 90)], replace(WEEK, left=4, answers_expected=1.0))
    assert (told(plan), plan.kept_back, plan.left_out) == (["remind:1"], 3, 1)
    assert plan.why_kept == Reason("plan.kept_for_answers", {"units": 3, "answers": 1, "days": 5})


def test_answers_that_come_in_bundles_ask_for_more() -> None:
    week = replace(WEEK, answers_expected=2.0)
    assert [reserve_units(2.0, 0.9, replace(week, bundle=bundle)) for bundle in (1.0, 2.0, 2.5)] == [4, 4, 5]


def test_an_answer_may_use_what_is_kept_for_answers() -> None:
    plan = make_plan([answer(ANNA), answer(BAO)], replace(WEEK, left=2, answers_expected=5.0))
    assert (told(plan), plan.kept_back) == (["answer:1", "answer:2"], 0)
    assert plan.why_kept == Reason("plan.nothing_to_keep", {"units": 0, "answers": 5, "days": 5})


def test_on_the_last_day_nothing_is_kept() -> None:
    plan = make_plan([remind(ANNA, 1)], replace(LAST_DAY, left=1, answers_expected=5.0))
    assert (told(plan), plan.kept_back) == (["remind:1"], 0)
    assert plan.why_kept == Reason("plan.last_day_keeps_nothing", {"units": 0, "answers": 5, "days": 1})


def test_each_invitation_makes_the_reserve_grow() -> None:
    asked = [invite(number, 1_000, answers=1.0) for number in range(10)]
    plan = make_plan(asked, replace(WEEK, left=10))
    assert (len(plan.lines), plan.kept_back) == (2, 5)


def test_a_creator_whom_two_campaigns_want_is_asked_by_the_one_that_gains_more() -> None:
    plan = make_plan([invite(ANNA, 300), invite(ANNA, 500, campaign=2), invite(BAO, 400)], WEEK)
    assert (told(plan), plan.left_out) == (["invite:2:1", "invite:1:2"], 0)


def test_who_waits_for_an_answer_is_neither_let_go_nor_invited() -> None:
    both = [close(ANNA), invite(ANNA, 900), answer(ANNA)]
    assert told(make_plan(both, WEEK)) == ["answer:1"]
    assert told(make_plan(both, replace(WEEK, left=0))) == []


def test_a_pinned_creator_comes_before_the_better_ones() -> None:
    asked = [invite(ANNA, 900), remind(BAO, 900), invite(CHAI, -5, pinned=True), answer(DARA)]
    assert told(make_plan(asked, WEEK)) == ["answer:4", "invite:1:3", "remind:2", "invite:1:1"]
    assert told(make_plan(asked, replace(LAST_DAY, left=3))) == ["answer:4", "invite:1:3"]


def test_the_index_is_what_each_expected_unit_earns() -> None:
    assert (invite(ANNA, 900, answers=1.0).index, close(ANNA).index) == (300.0, float("inf"))


@pytest.mark.parametrize(("days", "expected"), [(7, 0.9667), (5, 0.9707), (2, 0.98)])
def test_what_can_wait_spares_answers_surely_for_what_is_kept_in_vain_goes_on_the_last_day(
    days: int, expected: float
) -> None:
    assert protected_share(invite(ANNA, 100), replace(WEEK, days_left=days)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("price", "expected"), [(0.0, 0.2689), (50.0, 0.6344), (100.0, 0.98), (200.0, 0.98)])
def test_what_passes_spares_them_less_the_more_it_earns_above_what_a_unit_earns_later(
    price: float, expected: float
) -> None:
    reminder = replace(remind(ANNA, 100), passes=True)
    assert protected_share(reminder, replace(WEEK, price=price)) == pytest.approx(expected, abs=1e-4)


def test_what_earns_more_than_an_answer_needs_to_spare_none() -> None:
    reminder = replace(remind(ANNA, 100), passes=True)
    assert protected_share(reminder, replace(WEEK, answer_index=50.0)) == 0.0


def test_what_passes_goes_before_what_can_wait_where_it_earns_more_than_a_unit_does_later() -> None:
    asked = [invite(ANNA, 1_000), replace(remind(BAO, 100), passes=True), replace(remind(CHAI, 50), passes=True)]
    assert told(make_plan(asked, replace(WEEK, price=80.0))) == ["remind:2", "invite:1:1", "remind:3"]
    assert told(make_plan(asked, WEEK)) == ["invite:1:1", "remind:2", "remind:3"]


@pytest.mark.parametrize(
    ("week", "units"),
    [
        (replace(WEEK, answer_units=2), 6),
        (replace(WEEK, answer_units=0), 0),
        (replace(WEEK, left=None), 0),
        (LAST_DAY, 0),
    ],
)
def test_the_reserve_is_counted_in_units(week: WeekAhead, units: int) -> None:
    assert reserve_units(2.0, 0.8, week) == units


def test_nothing_expected_keeps_nothing() -> None:
    assert reserve_units(0.0, 0.8, WEEK) == 0


@pytest.mark.parametrize(("mean", "share", "count"), [(1.0, 0.3, 0), (1.0, 0.5, 1), (1.0, 0.8, 2), (4.0, 0.8, 6)])
def test_the_smallest_count_that_suffices(mean: float, share: float, count: int) -> None:
    assert poisson_quantile(mean, share) == count


@given(st.floats(0, 50), st.floats(0, 0.999))
def test_the_count_suffices_as_often_as_asked_and_one_less_does_not(mean: float, share: float) -> None:
    count, term = poisson_quantile(mean, share), exp(-mean)
    total, before = term, 0.0
    for number in range(1, count + 1):
        term *= mean / number
        total, before = total + term, total
    assert total >= share
    assert count == 0 or before < share


acts = st.sampled_from(Act)
possible = st.builds(
    lambda act, creator, units, extra, value, answers, pinned: Opportunity(
        act,
        "",
        creator,
        0 if act is Act.CLOSE else units,
        0.0 if act is Act.CLOSE else units + extra,
        value,
        Reason("plan.invite"),
        answers,
        pinned and act is Act.INVITE,
        act is Act.REMIND,
    ),
    acts,
    st.integers(1, 8),
    st.integers(0, 3),
    st.floats(0, 3),
    st.integers(-1_000, 100_000),
    st.floats(0, 2),
    st.booleans(),
)
offers = st.lists(possible, max_size=20).map(
    lambda found: [replace(one, key=f"{one.act}:{number}") for number, one in enumerate(found)]
)
weeks = st.builds(
    WeekAhead,
    left=st.none() | st.integers(0, 30),
    days_left=st.integers(1, 7),
    answers_expected=st.floats(0, 10),
    answer_units=st.integers(0, 2),
    invitations_max=st.integers(0, 6),
    price=st.floats(0, 10_000),
    answer_index=st.floats(0, 10_000),
    bundle=st.floats(1, 4),
)


@given(offers, weeks)
def test_a_plan_and_what_it_keeps_never_exceed_what_is_left(found: list[Opportunity], week: WeekAhead) -> None:
    plan = make_plan(found, week)
    planned = sum(line.opportunity.units for line in plan.lines)
    assert plan.kept_back >= 0
    assert week.left is None or planned + plan.kept_back <= week.left


@given(offers, weeks)
def test_nothing_but_answers_goes_below_the_reserve(found: list[Opportunity], week: WeekAhead) -> None:
    """What is spared for others than those who wait leaves the reserve that the answers so far ask for."""
    lines = [line.opportunity for line in make_plan(found, week).lines]
    left, answers = week.left, week.answers_expected
    for one in lines:
        left, answers = (None if left is None else left - one.units), answers + one.answers
        if left is not None and one.units and one.act not in FIRST:
            assert left >= reserve_units(answers, protected_share(one, week), week)


@given(offers, weeks)
def test_nobody_is_in_a_plan_twice(found: list[Opportunity], week: WeekAhead) -> None:
    creators = [line.opportunity.creator_id for line in make_plan(found, week).lines]
    assert len(creators) == len(set(creators))


@given(offers, weeks, st.randoms(use_true_random=False))
def test_the_same_acts_make_the_same_plan_in_whatever_order_they_are_found(
    found: list[Opportunity], week: WeekAhead, chance: object
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis's own class of random numbers
    assert make_plan(shuffled, week) == make_plan(found, week)


@given(offers, weeks)
def test_a_pinned_creator_is_in_where_there_is_room_and_before_all_others(
    found: list[Opportunity], week: WeekAhead
) -> None:
    plan = make_plan(found, replace(week, left=None, invitations_max=len(found)))
    in_plan = {line.opportunity.creator_id for line in plan.lines}
    assert {one.creator_id for one in found if one.pinned} <= in_plan
    later = [line.opportunity.pinned for line in plan.lines if line.opportunity.act not in FIRST]
    assert later == sorted(later, reverse=True)


@given(offers, weeks)
def test_positions_count_up_and_no_burst_of_invitations_goes_out(found: list[Opportunity], week: WeekAhead) -> None:
    plan = make_plan(found, week)
    assert [line.position for line in plan.lines] == list(range(1, len(plan.lines) + 1))
    invitations = [one for one in plan.lines if one.opportunity.act in (Act.INVITE, Act.REINVITE)]
    assert len(invitations) <= week.invitations_max
    assert plan.left_out == len({one.creator_id for one in found}) - len(plan.lines)


@given(offers, weeks, st.integers(0, 19), st.integers(0, 1_000_000))
def test_who_is_worth_more_is_never_dropped_for_it(
    found: list[Opportunity], week: WeekAhead, place: int, more: int
) -> None:
    """With answers unlimited by reserve, an act in the plan stays in it when its worth rises."""
    week = replace(week, days_left=1)
    if place >= len(found):
        return
    better = [replace(one, value=one.value + more) if at == place else one for at, one in enumerate(found)]
    if found[place].key in told(make_plan(found, week)):
        assert found[place].key in told(make_plan(better, week))


@given(st.lists(st.integers(0, 1_000), max_size=30), st.integers(0, 40))
def test_on_the_last_day_no_unit_lapses_while_somebody_could_be_asked(values: list[int], left: int) -> None:
    asked = [replace(remind(number, value), passes=True) for number, value in enumerate(values)]
    plan = make_plan(asked, replace(LAST_DAY, left=left, answers_expected=9.0))
    assert (len(plan.lines), plan.kept_back) == (min(left, len(values)), 0)
