"""Faults of the sandbox while a story is killed, and what its own books say in the end."""

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from rapport.outreach.models import Message
from rapport.shops.models import Shop
from rapport.work import queue
from rapport.work.models import Job

RATE = 0.005
KINDS = (("cut", "before"), ("cut", "after"), ("500", "before"), ("500", "after"), ("429", "before"), ("503", "after"))
QUICK = timedelta(milliseconds=200)
"""Nobody waits half an hour for the next try when three weeks pass in minutes."""


def switch_faults(description: Mapping[str, Any], *, on: bool) -> None:
    """Let every request fail in each of these ways by chance, or none."""
    if on:
        queue.BACKOFF = (QUICK, QUICK, QUICK, QUICK, QUICK)
    faults = [{"operation": "*", "kind": kind, "when": when, "chance": RATE} for kind, when in KINDS] if on else []
    answer = httpx.put(
        f"{description['base_url']}/control/faults",
        headers={"x-control-token": description["control_token"]},
        json=faults,
        timeout=60,
    )
    answer.raise_for_status()


def books(folder: Path, rows: list[dict[str, Any]]) -> dict[str, object]:
    """What was sent over a cap by the sandbox's count, which of the creators' messages never came here, and what jobs
    and shops complain of.
    """
    over = sum(max(0, row["sent_platform"] - row["cap"]) for row in rows if row["cap"] is not None)
    platform_ids = dict(Shop.objects.exclude(platform_id="").values_list("platform_id", "pk"))
    wrote: dict[int, set[str]] = {}
    with sqlite3.connect(f"file:{folder / 'sandbox.sqlite3'}?mode=ro", uri=True) as sandbox:
        for shop, message in sandbox.execute("SELECT shop, id FROM messages WHERE sender = 'creator'"):
            wrote.setdefault(platform_ids[str(shop)], set()).add(str(message))
    here = set(Message.objects.filter(state="received").values_list("thread__shop_id", "platform_id"))
    lost = sum((shop, message) not in here for shop, found in wrote.items() for message in found)
    return {
        "over_cap": over,
        "answers": sum(map(len, wrote.values())),
        "lost_answers": lost,
        "sent": sum(row["sent_platform"] for row in rows),
        "troubles": [
            *Job.objects.exclude(last_error="").values_list("name", "state", "attempts", "last_error"),
            *Shop.objects.exclude(trouble="").values_list("name", "trouble"),
        ],
    }
