"""Keeping what a conversation holds: what creators wrote, and what was written elsewhere in our name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.rules.intent import declines
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.wording import Purpose
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor

State = Message.State


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
    """Their invitation is talked about now, and nobody is reminded of what they answered."""
    reminders = Message.objects.filter(thread=thread, state=State.QUEUED, purpose=Purpose.REMIND)
    cancel_queued(list(reminders.select_related("reservation")), "answered_before_reminder", now=at)
    standing = Invitation.objects.filter(shop_id=thread.shop_id, creator_id=thread.creator_id)
    standing.filter(stage=Stage.INVITED).update(stage=Stage.TALKING)
    standing.exclude(stage__in=[Stage.CLOSED, Stage.QUEUED]).filter(replied_at=None).update(replied_at=at)
