"""What channels tell: messages that came in, what became of ours, bounces. Told twice, it changes nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import transaction
from django.db.models import Q, QuerySet

from rapport.creators.actions.contacts import ToldContact, keep_contacts, mark_bad
from rapport.creators.queries.contacts import owners_of
from rapport.creators.rules.contact_points import ADDRESS_CHARS, Basis, ContactKind
from rapport.outreach.actions.channel_accounts import note_start
from rapport.outreach.actions.messages import record_not_sent, record_sent
from rapport.outreach.actions.opt_outs import opt_out
from rapport.outreach.actions.receiving import SeenMessage
from rapport.outreach.actions.taking_in import take_in
from rapport.outreach.actions.translating import TRANSLATE
from rapport.outreach.channels.channel import Channel, Event, Incoming, Status
from rapport.outreach.models import ChannelAccount, Envelope, Message, OptOut, StrayMessage, Thread
from rapport.outreach.models.channels import OUTER_CHARS, SUBJECT_CHARS
from rapport.outreach.queries.ways import KINDS, TALKS
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.rules.keys import workspace_key
from rapport.shops.rules.roles import WORKER, Actor
from rapport.work.queue import enqueue

PLATFORM_ID_CHARS, NAME_CHARS = 80, 80
State = Message.State
OPEN = (State.SENDING, State.UNCLEAR)
A_MOMENT = timedelta(seconds=1)


def kept_id(outer_id: str) -> str:
    """A channel's id as a message's row holds it: a digest where it is longer than the row takes."""
    if len(outer_id) <= PLATFORM_ID_CHARS:
        return outer_id
    return blake2b(outer_id.encode(), digest_size=32).hexdigest()


@transaction.atomic
def keep_events(account: ChannelAccount, events: Iterable[Event]) -> None:
    """Keep what a webhook or a mailbox told of an account."""
    for event in events:
        if isinstance(event, Incoming):
            keep_incoming(account, event)
        else:
            keep_status(account, event)


@transaction.atomic
def record_channel_sent(account: ChannelAccount, message_id: int, outer_id: str, *, now: datetime) -> None:
    """The channel took it: it is sent under the id that it has there."""
    Message.objects.filter(pk=message_id, state=State.UNCLEAR).update(state=State.SENDING)
    record_sent(message_id, kept_id(outer_id), now)
    if outer_id:
        Envelope.objects.filter(message_id=message_id).update(outer_id=outer_id[:OUTER_CHARS])
    note_start(account, now=now)


@transaction.atomic
def refuse_by_channel(
    account: ChannelAccount,
    message_id: int,
    code: str,
    *,
    address_is_bad: bool = False,
    wants_no_more: bool = False,
    now: datetime,
) -> None:
    """The channel refused it for good, and perhaps said that the address is none or its owner wants no more."""
    message = _messages(account).select_related("envelope", "thread").get(pk=message_id)
    told = Status(state="failed", at=now, code=code, address_is_bad=address_is_bad, wants_no_more=wants_no_more)
    _fail(account, message, told)


@transaction.atomic
def leave_to_a_person(message_id: int) -> None:
    """Nobody can say whether it went: it is not sent again by itself."""
    Message.objects.filter(pk=message_id, state=State.SENDING).update(state=State.UNCLEAR)


@transaction.atomic
def settle_by_person(workspace_id: int, message_id: int, *, was_sent: bool, by: Actor, now: datetime) -> None:
    """A person looked: it went, or it did not and waits to be sent once more. Refuses with NotFound."""
    rows = Message.objects.filter(pk=message_id, thread__shop__workspace_id=workspace_id, state=State.UNCLEAR)
    if not rows.update(state=State.SENDING):
        raise NotFound(what="message", id=message_id)
    if was_sent:
        record_sent(message_id, "", now)
    else:
        record_not_sent(message_id, now=now)
    record(workspace_id, by, "message.settle", str(message_id), now=now, was_sent=was_sent)


def keep_incoming(account: ChannelAccount, event: Incoming) -> None:
    """A message of a known creator goes into their thread; of nobody we know it waits to be named.

    Their clock may be slow: an answer is never older than what it answers.
    """
    answered = _answered(account, event)
    if answered is not None and answered.sent_at is not None:
        event = replace(event, at=max(event.at, answered.sent_at + A_MOMENT))
    creator_id = answered.thread.creator_id if answered is not None else _writer(account, event)
    if creator_id is None:
        StrayMessage.objects.get_or_create(
            account=account,
            outer_id=event.outer_id[:OUTER_CHARS],
            defaults={
                "address": event.address[:ADDRESS_CHARS],
                "name": event.name[:NAME_CHARS],
                "text": event.text,
                "at": event.at,
            },
        )
        return
    thread = _thread(account, creator_id, event.address)
    if event.automatic:
        _keep_automatic(thread, event)
        return
    kind = KINDS.get(Channel(account.channel))
    if kind is not None:
        told = ToldContact(creator_id, kind, event.address, "wrote", Basis.WROTE_FIRST)
        keep_contacts([told], now=event.at)
    _keep_words(thread, event)
    enqueue(TRANSLATE, workspace_key(account.shop.workspace_id))


def keep_status(account: ChannelAccount, event: Status) -> None:
    """Bring a message of ours up to date; what somebody wrote in the channel's own app is kept as ours too."""
    message = _of_status(account, event)
    if message is None:
        _keep_written_elsewhere(account, event)
        return
    if event.state == "failed":
        _fail(account, message, event)
        return
    if message.state in OPEN:
        record_channel_sent(account, message.pk, event.outer_id or message.envelope.outer_id, now=event.at)
    told = Envelope.objects.filter(pk=message.pk)
    if event.state in ("delivered", "read"):
        told.filter(delivered_at=None).update(delivered_at=event.at)
    if event.state == "read":
        told.filter(read_at=None).update(read_at=event.at)


