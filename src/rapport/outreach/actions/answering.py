"""What a person does in a thread: write, or say that no answer is needed. The planner looks again after either."""

from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.messages import end_waiting, queue_message
from rapport.outreach.actions.reaching import Words, note_by_hand, queue_on_channel
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.queries.channels import last_address, subject_of_answer
from rapport.outreach.queries.invitations import invitations_between
from rapport.outreach.queries.threads import thread
from rapport.outreach.rules.intent import purpose_of_next
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

PLAN = "campaigns.plan"


class NobodyWrote(Refusal):
    """The creator never wrote and holds no invitation: only an invitation can begin the talk."""

    code = "outreach.nobody_wrote"


@transaction.atomic
def write_in_thread(workspace_id: int, thread_id: int, text: str, key: str, *, by: Actor, now: datetime) -> Message:
    """Queue what a person wrote, under the name that `next_intent` gave the page: sent twice, it goes out once.

    Refuses with NotFound for a thread or a name of somebody else's, with NobodyWrote, and as `queue_message`.
    """
    row = thread(workspace_id, thread_id)
    if not key.startswith((f"answer:{thread_id}:", f"thread:{thread_id}:")):
        raise NotFound(what="intent", id=key)
    if row.channel != Channel.IM:
        return _write_on_channel(row, text, key, by=by, now=now)
    purpose, standing = purpose_of_next(wrote=row.first_in_at is not None), None
    if purpose is Purpose.REMIND:
        standing = _standing(row.shop_id, row.creator_id)
    made = queue_message(row.shop, row.creator, purpose, text, key, invitation=standing, by=by, now=now)
    enqueue(PLAN, shop_key(row.shop_id))
    return made


def _write_on_channel(row: Thread, text: str, key: str, *, by: Actor, now: datetime) -> Message:
    """An answer outside the platform: the same talk, the same subject, no quota."""
    channel, words = Channel(row.channel), Words(text=text, subject=subject_of_answer(row.pk))
    if channel is Channel.HAND:
        return note_by_hand(row.shop, row.creator, last_address(row.pk), words, key, by=by, now=now)
    return queue_on_channel(row.shop, row.creator, channel, words, key, by=by, now=now)


@transaction.atomic
def let_rest(workspace_id: int, thread_id: int, *, by: Actor, now: datetime) -> None:
    """The creator of this thread needs no answer. Refuses with NotFound."""
    row = thread(workspace_id, thread_id)
    end_waiting(workspace_id, row.shop_id, row.creator_id, by=by, now=now)
    enqueue(PLAN, shop_key(row.shop_id))


def _standing(shop_id: int, creator_id: int) -> Invitation:
    for one in invitations_between(shop_id, creator_id):
        if one.stage != Stage.CLOSED:
            return one
    raise NobodyWrote(creator=creator_id)
