"""Setting up a shop's own account on a channel: its settings, on and off, and what checking it showed."""

import json
from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from rapport.outreach.channels.accounts import checked
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import ChannelAccount
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import WORKER, Actor
from rapport.work.queue import enqueue

CHECK = "outreach.channels_check"
DELIVER_ON_CHANNELS = "outreach.channels_deliver"
HOOK_BYTES = 24


class DemonstrationWritesNobody(Refusal):
    """In the demonstration nobody real is written to, so no real account is set up in it."""

    code = "channel.demonstration"


@transaction.atomic
def save_account(shop: Shop, channel: Channel, typed: Mapping[str, str], *, by: Actor, now: datetime) -> ChannelAccount:
    """Keep an account's settings and turn it on; an empty secret keeps the one there was. It is checked at once.

    Refuses with DemonstrationWritesNobody, SettingMissing, SettingInvalid or TemplateUnreadable.
    """
    if shop.workspace.is_demonstration:
        raise DemonstrationWritesNobody
    row = ChannelAccount.objects.select_for_update().filter(shop=shop, channel=channel).first()
    plain, secrets = checked(channel, typed, secrets_of(row) if row else {})
    if row is None:
        row = ChannelAccount(shop=shop, channel=channel, hook=token_urlsafe(HOOK_BYTES))
    row.settings, row.secrets, row.is_on, row.trouble, row.checked_at = plain, json.dumps(secrets), True, "", None
    row.save()
    record(shop.workspace_id, by, "channel.save", channel.value, now=now, shop=shop.name)
    enqueue(CHECK, shop_key(shop.pk))
    return row


def secrets_of(row: ChannelAccount) -> dict[str, str]:
    """An account's passwords and tokens, in plain text."""
    return {str(name): str(value) for name, value in json.loads(row.secrets or "{}").items()}


@transaction.atomic
def turn(row: ChannelAccount, *, on: bool, by: Actor, now: datetime) -> None:
    """Let an account send and read, or rest. What is queued waits."""
    if ChannelAccount.objects.filter(pk=row.pk).exclude(is_on=on).update(is_on=on):
        record(
            row.shop.workspace_id, by, "channel.on" if on else "channel.off", row.channel, now=now, shop=row.shop.name
        )
    if on:
        enqueue(DELIVER_ON_CHANNELS, shop_key(row.shop_id))


@transaction.atomic
def remove_account(row: ChannelAccount, *, by: Actor, now: datetime) -> None:
    """Forget an account with its secrets. Its messages stay in their threads."""
    record(row.shop.workspace_id, by, "channel.remove", row.channel, now=now, shop=row.shop.name)
    row.delete()


def ask_to_check(row: ChannelAccount) -> None:
    """Let the worker sign in once more."""
    ChannelAccount.objects.filter(pk=row.pk).update(checked_at=None)
    enqueue(CHECK, shop_key(row.shop_id))


def report_account(row: ChannelAccount, code: str, *, now: datetime) -> None:
    """What the last call showed; the empty code says that all is well."""
    fresh = ChannelAccount.objects.filter(pk=row.pk)
    if fresh.exclude(trouble=code).update(trouble=code, trouble_at=now if code else None) and code:
        record(row.shop.workspace_id, WORKER, "channel.trouble", row.channel, now=now, code=code)
    fresh.update(checked_at=now)


def keep_reading_place(row: ChannelAccount, validity: int, uid: int) -> None:
    """How far the inbox was read."""
    ChannelAccount.objects.filter(pk=row.pk).update(read_validity=validity, read_uid=uid)


def note_start(row: ChannelAccount, *, now: datetime) -> None:
    """A mailbox is warmed up from its first message on."""
    ChannelAccount.objects.filter(pk=row.pk, started_at=None).update(started_at=now)
