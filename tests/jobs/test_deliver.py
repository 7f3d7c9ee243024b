"""What is due goes out once: invitations, then their messages; an unclear answer is read back, never sent again."""

from datetime import timedelta

import httpx
import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import (
    CONFLICT,
    CREATE,
    DAILY_CAP,
    EXPIRED,
    INVALID,
    OPEN,
    QUOTA_USED_UP,
    REPLY_AWAITED,
    REVOKED,
    SEND,
    THROTTLED,
    Platform,
    answered,
    errand,
    fresh,
    lose_lease,
    states,
    takes_everything,
)
from tests.outreach.stage import asked, quota

from rapport.collaborations.models import TargetCollaboration
from rapport.jobs.deliver import deliver
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.models import Invitation, Reservation, Thread
from rapport.outreach.rules.wording import Purpose
from rapport.platform_client import (
    DailyCapReached,
    NeverArrived,
    PlatformError,
    Throttled,
    TokenExpired,
    TokenRevoked,
)
from rapport.work.queue import LeaseLost

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
LATE = NOW + timedelta(hours=14)
"""Eleven in the evening: a quiet hour."""
NOT_HEARD: list[tuple[int, type[PlatformError]]] = [
    (THROTTLED, Throttled),
    (EXPIRED, TokenExpired),
    (REVOKED, TokenRevoked),
    (DAILY_CAP, DailyCapReached),
]


