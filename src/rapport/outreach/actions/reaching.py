"""Writing to a creator outside the platform: one way into the queue, whatever the channel. Quota is untouched."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction

from rapport.creators.models import Creator
from rapport.outreach.actions.channel_accounts import DELIVER_ON_CHANNELS
from rapport.outreach.actions.messages import MessageEmpty
from rapport.outreach.channels.channel import MACHINE_SENT, Channel, Need, Reach, TemplateCall
from rapport.outreach.channels.email.footer import footer, language_of
from rapport.outreach.channels.email.wire import SUBJECT_CHARS, message_id
from rapport.outreach.channels.instagram.wire import fits as fits_instagram
from rapport.outreach.channels.messenger.wire import fits as fits_messenger
from rapport.outreach.channels.whatsapp.templates import approved, chosen
from rapport.outreach.channels.whatsapp.wire import TEXT_CHARS
from rapport.outreach.models import ChannelAccount, Envelope, Message, Thread
from rapport.outreach.queries.channel_rules import footers
from rapport.outreach.queries.channels import accounts_of
from rapport.outreach.queries.departures import region_of
from rapport.outreach.queries.opt_outs import check_reachable
from rapport.outreach.queries.ways import way_to
from rapport.outreach.rules.pace import leaving
from rapport.outreach.rules.wording import MessageTooLong, Purpose
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

SALT = "rapport.outreach.stop"
STOP_PATH = "stop"


class NotReachable(Refusal):
    """The channel does not reach this creator now; `why` is the code of the reason."""

    code = "channel.not_reachable"


class ConfirmationMissing(Refusal):
    """Writing without recorded consent needs a person who confirms the warning; `warning` is its code."""

    code = "channel.confirmation_missing"


class SubjectMissing(Refusal):
    """An e-mail has a subject."""

    code = "channel.subject_missing"


class TemplateMissing(Refusal):
    """Outside the window WhatsApp takes approved templates alone."""

    code = "channel.template_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person wrote: a text, for e-mail with a subject, or `name|language` of a template."""

    text: str = ""
    subject: str = ""
    template: str = ""
    confirmed: bool = False
    """Whether they confirmed the warning that the page showed."""


@transaction.atomic
def queue_on_channel(
    shop: Shop, creator: Creator, channel: Channel, words: Words, key: str, *, by: Actor, now: datetime
) -> Message:
    """Queue one message on a channel that a machine sends; under one key nothing is queued twice.

    Refuses with CreatorBlocked, CreatorOptedOut, MessageEmpty, NotReachable, ConfirmationMissing, SubjectMissing,
    TemplateMissing, TemplateUnfilled or MessageTooLong.
    """
    Shop.objects.select_for_update().get(pk=shop.pk)
    known = Message.objects.filter(key=key).first()
    if known is not None:
        return known
    check_reachable(creator)
    way = way_to(shop, creator, channel, now)
    account = accounts_of(shop.pk).get(channel)
    _check(way.reach, words)
    if channel not in MACHINE_SENT or account is None:
        raise NotReachable(channel=channel.value, why="channel.account_missing")
    envelope, text = _envelope(account, creator, channel, words, way.reach, key)
    made = _place(shop, creator, channel, text, key, by=by, now=now)
    envelope.message, envelope.address = made, way.reach.address
    envelope.human = Need.PERSON in way.reach.needs
    _note_confirmation(envelope, way.reach.warning, by)
    envelope.save()
    record(shop.workspace_id, by, "message.queue_channel", f"@{creator.handle}", now=now, channel=channel.value)
    enqueue(DELIVER_ON_CHANNELS, shop_key(shop.pk))
    return made


@transaction.atomic
def note_by_hand(
    shop: Shop, creator: Creator, address: str, words: Words, key: str, *, by: Actor, now: datetime
) -> Message:
    """A person sent it from their own app: it is kept as sent. Refuses with CreatorBlocked, CreatorOptedOut,
    MessageEmpty, NotReachable or ConfirmationMissing.
    """
    known = Message.objects.filter(key=key).first()
    if known is not None:
        return known
    check_reachable(creator)
    way = way_to(shop, creator, Channel.HAND, now)
    if not words.text.strip():
        raise MessageEmpty
    _check(way.reach, words)
    made = _place(shop, creator, Channel.HAND, words.text.strip(), key, by=by, now=now)
    made.state, made.sent_at, made.due_at = Message.State.SENT, now, now
    made.save(update_fields=["state", "sent_at", "due_at"])
    envelope = Envelope(message=made, address=address, human=True)
    _note_confirmation(envelope, way.reach.warning, by)
    envelope.save()
    Thread.objects.filter(pk=made.thread_id).update(last_out_at=now, waiting_since=None)
    record(shop.workspace_id, by, "message.by_hand", f"@{creator.handle}", now=now)
    return made


