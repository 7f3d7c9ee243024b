"""Queueing, claiming and settling messages.

The order of a send is: place taken and message queued (commit) → claimed (commit) → platform called → outcome recorded
(commit). A message found claimed by nobody is read back by the job, never sent again blindly.
"""

from collections.abc import Callable
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
from rapport.outreach.rules.cards import TEXT
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

    Refuses with MessageEmpty, CreatorBlocked or CreatorOptedOut, as `check_sendable` (words), and as `reserve`.
    """
    if not text.strip():
        raise MessageEmpty
    check_reachable(creator)
    if content_type == TEXT:
        check_sendable(shop, text)
    known = Message.objects.filter(key=key).first()
    if known is not None:
        return known
    place = reserve(shop, creator, QUOTA_KINDS[purpose], key, now=now)
    said = Outgoing(purpose, text, content_type, invitation, leaves)
    made = place_message(shop, creator, said, place, by=by, now=now)
    if purpose is Purpose.REMIND and invitation is not None:
        Invitation.objects.filter(pk=invitation.pk).update(reminders=F("reminders") + 1)
    record(shop.workspace_id, by, "message.queue", f"@{creator.handle}", now=now, purpose=purpose.value)
    enqueue_delivery(shop.pk)
    return made


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be sent: words or a card, what for, and when it leaves where a campaign spreads its messages."""

    purpose: Purpose
    text: str
    content_type: str = TEXT
    invitation: Invitation | None = None
    leaves: Leaves | None = None


def place_message(
    shop: Shop, creator: Creator, said: Outgoing, place: Reservation, *, by: Actor, now: datetime
) -> Message:
    """Write a queued message for a place in the quota; due when it leaves, else at once or after quiet hours."""
    leaves = said.leaves
    thread, _ = Thread.objects.get_or_create(shop=shop, creator=creator, channel="im")
    made = Message.objects.create(
        thread=thread,
        invitation=said.invitation,
        reservation=place,
        key=place.key,
        purpose=said.purpose.value,
        quota_kind=place.kind,
        content_type=said.content_type,
        text=said.text.strip(),
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
