"""Threads and messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from rapport.creators.queries.people import accounts_of
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.rules.wording import Purpose
from rapport.shared.ids import intent_key
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

State = Message.State
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as the inbox shows it."""

    thread_id: int
    shop_id: int
    shop_name: str
    creator_id: int
    creator_name: str
    handle: str
    stage: str
    waiting_since: datetime | None
    last_at: datetime | None
    last_text: str
    last_is_ours: bool
    is_on_its_way: bool
    """Something of ours is queued or being sent."""


def thread_rows(
    workspace_id: int, *, shop_id: int | None = None, waiting: bool = False, limit: int = 100
) -> list[ThreadRow]:
    """Threads of a workspace: those who wait first, longest first, then the newest talk."""
    return [_row(thread) for thread in _with_talk(_threads(workspace_id, shop_id, waiting=waiting))[:limit]]


def thread_page(
    workspace_id: int, *, shop_id: int | None = None, waiting: bool = False, text: str = "", page: int = 1
) -> Page[ThreadRow]:
    """One page of the same; `text` is looked for in the creators' names and handles."""
    found = _threads(workspace_id, shop_id, waiting=waiting)
    if text.strip():
        wanted = text.strip().lstrip("@")
        found = found.filter(Q(creator__handle__icontains=wanted) | Q(creator__nickname__icontains=wanted))
    cut = Cut.of(found.count(), page, PAGE_SIZE)
    shown = _with_talk(found)[cut.part]
    return cut.holding([_row(thread) for thread in shown])


def _threads(workspace_id: int, shop_id: int | None, *, waiting: bool) -> QuerySet[Thread]:
    threads = Thread.objects.filter(shop__workspace_id=workspace_id)
    if shop_id is not None:
        threads = threads.filter(shop_id=shop_id)
    return threads.filter(waiting_since__isnull=False) if waiting else threads


