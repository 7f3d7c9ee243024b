"""Invitations as lists, follow-up and the planner see them: of one shop or workspace, with their facts."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator, product, shop_in
from tests.outreach.stage import asked, goes_out, held, invited, writes

from rapport.outreach.actions.invitations import close_invitation, record_accepted, record_active
from rapport.outreach.actions.sending import claim_collaboration
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import (
    Counts,
    blocked_by_queue,
    closed_on_the_way,
    counts_between,
    invitation,
    invitation_row,
    invitations_between,
    invitations_of_creator,
    invited_pairs,
    latest_of_creators,
    out_of_cooldown,
    outcome_counts,
    queued_for,
    received_between,
    with_facts,
)
from rapport.outreach.rules.life import Ending, Stage
from rapport.policies.queries import default_playbook
from rapport.shared.refusals import NotFound

PLAY = default_playbook().values.follow_up
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def let_go(made: Invitation, ending: Ending = Ending.SILENT) -> Invitation:
    close_invitation(made, ending, by=MEI, now=NOW + DAY)
    return made


def test_an_invitation_is_found_in_its_workspace_and_shop_alone(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    assert invitation(cast.moonwell.pk, made.pk) == invitation_row(cast.uk.pk, made.pk) == made
    for find, place in ((invitation, cast.harbour.pk), (invitation_row, cast.us.pk)):
        with pytest.raises(NotFound):
            find(place, made.pk)


def test_what_a_creator_was_asked_stands_newest_first(cast: Cast) -> None:
    first = let_go(invited(cast, cast.anna))
    second = asked(cast.uk, cast.anna, cast.offer(), attempt=2, now=NOW + 2 * DAY)
    invited(cast, cast.bao)
    assert invitations_of_creator(cast.moonwell.pk, cast.anna.pk) == [second, first]
    assert invitations_between(cast.uk.pk, cast.anna.pk) == [second, first]
    assert latest_of_creators(cast.uk.pk, [cast.anna.pk, cast.chai.pk]) == {cast.anna.pk: second}
    assert invitations_of_creator(cast.harbour.pk, cast.anna.pk) == []
    assert invitations_between(cast.us.pk, cast.anna.pk) == []


def test_whom_each_shop_ever_invited(cast: Cast) -> None:
    let_go(invited(cast, cast.anna))
    both = [cast.anna.pk, cast.bao.pk]
    assert invited_pairs(cast.moonwell.pk, both) == {(cast.uk.pk, cast.anna.pk)}
    assert invited_pairs(cast.harbour.pk, both) == set()


def test_follow_up_sees_the_stages_it_asks_for_with_the_talk_so_far(cast: Cast) -> None:
    silent, talking = invited(cast, cast.anna), invited(cast, cast.bao)
    writes(cast.uk, cast.bao, "Hi!", NOW + HOUR)
    asked(cast.uk, cast.chai, cast.offer())
    found = with_facts(cast.uk.pk, [Stage.INVITED, Stage.TALKING], frozenset({cast.bao.pk}))
    assert [one.invitation for one in found] == [silent, talking]
    told = [(one.facts.last_out_at, one.facts.last_in_at, one.facts.sample_under_way) for one in found]
    assert told == [(NOW, None, False), (NOW, NOW + HOUR, True)]
    assert with_facts(cast.us.pk, [Stage.INVITED]) == []


@pytest.mark.parametrize("count", [1, 20])
def test_the_facts_of_many_take_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop = shop_in(cast.harbour, "US", "us-2025")
    tea = product(shop, "1", "Tea", 500)
    for number in range(count):
        asked(shop, creator(cast.harbour, f"h{number}", "US", 1_000), cast.offer(tea))
    with django_assert_num_queries(2):
        assert len(with_facts(shop.pk, [Stage.QUEUED])) == count


def test_who_was_silent_may_be_asked_again_after_the_cool_down(cast: Cast) -> None:
    made = let_go(invited(cast, cast.anna))
    let_go(invited(cast, cast.bao), Ending.DECLINED)
    ready = NOW + DAY + PLAY.reinvite_after
    assert out_of_cooldown(cast.uk.pk, PLAY, ready - timedelta(seconds=1)) == []
    assert [one.invitation for one in out_of_cooldown(cast.uk.pk, PLAY, ready)] == [made]
    assert out_of_cooldown(cast.us.pk, PLAY, ready) == []


def test_who_was_asked_again_already_or_often_enough_is_not(cast: Cast) -> None:
    let_go(invited(cast, cast.anna))
    second = asked(cast.uk, cast.anna, cast.offer(), attempt=2, now=NOW + 2 * DAY)
    assert out_of_cooldown(cast.uk.pk, PLAY, NOW + 60 * DAY) == []
    let_go(second)
    assert out_of_cooldown(cast.uk.pk, PLAY, NOW + 60 * DAY) == []


def test_an_invitation_waits_for_its_collaboration_until_it_is_made(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    assert (queued_for(made.collaboration_id), blocked_by_queue(cast.uk.pk)) == ([made], {cast.anna.pk})
    goes_out(made)
    assert (queued_for(made.collaboration_id), blocked_by_queue(cast.uk.pk)) == ([], set())


def test_a_place_closed_on_the_way_is_open_until_the_platform_is_heard(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    claim_collaboration(cast.uk, made.collaboration, hold=held, now=NOW)
    assert closed_on_the_way(made.collaboration_id) == []
    let_go(made, Ending.WITHDRAWN)
    assert closed_on_the_way(made.collaboration_id) == [made.reservation]


def test_steps_are_counted_in_the_span_in_which_they_were_taken(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    invited(cast, cast.bao)
    writes(cast.uk, cast.anna, "Hi!", NOW + HOUR)
    record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id, now=NOW + DAY)
    record_active(cast.uk.pk, cast.anna.pk, now=NOW + 2 * DAY)
    assert counts_between(cast.uk.pk, NOW, NOW + DAY) == Counts(2, 1, 0, 0, 0)
    assert counts_between(cast.uk.pk, NOW + DAY, NOW + 3 * DAY) == Counts(0, 0, 1, 1, 0)
    assert counts_between(cast.us.pk, NOW, NOW + 3 * DAY) == Counts(0, 0, 0, 0, 0)
    assert (received_between(cast.uk.pk, NOW, NOW + DAY), received_between(cast.uk.pk, NOW, NOW + HOUR)) == (1, 0)


def test_outcomes_count_who_answered_or_accepted_of_those_who_were_invited(cast: Cast) -> None:
    made = [invited(cast, one) for one in (cast.anna, cast.bao, cast.chai)]
    asked(cast.uk, cast.dara, cast.offer())
    writes(cast.uk, cast.anna, "Hi!", NOW + HOUR)
    record_accepted(cast.uk.pk, cast.bao.pk, made[1].collaboration_id, now=NOW + DAY)
    assert (outcome_counts(cast.uk.pk), outcome_counts(cast.us.pk)) == ((3, 2, 1), (0, 0, 0))
