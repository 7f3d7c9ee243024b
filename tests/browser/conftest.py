"""A console in a process of its own, as `rapport run` starts it, and Chromium looking at it.

Server and browser share nothing with the test's process, neither its database nor its event loop: the test runs
beside others.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from tests.stories.own_database import environment

HOST = "127.0.0.1"
PATIENCE = 30.0
expect.set_options(timeout=PATIENCE * 500)  # a page asks who is here every five seconds, as long as is waited otherwise
ROWS = "3"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a console on a furnished folder."""
    chosen = environment(tmp_path_factory.mktemp("console"))
    subprocess.run([sys.executable, "-m", "tests.browser.furnish", ROWS], env=chosen, check=True)
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    options = ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning", "--no-access-log"]
    process = subprocess.Popen([*command, *options, "rapport.project.wsgi:application"], env=chosen)
    try:
        wait_for(f"http://{HOST}:{port}/healthz", process)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
    if not os.access(program, os.X_OK):
        pytest.fail("Chromium is missing: `make test` installs Debian's")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page of the console, and whatever it did that it must not do."""

    page: Page
    home: str
    troubles: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"console: {message.text}")

    def see(self, address: str) -> None:
        if not address.startswith((f"{self.home}/", "data:")):
            self.troubles.append(f"asked elsewhere: {address}")


@pytest.fixture
def watched(server: str, chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(base_url=server, locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE * 500)
    watched = Watched(context.new_page(), server)
    watched.page.on("console", watched.hear)
    watched.page.on("pageerror", lambda error: watched.troubles.append(f"page: {error}"))
    watched.page.on("request", lambda request: watched.see(request.url))
    watched.page.on(
        "response",
        lambda answer: watched.troubles.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    yield watched
    context.close()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port: int = trial.getsockname()[1]
        return port


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(address, timeout=1):  # noqa: S310 - an address of our own
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"no console answers at {address}")
