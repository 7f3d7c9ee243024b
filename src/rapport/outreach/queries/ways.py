"""By which ways a creator can be reached now, each with its address, what it needs, or why not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.creators.models import Creator
from rapport.creators.queries.contacts import contacts_of
from rapport.creators.rules.contact_points import Basis, ContactKind, ContactPoint
from rapport.outreach.channels.channel import OUTSIDE, Account, Channel, Facts, Reach
from rapport.outreach.channels.consent import ConsentRule
from rapport.outreach.channels.reaching import REACHING
from rapport.outreach.models import ChannelAccount, Message, Thread
from rapport.outreach.queries.channel_rules import channel_rules
from rapport.outreach.queries.channels import accounts_of
from rapport.outreach.queries.opt_outs import opted_out_among
from rapport.outreach.queries.quota import current_window, standing_of
from rapport.shops.models import Shop

KINDS = {Channel.EMAIL: ContactKind.EMAIL, Channel.WHATSAPP: ContactKind.WHATSAPP}
"""Channels whose addresses are those we keep; the other two are reached by the id their messages carry."""
TALKS = {Channel.INSTAGRAM: ContactKind.INSTAGRAM, Channel.MESSENGER: ContactKind.MESSENGER}
ON_THE_WAY = (Message.State.QUEUED, Message.State.SENDING, Message.State.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to one creator."""

    channel: Channel
    facts: Facts
    reach: Reach


def ways_to(shop: Shop, creators: Sequence[Creator], now: datetime) -> dict[int, list[Way]]:
    """Every way to each of these creators, by creator; a handful of queries, however many creators."""
    known = _Known.load(shop, creators, now)
    return {
        creator.pk: [_way(known.facts(creator, channel), channel) for channel in (Channel.IM, *OUTSIDE)]
        for creator in creators
    }


def way_to(shop: Shop, creator: Creator, channel: Channel, now: datetime) -> Way:
    """One way to one creator."""
    return _way(_Known.load(shop, [creator], now).facts(creator, channel), channel)


def _way(facts: Facts, channel: Channel) -> Way:
    return Way(channel, facts, REACHING[channel](facts))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is loaded once for many creators."""

    shop: Shop
    now: datetime
    contacts: Mapping[int, list[ContactPoint]]
    threads: Mapping[tuple[int, str], Thread]
    on_the_way: Mapping[int, datetime]
    stopped: Collection[int]
    accounts: Mapping[Channel, ChannelAccount]
    quota_left: int | None

    @classmethod
    def load(cls, shop: Shop, creators: Sequence[Creator], now: datetime) -> "_Known":
        ids = [creator.pk for creator in creators]
        contacts: dict[int, list[ContactPoint]] = {pk: [] for pk in ids} | contacts_of(ids)
        threads = Thread.objects.filter(shop=shop, creator__in=ids)
        going = Message.objects.filter(thread__shop=shop, thread__creator__in=ids, state__in=ON_THE_WAY)
        outside = going.exclude(thread__channel=Channel.IM).values_list("thread__creator_id", "due_at")
        window = current_window(shop, now)
        return cls(
            shop=shop,
            now=now,
            contacts=contacts,
            threads={(row.creator_id, row.channel): row for row in threads},
            on_the_way=dict(outside),
            stopped=opted_out_among(ids),
            accounts=accounts_of(shop.pk),
            quota_left=standing_of(window).left if window else None,
        )

    def facts(self, creator: Creator, channel: Channel) -> Facts:
        addresses = self._addresses(creator, channel)
        thread, account = self.threads.get((creator.pk, channel)), self.accounts.get(channel)
        return Facts(
            now=self.now,
            consent=self._consent(creator, channel, addresses),
            handle=creator.handle,
            addresses=addresses,
            is_blocked=bool(creator.blocked_why),
            is_opted_out=creator.pk in self.stopped,
            account=account.standing if account else Account.MISSING,
            has_postal_address=bool(account and account.settings.get("postal_address")),
            last_in_at=thread.last_in_at if thread else None,
            unanswered_at=self._unanswered(creator.pk),
            quota_left=self.quota_left,
        )

    def _addresses(self, creator: Creator, channel: Channel) -> tuple[ContactPoint, ...]:
        if channel in TALKS:
            thread = self.threads.get((creator.pk, channel))
            theirs = thread.creator_im_id if thread else ""
            return (ContactPoint(TALKS[channel], theirs, "wrote", Basis.WROTE_FIRST),) if theirs else ()
        kind = KINDS.get(channel)
        return tuple(one for one in self.contacts[creator.pk] if kind is None or one.kind is kind)

    def _consent(self, creator: Creator, channel: Channel, addresses: Sequence[ContactPoint]) -> ConsentRule:
        """By hand an e-mail is under the same law as one that a machine sends."""
        best = next((one for one in addresses if not one.is_bad), None)
        by_mail = channel is Channel.HAND and best is not None and best.kind is ContactKind.EMAIL
        name = Channel.EMAIL if by_mail else Channel.HAND if channel is Channel.IM else channel
        return channel_rules().consent(name, creator.region or self.shop.region)

    def _unanswered(self, creator_id: int) -> datetime | None:
        """When we last wrote outside the platform, where they wrote nothing on any channel since."""
        talks = [row for (owner, _), row in self.threads.items() if owner == creator_id]
        out = [row.last_out_at for row in talks if row.last_out_at and row.channel != Channel.IM]
        out += [at for owner, at in self.on_the_way.items() if owner == creator_id]
        heard = [row.last_in_at for row in talks if row.last_in_at]
        return max(out) if out and (not heard or max(out) > max(heard)) else None
