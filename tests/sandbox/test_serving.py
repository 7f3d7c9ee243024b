"""On a port: the first line tells all, cuts are real, SIGTERM ends it, and SIGKILL loses nothing."""

import os
import signal
from pathlib import Path

import httpx
import pytest
from tests.sandbox.port import control, served

OPTIONS = ("--creators", "500", "--shop", "GB:guidebook")


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
