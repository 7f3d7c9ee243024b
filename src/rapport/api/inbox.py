"""The inbox for programs: listing, reading, handing over, answering, and who may be written to."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from rapport.api.access import machine_clock, seat
from rapport.api.schemas import Problem
from rapport.campaigns.queries.invited import asked_by
from rapport.outreach.actions.answering import let_rest, write_in_thread
from rapport.outreach.actions.inbox import assign_thread
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.inbox import Asked, InboxRow, between_of, inbox_page
from rapport.outreach.queries.invitations import invitations_between
from rapport.outreach.queries.threads import messages_of, next_intent, thread
from rapport.outreach.rules.standing import Between, marks
from rapport.shops.models import Shop
from rapport.shops.queries.shops import now_of, playbook_of, shops_of
from rapport.shops.rules.roles import Ability

router = Router(tags=["inbox"])
REFUSED = {403: Problem, 404: Problem, 409: Problem}


class MarkOut(Schema):
    """`idle`, `silent`, `cooling`, `blocked` or `opted_out`, with its times where it has any."""

    mark: str
    since: datetime | None
    until: datetime | None


class TalkOut(Schema):
    id: int
    shop_id: int
    channel: str
    creator_id: int
    creator: str
    unread: bool
    waiting_since: datetime | None
    stage: str
    assigned_to: str
    """A member's name, empty for nobody's."""
    marks: list[MarkOut]


class InboxRowOut(TalkOut):
    last_at: datetime
    last_text: str
    last_is_ours: bool


class InboxOut(Schema):
    total: int
    page: int
    pages: int
    items: list[InboxRowOut]


class SaidOut(Schema):
    id: int
    type: str
    """`TEXT`, or the platform's word for a card or picture, whose `text` is the JSON that names what it shows."""
    text: str
    state: str
    at: datetime
    author: str


class ThreadOpenOut(TalkOut):
    key: str
    """The name under which the next message is to be sent: under one name nothing goes out twice."""
    seen: int
    """The newest message here; handed back with an answer, it refuses one that somebody else gave meanwhile."""
    messages: list[SaidOut]


class InboxIn(Schema):
    """What to narrow the inbox to; nothing named is everything."""

    shop_id: int | None = None
    box: str = ""
    """`unread`, `waiting`, or empty for all."""
    channel: str = ""
    stage: str = ""
    tag_id: int | None = None
    campaign_id: int | None = None
    assigned_to: str = ""
    """A member's id, or `nobody`."""
    waiting_hours: int | None = None
    text: str = ""
    page: int = 1


class AnswerIn(Schema):
    text: str
    key: str
    seen: int | None = None


class AssignIn(Schema):
    member_id: int | None = None


@router.get("/inbox", response={200: InboxOut, 404: Problem})
def list_inbox(request: HttpRequest, asked: Query[InboxIn]) -> InboxOut:
    """Talks over all shops and channels, unread first."""
    workspace_id = seat(request).workspace_id
    shops = {one.pk: one for one in shops_of(workspace_id)}
    now = now_of(next(iter(shops.values())), machine_clock()) if shops else machine_clock()
    found = inbox_page(workspace_id, _asked(workspace_id, asked), asked.page, now)
    rows = [_row(one, shops[one.thread.shop_id]) for one in found.rows]
    return InboxOut(total=found.total, page=found.page, pages=found.pages, items=rows)


@router.get("/threads/{thread_id}", response={200: ThreadOpenOut, 404: Problem})
def show_thread(request: HttpRequest, thread_id: int) -> ThreadOpenOut:
    """One talk with everything that was said."""
    return _open(seat(request).workspace_id, thread_id)


@router.post("/threads/{thread_id}/answer", response={200: SaidOut, **REFUSED})
def answer(request: HttpRequest, thread_id: int, given: AnswerIn) -> SaidOut:
    """Queue an answer under the name the thread gave; the worker sends it."""
    who = seat(request)
    who.require(Ability.CONTACT)
    now = now_of(thread(who.workspace_id, thread_id).shop, machine_clock())
    made = write_in_thread(who.workspace_id, thread_id, given.text, given.key, seen=given.seen, by=who.actor, now=now)
    return _said(made)


@router.post("/threads/{thread_id}/no-answer", response={200: ThreadOpenOut, **REFUSED})
def no_answer(request: HttpRequest, thread_id: int) -> ThreadOpenOut:
    """The creator needs no answer."""
    who = seat(request)
    who.require(Ability.CONTACT)
    now = now_of(thread(who.workspace_id, thread_id).shop, machine_clock())
    let_rest(who.workspace_id, thread_id, by=who.actor, now=now)
    return _open(who.workspace_id, thread_id)


@router.post("/threads/{thread_id}/assign", response={200: ThreadOpenOut, **REFUSED})
def assign(request: HttpRequest, thread_id: int, given: AssignIn) -> ThreadOpenOut:
    """Hand a talk to a member, or to nobody."""
    who = seat(request)
    who.require(Ability.CONTACT)
    now = now_of(thread(who.workspace_id, thread_id).shop, machine_clock())
    assign_thread(who.workspace_id, thread_id, given.member_id, by=who.actor, now=now)
    return _open(who.workspace_id, thread_id)


def _asked(workspace_id: int, given: InboxIn) -> Asked:
    member = given.assigned_to if given.assigned_to == "nobody" or given.assigned_to.isdecimal() else ""
    return Asked(
        shop_id=given.shop_id,
        box=given.box,
        channel=given.channel,
        stage=given.stage,
        tag_id=given.tag_id,
        assigned=member,
        waiting_hours=given.waiting_hours,
        text=given.text,
        creators=asked_by(workspace_id, given.campaign_id) if given.campaign_id is not None else None,
    )


def _open(workspace_id: int, thread_id: int) -> ThreadOpenOut:
    row = thread(workspace_id, thread_id)
    said = messages_of(workspace_id, thread_id)
    newest = next(iter(invitations_between(row.shop_id, row.creator_id)), None)
    told = _talk(row, newest.stage if newest else "", between_of(row, newest), row.shop)
    seen = max((one.pk for one in said), default=0)
    return ThreadOpenOut(**told, key=next_intent(row), seen=seen, messages=[_said(one) for one in said])


def _row(one: InboxRow, shop: Shop) -> InboxRowOut:
    told = _talk(one.thread, one.invitation.stage if one.invitation else "", one.between, shop)
    return InboxRowOut(**told, last_at=one.thread.last_at, last_text=one.last_text, last_is_ours=one.last_is_ours)


def _talk(row: Thread, stage: str, between: Between, shop: Shop) -> dict[str, Any]:
    found = marks(between, playbook_of(shop).follow_up, now_of(shop, machine_clock()))
    return {
        "id": row.pk,
        "shop_id": row.shop_id,
        "channel": row.channel,
        "creator_id": row.creator_id,
        "creator": row.creator.handle,
        "unread": row.is_unread,
        "waiting_since": row.waiting_since,
        "stage": stage,
        "assigned_to": row.assigned_to.user.get_username() if row.assigned_to else "",
        "marks": [MarkOut(mark=one.mark.value, since=one.since, until=one.until) for one in found],
    }


def _said(one: Message) -> SaidOut:
    return SaidOut(
        id=one.pk,
        type=one.content_type,
        text=one.text,
        state=one.state,
        at=one.sent_at or one.due_at,
        author=one.author,
    )
