"""Other channels: each shop's accounts, what is unclear, who wrote unnamed, who wants no more, what is never done."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.people import HandleUnknown
from rapport.creators.queries.profile import named
from rapport.outreach.actions.channel_accounts import ask_to_check, remove_account, save_account, turn
from rapport.outreach.actions.channel_events import drop_stranger, name_stranger, settle_by_person
from rapport.outreach.channels.accounts import SETTINGS, Setting
from rapport.outreach.channels.channel import MACHINE_SENT, Channel
from rapport.outreach.channels.pacing import Pace
from rapport.outreach.models import ChannelAccount
from rapport.outreach.queries.channel_rules import channel_rules
from rapport.outreach.queries.channels import account, accounts_of, sent_lately, strangers, unclear_on_channels
from rapport.outreach.queries.opt_outs import standing_opt_outs
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Ability

FORBIDDEN = ("second_account", "contact_on_shop_page")
"""What the brief names as ways out, and the product explains instead of doing."""
HOOKED = (Channel.WHATSAPP, Channel.INSTAGRAM, Channel.MESSENGER)


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """One channel of one shop as the page shows it."""

    channel: Channel
    account: ChannelAccount | None
    settings: tuple[Setting, ...]
    pace: Pace
    sent_today: int
    day_most: int
    hook: str
    """The address to enter at Meta; empty for a mailbox."""


@page
def channels(desk: Desk) -> HttpResponse:
    """The accounts of the chosen shop, or of the first one."""
    shop = desk.chosen_shop() or next(iter(desk.shops), None)
    context = {
        "active": "settings",
        "shop": shop,
        "cards": _cards(desk, shop, desk.now_of(shop)) if shop else [],
        "unclear": unclear_on_channels(desk.workspace_id),
        "strangers": strangers(desk.workspace_id),
        "opt_outs": standing_opt_outs(desk.workspace_id),
        "forbidden": FORBIDDEN,
    }
    return desk.show("channels/channels.html", context)


@write(Ability.CONFIGURE)
def save_channel(desk: Desk, shop_id: int) -> HttpResponse:
    """Keep a channel's settings; an empty secret keeps the one there was."""
    shop, sent = desk.shop(shop_id), desk.request.POST
    with desk.told():
        channel = Channel(entries.one_of(sent, "channel", [one.value for one in MACHINE_SENT]))
        typed = {one.name: entries.text(sent, one.name) for one in SETTINGS[channel]}
        save_account(shop, channel, typed, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Saved: the worker signs in and says here whether it works."))
    return desk.back("channels")


@write(Ability.CONFIGURE)
def turn_channel(desk: Desk, account_id: int) -> HttpResponse:
    """Let an account work or rest, check it, or remove it."""
    row, sent = account(desk.workspace_id, account_id), desk.request.POST
    now = desk.now_of(desk.shop(row.shop_id))
    with desk.told():
        act = entries.one_of(sent, "act", ("on", "off", "check", "remove"))
        if act == "check":
            ask_to_check(row)
            desk.say(gettext("The worker signs in and says here whether it works."))
        elif act == "remove":
            remove_account(row, by=desk.seat.actor, now=now)
            desk.say(gettext("Removed, with its passwords. What was written stays."))
        else:
            turn(row, on=act == "on", by=desk.seat.actor, now=now)
            desk.say(gettext("It sends and reads again.") if act == "on" else gettext("It rests: nothing is sent."))
    return desk.back("channels")


@write(Ability.CONTACT)
def settle_stranger(desk: Desk, account_id: int) -> HttpResponse:
    """Say whose messages these are, or that they are nobody's of ours."""
    row, sent = account(desk.workspace_id, account_id), desk.request.POST
    address, now = entries.text(sent, "address"), desk.now_of(desk.shop(row.shop_id))
    with desk.told():
        if entries.text(sent, "act") == "drop":
            drop_stranger(desk.workspace_id, row, address, by=desk.seat.actor, now=now)
            desk.say(gettext("Deleted here."))
            return desk.back("channels")
        creator_id = _named(desk, entries.text(sent, "handle"))
        thread = name_stranger(desk.workspace_id, row, address, creator_id, by=desk.seat.actor, now=now)
        desk.say(gettext("Their messages stand in the thread now."))
        return desk.back("thread", thread.pk)
    return desk.back("channels")


@write(Ability.CONTACT)
def settle_unclear(desk: Desk, message_id: int) -> HttpResponse:
    """A person looked in the other app: it went, or it is to be sent once more."""
    with desk.told():
        was_sent = entries.one_of(desk.request.POST, "was_sent", ("yes", "no")) == "yes"
        settle_by_person(desk.workspace_id, message_id, was_sent=was_sent, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Noted as sent.") if was_sent else gettext("It waits to be sent once more."))
    return desk.back("channels")


def _named(desk: Desk, handle: str) -> int:
    """The one creator of a handle. Refuses with HandleUnknown."""
    found = named(desk.workspace_id, handle)
    if len(found) != 1:
        raise HandleUnknown(handle=handle, found=len(found))
    return found[0].pk


def _cards(desk: Desk, shop: Shop, now: datetime) -> list[ChannelCard]:
    known, rules = accounts_of(shop.pk), channel_rules()
    found = []
    for channel in MACHINE_SENT:
        row, pace = known.get(channel), rules.pace(channel)
        address = desk.request.build_absolute_uri(f"/hooks/meta/{row.hook}/") if row and channel in HOOKED else ""
        sent = len(sent_lately(shop.pk, channel, now)) if row else 0
        most = pace.day_most(row.started_at if row else None, now)
        found.append(ChannelCard(channel, row, SETTINGS[channel], pace, sent, most, address))
    return found
