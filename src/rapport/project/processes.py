"""The processes: `rapport worker` alone, `rapport run` for console, worker and sandbox together."""

import json
import logging
import os
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import fail
from rapport.jobs.worker import Worker
from rapport.project.catching_up import live_up_to_now
from rapport.project.first_start import FirstLogin, first_day, prepare_demonstration
from rapport.project.supervisor import Child, Supervisor
from rapport.shared.refusals import Data

logger = logging.getLogger("rapport.worker")

HOST = "127.0.0.1"
PORT = "PORT"
SANDBOX_PORT = "RAPPORT_SANDBOX_PORT"
SANDBOX_OFFSET = 100
CONSOLE_WORKERS = 2
JSON = click.option("--json", "as_json", is_flag=True, help=gettext_lazy("Say where it runs as one line of JSON."))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where console and sandbox are found."""

    console: str
    sandbox: str


class Stop:
    """Turns true when the process is asked to end."""

    def __init__(self) -> None:
        self.asked = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._ask)

    def __call__(self) -> bool:
        return self.asked

    def _ask(self, *_: object) -> None:
        self.asked = True


@click.command(help=gettext_lazy("Do the work in the background: send, read, settle, plan, review."))
@click.option("--until-idle", is_flag=True, help=gettext_lazy("Stop when nothing is due any more."))
@click.option("--catch-up", is_flag=True, help=gettext_lazy("First bring a demonstration to the present."))
@JSON
def worker(*, until_idle: bool, catch_up: bool, as_json: bool) -> None:
    stop = Stop()
    if as_json:
        _tell({"data_folder": str(settings.HOME), "until_idle": until_idle, "catch_up": catch_up})
    one = Worker(stopping=stop)
    if until_idle:
        one.drain()
        return
    if catch_up:
        live_up_to_now(one, stop)
    one.run()


@click.command(help=gettext_lazy("Start console, worker and sandbox together; Ctrl-C stops all of it."))
@JSON
def run(*, as_json: bool) -> None:
    port = _port(PORT, 8000, as_json=as_json)
    sandbox_port = _port(SANDBOX_PORT, port + SANDBOX_OFFSET, as_json=as_json)
    for wanted, variable in ((port, PORT), (sandbox_port, SANDBOX_PORT)):
        if not _is_free(wanted):
            data: Data = {"port": wanted, "variable": variable, "example": wanted + 1}
            said = gettext("Port %(port)d is taken. Choose another one: %(variable)s=%(example)d make run")
            fail("cli.port_taken", said % data, data, as_json=as_json)
    supervisor = Supervisor(Stop())
    if not as_json:
        click.echo(gettext("Data folder: %(folder)s") % {"folder": settings.HOME})
    description = supervisor.start_and_hear(_sandbox(sandbox_port))
    login = prepare_demonstration(description, settings.HOME)
    supervisor.start(Child("worker", [sys.executable, "-m", "rapport", "worker", "--catch-up"]))
    supervisor.start(_console(port))
    supervisor.wait_for(f"http://{HOST}:{port}/healthz")
    addresses = Addresses(f"http://{HOST}:{port}", f"http://{HOST}:{sandbox_port}")
    if as_json:
        _tell({"data_folder": str(settings.HOME), **asdict(addresses), "login": asdict(login)})
    else:
        _greet(addresses, login)
    sys.exit(supervisor.watch())


def _sandbox(port: int) -> Child:
    state = Path(settings.HOME) / "sandbox.sqlite3"
    command = [sys.executable, "-m", "sandbox", "serve", "--json", "--clock", "manual", "--host", HOST]
    return Child("sandbox", [*command, "--port", str(port), "--state", str(state), "--start", first_day()])


def _console(port: int) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    quiet = ["--log-level", "warning", "--no-access-log"]
    workers = ["--workers", str(CONSOLE_WORKERS), "--blocking-threads", "1"]
    return Child("console", [*command, *workers, *quiet, "rapport.project.wsgi:application"])


def _greet(addresses: Addresses, login: FirstLogin) -> None:
    click.echo("")
    click.echo(f"  Rapport 建联   {addresses.console}")
    if login.password:
        first = gettext("First login: %(name)s / %(password)s")
        click.echo("  " + first % {"name": login.name, "password": login.password})
    click.echo("  " + gettext("Be a creator yourself: %(address)s") % {"address": f"{addresses.sandbox}/creator/"})
    click.echo("  " + gettext("The demonstration lives through its first weeks now; pages fill as it goes on."))
    click.echo("  " + gettext("Ctrl-C stops everything; starting again goes on where it was."))


def _tell(first: dict[str, object]) -> None:
    """The first line, on one line: a program reads it while the process goes on."""
    click.echo(json.dumps(first, ensure_ascii=False))


def _port(variable: str, otherwise: int, *, as_json: bool) -> int:
    text = os.environ.get(variable, "")
    if text and not (text.isdigit() and 0 < int(text) < 65536):  # noqa: PLR2004 - a port's range
        data: Data = {"variable": variable}
        fail("cli.port_unreadable", gettext("%(variable)s must be a port number.") % data, data, as_json=as_json)
    return int(text) if text else otherwise


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True
