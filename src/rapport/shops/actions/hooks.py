"""Keeping what the platform tells by itself: each event once, in the transaction that wakes whoever reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.shops.models import Connection, Hook, PlatformEvent, Shop
from rapport.shops.queries.hooks import told_of
from rapport.shops.rules.hooks import GATHERED, KEPT_FOR, LATE, WAKES
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import AT_ONCE, enqueue


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as the door believed it. `key` is the platform's id of it."""

    key: str
    type: int
    platform_shop_id: str
    subject: str
    at: datetime


@transaction.atomic
def take_event(connection: Connection, told: ToldEvent, *, now: datetime, machine_now: datetime) -> bool:
    """Keep an event and wake the jobs that read what it is about; False for one that was here before.

    `now` is the connection's time, `machine_now` the queue's. An event about a shop that is not ours is kept and
    wakes nobody.
    """
    shop = Shop.objects.filter(connection=connection, platform_id=told.platform_shop_id).first()
    _, is_new = PlatformEvent.objects.get_or_create(
        connection=connection,
        key=told.key[:80],
        defaults={"shop": shop, "type": told.type, "subject": told.subject[:80], "at": told.at, "taken_at": now},
    )
    if is_new and shop is not None:
        Hook.objects.update_or_create(shop=shop, type=told.type, defaults={"heard_at": now})
        for name in WAKES.get(told.type, ()):
            enqueue(name, shop_key(shop.pk), machine_now + GATHERED[name] if name in GATHERED else AT_ONCE)
    return is_new


@transaction.atomic
def note_missed(shop_id: int, type_: int, found: Mapping[str, datetime], *, now: datetime) -> int:
    """Of what reading found, by id and moment, how much no event told us of in time; it makes us look often again."""
    hook = Hook.objects.filter(shop_id=shop_id, type=type_)
    late = [one for one, at in found.items() if now - at > LATE]
    if not late or not hook.exists():
        return 0
    missed = set(late) - told_of(shop_id, type_, late)
    if missed:
        hook.update(missed_at=now)
    return len(missed)


@transaction.atomic
def record_registered(shop_id: int, type_: int, address: str, *, now: datetime) -> None:
    """The platform sends this kind of event to this address now."""
    told = {"address": address, "registered_at": now}
    Hook.objects.update_or_create(shop_id=shop_id, type=type_, defaults=told)


def forget_old_events(connection_id: int, *, now: datetime) -> int:
    """Drop events that are too old to come again; how many."""
    return PlatformEvent.objects.filter(connection_id=connection_id, taken_at__lt=now - KEPT_FOR).delete()[0]
