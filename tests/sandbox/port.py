"""The sandbox on a port of this machine, for tests: started as a command, killed when done."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

import sandbox


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Serve with a clock that stands still, and yield the process and what its first line says."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "sandbox", "serve", "--port", port, "--json", "--clock", "manual", *options]
    process = subprocess.Popen(
        command,
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
