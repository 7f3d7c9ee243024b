"""A person opens what was closed, or lets a creator be asked again early: with a reason, and nothing is sent by it."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, goes_out, invited, quota, writes

from rapport.collaborations.actions.plans import begin_update
from rapport.collaborations.actions.seats import SeatGone
from rapport.collaborations.models import CollaborationCreator, Terms
from rapport.outreach.actions.invitations import close_invitation, record_shown
from rapport.outreach.actions.opt_outs import opt_out_by_hand
from rapport.outreach.actions.reopening import (
    NewerInvitation,
    NoCooldown,
    ReasonMissing,
    end_cooldown,
    reopen_invitation,
)
from rapport.outreach.models import Invitation, Message
from rapport.outreach.queries.invitations import out_of_cooldown
from rapport.outreach.rules.life import Ending, NotReopenable, Stage
from rapport.outreach.rules.standing import CreatorOptedOut
from rapport.policies.queries import default_playbook
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

PLAY = default_playbook().values.follow_up
LATER = NOW + timedelta(days=5)
WHY = "she called"


def closed(cast: Cast, ending: Ending = Ending.SILENT) -> Invitation:
    made = invited(cast, cast.anna)
    close_invitation(made, ending, by=MEI, now=LATER)
    return made


def reopen(cast: Cast, made: Invitation, why: str = WHY) -> Invitation:
    return reopen_invitation(cast.moonwell.pk, made.pk, why, by=MEI, now=LATER)


def test_what_the_platform_was_not_told_of_is_undone_and_costs_nothing(cast: Cast) -> None:
    made = closed(cast)
    before = quota(cast.uk), Message.objects.count()
    again = reopen(cast, made)
    assert (again.stage, again.ending, again.closed_at, again.reopened_at) == ("invited", "", None, LATER)
    assert CollaborationCreator.objects.get().state == "invited"
    assert Terms.objects.filter(valid_to__gt=LATER).count() == 1
    assert (quota(cast.uk), Message.objects.count()) == before
    line = AuditLine.objects.get(action="invitation.reopen")
    assert line.data == {"invitation": made.pk, "why": WHY, "stage": "invited"}


def test_whoever_answered_comes_back_to_the_talk(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Tell me more", NOW)
    close_invitation(made, Ending.WITHDRAWN, by=MEI, now=LATER)
    assert reopen(cast, made).stage == "talking"


def test_once_the_platform_is_being_told_the_seat_is_gone(cast: Cast) -> None:
    made = closed(cast)
    begin_update(made.collaboration_id, now=LATER)
    with pytest.raises(SeatGone):
        reopen(cast, made)
    assert Invitation.objects.get().stage == "closed"


def test_somebody_who_opted_out_is_not_pulled_back(cast: Cast) -> None:
    made = closed(cast)
    opt_out_by_hand(cast.moonwell.pk, cast.anna.pk, "", by=MEI, now=LATER)
    with pytest.raises(CreatorOptedOut):
        reopen(cast, made)


def test_only_the_newest_closed_invitation_is_opened_again_and_with_a_reason(cast: Cast) -> None:
    made = closed(cast)
    with pytest.raises(ReasonMissing):
        reopen(cast, made, " ")
    asked(cast.uk, cast.anna, cast.offer(label="Summer"), attempt=2, now=LATER)
    with pytest.raises(NewerInvitation):
        reopen(cast, made)


def test_an_open_one_and_another_workspace_s_are_refused(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    with pytest.raises(NotReopenable):
        reopen(cast, made)
    with pytest.raises(NotFound):
        reopen_invitation(cast.harbour.pk, made.pk, WHY, by=MEI, now=LATER)


def test_a_cool_down_ended_early_lets_the_creator_be_asked_again(cast: Cast) -> None:
    made = closed(cast)
    assert out_of_cooldown(cast.uk.pk, PLAY, LATER) == []
    end_cooldown(cast.moonwell.pk, made.pk, WHY, by=MEI, now=LATER)
    assert [one.invitation.pk for one in out_of_cooldown(cast.uk.pk, PLAY, LATER)] == [made.pk]
    assert AuditLine.objects.get(action="invitation.end_cooldown").data["why"] == WHY
    with pytest.raises(NoCooldown):
        end_cooldown(cast.moonwell.pk, made.pk, WHY, by=MEI, now=LATER)


def test_who_was_taken_out_in_seller_center_is_withdrawn_here(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_shown(cast.uk.pk, cast.anna.pk, made.collaboration_id, Stage.CLOSED, now=LATER)
    made.refresh_from_db()
    assert (made.stage, made.ending, made.closed_at) == ("closed", "withdrawn", LATER)


def test_who_posted_without_a_sample_is_active(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    goes_out(made)
    record_shown(cast.uk.pk, cast.anna.pk, made.collaboration_id, Stage.ACTIVE, now=LATER)
    made.refresh_from_db()
    assert (made.stage, made.accepted_at, made.active_at) == ("active", LATER, LATER)
