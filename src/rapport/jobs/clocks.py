"""A sandbox's clock: time belongs to the connection, and the sandbox's can be moved."""

from datetime import datetime, timedelta

import httpx

from rapport.jobs.errand import Outside, machine_clock
from rapport.shared.clock import ClockReading
from rapport.shared.refusals import NotFound
from rapport.shops.actions.connections import save_clock
from rapport.shops.models import Connection, Shop
from rapport.shops.queries.clocks import MOVE, MOVE_KEY
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import Lease, enqueue, others_due

TIMEOUT_S = 5.0
MOVE_TIMEOUT_S = 600.0
"""A sandbox answers a move when everything due in between has happened."""
STEP = timedelta(hours=12)
A_LITTLE_LATER = timedelta(milliseconds=300)


def read_clock(connection: Connection, outside: Outside) -> ClockReading:
    """What the sandbox's clock shows now, kept on the connection. Raises httpx.HTTPError when it cannot be reached."""
    with httpx.Client(transport=outside.transport(connection.base_url), timeout=TIMEOUT_S) as client:
        answer = client.get(_address(connection), headers=_headers(connection))
        answer.raise_for_status()
        told = answer.json()
    reading = ClockReading(machine_clock(), datetime.fromisoformat(told["shown"]), round(told["speed"]))
    save_clock(connection.pk, reading)
    return reading


def move_clock(connection: Connection, outside: Outside, change: dict[str, object]) -> ClockReading:
    """Move the sandbox's clock (`advance_seconds`, `set` or `speed`) and keep what it shows then."""
    with httpx.Client(transport=outside.transport(connection.base_url), timeout=MOVE_TIMEOUT_S) as client:
        answer = client.post(_address(connection), headers=_headers(connection), json=change)
        answer.raise_for_status()
    return read_clock(connection, outside)


def move_on(lease: Lease, outside: Outside) -> None:
    """`shops.move_clock`: move a demonstration's clock on by the seconds its key names, half a day at a time.

    Between two steps the shops' own wake-ups have their turn, as they would if the time had passed by itself.
    """
    connection, left = _asked(lease.key)
    shops = Shop.objects.filter(connection=connection).values_list("pk", flat=True)
    if others_due([shop_key(pk) for pk in shops], machine_clock()):
        enqueue(MOVE, lease.key, machine_clock() + A_LITTLE_LATER)
        return
    step = min(STEP, left)
    move_clock(connection, outside, {"advance_seconds": int(step.total_seconds())})
    if left > step:
        rest = int((left - step).total_seconds())
        enqueue(MOVE, MOVE_KEY.format(connection.pk, rest), machine_clock() + A_LITTLE_LATER)


def _asked(key: str) -> tuple[Connection, timedelta]:
    _, connection_id, seconds = key.split(":")
    connection = Connection.objects.filter(pk=int(connection_id), kind=Connection.Kind.SANDBOX).first()
    if connection is None:
        raise NotFound(what="connection", id=connection_id)
    return connection, timedelta(seconds=int(seconds))


def _address(connection: Connection) -> str:
    return f"{connection.base_url}/control/clock"


def _headers(connection: Connection) -> dict[str, str]:
    return {"x-control-token": connection.control_token}