def stop_token(workspace_id: int, creator_id: int) -> str:
    """The signed part of an unsubscribing link: it says whose it is, and nobody can make one for somebody else."""
    return signing.dumps([workspace_id, creator_id], salt=SALT)


def stop_token_read(token: str) -> tuple[int, int] | None:
    """Workspace and creator of a link; None for one that we never made."""
    try:
        workspace_id, creator_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(workspace_id), int(creator_id)


def _check(reach: Reach, words: Words) -> None:
    if reach.why_not is not None:
        raise NotReachable(why=reach.why_not.code, **reach.why_not.data)
    if Need.CONFIRMATION in reach.needs and not words.confirmed:
        raise ConfirmationMissing(warning=reach.warning.code if reach.warning else "")


def _envelope(
    account: ChannelAccount, creator: Creator, channel: Channel, words: Words, reach: Reach, key: str
) -> tuple[Envelope, str]:
    """What goes beside the text, and the text itself."""
    if Need.TEMPLATE in reach.needs or (channel is Channel.WHATSAPP and words.template):
        return _by_template(account, creator, words)
    text = words.text.strip()
    if not text:
        raise MessageEmpty
    _check_length(channel, text)
    return (_mail(account, creator, words, key) if channel is Channel.EMAIL else Envelope()), text


def _by_template(account: ChannelAccount, creator: Creator, words: Words) -> tuple[Envelope, str]:
    if not words.template:
        raise TemplateMissing
    found = chosen(approved(str(account.settings.get("templates", ""))), words.template)
    shop = account.shop
    call, text = found.filled(
        {"creator": creator.shown_name, "brand": shop.workspace.brand or shop.workspace.name, "shop": shop.name}
    )
    return Envelope(template=_as_json(call)), text


def _mail(account: ChannelAccount, creator: Creator, words: Words, key: str) -> Envelope:
    subject = " ".join(words.subject.split())[:SUBJECT_CHARS]
    if not subject:
        raise SubjectMissing
    told, shop = account.settings, account.shop
    url = str(told.get("public_url", "")).rstrip("/")
    link = f"{url}/{STOP_PATH}/{stop_token(shop.workspace_id, creator.pk)}/" if url else ""
    known = footers()
    last = footer(
        known[language_of(known, [creator.language, REGIONS[shop.region].language])],
        brand=shop.workspace.brand or shop.workspace.name,
        postal_address=str(told.get("postal_address", "")),
        stop_link=link,
    )
    outer_id = message_id(key, account.hook, str(told["from_address"]))
    return Envelope(outer_id=outer_id, subject=subject, footer=last, stop_link=link)


def _check_length(channel: Channel, text: str) -> None:
    if channel is Channel.INSTAGRAM and not fits_instagram(text):
        raise MessageTooLong(characters=len(text.encode()), most=1000)
    if channel is Channel.MESSENGER and not fits_messenger(text):
        raise MessageTooLong(characters=len(text), most=1999)
    if channel is Channel.WHATSAPP and len(text) > TEXT_CHARS:
        raise MessageTooLong(characters=len(text), most=TEXT_CHARS)


def _place(shop: Shop, creator: Creator, channel: Channel, text: str, key: str, *, by: Actor, now: datetime) -> Message:
    """The row itself: due at once, or after the quiet hours where the creator lives."""
    thread, _ = Thread.objects.get_or_create(shop=shop, creator=creator, channel=channel)
    return Message.objects.create(
        thread=thread,
        key=key,
        purpose=Purpose.ANSWER if thread.first_in_at else Purpose.INVITE,
        text=text,
        author=by.label[:80],
        state=Message.State.QUEUED,
        due_at=leaving(now, region_of(shop, creator.region)).at,
    )


def _note_confirmation(envelope: Envelope, warning: Reason | None, by: Actor) -> None:
    if warning is not None:
        envelope.confirmed_by, envelope.confirmed = by.label[:80], warning.as_json()


def _as_json(call: TemplateCall) -> dict[str, object]:
    return {"name": call.name, "language": call.language, "values": list(call.values)}