def test_an_invitation_goes_out_with_its_message_and_costs_two(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    takes_everything(platform)
    deliver(errand(cast.uk, platform))
    assert platform.asked == [CREATE, OPEN, SEND]
    assert states() == ("active", "invited", "sent")
    assert quota(cast.uk) == (20, 0, 2)
    assert Thread.objects.get().conversation_id == "745"


def test_the_platform_is_told_who_is_invited_to_what(cast: Cast, platform: Platform) -> None:
    made = [asked(cast.uk, one, cast.offer()) for one in (cast.anna, cast.bao)]
    for name in ("anna", "bao"):
        platform.says(OPEN, {"conversation_id": f"talk-{name}", "creator_im_id": f"im-{name}"})
    takes_everything(platform)
    deliver(errand(cast.uk, platform))
    (body,) = platform.bodies(CREATE)
    assert body["name"] == made[0].collaboration.name
    assert body["creator_user_open_ids"] == ["open-anna", "open-bao"]
    assert body["products"] == [{"id": "1001", "target_commission_rate": 2000}]
    assert body["seller_contact_info"] == {"email": "mei@moonwell.example"}
    assert [one["msg_type"] for one in platform.bodies(SEND)] == ["TEXT", "TEXT"]


def test_delivered_again_nothing_is_sent_again(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    takes_everything(platform)
    for _ in range(2):
        deliver(errand(cast.uk, platform))
    assert platform.asked == [CREATE, OPEN, SEND]


def test_another_shop_s_messages_stay_where_they_are(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    deliver(errand(cast.us, platform))
    assert (platform.asked, fresh(message).state) == ([], "queued")


def test_nothing_goes_out_in_quiet_hours(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    answered(cast, cast.bao)
    deliver(errand(cast.uk, platform, now=LATE))
    assert (platform.asked, quota(cast.uk)) == ([], (20, 3, 0))


def test_who_lost_the_lease_calls_nobody(cast: Cast, platform: Platform) -> None:
    message, held = answered(cast, cast.anna), errand(cast.uk, platform)
    lose_lease(held)
    with pytest.raises(LeaseLost):
        deliver(held)
    assert (platform.asked, fresh(message).state) == ([], "queued")


def test_an_answer_is_sent_in_its_conversation(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    takes_everything(platform)
    deliver(errand(cast.uk, platform))
    sent = fresh(message)
    assert (platform.asked, sent.state, sent.platform_id, sent.sent_at) == ([SEND], "sent", "m-1", NOW)
    assert (quota(cast.uk), Thread.objects.get().waiting_since) == ((20, 0, 1), None)


@pytest.mark.parametrize(("code", "error"), NOT_HEARD)
def test_a_message_that_was_not_heard_waits_with_its_place(
    cast: Cast, platform: Platform, code: int, error: type[PlatformError]
) -> None:
    message = answered(cast, cast.anna)
    platform.says(SEND, code=code)
    with pytest.raises(error):
        deliver(errand(cast.uk, platform))
    assert (fresh(message).state, quota(cast.uk)) == ("queued", (20, 1, 0))
    assert Reservation.objects.get().state == "held"


@pytest.mark.parametrize(("code", "error"), NOT_HEARD)
def test_an_invitation_that_was_not_heard_is_a_draft_again(
    cast: Cast, platform: Platform, code: int, error: type[PlatformError]
) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    platform.says(CREATE, code=code)
    with pytest.raises(error):
        deliver(errand(cast.uk, platform))
    assert (states(), quota(cast.uk)) == (("drafted", "queued", "queued"), (20, 2, 0))


def test_where_nobody_could_be_reached_it_is_tried_again(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    platform.breaks(CREATE, httpx.ConnectError)
    takes_everything(platform)
    with pytest.raises(NeverArrived):
        deliver(errand(cast.uk, platform))
    deliver(errand(cast.uk, platform))
    assert (states(), quota(cast.uk)) == (("active", "invited", "sent"), (20, 0, 2))


def test_who_has_the_product_already_is_refused_and_the_others_go_next(cast: Cast, platform: Platform) -> None:
    for one in (cast.anna, cast.bao):
        asked(cast.uk, one, cast.offer())
    pair = {"creator_user_open_id": "open-anna", "product_id": "1001"}
    platform.says(CREATE, {"target_collaboration_conflicts": [pair]}, code=CONFLICT)
    takes_everything(platform)
    deliver(errand(cast.uk, platform))
    anna = Invitation.objects.get(creator=cast.anna)
    assert (anna.ending, anna.why["refused"], quota(cast.uk)) == ("refused", "platform.conflict", (20, 2, 0))
    deliver(errand(cast.uk, platform))
    assert [body["creator_user_open_ids"] for body in platform.bodies(CREATE)] == [
        ["open-anna", "open-bao"],
        ["open-bao"],
    ]
    assert quota(cast.uk) == (20, 0, 2)


def test_whom_the_platform_does_not_know_is_refused(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    platform.says(CREATE, {"invalid_open_id_list": ["open-anna"]})
    deliver(errand(cast.uk, platform))
    assert (states(), quota(cast.uk)) == (("refused", "closed", "cancelled"), (20, 0, 0))
    assert Invitation.objects.get().why["refused"] == "platform.unknown_participants"


def test_a_collaboration_refused_for_no_creator_s_sake_refuses_all(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    platform.says(CREATE, code=INVALID)
    deliver(errand(cast.uk, platform))
    assert TargetCollaboration.objects.get().refused_code == "platform.InvalidRequest"
    assert (states(), quota(cast.uk)) == (("refused", "closed", "cancelled"), (20, 0, 0))


def test_a_message_the_platform_refuses_gives_its_place_back_and_stops_nobody(cast: Cast, platform: Platform) -> None:
    first, second = answered(cast, cast.anna), answered(cast, cast.bao)
    platform.says(SEND, code=REPLY_AWAITED)
    platform.says(SEND, {"message_id": "m-2"})
    deliver(errand(cast.uk, platform))
    assert (fresh(first).refused_code, fresh(second).state) == ("platform.ReplyAwaited", "sent")
    assert quota(cast.uk) == (20, 0, 1)


def test_once_the_platform_says_that_the_quota_is_used_up_nothing_more_is_tried(cast: Cast, platform: Platform) -> None:
    first, second = answered(cast, cast.anna), answered(cast, cast.bao)
    platform.says(SEND, code=QUOTA_USED_UP)
    deliver(errand(cast.uk, platform))
    assert platform.asked == [SEND]
    assert (fresh(first).state, fresh(second).state) == ("refused", "cancelled")
    assert {fresh(first).refused_code, fresh(second).refused_code} == {"quota.used_up"}
    assert quota(cast.uk) == (0, 0, 0)


def test_a_quota_used_up_over_an_invitation_takes_back_all_that_waits(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    asked(cast.uk, cast.chai, cast.offer(label="Summer"))
    message = answered(cast, cast.bao)
    platform.says(CREATE, code=QUOTA_USED_UP)
    deliver(errand(cast.uk, platform))
    assert platform.asked == [CREATE]
    assert set(Invitation.objects.values_list("stage", "ending")) == {("closed", "refused")}
    assert (fresh(message).state, quota(cast.uk)) == ("cancelled", (0, 0, 0))


def test_a_message_of_last_week_without_a_place_in_this_one_is_refused(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    for number in range(20):
        queue_message(cast.uk, cast.dara, Purpose.ANSWER, "Hi", f"later:{number}", by=MEI, now=NOW + WEEK + HOUR)
    deliver(errand(cast.uk, platform, now=NOW + WEEK))
    assert (platform.asked, fresh(message).state) == ([], "refused")
    assert (fresh(message).refused_code, quota(cast.uk)) == ("quota.used_up", (20, 0, 0))
