"""Queueing, claiming and settling messages, and keeping those that come in.

The order of a send is: place taken and message queued (commit) → claimed (commit) → platform called → outcome recorded
(commit). A message found claimed by nobody is read back by the job, never sent again blindly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.creators.models import Creator
from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.actions.quota import back_to_held, release, reserve, spend, start_sending
from rapport.outreach.actions.sendable import check_sendable
from rapport.outreach.models import Departure, Invitation, Message, Reservation, Thread
from rapport.outreach.queries.departures import region_of
from rapport.outreach.queries.opt_outs import check_reachable
from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.rules.cards import TEXT
from rapport.outreach.rules.intent import declines
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.pace import Leaves, leaving
from rapport.outreach.rules.quota import QUOTA_KINDS
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

DELIVER = "outreach.deliver"
State = Message.State


class MessageEmpty(Refusal):
    """There is nothing to send."""

    code = "outreach.message_empty"


def enqueue_delivery(shop_id: int) -> None:
    """Wake the sender of a shop; in the same transaction as what it is to send."""
    enqueue(DELIVER, shop_key(shop_id))


@transaction.atomic
def queue_message(
    shop: Shop,
    creator: Creator,
    purpose: Purpose,
    text: str,
    key: str,
    *,
    content_type: str = TEXT,
    invitation: Invitation | None = None,
    leaves: Leaves | None = None,
    by: Actor,
    now: datetime,
) -> Message:
    """Take a place in the quota for one message and wake the sender; under one key nothing is queued twice.

    Refuses with MessageEmpty, CreatorBlocked, CreatorOptedOut, MessageTooLong, WordsForbidden, QuotaUsedUp,
    PreReplyCapReached or
    FollowersAboveCeiling.
    """
    if not text.strip():
        raise MessageEmpty
    check_reachable(creator)
    check_sendable(shop, text)
    known = Message.objects.filter(key=key).first()
    if known is not None:
        return known
    place = reserve(shop, creator, QUOTA_KINDS[purpose], key, now=now)
    made = place_message(
        shop,
        creator,
        purpose,
        text,
        place,
        content_type=content_type,
        invitation=invitation,
        leaves=leaves,
        by=by,
        now=now,
    )
    if purpose is Purpose.REMIND and invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(reminders=F("reminders") + 1)
    record(shop.workspace_id, by, "message.queue", f"@{creator.handle}", now=now, purpose=purpose.value)
    enqueue_delivery(shop.pk)
    return made


def place_message(
    shop: Shop,
    creator: Creator,
    purpose: Purpose,
    text: str,
    place: Reservation,
    *,
    content_type: str = TEXT,
    invitation: Invitation | None,
    leaves: Leaves | None = None,
    by: Actor,
    now: datetime,
) -> Message:
    """Write a queued message for a place in the quota; due when it `leaves`, else at once or after quiet hours."""
    thread, _ = Thread.objects.get_or_create(shop=shop, creator=creator, channel="im")
    made = Message.objects.create(
        thread=thread,
        invitation=invitation,
        reservation=place,
        key=place.key,
        purpose=purpose.value,
        quota_kind=place.kind,
        content_type=content_type,
        text=text.strip(),
        author=by.label[:80],
        state=State.QUEUED,
        due_at=leaves.at if leaves else leaving(now, region_of(shop, creator.region)).at,
    )
    if leaves is not None:
        why = leaves.why.as_json() if leaves.why else {}
        Departure.objects.create(message=made, lane=leaves.lane, pace=leaves.pace.as_json(), why=why)
    return made


@transaction.atomic
def claim_message(shop: Shop, message: Message, *, hold: Callable[[], None], now: datetime) -> bool:
    """Say, before the platform is called, that this message is being sent; False if it is no longer queued.

    `hold` renews the worker's lease inside this transaction and refuses when it is lost. Refuses as `reserve`
    when the place was taken in a week that has ended and the present one has none left, and with CreatorBlocked or
    CreatorOptedOut for a creator who asked us to stop since it was queued.
    """
    hold()
    check_reachable(message.thread.creator)
    queued = Message.objects.filter(pk=message.pk, state=State.QUEUED)
    if not queued.update(state=State.SENDING, claimed_at=now):
        return False
    if message.reservation is not None:
        place = start_sending(message.reservation, shop, now=now)
        if place.pk != message.reservation.pk:
            Message.objects.filter(pk=message.pk).update(reservation=place)
    return True


def postpone_message(message_id: int, until: datetime) -> None:
    """Let a queued message wait until another moment; its place stays taken."""
    Message.objects.filter(pk=message_id, state=State.QUEUED).update(due_at=until)


@transaction.atomic
def record_sent(message_id: int, platform_id: str, sent_at: datetime) -> None:
    """The platform took it. `platform_id` may be empty: the platform does not always say."""
    row = Message.objects.select_for_update(of=("self",)).select_related("reservation").get(pk=message_id)
    if row.state != State.SENDING:
        return
    row.state, row.sent_at, row.platform_id, row.due_at = State.SENT, sent_at, platform_id, sent_at
    row.save(update_fields=["state", "sent_at", "platform_id", "due_at"])
    if row.reservation is not None:
        spend(row.reservation, now=sent_at)
    Thread.objects.filter(pk=row.thread_id).update(last_out_at=sent_at, waiting_since=None)


@transaction.atomic
def record_not_sent(message_id: int, *, now: datetime) -> None:
    """The platform certainly never had it: it waits for the next try, its place kept."""
    row = Message.objects.select_for_update().get(pk=message_id)
    if row.state == State.SENDING:
        if row.reservation is not None:
            back_to_held(row.reservation, now=now)
        row.state, row.claimed_at = State.QUEUED, None
        row.save(update_fields=["state", "claimed_at"])


@transaction.atomic
def record_refused(message_id: int, code: str, *, now: datetime) -> None:
    """The platform or the quota refused it for good: its place is free again."""
    row = Message.objects.select_for_update().get(pk=message_id)
    if row.state not in (State.QUEUED, State.SENDING):
        return
    if row.reservation is not None:
        release(row.reservation, why=code, now=now)
    row.state, row.refused_code = State.REFUSED, code
    row.save(update_fields=["state", "refused_code"])


@transaction.atomic
def cancel_all_queued(shop_id: int, code: str, *, now: datetime) -> int:
    """Take back all that a shop has queued on the platform, as when it says that the quota is used up."""
    queued = Message.objects.filter(thread__shop_id=shop_id, thread__channel="im", state=State.QUEUED)
    found = list(queued.select_related("reservation"))
    cancel_queued(found, code, now=now)
    return len(found)


@transaction.atomic
def open_thread(shop: Shop, creator_id: int, conversation_id: str, creator_im_id: str) -> Thread:
    """The thread with a creator, bound to the platform's conversation."""
    thread, _ = Thread.objects.get_or_create(shop=shop, creator_id=creator_id, channel="im")
    keep_conversation(thread.pk, conversation_id, creator_im_id)
    thread.conversation_id, thread.creator_im_id = conversation_id, creator_im_id
    return thread


