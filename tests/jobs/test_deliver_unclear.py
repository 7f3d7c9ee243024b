"""An answer that left open what the platform did: its unit stays counted, it is read back, never sent again blindly."""

from datetime import timedelta

import httpx
import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import (
    CREATE,
    OPEN,
    READ,
    SEARCH,
    SEND,
    Platform,
    answered,
    errand,
    fresh,
    states,
    takes_everything,
    talk,
)
from tests.outreach.stage import asked, invited, quota, writes

from rapport.collaborations.models import TargetCollaboration, Terms
from rapport.jobs.deliver import deliver
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.models import Message, Thread
from rapport.outreach.rules.life import Ending
from rapport.outreach.rules.wording import Purpose
from rapport.platform_client import OutcomeUnknown

HOUR = timedelta(hours=1)
LATE = NOW + timedelta(hours=14)
"""Eleven in the evening: a quiet hour."""


def test_a_message_without_an_answer_stays_counted_and_is_found_again(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    platform.breaks(SEND, httpx.ReadTimeout)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    assert (fresh(message).state, quota(cast.uk)) == ("sending", (20, 1, 0))
    platform.says(READ, talk(("m-9", "im-ours", "Of course!", 5)))
    deliver(errand(cast.uk, platform, now=NOW + HOUR))
    found = fresh(message)
    assert (found.state, found.platform_id, found.sent_at) == ("sent", "m-9", NOW + timedelta(seconds=5))
    assert (platform.asked, quota(cast.uk)) == ([SEND, READ], (20, 0, 1))


@pytest.mark.parametrize(
    "found",
    [
        talk(),
        talk(("m-2", "im-ours", "Something else", 5)),
        talk(("m-2", "im-ours", "Of course!", -60)),
        talk(("m-2", "im-anna", "Of course!", 5)),
    ],
    ids=["nothing", "other words", "long before", "the creator's own"],
)
def test_a_message_that_is_not_there_is_sent_again(cast: Cast, platform: Platform, found: dict[str, object]) -> None:
    message = answered(cast, cast.anna)
    Thread.objects.update(creator_im_id="im-anna")
    platform.breaks(SEND, httpx.ReadTimeout)
    platform.says(SEND, {"message_id": "m-3"})
    platform.says(READ, found)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    deliver(errand(cast.uk, platform))
    assert (platform.asked, fresh(message).platform_id) == ([SEND, READ, SEND], "m-3")
    assert quota(cast.uk) == (20, 0, 1)


def test_the_known_message_of_the_same_words_is_not_taken_for_it(cast: Cast, platform: Platform) -> None:
    writes(cast.uk, cast.anna, "Is it vegan?", NOW - HOUR)
    platform.says(SEND, {"message_id": "m-1"})
    platform.breaks(SEND, httpx.ReadTimeout)
    platform.says(SEND, {"message_id": "m-2"})
    for key in ("first", "second"):
        queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Yes!", key, by=MEI, now=NOW)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    platform.says(READ, talk(("m-1", "im-ours", "Yes!", 1)))
    deliver(errand(cast.uk, platform))
    assert list(Message.objects.exclude(key=None).order_by("pk").values_list("platform_id", flat=True)) == [
        "m-1",
        "m-2",
    ]


def test_a_conversation_that_may_not_be_open_means_that_nothing_was_sent(cast: Cast, platform: Platform) -> None:
    invited(cast, cast.anna)
    message = queue_message(cast.uk, cast.anna, Purpose.REMIND, "Still keen?", "remind:1", by=MEI, now=NOW)
    for _ in range(2):
        platform.says("conversations.list", {"conversations": []})
    platform.breaks(OPEN, httpx.ReadTimeout)
    takes_everything(platform)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    assert fresh(message).state == "sending"
    deliver(errand(cast.uk, platform))
    assert (platform.asked, fresh(message).state) == (
        ["conversations.list", OPEN, "conversations.list", OPEN, SEND],
        "sent",
    )


def test_an_unclear_collaboration_is_found_by_its_name(cast: Cast, platform: Platform) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    platform.breaks(CREATE, httpx.ReadTimeout)
    takes_everything(platform)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    assert (states(), quota(cast.uk)) == (("creating", "queued", "queued"), (20, 2, 0))
    found = [{"id": "8700", "name": "Spring 0"}, {"id": "8701", "name": made.collaboration.name}]
    platform.says(SEARCH, {"target_collaborations": found})
    deliver(errand(cast.uk, platform))
    assert platform.asked == [CREATE, SEARCH, OPEN, SEND]
    assert (TargetCollaboration.objects.get().platform_id, states()) == ("8701", ("active", "invited", "sent"))
    assert quota(cast.uk) == (20, 0, 2)


def test_a_collaboration_that_is_not_there_is_made_again(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    platform.breaks(CREATE, httpx.ReadTimeout)
    takes_everything(platform)
    platform.says(SEARCH, {"target_collaborations": [{"id": "8700", "name": "Spring"}]})
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    deliver(errand(cast.uk, platform))
    assert platform.asked == [CREATE, SEARCH, SEARCH, CREATE, OPEN, SEND]
    assert (states(), quota(cast.uk)) == (("active", "invited", "sent"), (20, 0, 2))


@pytest.mark.parametrize(("is_there", "expected"), [(True, (20, 0, 1)), (False, (20, 0, 0))])
def test_the_unit_of_an_invitation_closed_while_it_was_sent_follows_what_is_found(
    cast: Cast, platform: Platform, *, is_there: bool, expected: tuple[int, int, int]
) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    platform.breaks(CREATE, httpx.ReadTimeout)
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    close_invitation(made, Ending.WITHDRAWN, by=MEI, now=NOW)
    assert quota(cast.uk) == (20, 1, 0)
    found = [{"id": "8701", "name": made.collaboration.name}] if is_there else []
    platform.says(SEARCH, {"target_collaborations": found})
    deliver(errand(cast.uk, platform))
    assert (quota(cast.uk), Terms.objects.count()) == (expected, 0)
    assert TargetCollaboration.objects.get().state == ("active" if is_there else "ended")
    assert CREATE not in platform.asked[1:]


def test_what_is_unclear_is_settled_in_quiet_hours_too(cast: Cast, platform: Platform) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    platform.breaks(CREATE, httpx.ReadTimeout)
    platform.says(SEARCH, {"target_collaborations": [{"id": "8701", "name": made.collaboration.name}]})
    with pytest.raises(OutcomeUnknown):
        deliver(errand(cast.uk, platform))
    deliver(errand(cast.uk, platform, now=LATE))
    assert (platform.asked, states()) == ([CREATE, SEARCH], ("active", "invited", "queued"))
