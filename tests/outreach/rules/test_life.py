"""The invitation's life under the guides' times: a reminder after 48 hours, an end after 5 days, again after 14."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.outreach.rules.life import (
    FOLLOWING,
    Due,
    Ending,
    InvitationFacts,
    Stage,
    Step,
    StepNotAllowed,
    check_step,
    next_step,
)
from rapport.policies.queries import default_playbook
from rapport.shared.refusals import Reason

PLAY = default_playbook().values.follow_up
INVITED = InvitationFacts(stage=Stage.INVITED, invited_at=NOW, last_out_at=NOW, last_in_at=None)
SECOND = timedelta(seconds=1)


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def days(count: float) -> datetime:
    return NOW + timedelta(days=count)


def step(facts: InvitationFacts, now: datetime = NOW) -> Step:
    return next_step(facts, PLAY, now)


def test_a_silent_creator_is_reminded_after_48_hours() -> None:
    assert step(INVITED) == Step(Due.REMIND, hours(48), Reason("follow_up.remind_after_silence", {"hours": 48}))


def test_the_48_hours_run_from_our_last_word() -> None:
    assert step(replace(INVITED, last_out_at=hours(10))).at == hours(58)


def test_an_invitation_without_a_word_is_reminded_of_from_its_own_moment() -> None:
    assert step(replace(INVITED, last_out_at=None)).at == hours(48)


def test_nobody_is_reminded_twice() -> None:
    assert step(replace(INVITED, reminders=1)).due is Due.CLOSE


def test_a_silent_creator_is_let_go_after_five_days() -> None:
    reminded = replace(INVITED, reminders=1, last_out_at=hours(48))
    reason = Reason("follow_up.silent_for_days", {"days": 5})
    assert step(reminded) == Step(Due.CLOSE, days(5), reason, Ending.SILENT)


def test_after_five_days_it_is_too_late_to_remind() -> None:
    assert step(INVITED, days(5) - SECOND).due is Due.REMIND
    assert step(INVITED, days(5)).due is Due.CLOSE


def test_a_creator_whose_question_is_open_is_never_closed() -> None:
    talking = replace(INVITED, stage=Stage.TALKING, last_in_at=hours(3))
    assert step(talking, days(60)) == Step(Due.NOTHING, None, Reason("follow_up.creator_waits"))


def test_a_talk_in_which_we_had_the_last_word_ends_after_five_days() -> None:
    answered = replace(INVITED, stage=Stage.TALKING, last_in_at=hours(3), last_out_at=hours(5))
    assert step(answered) == Step(
        Due.CLOSE, hours(5) + timedelta(days=5), Reason("follow_up.silent_for_days", {"days": 5}), Ending.SILENT
    )


def test_a_talk_of_which_no_message_is_known_waits() -> None:
    assert step(replace(INVITED, stage=Stage.TALKING, last_out_at=None)).due is Due.NOTHING


def test_whoever_accepts_and_does_nothing_is_removed_after_seven_days() -> None:
    accepted = replace(INVITED, stage=Stage.ACCEPTED, accepted_at=days(2), last_in_at=days(1))
    reason = Reason("follow_up.idle_after_accepting", {"days": 7})
    assert step(accepted) == Step(Due.CLOSE, days(9), reason, Ending.IDLE)


def test_every_word_puts_the_seven_days_off() -> None:
    accepted = replace(INVITED, stage=Stage.ACCEPTED, accepted_at=days(2))
    assert step(replace(accepted, last_in_at=days(4))).at == days(11)
    assert step(replace(accepted, last_out_at=days(6))).at == days(13)


def test_nobody_is_idle_while_their_sample_is_under_way() -> None:
    waiting = replace(INVITED, stage=Stage.ACCEPTED, accepted_at=days(2), sample_under_way=True)
    assert step(waiting, days(90)) == Step(Due.NOTHING, None, Reason("follow_up.sample_under_way"))


def test_a_silent_creator_may_be_asked_again_after_fourteen_days() -> None:
    closed = replace(INVITED, stage=Stage.CLOSED, ending=Ending.SILENT, closed_at=days(5))
    reason = Reason("follow_up.may_be_invited_again", {"days": 14})
    assert step(closed) == Step(Due.REINVITE, days(19), reason)


def test_a_second_silence_is_taken_for_an_answer() -> None:
    closed = replace(INVITED, stage=Stage.CLOSED, ending=Ending.SILENT, closed_at=days(24), attempt=2)
    assert step(closed) == Step(Due.NOTHING, None, Reason("follow_up.stays_closed", {"ending": "silent"}))


@pytest.mark.parametrize("ending", [Ending.IDLE, Ending.DECLINED, Ending.REFUSED, Ending.WITHDRAWN])
def test_any_other_ending_stays(ending: Ending) -> None:
    closed = replace(INVITED, stage=Stage.CLOSED, ending=ending, closed_at=days(5))
    assert step(closed, days(90)) == Step(Due.NOTHING, None, Reason("follow_up.stays_closed", {"ending": ending.value}))


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.ACTIVE])
def test_nothing_is_due_before_an_invitation_and_once_a_creator_posts(stage: Stage) -> None:
    facts = replace(INVITED, stage=stage, invited_at=None)
    assert step(facts, days(90)) == Step(Due.NOTHING, None, Reason("follow_up.nothing_due", {"stage": stage.value}))


def test_a_shop_that_never_reminds_closes_all_the_same() -> None:
    never = PLAY.model_copy(update={"reminders_max": 0})
    assert next_step(INVITED, never, NOW).due is Due.CLOSE


def test_a_shop_that_reminds_twice_reminds_48_hours_after_the_first() -> None:
    twice = PLAY.model_copy(update={"reminders_max": 2})
    reminded = replace(INVITED, reminders=1, last_out_at=hours(50))
    assert next_step(reminded, twice, hours(51)).at == hours(98)


@pytest.mark.parametrize(("before", "after"), list(product(Stage, Stage)))
def test_each_step_is_allowed_or_refused_by_name(before: Stage, after: Stage) -> None:
    if after in FOLLOWING[before]:
        check_step(before, after)
        return
    with pytest.raises(StepNotAllowed) as refused:
        check_step(before, after)
    assert refused.value.data == {"before": before.value, "after": after.value}


def test_a_life_only_goes_forward_and_ends_closed() -> None:
    order = list(Stage)
    assert all(order.index(after) > order.index(before) for before in Stage for after in FOLLOWING[before])
    assert all(Stage.CLOSED in FOLLOWING[stage] for stage in Stage if stage is not Stage.CLOSED)


moments = st.none() | st.integers(0, 60 * 24).map(hours)
facts = st.builds(
    InvitationFacts,
    stage=st.sampled_from(Stage),
    invited_at=moments,
    last_out_at=moments,
    last_in_at=moments,
    accepted_at=moments,
    closed_at=moments,
    ending=st.none() | st.sampled_from(Ending),
    reminders=st.integers(0, 3),
    attempt=st.integers(1, 3),
    sample_under_way=st.booleans(),
)


@given(facts, st.integers(0, 90 * 24).map(hours))
def test_whatever_happened_a_step_has_a_time_and_a_close_an_ending(one: InvitationFacts, now: datetime) -> None:
    found = next_step(one, PLAY, now)
    assert (found.at is None) == (found.due is Due.NOTHING)
    assert (found.ending is not None) == (found.due is Due.CLOSE)


@given(facts, st.integers(0, 90 * 24).map(hours))
def test_a_reminder_or_a_second_invitation_only_ever_follows_silence(one: InvitationFacts, now: datetime) -> None:
    found = next_step(one, PLAY, now)
    if found.due is Due.REMIND:
        assert (one.stage, one.reminders) == (Stage.INVITED, 0)
    if found.due is Due.REINVITE:
        assert (one.stage, one.ending, one.attempt) == (Stage.CLOSED, Ending.SILENT, 1)
