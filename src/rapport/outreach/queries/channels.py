"""Accounts of channels, what is due on them, what is unclear, and whose messages nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rapport.creators.models import Creator
from rapport.creators.queries.contacts import owners_of
from rapport.creators.rules.contact_points import ContactKind
from rapport.outreach.channels.channel import Channel, Outgoing, TemplateCall
from rapport.outreach.channels.pacing import DAY
from rapport.outreach.models import ChannelAccount, Message, StrayMessage
from rapport.shared.ids import intent_key
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import shop as shop_by_id

State = Message.State
TRIED = (State.SENDING, State.UNCLEAR, State.SENT)
STRAYS_SHOWN = 50


def accounts_of(shop_id: int) -> dict[Channel, ChannelAccount]:
    """A shop's accounts by channel."""
    return {Channel(row.channel): row for row in ChannelAccount.objects.filter(shop_id=shop_id).order_by("pk")}


def account(workspace_id: int, account_id: int) -> ChannelAccount:
    """One account of this workspace, its shop loaded. Refuses with NotFound."""
    found = ChannelAccount.objects.filter(pk=account_id, shop__workspace_id=workspace_id).select_related("shop").first()
    if found is None:
        raise NotFound(what="channel_account", id=account_id)
    return found


def account_of_hook(hook: str) -> ChannelAccount | None:
    """The account whose webhooks arrive at this address."""
    return ChannelAccount.objects.filter(hook=hook).select_related("shop").first()


def shops_with_channels() -> list[Shop]:
    """Every shop of this installation with an account that is on, for the worker's round."""
    ids = ChannelAccount.objects.filter(is_on=True).values_list("shop_id", flat=True).distinct().order_by("shop_id")
    return [shop_by_id(pk) for pk in ids]


def due_on(shop_id: int, channel: Channel, now: datetime) -> QuerySet[Message]:
    """Queued messages of a channel whose time has come, oldest first."""
    rows = Message.objects.filter(thread__shop_id=shop_id, thread__channel=channel, state=State.QUEUED, due_at__lte=now)
    return rows.select_related("thread__creator", "envelope").order_by("due_at", "pk")


def open_on(shop_id: int, channel: Channel, states: Sequence[str] = (State.SENDING, State.UNCLEAR)) -> list[Message]:
    """Messages of a channel of which nobody knows yet whether they went."""
    rows = Message.objects.filter(thread__shop_id=shop_id, thread__channel=channel, state__in=states)
    return list(rows.select_related("thread__creator", "envelope").order_by("claimed_at", "pk"))


def unclear_on_channels(workspace_id: int) -> list[Message]:
    """What a person has to say yes or no to."""
    rows = Message.objects.filter(thread__shop__workspace_id=workspace_id, state=State.UNCLEAR)
    return list(rows.select_related("thread__creator", "thread__shop", "envelope").order_by("claimed_at", "pk"))


def sent_lately(shop_id: int, channel: Channel, now: datetime) -> list[datetime]:
    """When a channel of a shop sent, or tried to, in the past 24 hours."""
    rows = Message.objects.filter(thread__shop_id=shop_id, thread__channel=channel, state__in=TRIED, key__isnull=False)
    moments = rows.filter(claimed_at__gt=now - DAY).order_by("claimed_at").values_list("claimed_at", flat=True)
    return [at for at in moments if at is not None]


def outgoing_of(message: Message) -> Outgoing:
    """A queued message as its channel's client sends it: the same, however often it is asked for."""
    told, earlier = message.envelope, _earlier(message)
    call = told.template
    template = TemplateCall(call["name"], call["language"], tuple(call["values"])) if call else None
    return Outgoing(
        key=message.key or "",
        address=told.address,
        text=message.text,
        outer_id=told.outer_id,
        subject=told.subject,
        in_reply_to=earlier[-1] if earlier else "",
        references=tuple(earlier[:-1]),
        footer=told.footer,
        stop_link=told.stop_link,
        template=template,
        human=told.human,
    )


def _earlier(message: Message) -> list[str]:
    """Ids of the thread's earlier messages that went or came, oldest first."""
    rows = Message.objects.filter(thread_id=message.thread_id, state__in=[State.SENT, State.RECEIVED])
    earlier = rows.exclude(envelope__outer_id="").exclude(pk=message.pk).order_by("sent_at", "pk")
    return [one for one in earlier.values_list("envelope__outer_id", flat=True) if one]


def our_ids(account: ChannelAccount, named: Sequence[str]) -> set[str]:
    """Which of these ids are those of messages of this account's channel."""
    rows = Message.objects.filter(thread__shop_id=account.shop_id, thread__channel=account.channel)
    return set(rows.filter(envelope__outer_id__in=named).values_list("envelope__outer_id", flat=True))


def known_addresses(workspace_id: int, addresses: Sequence[str]) -> set[str]:
    """Which of these e-mail addresses belong to creators of the workspace."""
    wanted = set(addresses)
    return {one for one in wanted if owners_of(workspace_id, ContactKind.EMAIL, one)}


def subject_of_answer(thread_id: int) -> str:
    """The subject that goes on with an e-mail's talk; empty where there was none."""
    told = Message.objects.filter(thread_id=thread_id, envelope__subject__gt="").order_by("-due_at", "-pk")
    last = told.values_list("envelope__subject", flat=True).first() or ""
    return last if not last or last.lower().startswith("re:") else f"Re: {last}"


def next_key(shop: Shop, creator: Creator, channel: Channel) -> str:
    """The name of the next message to a creator on a channel: from one page it goes out once."""
    rows = Message.objects.filter(thread__shop=shop, thread__creator=creator, thread__channel=channel)
    return intent_key("channel", channel.value, shop.pk, creator.pk, rows.count() + 1)


def last_address(thread_id: int) -> str:
    """The address at which the talk went on last."""
    told = Message.objects.filter(thread_id=thread_id, envelope__address__gt="").order_by("-due_at", "-pk")
    return told.values_list("envelope__address", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who wrote on a channel and whom nobody has named yet."""

    account: ChannelAccount
    address: str
    name: str
    last_text: str
    last_at: datetime
    messages: int


def strangers(workspace_id: int) -> list[Stranger]:
    """Unknown writers of a workspace's channels, the newest first."""
    rows = StrayMessage.objects.filter(account__shop__workspace_id=workspace_id).select_related("account__shop")
    found: dict[tuple[int, str], Stranger] = {}
    for row in rows.order_by("at", "pk"):
        before = found.get((row.account_id, row.address))
        count = before.messages + 1 if before else 1
        name = row.name or (before.name if before else "")
        found[row.account_id, row.address] = Stranger(row.account, row.address, name, row.text, row.at, count)
    return sorted(found.values(), key=lambda one: one.last_at, reverse=True)[:STRAYS_SHOWN]