def _with_talk(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    newest = Message.objects.filter(thread=OuterRef("pk")).order_by("-due_at", "-pk")
    stage = Invitation.objects.filter(shop=OuterRef("shop"), creator=OuterRef("creator")).order_by("-pk")
    shown = threads.annotate(
        last_text=Subquery(newest.values("text")[:1]),
        last_state=Subquery(newest.values("state")[:1]),
        spoken_at=Subquery(newest.values("due_at")[:1]),
        stage=Subquery(stage.values("stage")[:1]),
    )
    return shown.select_related("shop", "creator").order_by(
        F("waiting_since").asc(nulls_last=True), F("spoken_at").desc(nulls_last=True), "pk"
    )


def _row(thread: Thread) -> ThreadRow:
    return ThreadRow(
        thread_id=thread.pk,
        shop_id=thread.shop_id,
        shop_name=thread.shop.name,
        creator_id=thread.creator_id,
        creator_name=thread.creator.shown_name,
        handle=thread.creator.handle,
        stage=getattr(thread, "stage", "") or "",
        waiting_since=thread.waiting_since,
        last_at=getattr(thread, "spoken_at", None),
        last_text=getattr(thread, "last_text", "") or "",
        last_is_ours=getattr(thread, "last_state", "") != State.RECEIVED,
        is_on_its_way=getattr(thread, "last_state", "") in (State.QUEUED, State.SENDING),
    )


def thread(workspace_id: int, thread_id: int) -> Thread:
    """One thread with creator and shop. Refuses with NotFound."""
    found = Thread.objects.filter(pk=thread_id, shop__workspace_id=workspace_id)
    row = found.select_related(
        "shop__connection", "shop__playbook", "shop__workspace", "creator", "assigned_to__user"
    ).first()
    if row is None:
        raise NotFound(what="thread", id=thread_id)
    return row


def threads_of_creator(workspace_id: int, creator_id: int) -> list[Thread]:
    """The talks this workspace's shops have with one creator."""
    rows = Thread.objects.filter(creator__in=accounts_of(creator_id), shop__workspace_id=workspace_id)
    return list(rows.select_related("shop").order_by("shop__name", "pk"))


def messages_of(workspace_id: int, thread_id: int) -> list[Message]:
    """A thread's messages, oldest first."""
    rows = Message.objects.filter(thread_id=thread_id, thread__shop__workspace_id=workspace_id)
    return list(rows.select_related("reservation").order_by("due_at", "pk"))


def newest_message_id(thread_id: int) -> int:
    """The id of the message kept last; 0 where there is none."""
    return Message.objects.filter(thread_id=thread_id).aggregate(newest=Max("pk"))["newest"] or 0


def next_intent(row: Thread) -> str:
    """The name under which the next message of a thread is to be sent.

    To a creator who waits it is the planner's own: answered from the plan and from the thread, they are answered once.
    """
    names = set(Message.objects.filter(thread=row).exclude(key=None).values_list("key", flat=True))
    if row.waiting_since is not None and row.last_in_at is not None:
        answer = intent_key("answer", row.pk, int(row.last_in_at.timestamp()))
        if answer not in names:
            return answer
    return intent_key("thread", row.pk, len(names) + 1)


def waiting_threads(shop_id: int) -> list[Thread]:
    """Threads of the platform in which the creator waits and nothing of ours is on its way, longest wait first."""
    on_its_way = Message.objects.filter(state__in=[State.QUEUED, State.SENDING]).values("thread_id")
    rows = Thread.objects.filter(shop_id=shop_id, channel="im", waiting_since__isnull=False)
    rows = rows.exclude(pk__in=on_its_way)
    return list(rows.prefetch_related("creator").order_by("waiting_since", "pk"))


def due_messages(shop_id: int, now: datetime) -> QuerySet[Message]:
    """Queued messages of the platform whose time has come, oldest first; an invitation's wait until it is made."""
    rows = Message.objects.filter(thread__shop_id=shop_id, thread__channel="im", state=State.QUEUED, due_at__lte=now)
    ready = rows.exclude(purpose__in=[Purpose.INVITE, Purpose.REINVITE], invitation__stage="queued")
    return ready.prefetch_related("thread__creator", "reservation__window").order_by("due_at", "pk")


def unclear_messages(shop_id: int) -> list[Message]:
    """Messages of the platform that were being sent when their worker stopped."""
    rows = Message.objects.filter(thread__shop_id=shop_id, thread__channel="im", state=State.SENDING)
    rows = rows.order_by("claimed_at", "pk")
    return list(rows.prefetch_related("thread__creator", "reservation__window"))


def known_platform_ids(thread_id: int) -> set[str]:
    rows = Message.objects.filter(thread_id=thread_id).exclude(platform_id="")
    return set(rows.values_list("platform_id", flat=True))


def conversation_thread(shop_id: int, conversation_id: str) -> Thread | None:
    """The thread that is this conversation of the platform."""
    return Thread.objects.filter(shop_id=shop_id, conversation_id=conversation_id).select_related("shop").first()


def said_to(shop_id: int, creator_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Every text each creator had, or is about to have, from the shop."""
    rows = Message.objects.filter(
        thread__shop_id=shop_id,
        thread__creator_id__in=creator_ids,
        state__in=[State.QUEUED, State.SENDING, State.SENT],
    )
    said: dict[int, set[str]] = {}
    for creator_id, text in rows.values_list("thread__creator_id", "text"):
        said.setdefault(creator_id, set()).add(text)
    return {creator_id: frozenset(texts) for creator_id, texts in said.items()}


def last_words(thread_ids: Sequence[int]) -> dict[int, str]:
    """What the creator wrote last in each thread."""
    rows = Message.objects.filter(thread__in=thread_ids, state=State.RECEIVED).order_by("sent_at", "pk")
    return dict(rows.values_list("thread_id", "text"))
