"""What a demonstration's clock shows, and whether it is being moved."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.shops.models import Connection, Shop
from rapport.shops.queries.shops import clock_of
from rapport.work.queue import is_asked

MOVE = "shops.move_clock"
MOVE_KEY = "connection:{}:{}"
"""Whose clock, and by how many seconds it is still to be moved."""
BEHIND_FROM = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SandboxClock:
    """One sandbox's clock as pages show it."""

    connection_id: int
    shown: datetime
    is_moving: bool
    is_behind: bool
    """The demonstration still lives through the time before its first start."""


def sandbox_clock(shops: list[Shop], machine_now: datetime) -> SandboxClock | None:
    """The clock of the first shop that is connected to a sandbox; None where none is."""
    for shop in shops:
        connection = shop.connection
        if connection is not None and connection.kind == Connection.Kind.SANDBOX:
            shown = clock_of(connection, machine_now).at(machine_now)
            behind = machine_now - shown > BEHIND_FROM
            return SandboxClock(connection.pk, shown, is_moving(connection.pk), behind)
    return None


def is_moving(connection_id: int) -> bool:
    """Whether a jump was asked for that is not over."""
    return is_asked(MOVE, MOVE_KEY.format(connection_id, ""))
