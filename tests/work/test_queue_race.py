"""Two transactions that ask for one wake-up at the same time, and a worker that looks in between."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from rapport.work.models import Job, Schedule
from rapport.work.queue import claim, enqueue

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time"),
]

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DELIVER, UK = "outreach.deliver", "shop:1"
LONG_ENOUGH_S = 20.0


class Asker(Thread):
    """Asks for the wake-up, writes what it is to find, and commits when it is told to."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.asked, self.may_commit = Event(), Event()

    def run(self) -> None:
        with transaction.atomic():
            enqueue(DELIVER, UK, NOON)
            Schedule.objects.create(name=self.name, key=UK, next_at=NOON)
            self.asked.set()
            self.may_commit.wait(LONG_ENOUGH_S)
        connection.close()

    def commit(self) -> None:
        self.may_commit.set()
        self.join()


def test_a_worker_never_wakes_before_what_it_was_woken_for_is_there() -> None:
    first, second = Asker("first"), Asker("second")
    first.start()
    first.asked.wait(LONG_ENOUGH_S)
    second.start()
    assert not second.asked.wait(0.5)
    first.commit()
    assert second.asked.wait(LONG_ENOUGH_S)
    found: list[str] = []
    worker = Thread(target=lambda: found.extend(look()))
    worker.start()
    worker.join(0.5)
    second.commit()
    worker.join()
    assert found == ["first", "second"]


def look() -> list[str]:
    """Claim the wake-up and see what there is to do."""
    try:
        assert claim(NOON, MINUTE) is not None
        return sorted(Schedule.objects.values_list("name", flat=True))
    finally:
        connection.close()


def test_a_wake_up_asked_for_at_once_is_not_put_off_by_one_asked_for_later() -> None:
    def later() -> None:
        with transaction.atomic():
            enqueue(DELIVER, UK, NOON + MINUTE)
            asked.set()
            may_commit.wait(LONG_ENOUGH_S)
        connection.close()

    asked, may_commit = Event(), Event()
    slow, hasty = Thread(target=later), Asker("hasty")
    slow.start()
    asked.wait(LONG_ENOUGH_S)
    hasty.start()
    assert not hasty.asked.wait(0.5)
    may_commit.set()
    slow.join()
    hasty.commit()
    assert Job.objects.get().run_at == NOON
