"""On a port: the first line tells all, cuts are real, SIGTERM ends it, and SIGKILL loses nothing."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

import sandbox


@contextmanager
def served(state: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "sandbox", "serve", "--port", port, "--state", str(state), "--json"]
    options = ["--clock", "manual", "--creators", "500", "--shop", "GB:guidebook"]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(sandbox.__file__).parents[1])},
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        yield process, json.loads(process.stdout.readline())
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def control(description: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
    headers = {"x-control-token": description["control_token"]}
    return httpx.request(method, f"{description['base_url']}/control/{path}", json=body, headers=headers).json()


def test_a_slow_answer_and_a_time_out_hold_up_nobody_else(tmp_path: Path) -> None:
    with served(tmp_path / "sandbox.db") as (_, keys):
        slow = {"operation": "get_active_shops", "kind": "timeout", "seconds": 2, "times": 1}
        control(keys, "PUT", "faults", [slow])
        url = f"{keys['base_url']}/seller/202309/shops"
        began = time.monotonic()
        with ThreadPoolExecutor(2) as pool:
            lost = pool.submit(httpx.get, url)
            while not control(keys, "GET", "requests"):
                """Until the first one waits."""
            assert httpx.get(url).json()["code"] == 36009004
            assert time.monotonic() - began < 1.5
            with pytest.raises(httpx.RemoteProtocolError):
                lost.result()
        assert time.monotonic() - began >= 2


def test_it_ends_though_somebody_waits(tmp_path: Path) -> None:
    with served(tmp_path / "sandbox.db") as (process, keys), ThreadPoolExecutor(1) as pool:
        control(keys, "PUT", "faults", [{"operation": "*", "kind": "timeout", "seconds": 60}])
        lost = pool.submit(httpx.get, f"{keys['base_url']}/seller/202309/shops", timeout=60)
        while not control(keys, "GET", "requests"):
            """Until it waits."""
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
        assert isinstance(lost.exception(), httpx.RemoteProtocolError)


def test_a_killed_server_comes_back_where_it_was_and_a_stopped_one_ends(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with served(state) as (process, first):
        assert list(first)[:3] == ["base_url", "auth_url", "app_key"]
        moved = control(first, "POST", "clock", {"advance_seconds": 3_600})
        os.killpg(process.pid, signal.SIGKILL)
    with served(state) as (process, second):
        assert second["shops"] == first["shops"]
        assert control(second, "GET", "clock")["shown"] == moved["shown"]
        fault = {"operation": "*", "when": "before", "kind": "cut", "times": 1}
        control(second, "PUT", "faults", [fault])
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{second['base_url']}/seller/202309/shops")
        assert httpx.get(f"{second['base_url']}/seller/202309/shops").json()["code"] == 36009004
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
