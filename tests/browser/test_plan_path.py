"""A plan is approved, the worker sends, the creator answers in the sandbox, and the answer is approved: one story over
four processes, as a person sees it.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import HOST, PATIENCE, Watched, free_port, wait_for
from tests.cast import PASSWORD
from tests.stories.own_database import environment

import sandbox

pytestmark = pytest.mark.browser

START = "2026-11-03T10:00:00+00:00"
LONG = PATIENCE * 1000
"""Until the worker has had its turn, in milliseconds."""


@dataclass(frozen=True)
class Stage:
    """The addresses of console and sandbox, and the way to move the sandbox's clock."""

    console: str
    sandbox: str
    control: httpx.Client

    def an_hour_passes(self) -> None:
        self.control.post("/control/clock", json={"advance_seconds": 3600}).raise_for_status()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Sandbox, worker and console on one furnished folder, each a process of its own."""
    chosen = environment(tmp_path_factory.mktemp("plan")) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    started = [_sandbox(chosen)]
    assert started[0].stdout is not None
    told: dict[str, Any] = json.loads(started[0].stdout.readline())
    try:
        subprocess.run(
            [sys.executable, "-m", "tests.browser.furnish_plan", json.dumps(told), START], env=chosen, check=True
        )
        started.append(_start([sys.executable, "-m", "rapport", "worker"], chosen))
        port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
        options = ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning", "--no-access-log"]
        started.append(_start([*command, *options, "rapport.project.wsgi:application"], chosen))
        wait_for(f"http://{HOST}:{port}/healthz", started[-1])
        with httpx.Client(base_url=told["base_url"], headers={"x-control-token": told["control_token"]}) as control:
            yield Stage(f"http://{HOST}:{port}", told["base_url"], control)
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)
            if process.stdout is not None:
                process.stdout.close()


def _sandbox(chosen: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "sandbox", "serve", "--port", str(free_port()), "--json", "--clock", "manual"]
    options = ["--creators", "400", "--shop", "GB:guidebook", "--start", START]
    found = chosen | {"PYTHONPATH": str(Path(sandbox.__file__).parents[1])}
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE, env=found, start_new_session=True)


def _start(command: list[str], chosen: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=chosen, start_new_session=True)


@pytest.fixture(scope="module")
def server(stage: Stage) -> str:
    return stage.console


def test_from_the_plan_to_the_answer(watched: Watched, stage: Stage, chromium: Browser) -> None:
    page = watched.page
    context = chromium.new_context(base_url=stage.sandbox, locale="en-GB", viewport={"width": 390, "height": 844})
    creator = context.new_page()
    sign_in(page)
    handle = approve_an_invitation(page)
    stage.an_hour_passes()
    writes_back(creator, handle)
    stage.an_hour_passes()
    approve_the_answer(page, handle)
    reads_the_answer(creator)
    context.close()
    assert watched.troubles == []


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Name").fill("mei")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def approve_an_invitation(page: Page) -> str:
    """The first line, in words of Mei's own; once the worker sent it nothing of it is on its way."""
    page.goto("/plan/")
    line = page.locator("#proposed li.line").first
    handle = line.locator(".handle").inner_text().lstrip("@")
    line.get_by_text("The message").first.click()
    line.get_by_role("textbox", name="The message").fill("Hello! Would you try our candle?")
    line.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Approved: the worker does it now.")
    until_sent(page)
    return handle


def until_sent(page: Page) -> None:
    """Look again until the worker has sent what was approved."""
    for _ in range(60):
        page.goto("/plan/")
        if page.locator("#leaving li").count() == 0:
            return
        page.wait_for_timeout(500)
    pytest.fail("the worker has not sent it")


def writes_back(page: Page, handle: str) -> None:
    """The person who plays the creator finds the invitation and asks something."""
    page.goto("/creator/")
    page.get_by_role("searchbox").fill(handle)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=f"@{handle}").first.click()
    page.get_by_role("button", name="Play this creator").click()
    expect(page.get_by_role("status")).to_have_text("From now on you decide for them.")
    page.get_by_role("link", name=re.compile("Moonwell GB")).first.click()
    page.get_by_role("link", name="Chat with the shop").click()
    expect(page.get_by_text("Hello! Would you try our candle?")).to_be_visible()
    page.get_by_role("textbox").fill("Gladly! When does it ship?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Sent.")


def approve_the_answer(page: Page, handle: str) -> None:
    """The worker reads the reply and plans anew: who waits stands first."""
    answer = page.locator("#proposed li.line", has_text=f"@{handle}")
    for _ in range(60):
        page.goto("/plan/")
        if answer.count():
            break
        page.wait_for_timeout(500)
    expect(page.locator("#proposed li.line").first).to_contain_text(f"@{handle}")
    answer.get_by_text("The message").first.click()
    answer.get_by_role("textbox", name="The message").fill("It ships today!")
    answer.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Approved: the worker does it now.")
    until_sent(page)


def reads_the_answer(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("It ships today!")).to_be_visible(timeout=LONG)
