"""On a port: the first line tells all, cuts are real, SIGTERM ends it, and SIGKILL loses nothing."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.sandbox.port import control, served

OPTIONS = ("--creators", "500", "--shop", "GB:guidebook")


def test_a_slow_answer_and_a_time_out_hold_up_nobody_else(tmp_path: Path) -> None:
    with served("--state", str(tmp_path / "sandbox.db"), *OPTIONS) as (_, keys):
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
    with served("--state", str(tmp_path / "sandbox.db"), *OPTIONS) as (process, keys), ThreadPoolExecutor(1) as pool:
        control(keys, "PUT", "faults", [{"operation": "*", "kind": "timeout", "seconds": 60}])
        lost = pool.submit(httpx.get, f"{keys['base_url']}/seller/202309/shops", timeout=60)
        while not control(keys, "GET", "requests"):
            """Until it waits."""
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
        assert isinstance(lost.exception(), httpx.RemoteProtocolError)


def test_a_killed_server_comes_back_where_it_was_and_a_stopped_one_ends(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with served("--state", str(state), *OPTIONS) as (process, first):
        assert list(first)[:3] == ["base_url", "auth_url", "app_key"]
        moved = control(first, "POST", "clock", {"advance_seconds": 3_600})
        os.killpg(process.pid, signal.SIGKILL)
    with served("--state", str(state), *OPTIONS) as (process, second):
        assert second["shops"] == first["shops"]
        assert control(second, "GET", "clock")["shown"] == moved["shown"]
        fault = {"operation": "*", "when": "before", "kind": "cut", "times": 1}
        control(second, "PUT", "faults", [fault])
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{second['base_url']}/seller/202309/shops")
        assert httpx.get(f"{second['base_url']}/seller/202309/shops").json()["code"] == 36009004
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
