"""Repeated wake-ups in a connection's own time: when its clock jumps a week, each is due once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from rapport.work.models import Schedule
from rapport.work.queue import enqueue_all


def wake_due(key: str, every: Mapping[str, timedelta], now: datetime, machine_now: datetime) -> list[str]:
    """Enqueue each named job of `key` whose time has come, and set when it is due again; the names woken, in order.

    `now` is the connection's time, `machine_now` the queue's. A name not seen before is due at once.
    """
    if not _due(Schedule.objects.all(), key, every, now):
        return []
    with transaction.atomic():
        due = _due(Schedule.objects.select_for_update(), key, every, now)
        Schedule.objects.bulk_create(
            [Schedule(name=name, key=key, next_at=now + every[name]) for name in due],
            update_conflicts=True,
            unique_fields=["name", "key"],
            update_fields=["next_at"],
        )
        enqueue_all(due, key, machine_now)
    return due


def _due(schedules: QuerySet[Schedule], key: str, every: Mapping[str, timedelta], now: datetime) -> list[str]:
    known = dict(schedules.filter(key=key).values_list("name", "next_at"))
    return [name for name in every if known.get(name, now) <= now]


def next_due(key: str) -> datetime | None:
    """When the next repeated wake-up of a key is due, in the connection's time."""
    return Schedule.objects.filter(key=key).order_by("next_at").values_list("next_at", flat=True).first()
