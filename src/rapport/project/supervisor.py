"""Keeping a few child processes together: started in order, ended in reverse, one that dies is started again."""

import json
import logging
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

import httpx

logger = logging.getLogger("rapport.run")

LOOK_EVERY_S = 0.2
END_WITHIN_S = 15.0
ANSWER_WITHIN_S = 90.0
RESTARTS_MOST = 5


@dataclass
class Child:
    """One program and its process. In a session of its own, so that Ctrl-C reaches the supervisor alone."""

    name: str
    command: list[str]
    process: subprocess.Popen[str] | None = None
    restarts: int = 0

    def start(self, output: int | IO[str] | None = None) -> subprocess.Popen[str]:
        self.process = subprocess.Popen(self.command, stdout=output, text=True, start_new_session=True)  # noqa: S603
        return self.process

    def end(self) -> None:
        """Ask it to end, and make sure of it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    @property
    def exit_code(self) -> int | None:
        return None if self.process is None else self.process.poll()


@dataclass
class Supervisor:
    """Starts children, watches them until `stopping` says so, and ends them."""

    stopping: Callable[[], bool]
    children: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def start_and_hear(self, child: Child) -> dict[str, Any]:
        """Start a child and return the JSON object that is its first line; ends everything when there is none."""
        self.children.append(child)
        process = child.start(subprocess.PIPE)
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith("{"):
            self.end()
            raise SystemExit(f"{child.name}: did not start")
        found: dict[str, Any] = json.loads(line)
        return found

    def wait_for(self, address: str) -> None:
        """Wait until an address answers; ends everything when it does not in time."""
        deadline = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < deadline and not self.stopping():
            try:
                if httpx.get(address, timeout=2).is_success:
                    return
            except httpx.HTTPError:
                time.sleep(LOOK_EVERY_S)
        self.end()
        raise SystemExit(f"{address} does not answer")

    def watch(self) -> int:
        """Look after the children until told to stop; the exit status of the whole."""
        while not self.stopping():
            for child in self.children:
                if child.exit_code is not None and not self._start_again(child):
                    self.end()
                    return 1
            time.sleep(LOOK_EVERY_S)
        self.end()
        return 0

    def end(self) -> None:
        """Ask every child to end, the last started first, and make sure of it."""
        for child in reversed(self.children):
            child.end()

    def _start_again(self, child: Child) -> bool:
        logger.warning("%s ended with %s", child.name, child.exit_code)
        child.restarts += 1
        if child.restarts > RESTARTS_MOST:
            return False
        child.start(subprocess.DEVNULL if child.name == "sandbox" else None)
        return True
