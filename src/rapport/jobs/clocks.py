"""Reading a sandbox's clock: time belongs to the connection, and the sandbox's can be moved."""

from datetime import datetime

import httpx

from rapport.jobs.errand import Outside, machine_clock
from rapport.shared.clock import ClockReading
from rapport.shops.actions.connections import save_clock
from rapport.shops.models import Connection

TIMEOUT_S = 5.0
MOVE_TIMEOUT_S = 600.0
"""A sandbox answers a move when everything due in between has happened."""


def read_clock(connection: Connection, outside: Outside) -> ClockReading:
    """What the sandbox's clock shows now, kept on the connection. Raises httpx.HTTPError when it cannot be reached."""
    with httpx.Client(transport=outside.transport(connection.base_url), timeout=TIMEOUT_S) as client:
        answer = client.get(
            f"{connection.base_url}/control/clock", headers={"x-control-token": connection.control_token}
        )
        answer.raise_for_status()
        told = answer.json()
    reading = ClockReading(machine_clock(), datetime.fromisoformat(told["shown"]), round(told["speed"]))
    save_clock(connection.pk, reading)
    return reading


def move_clock(connection: Connection, outside: Outside, change: dict[str, object]) -> ClockReading:
    """Move the sandbox's clock (`advance_seconds`, `set` or `speed`) and keep what it shows then."""
    with httpx.Client(transport=outside.transport(connection.base_url), timeout=MOVE_TIMEOUT_S) as client:
        answer = client.post(
            f"{connection.base_url}/control/clock",
            headers={"x-control-token": connection.control_token},
            json=change,
        )
        answer.raise_for_status()
    return read_clock(connection, outside)
