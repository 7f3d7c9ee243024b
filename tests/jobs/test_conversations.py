"""What creators wrote is kept once, then marked as read; who writes first is found, or added, by the handle."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import READ, Platform, errand, lose_lease, talk
from tests.outreach.stage import invited

from rapport.creators.models import Creator
from rapport.jobs.conversations import READ_AT_ONCE, read_replies
from rapport.jobs.deliver import deliver
from rapport.outreach.actions.messages import queue_message
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.rules.wording import Purpose
from rapport.platform_client import PlatformTrouble
from rapport.work.models import Job
from rapport.work.queue import LeaseLost

LIST, MARK, FIND = "conversations.list", "conversations.mark_read", "creators.search"
MINUTE = timedelta(minutes=1)


def unread(platform: Platform, *handles: str) -> None:
    """These creators have unread messages."""
    platform.told[LIST].clear()
    listed = [
        {"conversation_id": f"talk-{one}", "creator_im_id": f"im-{one}", "username": one, "unread_count": 1}
        for one in handles
    ]
    platform.says(LIST, {"conversations": listed})
    platform.says(MARK, {})


def said(thread: Thread) -> list[tuple[str, str]]:
    rows = Message.objects.filter(thread=thread).order_by("due_at", "pk")
    return list(rows.values_list("state", "text"))


def thread_with(creator: Creator) -> Thread:
    return Thread.objects.get(creator=creator)


def test_a_creator_who_writes_first_is_found_by_the_handle(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    platform.says(READ, talk(("m-2", "im-anna", "Any samples?", 90), ("m-1", "im-anna", "Hi!", 60)))
    read_replies(errand(cast.uk, platform, now=NOW + 5 * MINUTE))
    thread = thread_with(cast.anna)
    assert said(thread) == [("received", "Hi!"), ("received", "Any samples?")]
    assert (thread.conversation_id, thread.creator_im_id) == ("talk-anna", "im-anna")
    assert (thread.first_in_at, thread.waiting_since) == (NOW + MINUTE, NOW + MINUTE)
    assert platform.asked == [LIST, READ, MARK, READ]


def test_read_conversations_are_marked_and_the_planner_is_woken(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna", "bao")
    platform.says(READ, talk(("m-1", "im-anna", "Hi!", 60)))
    platform.says(READ, talk(("m-2", "im-bao", "Hello!", 60)))
    read_replies(errand(cast.uk, platform))
    assert platform.bodies(MARK) == [{"conversation_ids": ["talk-anna", "talk-bao"]}]
    assert Job.objects.filter(name="campaigns.plan", key=f"shop:{cast.uk.pk}", state="queued").count() == 1


def test_what_came_between_the_reading_and_the_marking_is_not_lost(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    first = ("m-1", "im-anna", "Hi!", 60)
    platform.says(READ, talk(first))
    platform.says(READ, talk(("m-2", "im-anna", "One more thing", 61), first))
    read_replies(errand(cast.uk, platform))
    assert said(thread_with(cast.anna)) == [("received", "Hi!"), ("received", "One more thing")]


def test_where_nobody_wrote_nothing_is_marked_and_nobody_woken(cast: Cast, platform: Platform) -> None:
    platform.says(LIST, {"conversations": []})
    read_replies(errand(cast.uk, platform))
    assert platform.asked == [LIST]
    assert not Job.objects.filter(name="campaigns.plan").exists()


def test_an_answer_moves_the_invitation_on(cast: Cast, platform: Platform) -> None:
    invited(cast, cast.anna)
    unread(platform, "anna")
    platform.says(READ, talk(("m-1", "im-anna", "Tell me more", 60)))
    read_replies(errand(cast.uk, platform))
    kept = Invitation.objects.get()
    assert (kept.stage, kept.replied_at) == ("talking", NOW + MINUTE)


def test_read_twice_a_message_is_kept_once(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    platform.says(READ, talk(("m-1", "im-anna", "Hi!", 60)))
    platform.says(READ, talk(("m-2", "im-anna", "Hello?", 90), ("m-1", "im-anna", "Hi!", 60)))
    for _ in range(2):
        read_replies(errand(cast.uk, platform))
    assert said(thread_with(cast.anna)) == [("received", "Hi!"), ("received", "Hello?")]


def test_what_is_known_is_not_read_further_back(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    newest = talk(("m-1", "im-anna", "Hi!", 60)) | {"next_page_token": "older", "has_more": True}
    platform.says(READ, newest)
    platform.says(READ, talk(("m-0", "im-anna", "Hey", 30)))
    read_replies(errand(cast.uk, platform))
    platform.says(READ, newest)
    platform.told[READ].popleft()
    read_replies(errand(cast.uk, platform))
    assert platform.asked == [LIST, READ, READ, MARK, READ, LIST, READ, MARK, READ]
    assert said(thread_with(cast.anna)) == [("received", "Hey"), ("received", "Hi!")]


def test_our_own_message_is_recognised_and_not_kept_twice(cast: Cast, platform: Platform) -> None:
    made = invited(cast, cast.anna)
    Message.objects.update(platform_id="")
    unread(platform, "anna")
    ours = made.messages.get().text
    platform.says(READ, talk(("m-2", "im-anna", "Hi!", 60), ("m-1", "im-ours", ours, 0)))
    read_replies(errand(cast.uk, platform))
    assert said(thread_with(cast.anna)) == [("sent", ours), ("received", "Hi!")]
    assert made.messages.get().platform_id == "m-1"


def test_what_mei_wrote_on_the_phone_is_kept_as_ours(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    platform.says(READ, talk(("m-2", "im-ours", "Yes, two!", 90), ("m-1", "im-anna", "Samples?", 60)))
    read_replies(errand(cast.uk, platform))
    assert said(thread_with(cast.anna)) == [("received", "Samples?"), ("sent", "Yes, two!")]
    assert thread_with(cast.anna).waiting_since is None


def test_a_stranger_is_looked_up_in_the_marketplace(cast: Cast, platform: Platform) -> None:
    unread(platform, "hana")
    found = [{"creator_open_id": f"open-{name}", "username": name} for name in ("hanako", "hana")]
    platform.says(FIND, {"creators": found})
    platform.says(READ, talk(("m-1", "im-hana", "Hi!", 60)))
    read_replies(errand(cast.uk, platform))
    hana = Creator.objects.get(workspace=cast.moonwell, handle="hana")
    assert (hana.open_id, hana.region, said(thread_with(hana))) == ("open-hana", "GB", [("received", "Hi!")])
    assert not Creator.objects.filter(handle="hanako").exists()


def test_a_stranger_the_marketplace_does_not_show_is_kept_by_the_handle(cast: Cast, platform: Platform) -> None:
    unread(platform, "hana")
    platform.says(FIND, {"creators": []})
    platform.says(READ, talk(("m-1", "im-hana", "Hi!", 60)))
    read_replies(errand(cast.uk, platform))
    hana = Creator.objects.get(handle="hana")
    assert (hana.open_id, hana.workspace_id) == ("", cast.moonwell.pk)
    assert said(thread_with(hana)) == [("received", "Hi!")]


def test_a_conversation_with_nobody_knows_whom_stays_unread(cast: Cast, platform: Platform) -> None:
    unread(platform, "", "anna")
    platform.says(READ, talk(("m-1", "im-anna", "Hi!", 60)))
    read_replies(errand(cast.uk, platform))
    assert platform.bodies(MARK) == [{"conversation_ids": ["talk-anna"]}]
    unread(platform, "")
    read_replies(errand(cast.uk, platform))
    assert (platform.asked, Thread.objects.count()) == ([LIST, READ, MARK, READ, LIST], 1)


def test_twenty_are_read_at_once_and_what_was_read_before_a_stop_is_marked(cast: Cast, platform: Platform) -> None:
    handles = [f"h{number}" for number in range(READ_AT_ONCE + 1)]
    unread(platform, *handles)
    platform.says(FIND, {"creators": []})
    for handle in handles[:-1] * 2:
        platform.says(READ, talk((f"m-{handle}", f"im-{handle}", "Hi!", 60)))
    platform.says(READ, status=503)
    with pytest.raises(PlatformTrouble):
        read_replies(errand(cast.uk, platform))
    assert [body["conversation_ids"] for body in platform.bodies(MARK)] == [[f"talk-{one}" for one in handles[:-1]]]
    assert Message.objects.filter(state="received").count() == READ_AT_ONCE


def test_who_lost_the_lease_keeps_nothing(cast: Cast, platform: Platform) -> None:
    unread(platform, "anna")
    held = errand(cast.uk, platform)
    lose_lease(held)
    with pytest.raises(LeaseLost):
        read_replies(held)
    assert (platform.asked, Message.objects.count()) == ([LIST], 0)


def test_who_answered_before_their_reminder_left_is_not_reminded(cast: Cast, platform: Platform) -> None:
    invited(cast, cast.anna)
    message = queue_message(cast.uk, cast.anna, Purpose.REMIND, "Still keen?", "remind:1", by=MEI, now=NOW)
    unread(platform, "anna")
    platform.says(READ, talk(("m-1", "im-anna", "Yes!", 60)))
    deliver(errand(cast.uk, platform, now=NOW + 5 * MINUTE))
    message.refresh_from_db()
    assert (message.state, message.refused_code) == ("cancelled", "answered_before_reminder")
    assert platform.asked == [LIST, READ, MARK, READ]
