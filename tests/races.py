"""Two transactions at one moment, for PostgreSQL: SQLite lets one transaction write at a time."""

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

from django.db import connection, transaction

Outcome = TypeVar("Outcome")
A_MOMENT_S, LONG_ENOUGH_S = 0.5, 20.0


def overtaken(first: Callable[[], object], second: Callable[[], Outcome]) -> Outcome:
    """`first` has acted and not committed yet when `second` begins; what `second` came to.

    Where `second` need not wait for `first` it has ended before `first` commits.
    """
    acted, may_commit, came_to = Event(), Event(), list[Outcome]()

    def act_first() -> None:
        with transaction.atomic():
            first()
            acted.set()
            may_commit.wait(LONG_ENOUGH_S)
        connection.close()

    def act_second() -> None:
        came_to.append(second())
        connection.close()

    slow, quick = Thread(target=act_first), Thread(target=act_second)
    slow.start()
    assert acted.wait(LONG_ENOUGH_S)
    quick.start()
    quick.join(A_MOMENT_S)
    may_commit.set()
    slow.join()
    quick.join()
    return came_to[0]
