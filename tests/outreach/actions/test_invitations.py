"""An invitation from its approval to its end, in Mei's shop in the United Kingdom: each costs two of twenty units."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, goes_out, invited, quota, writes

from rapport.collaborations.actions.plans import AlreadyInvited, NothingOffered, Offer, SeenSeat, record_seats
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration, Terms
from rapport.collaborations.rules.terms import RateOutOfRange
from rapport.creators.models import Creator
from rapport.outreach.actions.invitations import (
    close_invitation,
    end_collaboration,
    record_accepted,
    record_active,
    record_invitation_refused,
    record_invited,
)
from rapport.outreach.actions.quota import reserve
from rapport.outreach.models import Invitation, Message, Reservation
from rapport.outreach.rules.life import Ending, Stage, StepNotAllowed
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.outreach.rules.standing import CreatorBlocked
from rapport.shared.refusals import Refusal
from rapport.shops.models import AuditLine
from rapport.work.models import Job

LATER = NOW + timedelta(days=3)


def fresh(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_related("shop", "reservation").get(pk=invitation.pk)


def seat(invitation: Invitation) -> CollaborationCreator:
    return CollaborationCreator.objects.get(collaboration=invitation.collaboration_id, creator=invitation.creator_id)


def fill_quota(cast: Cast, units: int) -> None:
    for number in range(units):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW)


def test_an_invitation_takes_a_place_for_itself_and_one_for_its_message(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    message = made.messages.get()
    assert (made.stage, message.state, message.text) == ("queued", "queued", "Hi Anna, attempt 1!")
    assert quota(cast.uk) == (20, 2, 0)
    assert [place.kind for place in Reservation.objects.order_by("pk")] == ["invitation", "message"]
    assert made.why["code"] == "plan.invite"


def test_an_invitation_wakes_the_sender_and_leaves_a_line_in_the_trail(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    assert Job.objects.get().name == "outreach.deliver"
    assert Job.objects.get().key == f"shop:{cast.uk.pk}"
    line = AuditLine.objects.get(action="invitation.queue")
    assert (line.workspace_id, line.actor, line.subject, line.data) == (
        cast.moonwell.pk,
        "mei",
        "@anna",
        {"campaign": "Spring"},
    )


def test_the_same_invitation_asked_twice_is_queued_once(cast: Cast) -> None:
    first, second = (asked(cast.uk, cast.anna, cast.offer()) for _ in range(2))
    assert first.pk == second.pk
    assert quota(cast.uk) == (20, 2, 0)
    assert Message.objects.count() == 1


def test_creators_of_one_offer_share_a_collaboration(cast: Cast) -> None:
    first, second = (asked(cast.uk, one, cast.offer()) for one in (cast.anna, cast.bao))
    assert first.collaboration_id == second.collaboration_id


def test_nobody_writes_to_a_blocked_creator(cast: Cast) -> None:
    cast.anna.blocked_why = "sold fakes"
    with pytest.raises(CreatorBlocked) as refused:
        asked(cast.uk, cast.anna, cast.offer())
    assert refused.value.data == {"creator": "anna", "why": "sold fakes"}
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("products", "rate", "refusal"), [(0, 2000, NothingOffered), (1, 50, RateOutOfRange)])
def test_an_offer_the_platform_would_not_take_keeps_nothing(
    cast: Cast, products: int, rate: int, refusal: type[Refusal]
) -> None:
    offered = {cast.serum.pk: rate} if products else {}
    with pytest.raises(refusal):
        asked(cast.uk, cast.anna, Offer("Spring", offered, LATER))
    assert not TargetCollaboration.objects.exists()
    assert quota(cast.uk) == (None, 0, 0)


def test_no_creator_holds_two_invitations_for_one_product(cast: Cast) -> None:
    invited(cast, cast.anna)
    with pytest.raises(AlreadyInvited):
        asked(cast.uk, cast.anna, cast.offer(cast.candle, cast.serum, label="Summer"))
    assert quota(cast.uk) == (20, 0, 2)


def test_an_invitation_that_finds_one_unit_only_keeps_nothing(cast: Cast) -> None:
    fill_quota(cast, 19)
    with pytest.raises(QuotaUsedUp):
        asked(cast.uk, cast.anna, cast.offer())
    assert not Invitation.objects.exists()
    assert not TargetCollaboration.objects.exists()
    assert quota(cast.uk) == (20, 19, 0)


def test_an_invitation_that_went_out_is_spent_and_its_terms_begin(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    assert (made.stage, made.invited_at) == ("invited", NOW)
    assert quota(cast.uk) == (20, 0, 2)
    terms = Terms.objects.get()
    assert (terms.creator, terms.product, terms.rate, terms.valid_from) == (cast.anna, cast.serum, 2000, NOW)


def test_recording_an_invitation_twice_changes_nothing(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_invited(fresh(made), now=LATER)
    assert fresh(made).invited_at == NOW
    assert quota(cast.uk) == (20, 0, 2)


def test_a_creator_the_platform_refuses_gives_both_places_back(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    record_invitation_refused(made, "platform.conflict", now=LATER)
    made = fresh(made)
    assert (made.stage, made.ending, made.closed_at, made.why["refused"]) == (
        "closed",
        "refused",
        LATER,
        "platform.conflict",
    )
    assert made.messages.get().state == "cancelled"
    assert quota(cast.uk) == (20, 0, 0)


def test_an_invitation_that_went_out_cannot_be_refused_any_more(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_invitation_refused(fresh(made), "platform.conflict", now=LATER)
    assert fresh(made).stage == "invited"


def test_adding_a_product_accepts_the_invitation(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id, now=LATER)
    assert (fresh(made).stage, fresh(made).accepted_at) == ("accepted", LATER)


def test_a_product_of_another_collaboration_accepts_nothing(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id + 1, now=LATER)
    record_accepted(cast.uk.pk, cast.bao.pk, made.collaboration_id, now=LATER)
    assert fresh(made).stage == "invited"


def test_accepting_again_keeps_the_first_moment(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    for moment in (NOW, LATER):
        record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id, now=moment)
    assert fresh(made).accepted_at == NOW


def test_content_makes_an_invitation_active_and_proves_that_it_was_accepted(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Lovely!", NOW + timedelta(hours=2))
    record_active(cast.uk.pk, cast.anna.pk, now=LATER)
    record_active(cast.uk.pk, cast.anna.pk, now=LATER + timedelta(days=1))
    assert (fresh(made).stage, fresh(made).accepted_at, fresh(made).active_at) == ("active", LATER, LATER)


def test_closing_a_queued_invitation_gives_everything_back_and_calls_nobody(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    close_invitation(made, Ending.WITHDRAWN, by=MEI, now=LATER)
    assert (fresh(made).stage, fresh(made).ending) == ("closed", "withdrawn")
    assert made.messages.get().refused_code == "closed_withdrawn"
    assert quota(cast.uk) == (20, 0, 0)
    assert TargetCollaboration.objects.get().state == "ended"
    assert seat(made).state == "removed"


@pytest.mark.parametrize("stage", [Stage.INVITED, Stage.TALKING, Stage.ACCEPTED, Stage.ACTIVE])
def test_closing_at_any_later_stage_ends_the_terms_and_keeps_what_was_spent(cast: Cast, stage: Stage) -> None:
    made = invited(cast, cast.anna)
    Invitation.objects.filter(pk=made.pk).update(stage=stage)
    close_invitation(fresh(made), Ending.SILENT, by=MEI, now=LATER)
    assert (fresh(made).stage, fresh(made).ending, fresh(made).closed_at) == ("closed", "silent", LATER)
    assert quota(cast.uk) == (20, 0, 2)
    assert Terms.objects.get().valid_to == LATER
    assert seat(made).state == "removed"
    assert TargetCollaboration.objects.get().changed


def test_a_closed_invitation_cannot_be_closed_again(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    close_invitation(made, Ending.SILENT, by=MEI, now=LATER)
    with pytest.raises(StepNotAllowed):
        close_invitation(fresh(made), Ending.DECLINED, by=MEI, now=LATER)
    assert fresh(made).ending == "silent"


def test_a_closed_invitation_may_be_made_again_as_a_second_attempt(cast: Cast) -> None:
    first = invited(cast, cast.anna)
    close_invitation(first, Ending.SILENT, by=MEI, now=LATER)
    second = asked(cast.uk, cast.anna, cast.offer(), attempt=2, now=LATER)
    assert (second.attempt, second.messages.get().purpose) == (2, "reinvite")
    goes_out(second, now=LATER)
    assert fresh(second).stage == "invited"


def test_ending_a_collaboration_withdraws_every_invitation_in_it(cast: Cast) -> None:
    standing = [asked(cast.uk, one, cast.offer()) for one in (cast.anna, cast.bao)]
    goes_out(standing[0])
    silent = invited_earlier(cast, cast.chai)
    end_collaboration(standing[0].collaboration, by=MEI, now=LATER)
    assert [(fresh(one).stage, fresh(one).ending) for one in standing] == [("closed", "withdrawn")] * 2
    assert fresh(silent).stage == "invited"
    assert set(standing[0].collaboration.creators.values_list("state", flat=True)) == {"removed"}
    assert Job.objects.filter(name="collaborations.follow").count() == 1


def invited_earlier(cast: Cast, creator: Creator) -> Invitation:
    """An invitation in a collaboration of its own."""
    made = asked(cast.uk, creator, cast.offer(label="Winter"))
    goes_out(made)
    return made


def test_who_accepted_in_a_collaboration_keeps_no_seat_when_it_ends(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    record_seats(made.collaboration_id, [SeenSeat(cast.anna.pk, 1, 0)], now=NOW)
    record_accepted(cast.uk.pk, cast.anna.pk, made.collaboration_id, now=NOW)
    end_collaboration(made.collaboration, by=MEI, now=LATER)
    assert (seat(made).state, seat(made).removed_at) == ("removed", LATER)


def test_a_message_sent_by_hand_stays_when_its_invitation_closes(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    goes_out(made)
    close_invitation(made, Ending.SILENT, by=MEI, now=LATER)
    assert made.messages.get().state == "sent"