@transaction.atomic
def record_bounce(account: ChannelAccount, outer_id: str, *, for_good: bool, now: datetime) -> None:
    """A message of ours came back; where the address is gone for good nobody writes to it again."""
    message = _messages(account).filter(envelope__outer_id=outer_id).select_related("envelope").first()
    if message is not None and outer_id:
        _fail(account, message, Status(state="failed", at=now, code="channel.bounced", address_is_bad=for_good))


@transaction.atomic
def name_stranger(
    workspace_id: int, account: ChannelAccount, address: str, creator_id: int, *, by: Actor, now: datetime
) -> Thread:
    """A person says whose messages these are: they go into the creator's thread. Refuses with NotFound."""
    rows = list(StrayMessage.objects.filter(account=account, address=address).order_by("at", "pk"))
    if not rows:
        raise NotFound(what="stranger", id=address)
    thread = _thread(account, creator_id, address)
    for row in rows:
        event = Incoming(address=address, outer_id=row.outer_id, text=row.text, at=row.at, name=row.name)
        _keep_words(thread, event)
    enqueue(TRANSLATE, workspace_key(workspace_id))
    kind = KINDS.get(Channel(account.channel))
    if kind is not None:
        keep_contacts([ToldContact(creator_id, kind, address, "wrote", Basis.WROTE_FIRST)], now=now)
    StrayMessage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    record(workspace_id, by, "channel.name_stranger", str(creator_id), now=now, channel=account.channel)
    return thread


def drop_stranger(workspace_id: int, account: ChannelAccount, address: str, *, by: Actor, now: datetime) -> None:
    """Nobody of ours: what they wrote is deleted here."""
    StrayMessage.objects.filter(account=account, address=address).delete()
    record(workspace_id, by, "channel.drop_stranger", account.channel, now=now)


def _messages(account: ChannelAccount) -> QuerySet[Message]:
    return Message.objects.filter(thread__shop_id=account.shop_id, thread__channel=account.channel)


