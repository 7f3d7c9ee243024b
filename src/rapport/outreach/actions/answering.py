"""What a person does in a thread: write, send a card, or say that no answer is needed. The planner looks again after.

Two members may have one thread open: whoever sends second is told what the first wrote, and nothing goes out twice.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.outreach.actions.messages import queue_message
from rapport.outreach.actions.pictures import keep_own
from rapport.outreach.actions.reaching import Words, note_by_hand, queue_on_channel
from rapport.outreach.actions.receiving import end_waiting
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import Invitation, Message, Thread
from rapport.outreach.queries.channels import last_address, subject_of_answer
from rapport.outreach.queries.inbox import answers_after
from rapport.outreach.queries.invitations import invitations_between
from rapport.outreach.queries.threads import thread
from rapport.outreach.rules.cards import TEXT, Card, CardKind, written_card
from rapport.outreach.rules.intent import purpose_of_next
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.pictures import media_type_of
from rapport.outreach.rules.presence import check_nobody_answered
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

PLAN = "campaigns.plan"


class NobodyWrote(Refusal):
    """The creator never wrote and holds no invitation: only an invitation can begin the talk."""

    code = "outreach.nobody_wrote"


class WordsOnly(Refusal):
    """Cards and pictures are the platform's: other channels take words."""

    code = "channel.words_only"


@dataclass(frozen=True, slots=True)
class Page:
    """What the writer's page was: the name it had for the next message, and the newest message it showed.

    Without `seen` nothing is asked about what others wrote meanwhile, as for a program that shows no thread.
    """

    key: str
    seen: int | None = None


@transaction.atomic
def write_in_thread(
    workspace_id: int, thread_id: int, text: str, key: str, *, seen: int | None = None, by: Actor, now: datetime
) -> Message:
    """Queue what a person wrote, under the name that `next_intent` gave the page: sent twice, it goes out once.

    Refuses with NotFound for a thread or a name of somebody else's, with NobodyWrote, AnsweredMeanwhile, and as
    `queue_message`; on another channel as `queue_on_channel`.
    """
    return _say(workspace_id, thread_id, (TEXT, text), Page(key, seen), by=by, now=now)


@transaction.atomic
def send_card(workspace_id: int, thread_id: int, card: Card, page: Page, *, by: Actor, now: datetime) -> Message:
    """Queue a card; it takes a place in the quota as words do. Refuses as `write_in_thread`, or WordsOnly."""
    return _say(workspace_id, thread_id, (card.kind.value, written_card(card)), page, by=by, now=now)


@transaction.atomic
def send_picture(workspace_id: int, thread_id: int, content: bytes, page: Page, *, by: Actor, now: datetime) -> Message:
    """Queue a picture; it is uploaded when it is sent. Refuses as `write_in_thread`, and with WordsOnly, NoPicture
    or PictureTooLarge.
    """
    kind = media_type_of(content)
    made = _say(workspace_id, thread_id, (CardKind.IMAGE.value, "{}"), page, by=by, now=now)
    keep_own(made, content, kind)
    return made


@transaction.atomic
def let_rest(workspace_id: int, thread_id: int, *, by: Actor, now: datetime) -> None:
    """The creator of this thread needs no answer. Refuses with NotFound."""
    row = thread(workspace_id, thread_id)
    end_waiting(workspace_id, row.shop_id, row.creator_id, by=by, now=now)
    enqueue(PLAN, shop_key(row.shop_id))


def _say(workspace_id: int, thread_id: int, what: tuple[str, str], page: Page, *, by: Actor, now: datetime) -> Message:
    row = thread(workspace_id, thread_id)
    if not page.key.startswith((f"answer:{thread_id}:", f"thread:{thread_id}:")):
        raise NotFound(what="intent", id=page.key)
    Thread.objects.select_for_update().get(pk=thread_id)
    content_type, text = what
    known = Message.objects.filter(key=page.key).first()
    if page.seen is not None and not (known and known.author == by.label and known.text == text.strip()):
        check_nobody_answered(answers_after(thread_id, page.seen))
    if row.channel != Channel.IM:
        return known or _write_on_channel(row, what, page.key, by=by, now=now)
    purpose, standing = purpose_of_next(wrote=row.first_in_at is not None), None
    if purpose is Purpose.REMIND:
        standing = _standing(row.shop_id, row.creator_id)
    made = queue_message(
        row.shop,
        row.creator,
        purpose,
        text,
        page.key,
        content_type=content_type,
        invitation=standing,
        by=by,
        now=now,
    )
    enqueue(PLAN, shop_key(row.shop_id))
    return made


def _standing(shop_id: int, creator_id: int) -> Invitation:
    for one in invitations_between(shop_id, creator_id):
        if one.stage != Stage.CLOSED:
            return one
    raise NobodyWrote(creator=creator_id)


def _write_on_channel(row: Thread, what: tuple[str, str], key: str, *, by: Actor, now: datetime) -> Message:
    """An answer outside the platform: the same talk, the same subject, no quota."""
    content_type, text = what
    if content_type != TEXT:
        raise WordsOnly(channel=row.channel)
    channel, words = Channel(row.channel), Words(text=text, subject=subject_of_answer(row.pk))
    if channel is Channel.HAND:
        return note_by_hand(row.shop, row.creator, last_address(row.pk), words, key, by=by, now=now)
    return queue_on_channel(row.shop, row.creator, channel, words, key, by=by, now=now)
