"""Steps that stories of the channels take again and again."""

from datetime import timedelta

from tests.cast import MEI, NOW

from rapport.creators.actions.contacts import add_contact
from rapport.creators.models import Creator
from rapport.creators.rules.contact_points import Basis, ContactKind
from rapport.outreach.actions.channel_accounts import save_account
from rapport.outreach.actions.reaching import Words, queue_on_channel
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import ChannelAccount, Message
from rapport.shops.models import Shop

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MAILBOX = {
    "from_address": "mei@moonwell.example",
    "from_name": "Mei from Moonwell",
    "postal_address": "1 Harbour Road, London",
    "smtp_host": "127.0.0.1",
    "smtp_port": "2525",
    "smtp_security": "none",
    "imap_host": "127.0.0.1",
    "imap_port": "2526",
    "imap_security": "none",
    "sent_folder": "Sent",
    "public_url": "https://desk.moonwell.example",
    "user": "mei@moonwell.example",
    "password": "mailbox-secret",
}
META = {"account_id": "1055", "access_token": "EAAtoken", "app_secret": "app-secret", "verify_token": "verify-me"}
TEMPLATES = "invite_v1 | en | Hi {creator}, {brand} would love to send you a sample."


def mailbox(shop: Shop, **changed: str) -> ChannelAccount:
    """Mei's mailbox for a shop, found to be in order."""
    return _ready(save_account(shop, Channel.EMAIL, MAILBOX | changed, by=MEI, now=NOW))


def meta(shop: Shop, channel: Channel, **changed: str) -> ChannelAccount:
    """An account of one of Meta's channels."""
    typed = META | ({"templates": TEMPLATES} if channel is Channel.WHATSAPP else {}) | changed
    return _ready(save_account(shop, channel, typed, by=MEI, now=NOW))


def _ready(account: ChannelAccount) -> ChannelAccount:
    account.checked_at = NOW
    account.save(update_fields=["checked_at"])
    return account


def reachable(
    creator: Creator, kind: ContactKind, address: str, basis: Basis = Basis.CONSENT, proof: str = "her mail of 1 March"
) -> None:
    """Mei enters an address of a creator."""
    add_contact(creator.workspace_id, creator.pk, kind, address, basis, proof, by=MEI, now=NOW)


def mailed(
    shop: Shop, creator: Creator, key: str = "channel:email:1", *, text: str = "Would you try our serum?"
) -> Message:
    """An e-mail waits to be sent."""
    words = Words(text=text, subject="A serum for you", confirmed=True)
    return queue_on_channel(shop, creator, Channel.EMAIL, words, key, by=MEI, now=NOW)


def state_of(message: Message) -> str:
    """The row's state now."""
    return Message.objects.get(pk=message.pk).state
