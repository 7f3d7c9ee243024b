"""`outreach.channels_deliver`: what is due outside the platform goes out, at each channel's pace.

Order of a send: claimed (commit) → called once → recorded (commit). What is found claimed was left by a worker that
stopped in between: where the channel can be read back it is looked for, else it is left to a person. Nothing unclear is
ever sent again by itself.
"""

from datetime import datetime, timedelta

from rapport.jobs.channel_senders import sender_of
from rapport.jobs.errand import Errand, machine_clock
from rapport.outreach.actions.channel_accounts import DELIVER_ON_CHANNELS, report_account
from rapport.outreach.actions.channel_events import leave_to_a_person, record_channel_sent, refuse_by_channel
from rapport.outreach.actions.departures import put_off_until_awake
from rapport.outreach.actions.messages import claim_message, record_not_sent, record_refused
from rapport.outreach.channels.channel import (
    MACHINE_SENT,
    AccessLost,
    Channel,
    ChannelTrouble,
    NotHeard,
    Sender,
    SentUnclear,
    TurnedDown,
)
from rapport.outreach.channels.pacing import next_moment
from rapport.outreach.models import ChannelAccount, Message
from rapport.outreach.queries.channel_rules import channel_rules
from rapport.outreach.queries.channels import accounts_of, due_on, open_on, outgoing_of, sent_lately
from rapport.outreach.queries.departures import standing_still
from rapport.outreach.rules.standing import CreatorBlocked, CreatorOptedOut
from rapport.work.queue import enqueue

LATER = timedelta(minutes=15)
"""When a channel that could not be heard is tried again."""


def deliver_on_channels(errand: Errand) -> None:
    """Send all of this shop that is due outside the platform; each channel by itself. A stopped shop sends nothing."""
    accounts = accounts_of(errand.shop.pk)
    for channel in MACHINE_SENT:
        account = accounts.get(channel)
        if account is not None and account.is_on:
            settle_open(errand, account)
            if standing_still(errand.shop.pk) is None:
                _deliver(errand, account)


def settle_open(errand: Errand, account: ChannelAccount) -> None:
    """Look for each message of which nobody knows whether it went; what is not found stays for a person."""
    open_ones = open_on(errand.shop.pk, Channel(account.channel))
    sender = sender_of(account, errand.outside) if open_ones else None
    for message in open_ones:
        errand.hold()
        found = _found(sender, message) if sender else ""
        if found:
            record_channel_sent(account, message.pk, found, now=message.claimed_at or errand.now)
        else:
            leave_to_a_person(message.pk)


def _found(sender: Sender, message: Message) -> str:
    try:
        return sender.find(outgoing_of(message))
    except ChannelTrouble:
        return ""


def _deliver(errand: Errand, account: ChannelAccount) -> None:
    channel = Channel(account.channel)
    pace, sender = channel_rules().pace(channel), sender_of(account, errand.outside)
    for message in due_on(errand.shop.pk, channel, errand.now):
        if put_off_until_awake(errand.shop, message, now=errand.now):
            continue
        account.refresh_from_db(fields=["started_at"])
        sent = sent_lately(errand.shop.pk, channel, errand.now)
        free_at = next_moment(pace, sent, account.started_at, errand.now)
        if free_at > errand.now:
            _come_back(errand, free_at - errand.now)
            return
        if _claim(errand, message) and not _send(errand, account, sender, message):
            return


def _claim(errand: Errand, message: Message) -> bool:
    """False for a message that may not be sent any more; of whoever asked us to stop it is refused."""
    try:
        return claim_message(errand.shop, message, hold=errand.hold, now=errand.now)
    except (CreatorBlocked, CreatorOptedOut) as refusal:
        record_refused(message.pk, refusal.code, now=errand.now)
        return False


def _send(errand: Errand, account: ChannelAccount, sender: Sender, message: Message) -> bool:
    """Send one claimed message and record what came of it; False where the channel had better rest."""
    now: datetime = errand.now
    try:
        outer_id = sender.send(outgoing_of(message), now)
    except NotHeard as trouble:
        record_not_sent(message.pk, now=now)
        report_account(account, trouble.told, now=now)
        if not isinstance(trouble, AccessLost):
            _come_back(errand, LATER)
        return False
    except SentUnclear as trouble:
        leave_to_a_person(message.pk)
        report_account(account, trouble.told, now=now)
        _come_back(errand, LATER)
        return False
    except TurnedDown as refusal:
        refuse_by_channel(
            account,
            message.pk,
            refusal.told,
            address_is_bad=refusal.address_is_bad,
            wants_no_more=refusal.wants_no_more,
            now=now,
        )
        return True
    record_channel_sent(account, message.pk, outer_id, now=now)
    report_account(account, "", now=now)
    return True


def _come_back(errand: Errand, pause: timedelta) -> None:
    enqueue(DELIVER_ON_CHANNELS, errand.lease.key, machine_clock() + pause)
