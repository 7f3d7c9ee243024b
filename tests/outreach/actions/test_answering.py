"""What a person does in a thread: write under the page's name, once, or let it rest."""

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import invited, quota, writes

from rapport.outreach.actions.answering import NobodyWrote, let_rest, write_in_thread
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.actions.receiving import open_thread
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.queries.threads import next_intent
from rapport.outreach.rules.life import Ending
from rapport.shared.refusals import NotFound
from rapport.work.models import Job


def write(cast: Cast, thread: Thread, text: str = "Of course!", key: str = "") -> Message:
    return write_in_thread(cast.moonwell.pk, thread.pk, text, key or next_intent(thread), by=MEI, now=NOW)


def test_who_waits_is_answered_once_from_plan_and_thread(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Vegan?", NOW)
    key = next_intent(thread)
    assert key == f"answer:{thread.pk}:{int(NOW.timestamp())}"
    assert write(cast, thread, key=key).pk == write(cast, thread, "Again", key=key).pk
    assert (Message.objects.get(key=key).purpose, quota(cast.uk)) == ("answer", (20, 1, 0))
    assert set(Job.objects.values_list("name", flat=True)) == {"outreach.deliver", "campaigns.plan"}


def test_whoever_goes_on_with_a_talk_writes_a_message_of_its_own(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Vegan?", NOW)
    keys = [write(cast, thread, text).key for text in ("Of course!", "And tested.")]
    assert keys == [f"answer:{thread.pk}:{int(NOW.timestamp())}", f"thread:{thread.pk}:2"]
    assert quota(cast.uk) == (20, 2, 0)


def test_who_never_wrote_is_reminded_of_the_invitation_that_stands(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    sent = write(cast, Thread.objects.get())
    assert (sent.purpose, sent.invitation, Invitation.objects.get().reminders) == ("remind", made, 1)


def test_who_never_wrote_and_holds_no_invitation_is_not_written_to(cast: Cast) -> None:
    close_invitation(invited(cast, cast.anna), Ending.SILENT, by=MEI, now=NOW)
    with pytest.raises(NobodyWrote):
        write(cast, Thread.objects.get())


def test_another_thread_s_name_or_workspace_is_not_there(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Vegan?", NOW)
    other = open_thread(cast.uk, cast.bao.pk, "746", "im-bao")
    for key in (f"thread:{other.pk}:1", f"answer:{thread.pk}", "invite:1:2:3"):
        with pytest.raises(NotFound):
            write(cast, thread, key=key)
    with pytest.raises(NotFound):
        write_in_thread(cast.harbour.pk, thread.pk, "Hi", next_intent(thread), by=MEI, now=NOW)
    assert not Message.objects.exclude(key=None).exists()


def test_a_thread_that_rests_waits_for_nobody_and_the_planner_looks_again(cast: Cast) -> None:
    thread = writes(cast.uk, cast.anna, "Thanks!", NOW)
    with pytest.raises(NotFound):
        let_rest(cast.harbour.pk, thread.pk, by=MEI, now=NOW)
    let_rest(cast.moonwell.pk, thread.pk, by=MEI, now=NOW)
    assert Thread.objects.get().waiting_since is None
    assert list(Job.objects.values_list("name", "key")) == [("campaigns.plan", f"shop:{cast.uk.pk}")]
