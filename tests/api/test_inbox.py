"""The inbox for programs: what a page shows and does, a token does too."""

from datetime import timedelta

import pytest
from tests.api.stage import Program
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import invited, writes

from rapport.outreach.actions.inbox import assign_thread
from rapport.outreach.models import Message, Thread
from rapport.shops.actions.tokens import make_token
from rapport.shops.models import Member

MINUTE = timedelta(minutes=1)


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "till", by=MEI, now=NOW))


@pytest.fixture
def thread(cast: Cast) -> Thread:
    """Anna was invited and asks something."""
    invited(cast, cast.anna)
    return writes(cast.uk, cast.anna, "Is it vegan?", NOW + MINUTE)


def test_the_inbox_tells_who_wrote_and_is_narrowed(program: Program, thread: Thread, cast: Cast) -> None:
    invited(cast, cast.bao)
    found = program.get("/inbox")
    first = found["items"][0]
    assert (found["total"], first["creator"], first["unread"], first["stage"]) == (2, "anna", True, "talking")
    assert (first["last_text"], first["last_is_ours"], first["assigned_to"]) == ("Is it vegan?", False, "")
    assert [one["creator"] for one in program.get("/inbox", text="vegan")["items"]] == ["anna"]
    assert [one["creator"] for one in program.get("/inbox", box="unread")["items"]] == ["anna"]
    assert program.get("/inbox", assigned_to="nobody")["total"] == 2


def test_a_thread_is_read_and_answered_once(program: Program, thread: Thread) -> None:
    opened = program.get(f"/threads/{thread.pk}")
    assert [one["text"] for one in opened["messages"]] == ["Hi Anna, attempt 1!", "Is it vegan?"]
    body = {"text": "It is.", "key": opened["key"], "seen": str(opened["seen"])}
    for _ in range(2):
        status, told = program.post(f"/threads/{thread.pk}/answer", body)
        assert (status, told["state"], told["text"]) == (200, "queued", "It is.")
    assert Message.objects.filter(thread=thread, state="queued").count() == 1


def test_an_answer_over_somebody_s_head_is_refused(program: Program, thread: Thread) -> None:
    opened = program.get(f"/threads/{thread.pk}")
    body = {"text": "It is.", "key": opened["key"], "seen": str(opened["seen"])}
    program.post(f"/threads/{thread.pk}/answer", body)
    status, told = program.post(f"/threads/{thread.pk}/answer", {**body, "text": "Yes!"})
    assert (status, told["error"]) == (409, "outreach.answered_meanwhile")


def test_a_thread_is_handed_over(program: Program, thread: Thread, cast: Cast) -> None:
    member = Member.objects.get(user=cast.mei)
    status, told = program.post(f"/threads/{thread.pk}/assign", {"member_id": str(member.pk)})
    assert (status, told["assigned_to"]) == (200, "mei")
    assert program.get("/inbox", assigned_to=str(member.pk))["total"] == 1
    stranger = Member.objects.get(user=cast.harry)
    assert program.post(f"/threads/{thread.pk}/assign", {"member_id": str(stranger.pk)})[0] == 404


def test_who_needs_no_answer_waits_no_longer(program: Program, thread: Thread) -> None:
    status, told = program.post(f"/threads/{thread.pk}/no-answer")
    assert (status, told["waiting_since"]) == (200, None)


def test_another_workspace_s_talks_are_not_there(cast: Cast, thread: Thread) -> None:
    stranger = Program(make_token(cast.harbour.pk, "harry", "till", by=MEI, now=NOW))
    assert stranger.get("/inbox")["total"] == 0
    assert stranger.refused(f"/threads/{thread.pk}")[0] == 404
    assign_thread(cast.moonwell.pk, thread.pk, None, by=MEI, now=NOW)
