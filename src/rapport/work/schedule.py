"""Repeated wake-ups in a connection's own time: when its clock jumps a week, each is due once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from rapport.work.models import Schedule
from rapport.work.queue import enqueue


def wake_due(key: str, every: Mapping[str, timedelta], now: datetime, machine_now: datetime) -> list[str]:
    """Enqueue each named job of `key` whose time has come, and set when it is due again; the names woken.

    `now` is the connection's time, `machine_now` the queue's. A name not seen before is due at once.
    """
    known = dict(Schedule.objects.filter(key=key).values_list("name", "next_at"))
    due = [name for name in every if known.get(name, now) <= now]
    return [name for name in due if _wake(name, key, every[name], now, machine_now)]


@transaction.atomic
def _wake(name: str, key: str, interval: timedelta, now: datetime, machine_now: datetime) -> bool:
    _, made = Schedule.objects.get_or_create(name=name, key=key, defaults={"next_at": now + interval})
    mine = made or Schedule.objects.filter(name=name, key=key, next_at__lte=now).update(next_at=now + interval)
    if mine:
        enqueue(name, key, machine_now)
    return bool(mine)


def next_due(key: str) -> datetime | None:
    """When the next repeated wake-up of a key is due, in the connection's time."""
    return Schedule.objects.filter(key=key).order_by("next_at").values_list("next_at", flat=True).first()
