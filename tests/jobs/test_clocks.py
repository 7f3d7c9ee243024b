"""A sandbox's clock is read and moved, half a day at a time, the shops' own work between the steps."""

import json
from datetime import timedelta

import httpx
import pytest
from tests.cast import NOW, Cast

from rapport.jobs.clocks import STEP, move_clock, move_on, read_clock
from rapport.jobs.errand import Outside, machine_clock
from rapport.shared.refusals import NotFound
from rapport.shops.models import Connection
from rapport.work.models import Job
from rapport.work.queue import Lease, enqueue

MOVE, HOUR = "shops.move_clock", timedelta(hours=1)


class Sandbox:
    """Its clock stands still and moves when it is told to."""

    def __init__(self) -> None:
        self.shown, self.asked = NOW, list[object]()

    def outside(self) -> Outside:
        return Outside({"http://sandbox.invalid": httpx.MockTransport(self.answer)})

    def answer(self, request: httpx.Request) -> httpx.Response:
        assert (request.url.path, request.headers["x-control-token"]) == ("/control/clock", "")
        if request.method == "POST":
            change = json.loads(request.content)
            self.asked.append(change)
            self.shown += timedelta(seconds=change["advance_seconds"])
        return httpx.Response(200, json={"shown": self.shown.isoformat(), "speed": 0})


@pytest.fixture
def connection(cast: Cast) -> Connection:
    assert cast.uk.connection is not None
    return cast.uk.connection


def ask(connection: Connection, length: timedelta) -> Lease:
    """Somebody asked for a jump of this length."""
    seconds = int(length.total_seconds())
    return Lease(1, MOVE, f"connection:{connection.pk}:{seconds}", "ours", HOUR, machine_clock() + HOUR)


def test_what_the_clock_shows_is_kept(connection: Connection) -> None:
    sandbox = Sandbox()
    sandbox.shown = NOW + HOUR
    reading = read_clock(connection, sandbox.outside())
    connection.refresh_from_db()
    assert (reading.shown, reading.speed) == (NOW + HOUR, 0)
    assert (connection.clock_shown, connection.clock_machine) == (NOW + HOUR, reading.machine)


def test_a_moved_clock_shows_its_new_time(connection: Connection) -> None:
    sandbox = Sandbox()
    assert move_clock(connection, sandbox.outside(), {"advance_seconds": 3600}).shown == NOW + HOUR
    assert sandbox.asked == [{"advance_seconds": 3600}]


def test_a_clock_that_does_not_answer_is_not_kept(connection: Connection) -> None:
    silent = Outside({"http://sandbox.invalid": httpx.MockTransport(lambda _: httpx.Response(503))})
    with pytest.raises(httpx.HTTPError):
        read_clock(connection, silent)
    connection.refresh_from_db()
    assert connection.clock_shown == NOW


def test_a_short_jump_is_one_step(connection: Connection) -> None:
    sandbox = Sandbox()
    move_on(ask(connection, HOUR), sandbox.outside())
    assert (sandbox.shown, Job.objects.count()) == (NOW + HOUR, 0)


def test_a_long_jump_goes_on_with_the_rest(connection: Connection) -> None:
    sandbox = Sandbox()
    move_on(ask(connection, STEP + HOUR), sandbox.outside())
    assert (sandbox.shown, Job.objects.get().key) == (NOW + STEP, f"connection:{connection.pk}:3600")


def test_the_shops_work_comes_before_the_next_step(cast: Cast, connection: Connection) -> None:
    sandbox = Sandbox()
    enqueue("campaigns.plan", f"shop:{cast.uk.pk}")
    move_on(ask(connection, HOUR), sandbox.outside())
    assert sandbox.asked == []
    assert Job.objects.get(name=MOVE).key == f"connection:{connection.pk}:3600"


def test_the_real_platform_s_clock_cannot_be_moved(connection: Connection) -> None:
    Connection.objects.filter(pk=connection.pk).update(kind=Connection.Kind.PLATFORM)
    with pytest.raises(NotFound):
        move_on(ask(connection, HOUR), Sandbox().outside())
