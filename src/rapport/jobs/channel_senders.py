"""The client of an account, made from its settings: the one place where channels meet the network."""

from rapport.jobs.errand import Outside
from rapport.outreach.actions.channel_accounts import secrets_of
from rapport.outreach.channels.accounts import GRAPH_URLS
from rapport.outreach.channels.channel import Channel, Sender
from rapport.outreach.channels.email.client import Mailbox, Server
from rapport.outreach.channels.email.wire import Sender as MailSender
from rapport.outreach.channels.graph.client import Graph, Talk
from rapport.outreach.channels.instagram.wire import body_of as instagram_body
from rapport.outreach.channels.messenger.wire import body_of as messenger_body
from rapport.outreach.channels.whatsapp.client import Number
from rapport.outreach.models import ChannelAccount


def sender_of(account: ChannelAccount, outside: Outside) -> Sender:
    """The client of an account's channel."""
    channel, told = Channel(account.channel), account.settings
    if channel is Channel.EMAIL:
        return mailbox_of(account, outside)
    graph, name = _graph(account, outside), str(told["account_id"])
    if channel is Channel.WHATSAPP:
        return Number(graph, name)
    if channel is Channel.INSTAGRAM:
        return Talk(graph, name, instagram_body, "username")
    return Talk(graph, name, messenger_body, "name")


def mailbox_of(account: ChannelAccount, outside: Outside) -> Mailbox:
    """The mailbox of an e-mail account."""
    told = {name: str(value) for name, value in account.settings.items()}
    imap = Server(told["imap_host"], int(told["imap_port"]), told["imap_security"]) if told["imap_host"] else None
    return Mailbox(
        sender=MailSender(told["from_address"], told["from_name"]),
        smtp=Server(told["smtp_host"], int(told["smtp_port"]), told["smtp_security"]),
        imap=imap,
        user=told["user"] or told["from_address"],
        password=secrets_of(account).get("password", ""),
        sent_folder=told["sent_folder"],
        timeout_s=outside.timeout_s,
    )


def _graph(account: ChannelAccount, outside: Outside) -> Graph:
    url = GRAPH_URLS[Channel(account.channel)]
    return Graph(
        base_url=url,
        version=str(account.settings["version"]),
        token=secrets_of(account).get("access_token", ""),
        transport=outside.transport(url),
        timeout_s=outside.timeout_s,
    )
