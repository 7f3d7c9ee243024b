"""E-mails go out by a worker that is killed again and again: `python -m tests.stories.mailing FOLDER KILLS SEED
MESSAGES SMTP IMAP`.

Whoever calls it holds the mailbox at these two ports. At the end it prints as JSON what became of each message.
"""

import os
import sys

os.environ["RAPPORT_HOME"] = sys.argv[1]
os.environ["RAPPORT_LEASE_SECONDS"] = "0.3"

import rapport.project.ready  # noqa: F401  isort:skip

import json
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tests.cast import MEI, NOW
from tests.outreach.channels.stage import mailbox, mailed, reachable
from tests.stories.killed import Killed

from rapport.creators.models import Creator
from rapport.creators.rules.contact_points import ContactKind
from rapport.outreach.models import Message
from rapport.project.main import prepare_database
from rapport.shops.actions.connections import open_file_shop
from rapport.shops.actions.workspaces import open_workspace

LONGEST_SEND_S = 0.06


def main() -> None:
    """Queue a mail to each of some creators, let the worker be killed over them, tell."""
    kills, seed = int(sys.argv[2]), int(sys.argv[3])
    prepare_database()
    _queue(int(sys.argv[4]), *sys.argv[5:7])
    with _hurry():
        worker = Killed(kills, seed, within_s=LONGEST_SEND_S)
        try:
            worker.drain()
        finally:
            worker.end()
    rows = Message.objects.order_by("pk").values_list("envelope__outer_id", "state")
    print(json.dumps({"kills": worker.done, "in_mid_send": worker.in_mid_send, "messages": list(rows)}))  # noqa: T201


@contextmanager
def _hurry() -> Iterator[None]:
    """Nobody sleeps, and nobody waits a minute and a half between two mails."""
    awake = patch("rapport.jobs.channels.put_off_until_awake", return_value=False)
    at_once = patch("rapport.jobs.channels.next_moment", side_effect=lambda _pace, _sent, _began, now: now)
    with awake, at_once:
        yield


def _queue(messages: int, smtp_port: str, imap_port: str) -> None:
    workspace = open_workspace("Moonwell", by=MEI, now=NOW)
    shop = open_file_shop(workspace.pk, "GB", "guidebook", by=MEI, now=NOW)
    mailbox(shop, smtp_port=smtp_port, imap_port=imap_port)
    for number in range(messages):
        handle = f"anna{number}"
        anna = Creator.objects.create(workspace=workspace, handle=handle, region="GB", first_seen_at=NOW, seen_at=NOW)
        reachable(anna, ContactKind.EMAIL, f"{handle}@creators.example")
        mailed(shop, anna, f"channel:email:{number}")


if __name__ == "__main__":
    main()
