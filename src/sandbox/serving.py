"""Serving on a port: granian with one worker; its threads wait where answers are slow, and take turns at the desk."""

import json
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from sandbox.app import create_app, describe
from sandbox.hooks.posting import Postman
from sandbox.opening import check, open_desk

BLOCKING_THREADS = 8
END_WITHIN_SECONDS = 2
"""Whoever waits for a slow answer then is cut off; what happened is committed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    host: str
    port: int
    seed: int
    creators: int
    state: Path | None
    clock: Literal["manual", "real"]
    shops: tuple[str, ...]
    as_json: bool
    start: datetime | None = None
    redirect: str | None = None
    keeps_retired: bool = False


@dataclass(frozen=True, slots=True)
class Loader:
    """Opens the sandbox inside the worker and says on the first line of standard output where it is."""

    options: Options

    def __call__(self) -> Callable[..., Any]:
        options = self.options
        desk = open_desk(
            seed=options.seed,
            creators=options.creators,
            state=options.state,
            shops=options.shops,
            start=options.start or datetime.now(UTC),
            clock=options.clock,
            redirect=options.redirect,
        )
        desk.keeps_retired = options.keeps_retired
        Postman(desk).start()
        description = describe(desk, f"http://{options.host}:{options.port}")
        line = json.dumps(description) if options.as_json else _greeting(description)
        Thread(target=_announce, args=(options, line), name="sandbox-announce", daemon=True).start()
        return create_app(desk, cuts=True)


def _announce(options: Options, line: str) -> None:
    """Say where the sandbox is as soon as somebody could connect."""
    while True:
        try:
            socket.create_connection((options.host, options.port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            break
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _greeting(description: dict[str, Any]) -> str:
    shops = ", ".join(f"{shop['name']} ({shop['region']}, {shop['pack']})" for shop in description["shops"])
    return f"Sandbox at {description['base_url']} with {shops}; control token {description['control_token']}"


def serve(options: Options) -> None:
    """Serve until SIGINT or SIGTERM. Raises PolicyGapError or StateMismatchError before it begins."""
    check(seed=options.seed, creators=options.creators, state=options.state, shops=options.shops)
    server = Granian(
        "sandbox",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=BLOCKING_THREADS,
        workers_kill_timeout=END_WITHIN_SECONDS,
        log_level=LogLevels.error,  # a warning would go to standard output, before the first line
    )
    server.serve(target_loader=Loader(options), wrap_loader=False)
