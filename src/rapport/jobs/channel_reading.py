"""`outreach.channels_read` and `outreach.channels_check`: new mail, unclear sends, and whether access is good.

What Meta's channels tell comes by webhook; only a mailbox is read. Of it only what concerns us is opened: answers to
ours, bounces, and mail from creators we know.
"""

from collections.abc import Iterator

from rapport.jobs.channel_senders import mailbox_of, sender_of
from rapport.jobs.channels import settle_open
from rapport.jobs.errand import Errand
from rapport.outreach.actions.channel_accounts import keep_reading_place, report_account
from rapport.outreach.actions.channel_events import keep_events, record_bounce
from rapport.outreach.channels.channel import MACHINE_SENT, Channel, ChannelTrouble, Event, Incoming
from rapport.outreach.channels.email.client import LARGEST, Cursor, Glimpse, Mailbox
from rapport.outreach.channels.email.concerning import concerns_us, ids_named, senders_named
from rapport.outreach.channels.email.wire import Letter
from rapport.outreach.models import ChannelAccount
from rapport.outreach.queries.channels import accounts_of, known_addresses, our_ids

LOOKS_MOST = 20


def read_channels(errand: Errand) -> None:
    """Read the mailbox, and look once more for what was unclear."""
    for channel, account in accounts_of(errand.shop.pk).items():
        if not account.is_on:
            continue
        settle_open(errand, account)
        if channel is Channel.EMAIL and account.settings.get("imap_host"):
            try:
                _read_mailbox(errand, account)
            except ChannelTrouble as trouble:
                report_account(account, trouble.told, now=errand.now)


def check_channels(errand: Errand) -> None:
    """Sign in on every account that was not checked since it was saved, and say what that showed."""
    for channel in MACHINE_SENT:
        account = accounts_of(errand.shop.pk).get(channel)
        if account is None or account.checked_at is not None:
            continue
        errand.hold()
        try:
            sender_of(account, errand.outside).check()
        except ChannelTrouble as trouble:
            report_account(account, trouble.told, now=errand.now)
        else:
            report_account(account, "", now=errand.now)


def _read_mailbox(errand: Errand, account: ChannelAccount) -> None:
    """Batch by batch: what concerns us is kept, then the place is remembered; a stop in between reads it once more."""
    mailbox = mailbox_of(account, errand.outside)
    for _ in range(LOOKS_MOST):
        errand.hold()
        place = _place(account)
        following, glimpses = mailbox.glimpses(place)
        wanted = _concerning(account, glimpses)
        _keep(errand, account, mailbox, wanted)
        keep_reading_place(account, following.validity, following.uid)
        account.read_validity, account.read_uid = following.validity, following.uid
        if place is None or following == place:
            return


def _place(account: ChannelAccount) -> Cursor | None:
    if account.read_validity is None or account.read_uid is None:
        return None
    return Cursor(account.read_validity, account.read_uid)


def _concerning(account: ChannelAccount, glimpses: list[Glimpse]) -> list[int]:
    ours = our_ids(account, [one for glimpse in glimpses for one in ids_named(glimpse.headers)])
    senders = [one for glimpse in glimpses for one in senders_named(glimpse.headers)]
    known = known_addresses(account.shop.workspace_id, senders)
    small = [one for one in glimpses if one.size <= LARGEST]
    return [one.uid for one in small if concerns_us(one.headers, ours, known)]


def _keep(errand: Errand, account: ChannelAccount, mailbox: Mailbox, uids: list[int]) -> None:
    for letter in mailbox.letters(uids):
        if letter.bounced:
            record_bounce(account, letter.bounced, for_good=letter.bounced_for_good, now=errand.now)
        else:
            keep_events(account, _events(letter, errand))


def _events(letter: Letter, errand: Errand) -> Iterator[Event]:
    """A letter that nobody can answer, without a sender or an id, is left."""
    if letter.message_id and letter.from_address:
        yield Incoming(
            address=letter.from_address,
            outer_id=letter.message_id,
            text=letter.text or letter.subject,
            at=min(letter.at or errand.now, errand.now),
            name=letter.from_name,
            subject=letter.subject,
            answers=letter.answers,
            automatic=letter.automatic,
        )
