"""What the platform makes of a collaboration that is sent, and what that does to its invitations and their units."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, held, quota

from rapport.collaborations.models import TargetCollaboration, Terms
from rapport.collaborations.queries import to_update
from rapport.creators.models import Creator
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.actions.quota import reserve
from rapport.outreach.actions.sending import (
    claim_collaboration,
    record_collaboration_made,
    record_collaboration_refused,
    record_collaboration_unheard,
    record_quota_closed,
)
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import Invitation, Reservation
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.quota import Kind
from rapport.work.queue import LeaseLost

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


def sent_to(cast: Cast, *creators: Creator) -> list[Invitation]:
    """They are asked in one collaboration, and the platform is being called."""
    made = [asked(cast.uk, one, cast.offer()) for one in creators]
    assert claim_collaboration(cast.uk, made[0].collaboration, hold=held, now=NOW)
    return made


def withdraw(invitation: Invitation) -> None:
    """Mei closes an invitation that she saw before it was sent."""
    close_invitation(invitation, Ending.WITHDRAWN, by=MEI, now=NOW + HOUR)


def stages(*invitations: Invitation) -> list[tuple[str, str]]:
    rows = Invitation.objects.filter(pk__in=[one.pk for one in invitations]).order_by("pk")
    return [(one.stage, one.ending) for one in rows]


def state(invitation: Invitation) -> str:
    return TargetCollaboration.objects.get(pk=invitation.collaboration_id).state


def place(invitation: Invitation) -> str:
    return Reservation.objects.get(key=invitation.key).state


def test_a_claimed_collaboration_takes_its_places_along_and_is_claimed_once(cast: Cast) -> None:
    (anna,) = sent_to(cast, cast.anna)
    assert (state(anna), place(anna), quota(cast.uk)) == ("creating", "sending", (20, 2, 0))
    assert not claim_collaboration(cast.uk, anna.collaboration, hold=held, now=NOW)


def test_who_lost_the_lease_claims_nothing(cast: Cast) -> None:
    def lost() -> None:
        raise LeaseLost

    anna = asked(cast.uk, cast.anna, cast.offer())
    with pytest.raises(LeaseLost):
        claim_collaboration(cast.uk, anna.collaboration, hold=lost, now=NOW)
    assert (state(anna), place(anna)) == ("drafted", "held")


def test_a_draft_that_everybody_left_is_not_claimed(cast: Cast) -> None:
    anna = asked(cast.uk, cast.anna, cast.offer())
    withdraw(anna)
    assert not claim_collaboration(cast.uk, anna.collaboration, hold=held, now=NOW)
    assert (state(anna), quota(cast.uk)) == ("ended", (20, 0, 0))


def test_an_invitation_of_last_week_is_sent_on_this_week_s_quota(cast: Cast) -> None:
    anna = asked(cast.uk, cast.anna, cast.offer())
    assert claim_collaboration(cast.uk, anna.collaboration, hold=held, now=NOW + WEEK)
    assert (quota(cast.uk), quota(cast.uk, NOW + WEEK)) == ((20, 1, 0), (20, 1, 0))
    record_collaboration_made(anna.collaboration_id, "8601", now=NOW + WEEK)
    assert (quota(cast.uk), quota(cast.uk, NOW + WEEK)) == ((20, 1, 0), (20, 0, 1))


def test_whoever_finds_no_place_in_this_week_is_refused_and_the_rest_go(cast: Cast) -> None:
    first, second = (asked(cast.uk, one, cast.offer()) for one in (cast.anna, cast.bao))
    for number in range(19):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW + WEEK)
    assert claim_collaboration(cast.uk, first.collaboration, hold=held, now=NOW + WEEK)
    assert stages(first, second) == [("queued", ""), ("closed", "refused")]
    assert quota(cast.uk, NOW + WEEK) == (20, 20, 0)


def test_nothing_is_sent_when_nobody_finds_a_place(cast: Cast) -> None:
    anna = asked(cast.uk, cast.anna, cast.offer())
    for number in range(20):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW + WEEK)
    assert not claim_collaboration(cast.uk, anna.collaboration, hold=held, now=NOW + WEEK)
    assert (stages(anna), state(anna)) == ([("closed", "refused")], "refused")


def test_what_was_not_heard_waits_for_the_next_try_and_keeps_its_places(cast: Cast) -> None:
    (anna,) = sent_to(cast, cast.anna)
    record_collaboration_unheard(anna.collaboration_id, now=NOW)
    assert (state(anna), place(anna), stages(anna)) == ("drafted", "held", [("queued", "")])
    assert quota(cast.uk) == (20, 2, 0)
    assert claim_collaboration(cast.uk, anna.collaboration, hold=held, now=NOW)


def test_the_culprit_is_refused_and_the_others_wait(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    record_collaboration_refused(anna.collaboration_id, [cast.anna.pk], "platform.conflict", now=NOW)
    assert (stages(anna, bao), state(anna)) == ([("closed", "refused"), ("queued", "")], "drafted")
    assert (place(anna), place(bao), quota(cast.uk)) == ("released", "held", (20, 2, 0))


def test_without_a_culprit_all_are_refused(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    record_collaboration_refused(anna.collaboration_id, [], "platform.InvalidRequest", now=NOW)
    assert (stages(anna, bao), state(anna)) == ([("closed", "refused")] * 2, "refused")
    assert quota(cast.uk) == (20, 0, 0)


def test_an_invitation_closed_while_it_is_sent_keeps_its_unit_and_loses_its_message(cast: Cast) -> None:
    """Nobody knows yet whether the platform counted it: to offer the unit again could be one too many."""
    (anna,) = sent_to(cast, cast.anna)
    withdraw(anna)
    assert (anna.messages.get().state, place(anna)) == ("cancelled", "sending")
    assert quota(cast.uk) == (20, 1, 0)


def test_once_the_platform_made_it_the_closed_invitation_s_unit_is_spent(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    withdraw(anna)
    record_collaboration_made(anna.collaboration_id, "8601", now=NOW + HOUR)
    assert (stages(anna, bao), place(anna)) == ([("closed", "withdrawn"), ("invited", "")], "spent")
    assert quota(cast.uk) == (20, 1, 2)
    assert [one.creator_id for one in Terms.objects.all()] == [cast.bao.pk]
    assert [one.pk for one in to_update(cast.uk.pk)] == [anna.collaboration_id]


def test_where_the_platform_never_heard_of_it_the_closed_invitation_costs_nothing(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    withdraw(anna)
    record_collaboration_unheard(anna.collaboration_id, now=NOW + HOUR)
    assert (place(anna), place(bao), state(bao), quota(cast.uk)) == ("released", "held", "drafted", (20, 2, 0))


def test_where_the_only_creator_left_nothing_is_tried_again(cast: Cast) -> None:
    (anna,) = sent_to(cast, cast.anna)
    withdraw(anna)
    record_collaboration_unheard(anna.collaboration_id, now=NOW + HOUR)
    assert (place(anna), state(anna), quota(cast.uk)) == ("released", "ended", (20, 0, 0))


def test_where_the_platform_refused_the_closed_invitation_costs_nothing(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    withdraw(anna)
    record_collaboration_refused(anna.collaboration_id, [], "platform.InvalidRequest", now=NOW + HOUR)
    assert (stages(anna, bao), quota(cast.uk)) == ([("closed", "withdrawn"), ("closed", "refused")], (20, 0, 0))


def test_an_invitation_that_went_out_since_it_was_read_keeps_what_is_known_of_it(cast: Cast) -> None:
    (anna,) = sent_to(cast, cast.anna)
    record_collaboration_made(anna.collaboration_id, "8601", now=NOW)
    withdraw(anna)
    kept = Invitation.objects.get()
    assert (kept.stage, kept.invited_at, kept.closed_at) == ("closed", NOW, NOW + HOUR)
    assert (place(anna), quota(cast.uk)) == ("spent", (20, 0, 1))


def test_when_the_platform_s_quota_is_used_up_all_that_waits_is_taken_back(cast: Cast) -> None:
    anna, bao = sent_to(cast, cast.anna, cast.bao)
    chai = asked(cast.uk, cast.chai, cast.offer(label="Summer"))
    assert record_quota_closed(cast.uk, now=NOW) == 3
    assert stages(anna, bao, chai) == [("closed", "refused")] * 3
    assert (state(anna), state(chai), quota(cast.uk)) == ("refused", "refused", (0, 0, 0))
    assert open_window(cast.uk, now=NOW).closed_by_platform
