"""The inbox: all threads of a workspace over shops and channels, unread first; and what stands beside one thread."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from rapport.creators.models import CreatorTag
from rapport.outreach.models import Invitation, Message, Picture, Presence, Thread, ThreadNote
from rapport.outreach.queries.opt_outs import opted_out_among
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.presence import Others, Seen, others
from rapport.outreach.rules.standing import Between
from rapport.shared.paging import Cut, Page

State = Message.State
PAGE_SIZE = 50
NOBODY = "nobody"
BOXES = ("unread", "waiting")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the inbox is narrowed to; empty is everything. `creators` are ids as a subquery, such as a campaign's."""

    shop_id: int | None = None
    box: str = ""
    channel: str = ""
    stage: str = ""
    tag_id: int | None = None
    assigned: str = ""
    """A member's id, or `nobody`."""
    waiting_hours: int | None = None
    text: str = ""
    creators: QuerySet[Any, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One thread as the inbox shows it; `between` is what marks are told by."""

    thread: Thread
    invitation: Invitation | None
    between: Between
    last_text: str
    last_type: str
    last_is_ours: bool
    is_on_its_way: bool


def inbox_page(workspace_id: int, asked: Asked, page: int, now: datetime) -> Page[InboxRow]:
    """One page: unread first, then the newest; who waits for an answer by who waited longest. Seven queries."""
    found = _narrowed(Thread.objects.filter(shop__workspace_id=workspace_id), asked, now)
    cut = Cut.of(found.count(), page, PAGE_SIZE)
    order = ("waiting_since", "pk") if asked.box == "waiting" else ("-is_unread", "-last_at", "-pk")
    # The page first, its words then: a database that sorts would look up the last word of every talk.
    page_ids = list(found.order_by(*order).values_list("pk", flat=True)[cut.part])
    known = {one.pk: one for one in _with_last_word(Thread.objects.filter(pk__in=page_ids))}
    shown = [known[pk] for pk in page_ids if pk in known]
    newest = Invitation.objects.in_bulk({pk for one in shown if (pk := getattr(one, "newest", None)) is not None})
    refusing = opted_out_among([one.creator_id for one in shown])
    return cut.holding([_row(one, newest, refusing) for one in shown])


def unread_count(workspace_id: int) -> int:
    return Thread.objects.filter(shop__workspace_id=workspace_id, is_unread=True).count()


def channels_of(workspace_id: int) -> list[str]:
    """The channels on which there is any talk."""
    rows = Thread.objects.filter(shop__workspace_id=workspace_id)
    return list(rows.order_by("channel").values_list("channel", flat=True).distinct())


def _narrowed(rows: QuerySet[Thread], asked: Asked, now: datetime) -> QuerySet[Thread]:
    plain = {
        "shop_id": asked.shop_id,
        "channel": asked.channel or None,
        "is_unread": True if asked.box == "unread" else None,
        "waiting_since__isnull": False if asked.box == "waiting" else None,
        "waiting_since__lte": now - timedelta(hours=asked.waiting_hours) if asked.waiting_hours else None,
        "creator__in": asked.creators,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value is not None})
    if asked.assigned == NOBODY:
        rows = rows.filter(assigned_to=None)
    elif asked.assigned:
        rows = rows.filter(assigned_to=int(asked.assigned))
    if asked.stage:
        same = Invitation.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator"), stage=asked.stage)
        rows = rows.filter(Exists(same))
    if asked.tag_id is not None:
        rows = rows.filter(creator__in=CreatorTag.objects.filter(tag=asked.tag_id).values("creator"))
    return _saying(rows, asked.text.strip()) if asked.text.strip() else rows


def _saying(rows: QuerySet[Thread], text: str) -> QuerySet[Thread]:
    """Threads whose creator is called so, or in which somebody said so."""
    called = text.lstrip("@")
    named = Q(creator__handle__icontains=called) | Q(creator__nickname__icontains=called)
    said = Message.objects.filter(text__icontains=text, content_type="TEXT").values("thread")
    return rows.filter(named | Q(pk__in=said))


def _with_last_word(rows: QuerySet[Thread]) -> QuerySet[Thread]:
    newest = Message.objects.filter(thread=OuterRef("pk")).order_by("-due_at", "-pk")
    asked = Invitation.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator")).order_by("-pk")
    shown = rows.annotate(
        last_text=Subquery(newest.values("text")[:1]),
        last_type=Subquery(newest.values("content_type")[:1]),
        last_state=Subquery(newest.values("state")[:1]),
        newest=Subquery(asked.values("pk")[:1]),
    )
    return shown.select_related("shop", "creator", "assigned_to__user")


def _row(one: Thread, newest: dict[int, Invitation], refusing: dict[int, datetime]) -> InboxRow:
    state, asked = getattr(one, "last_state", ""), newest.get(getattr(one, "newest", None) or 0)
    return InboxRow(
        thread=one,
        invitation=asked,
        between=Between(
            asked.facts(one.last_out_at, one.last_in_at) if asked else None,
            one.creator.blocked_why,
            refusing.get(one.creator_id),
        ),
        last_text=getattr(one, "last_text", "") or "",
        last_type=getattr(one, "last_type", "") or "TEXT",
        last_is_ours=state != State.RECEIVED,
        is_on_its_way=state in (State.QUEUED, State.SENDING),
    )


def answers_after(thread_id: int, message_id: int) -> list[str]:
    """Who wrote each message of ours that came after one, oldest first; empty names were written elsewhere."""
    rows = Message.objects.filter(thread_id=thread_id, pk__gt=message_id)
    left = rows.exclude(state__in=[State.RECEIVED, State.CANCELLED, State.REFUSED])
    return list(left.order_by("pk").values_list("author", flat=True))


def notes_of_thread(thread_id: int) -> list[ThreadNote]:
    """The newest first."""
    return list(ThreadNote.objects.filter(thread_id=thread_id).order_by("-written_at", "-pk"))


def with_pictures(thread_id: int) -> dict[int, bool]:
    """By message: whether its picture is here, or could not be had."""
    rows = Picture.objects.filter(message__thread_id=thread_id)
    return {message_id: bool(kind) for message_id, kind in rows.values_list("message_id", "media_type")}


def others_at(thread_id: int, user_id: int, machine_now: datetime) -> Others:
    """Who else has this thread open."""
    rows = Presence.objects.filter(thread_id=thread_id).exclude(user_id=user_id)
    seen = rows.values_list("user__username", "here_at", "typed_at")
    return others([Seen(*one) for one in seen], machine_now)


def between_of(row: Thread, asked: Invitation | None) -> Between:
    """What stands between the workspace and a thread's creator."""
    facts = asked.facts(row.last_out_at, row.last_in_at) if asked else None
    return Between(facts, row.creator.blocked_why, opted_out_among([row.creator_id]).get(row.creator_id))


STAGES = [stage.value for stage in Stage]
