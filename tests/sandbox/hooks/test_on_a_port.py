"""On a port: deliveries go out by themselves, hold nothing up, and come though nobody asks."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any

from tests.sandbox.port import control, served
from tests.sandbox.seller import DAY
from tests.sandbox.test_serving import OPTIONS


class Listening(ThreadingHTTPServer):
    """Keeps what is posted; answers only when the gate is open."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Heard)
        self.heard: Queue[dict[str, Any]] = Queue()
        self.gate = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hooks"


class _Heard(BaseHTTPRequestHandler):
    """Puts what it is told into the server's queue."""

    server: Listening

    def do_POST(self) -> None:
        self.server.heard.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.server.gate.wait(10)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Stay quiet."""


@contextmanager
def listening() -> Iterator[Listening]:
    with Listening() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.gate.set()
        server.shutdown()


def test_a_listener_that_dawdles_holds_nothing_up_and_a_killed_sandbox_tells_it_again(tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "sandbox.db"), *OPTIONS)
    with listening() as listener:
        with served(*options) as (_, keys):
            control(keys, "PUT", "webhooks", {"33": listener.url})
            control(keys, "POST", "clock", {"advance_seconds": 14 * DAY})
            first = listener.heard.get(timeout=5)
            began = time.monotonic()
            assert control(keys, "GET", "deliveries")[-1]["state"] == "waiting"
            assert time.monotonic() - began < 1
        listener.gate.set()
        with served(*options):
            assert listener.heard.get(timeout=5) == first


def test_a_clock_that_runs_tells_though_nobody_asks(tmp_path: Path) -> None:
    with listening() as listener, served("--state", str(tmp_path / "sandbox.db"), *OPTIONS) as (_, keys):
        listener.gate.set()
        control(keys, "PUT", "webhooks", {"33": listener.url})
        control(keys, "POST", "clock", {"speed": 3 * DAY})
        assert listener.heard.get(timeout=15)["type"] == 33
