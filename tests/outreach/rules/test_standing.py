"""What is marked between a workspace and a creator, and that nothing but a person takes a mark away."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.outreach.rules.life import Due, Ending, InvitationFacts, NotReopenable, Stage, reopened
from rapport.outreach.rules.platform_words import stage_shown, stage_to_take
from rapport.outreach.rules.standing import (
    Between,
    CreatorBlocked,
    CreatorOptedOut,
    Mark,
    Marked,
    check_may_write,
    due_by_itself,
    marks,
    may_ask,
    may_write,
)
from rapport.policies.queries import default_playbook

PLAY = default_playbook().values.follow_up
DAY = timedelta(days=1)
INVITED = InvitationFacts(stage=Stage.INVITED, invited_at=NOW, last_out_at=NOW, last_in_at=None)
ACCEPTED = replace(INVITED, stage=Stage.ACCEPTED, accepted_at=NOW + DAY)
CLOSED = replace(INVITED, stage=Stage.CLOSED, ending=Ending.SILENT, closed_at=NOW + 5 * DAY)


def marked(between: Between, now: datetime) -> tuple[Marked, ...]:
    return marks(between, PLAY, now)


def test_five_silent_days_are_marked_from_our_word_on() -> None:
    assert marked(Between(INVITED), NOW + 4 * DAY) == ()
    assert marked(Between(INVITED), NOW + 5 * DAY) == (Marked(Mark.SILENT, since=NOW),)


def test_seven_idle_days_are_marked_from_the_last_move_on() -> None:
    assert marked(Between(ACCEPTED), NOW + 7 * DAY) == ()
    assert marked(Between(ACCEPTED), NOW + 8 * DAY) == (Marked(Mark.IDLE, since=NOW + DAY),)


def test_a_creator_who_waits_for_us_is_not_silent() -> None:
    talking = replace(INVITED, stage=Stage.TALKING, last_in_at=NOW + DAY)
    assert marked(Between(talking), NOW + 60 * DAY) == ()


def test_a_cool_down_says_until_when() -> None:
    until = NOW + 19 * DAY
    assert marked(Between(CLOSED), until - DAY) == (Marked(Mark.COOLING, since=NOW + 5 * DAY, until=until),)
    assert marked(Between(CLOSED), until) == ()


def test_a_cool_down_that_a_person_ended_is_over() -> None:
    ended = replace(CLOSED, free_from=NOW + 6 * DAY)
    assert marked(Between(ended), NOW + 6 * DAY) == ()
    assert may_ask(Between(ended), PLAY, NOW + 6 * DAY)
    assert due_by_itself(Between(ended), PLAY, NOW).at == NOW + 6 * DAY


def test_all_marks_stand_beside_one_another() -> None:
    everything = Between(CLOSED, blocked_why="sold fakes", opted_out_at=NOW + 5 * DAY)
    found = [one.mark for one in marked(everything, NOW + 6 * DAY)]
    assert found == [Mark.OPTED_OUT, Mark.BLOCKED, Mark.COOLING]


def test_nobody_writes_to_the_blocked_and_to_those_who_opted_out() -> None:
    with pytest.raises(CreatorBlocked):
        check_may_write(Between(blocked_why="sold fakes", opted_out_at=NOW), "anna")
    with pytest.raises(CreatorOptedOut) as refused:
        check_may_write(Between(opted_out_at=NOW), "anna")
    assert refused.value.data == {"creator": "anna"}
    check_may_write(Between(CLOSED), "anna")


def test_a_creator_never_asked_may_be_asked_and_one_in_the_middle_may_not() -> None:
    assert may_ask(Between(), PLAY, NOW)
    assert not may_ask(Between(INVITED), PLAY, NOW + 90 * DAY)


def test_what_is_opened_again_comes_back_where_it_was_and_its_times_begin_anew() -> None:
    again = replace(CLOSED, stage=reopened(CLOSED), ending=None, closed_at=None, reopened_at=NOW + 9 * DAY)
    assert again.stage is Stage.INVITED
    assert marked(Between(again), NOW + 13 * DAY) == ()
    assert marked(Between(again), NOW + 14 * DAY) == (Marked(Mark.SILENT, since=NOW + 9 * DAY),)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (CLOSED, Stage.INVITED),
        (replace(CLOSED, replied_at=NOW), Stage.TALKING),
        (replace(CLOSED, replied_at=NOW, accepted_at=NOW), Stage.ACCEPTED),
        (replace(CLOSED, active_at=NOW), Stage.ACTIVE),
    ],
)
def test_the_furthest_stage_is_the_one_it_comes_back_to(facts: InvitationFacts, stage: Stage) -> None:
    assert reopened(facts) is stage


@pytest.mark.parametrize(("facts", "why"), [(INVITED, "invited"), (replace(CLOSED, invited_at=None), "never_invited")])
def test_an_open_invitation_and_one_never_made_are_not_opened_again(facts: InvitationFacts, why: str) -> None:
    with pytest.raises(NotReopenable) as refused:
        reopened(facts)
    assert refused.value.data == {"why": why}


@pytest.mark.parametrize(
    ("word", "showcase", "content", "stage"),
    [
        ("NORMAL", 0, 0, Stage.INVITED),
        ("NORMAL", 1, 0, Stage.ACCEPTED),
        ("NORMAL", 1, 1, Stage.ACTIVE),
        ("", 2, 0, Stage.ACCEPTED),
        ("DELETING", 2, 1, Stage.CLOSED),
        ("DELETED", 0, 0, Stage.CLOSED),
    ],
)
def test_the_platform_s_words_are_read_as_stages(word: str, showcase: int, content: int, stage: Stage) -> None:
    assert stage_shown(word, showcase, content) is stage


@pytest.mark.parametrize("ours", list(Stage))
@pytest.mark.parametrize("shown", [Stage.INVITED, Stage.ACCEPTED, Stage.ACTIVE, Stage.CLOSED])
def test_what_the_platform_shows_only_moves_a_life_forward(ours: Stage, shown: Stage) -> None:
    taken = stage_to_take(ours, shown)
    order = list(Stage)
    assert taken is None or (taken is shown and order.index(taken) > order.index(ours))
    assert ours is not Stage.CLOSED or taken is None


Seat = tuple[str, int, int]
moments = st.none() | st.integers(0, 40 * 24).map(lambda hours: NOW + timedelta(hours=hours))
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
)
seats = st.tuples(st.sampled_from(["", "NORMAL", "DELETING", "DELETED"]), st.integers(0, 2), st.integers(0, 2))
happenings = st.lists(st.one_of(st.integers(1, 24 * 20), seats), max_size=30)
"""Hours that pass, and what the platform shows in between."""


def lived(one: Between, happened: list[int | Seat]) -> list[tuple[Due, datetime]]:
    """Everything the program writes by itself while time passes and the platform shows this and that."""
    now, told, written = NOW, one.invitation, list[tuple[Due, datetime]]()
    assert told is not None
    for what in happened:
        if isinstance(what, tuple):
            stage = stage_to_take(told.stage, stage_shown(*what))
            told = replace(told, stage=stage, closed_at=now if stage is Stage.CLOSED else None) if stage else told
            continue
        now += timedelta(hours=what)
        step = due_by_itself(replace(one, invitation=told), PLAY, now)
        if step.at is not None and step.at <= now:
            told = followed(told, step.due, step.ending, now)
            written += [(step.due, now)] if step.due in (Due.REMIND, Due.REINVITE) else []
    return written


def followed(told: InvitationFacts, due: Due, ending: Ending | None, now: datetime) -> InvitationFacts:
    """The invitation after the program did what was due."""
    if due is Due.REMIND:
        return replace(told, reminders=told.reminders + 1, last_out_at=now)
    if due is Due.CLOSE:
        return replace(told, stage=Stage.CLOSED, closed_at=now, ending=ending)
    return replace(INVITED, invited_at=now, last_out_at=now, attempt=told.attempt + 1)


@given(facts, happenings, st.sampled_from([Between(blocked_why="sold fakes"), Between(opted_out_at=NOW)]))
def test_nothing_leads_from_no_to_a_message_without_a_person(
    one: InvitationFacts, happened: list[int | Seat], no: Between
) -> None:
    between = replace(no, invitation=one)
    assert lived(between, happened) == []
    assert not may_write(between)
    assert not may_ask(between, PLAY, NOW + 400 * DAY)


@given(facts, happenings)
def test_from_closed_only_a_silent_one_is_asked_again_and_not_in_the_cool_down(
    one: InvitationFacts, happened: list[int | Seat]
) -> None:
    closed = replace(one, stage=Stage.CLOSED, closed_at=NOW)
    written = lived(Between(closed), happened)
    if written:
        assert (closed.ending, closed.attempt <= PLAY.reinvitations_max) == (Ending.SILENT, True)
        assert written[0][0] is Due.REINVITE
        assert written[0][1] >= NOW + PLAY.reinvite_after