def keep_conversation(thread_id: int, conversation_id: str, creator_im_id: str) -> None:
    """Remember which conversation of the platform a thread is."""
    Thread.objects.filter(pk=thread_id).update(conversation_id=conversation_id, creator_im_id=creator_im_id)


@transaction.atomic
def end_waiting(workspace_id: int, shop_id: int, creator_id: int, *, by: Actor, now: datetime) -> None:
    """The creator needs no answer: a no, a thank-you, or a talk that went on elsewhere."""
    waiting = Thread.objects.filter(shop__workspace_id=workspace_id, shop_id=shop_id, creator_id=creator_id)
    if waiting.exclude(waiting_since=None).update(waiting_since=None):
        record(workspace_id, by, "thread.no_answer_needed", str(creator_id), now=now)


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as the platform shows it."""

    platform_id: str
    from_creator: bool
    content_type: str
    text: str
    at: datetime


@transaction.atomic
def keep_messages(thread: Thread, seen: Sequence[SeenMessage]) -> int:
    """Keep what a conversation holds beyond what is known, oldest first; how many the creator wrote.

    An own message whose id the platform had not told is recognised by its text; one that nobody here sent was written
    elsewhere, such as on the phone. What jobs read goes through `take_in`, which heeds a wish to stop.
    """
    known = set(Message.objects.filter(thread=thread).exclude(platform_id="").values_list("platform_id", flat=True))
    fresh = sorted((one for one in seen if one.platform_id not in known), key=lambda one: (one.at, one.platform_id))
    if not fresh:
        return 0
    for one in fresh:
        if one.from_creator or not _recognise(thread, one):
            _keep(thread, one)
    received = [one for one in fresh if one.from_creator]
    _note_talk(thread, fresh)
    if received:
        _mark_replied(thread, received[0].at)
    return len(received)


def _recognise(thread: Thread, seen: SeenMessage) -> bool:
    nameless = Message.objects.filter(thread=thread, state=State.SENT, platform_id="", text=seen.text).order_by(
        "sent_at"
    )
    match = nameless.first()
    if match is None:
        return Message.objects.filter(thread=thread, state=State.SENDING, text=seen.text).exists()
    match.platform_id = seen.platform_id
    match.save(update_fields=["platform_id"])
    return True


def _keep(thread: Thread, one: SeenMessage) -> None:
    Message.objects.create(
        thread=thread,
        content_type=one.content_type,
        text=one.text,
        state=State.RECEIVED if one.from_creator else State.SENT,
        due_at=one.at,
        sent_at=one.at,
        platform_id=one.platform_id,
    )


def _note_talk(thread: Thread, fresh: Sequence[SeenMessage]) -> None:
    """Bring the thread's times up to date: who wrote last decides who waits. A no that closes nothing waits not."""
    incoming = [one.at for one in fresh if one.from_creator]
    outgoing = [one.at for one in fresh if not one.from_creator]
    row = Thread.objects.select_for_update().get(pk=thread.pk)
    if incoming:
        row.first_in_at = row.first_in_at or min(incoming)
        row.last_in_at = max([*incoming, *([row.last_in_at] if row.last_in_at else [])])
    if outgoing:
        row.last_out_at = max([*outgoing, *([row.last_out_at] if row.last_out_at else [])])
    if row.last_in_at and (row.last_out_at is None or row.last_in_at > row.last_out_at):
        unanswered = [at for at in incoming if row.last_out_at is None or at > row.last_out_at]
        row.waiting_since = row.waiting_since or min(unanswered, default=row.last_in_at)
    else:
        row.waiting_since = None
    if row.waiting_since and _is_last_no(row, fresh):
        row.waiting_since = None
    row.save()


def _is_last_no(thread: Thread, fresh: Sequence[SeenMessage]) -> bool:
    """Whether the creator's last word is a no, and no invitation stands that somebody would close for it."""
    said = [one.text for one in fresh if one.from_creator]
    if not said or not declines(said[-1], declining_phrases()):
        return False
    asked = Invitation.objects.filter(shop_id=thread.shop_id, creator_id=thread.creator_id)
    return not asked.exclude(stage=Stage.CLOSED).exists()


def _mark_replied(thread: Thread, at: datetime) -> None:
    standing = Invitation.objects.filter(shop_id=thread.shop_id, creator_id=thread.creator_id)
    standing.filter(stage=Stage.INVITED).update(stage=Stage.TALKING)
    standing.exclude(stage__in=[Stage.CLOSED, Stage.QUEUED]).filter(replied_at=None).update(replied_at=at)