def _of_status(account: ChannelAccount, event: Status) -> Message | None:
    """By our key, by the channel's id, or, where a channel gives neither, by the text of one that is unclear."""
    ours = _messages(account).exclude(state=State.RECEIVED).select_related("envelope")
    named = Q(pk__in=())
    if event.key:
        named |= Q(key=event.key)
    if event.outer_id:
        named |= Q(envelope__outer_id=event.outer_id)
    found = ours.filter(named).order_by("pk").first()
    if found is None and event.text and event.address:
        same = ours.filter(state__in=OPEN, text=event.text, envelope__address=event.address)
        found = same.order_by("claimed_at", "pk").first()
    return found


def _keep_written_elsewhere(account: ChannelAccount, event: Status) -> None:
    """An echo of what a person wrote in Instagram or Messenger itself."""
    if not event.text or Channel(account.channel) not in TALKS:
        return
    thread = Thread.objects.filter(
        shop_id=account.shop_id, channel=account.channel, creator_im_id=event.address
    ).first()
    if thread is not None:
        seen = SeenMessage(
            kept_id(event.outer_id), from_creator=False, content_type="TEXT", text=event.text, at=event.at
        )
        take_in(thread, [seen])


def _fail(account: ChannelAccount, message: Message, event: Status) -> None:
    code = event.code or "channel.turned_down"
    rows = Message.objects.filter(pk=message.pk).exclude(state=State.REFUSED)
    if not rows.update(state=State.REFUSED, refused_code=code):
        return
    channel, workspace_id = Channel(account.channel), account.shop.workspace_id
    if event.address_is_bad and channel in KINDS:
        mark_bad(workspace_id, ContactKind(KINDS[channel]), message.envelope.address, now=event.at)
    if event.wants_no_more:
        opt_out(message.thread.creator, OptOut.Via.CHANNEL, channel=channel.value, by=WORKER, now=event.at)


def _answered(account: ChannelAccount, event: Incoming) -> Message | None:
    """The latest of our messages that it says it answers."""
    if not event.answers:
        return None
    named = _messages(account).filter(envelope__outer_id__in=event.answers).select_related("thread")
    return named.exclude(state=State.RECEIVED).order_by("-pk").first()


def _writer(account: ChannelAccount, event: Incoming) -> int | None:
    """Whose message it is: by the talk, or by an address that one creator alone has."""
    channel = Channel(account.channel)
    if channel in TALKS:
        talk = Thread.objects.filter(shop_id=account.shop_id, channel=channel, creator_im_id=event.address).first()
        return talk.creator_id if talk else None
    owners = owners_of(account.shop.workspace_id, KINDS[channel], event.address)
    return owners[0] if len(owners) == 1 else None


def _thread(account: ChannelAccount, creator_id: int, address: str) -> Thread:
    thread, _ = Thread.objects.get_or_create(shop=account.shop, creator_id=creator_id, channel=account.channel)
    if Channel(account.channel) in TALKS and thread.creator_im_id != address:
        thread.creator_im_id = address
        thread.save(update_fields=["creator_im_id"])
    return thread


def _keep_automatic(thread: Thread, event: Incoming) -> None:
    """An absence note is kept, answers nothing and is waited for by nobody."""
    name = kept_id(event.outer_id)
    if not Message.objects.filter(thread=thread, platform_id=name).exists():
        made = Message.objects.create(
            thread=thread, text=event.text, state=State.RECEIVED, due_at=event.at, sent_at=event.at, platform_id=name
        )
        Envelope.objects.create(
            message=made, outer_id=event.outer_id[:OUTER_CHARS], address=event.address, automatic=True
        )


def _keep_words(thread: Thread, event: Incoming) -> None:
    seen = SeenMessage(kept_id(event.outer_id), from_creator=True, content_type="TEXT", text=event.text, at=event.at)
    take_in(thread, [seen])
    _wrap(thread, event)


def _wrap(thread: Thread, event: Incoming) -> None:
    """The envelope of a message that was just kept."""
    kept = Message.objects.filter(thread=thread, platform_id=kept_id(event.outer_id)).first()
    if kept is not None:
        Envelope.objects.get_or_create(
            message=kept,
            defaults={
                "outer_id": event.outer_id[:OUTER_CHARS],
                "address": event.address[:ADDRESS_CHARS],
                "subject": event.subject[:SUBJECT_CHARS],
            },
        )
