"""Plays a story whose worker is killed again and again: `python -m tests.stories.killing FOLDER KILLS SEED
SHOPS WEEKS`.

The sandbox, the worker and this driver are processes of their own. The driver waits until the worker has a job
in hand, lets a random moment pass, kills it with SIGKILL and starts the next one. At the end it prints the
story as JSON, with the number of kills.
"""

import os
import sys

os.environ["RAPPORT_HOME"] = sys.argv[1]
os.environ["RAPPORT_LEASE_SECONDS"] = "0.3"

import rapport.project.ready  # noqa: F401  isort:skip

import json
from pathlib import Path

from tests.stories.faulty import books, switch_faults
from tests.stories.killed import Killed

from rapport.project.main import prepare_database
from rapport.project.story.play import START, StoryWish, outside_of, play
from rapport.project.story.report import tell
from rapport.project.supervisor import Child, Supervisor
from rapport.shops.queries.shops import connected_shops
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import enqueue

LONGEST_SEND_S = 0.02


def sandbox(wish: StoryWish, folder: Path, port: int) -> Child:
    shops = [part for option in wish.shop_options() for part in ("--shop", option)]
    command = [sys.executable, "-m", "sandbox", "serve", "--json", "--clock", "manual", "--port", str(port)]
    state = ["--state", str(folder / "sandbox.sqlite3"), "--start", START.isoformat()]
    size = ["--seed", str(wish.seed), "--creators", str(wish.creators)]
    return Child("sandbox", [*command, *state, *size, *shops])


def main() -> None:
    folder, kills, seed, port = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    wish = StoryWish(sys.argv[5].split(","), int(sys.argv[6]), seed, creators=int(sys.argv[7]))
    with_faults = "RAPPORT_FAULTS" in os.environ
    prepare_database()
    supervisor = Supervisor(lambda: False)
    description = supervisor.start_and_hear(sandbox(wish, folder, port))
    if with_faults:
        switch_faults(description, on=True)
    worker = Killed(kills, seed, within_s=LONGEST_SEND_S)
    try:
        played = play(wish, description, outside_of(description, None), worker.drain)
        if with_faults:
            switch_faults(description, on=False)
            _read_everything(worker)
        told = tell(wish, played)
    finally:
        worker.end()
        supervisor.end()
    found = {**told.as_json(), "kills": worker.done, "in_mid_send": worker.in_mid_send, "faults": with_faults}
    if with_faults:
        found |= books(folder, [row.as_json() for row in told.rows])
    print(json.dumps(found))  # noqa: T201


def _read_everything(worker: Killed) -> None:
    """What a fault kept from being read is read in the end."""
    worker.left = 0
    for shop in connected_shops():
        for name in ("outreach.deliver", "outreach.read_replies"):
            enqueue(name, shop_key(shop.pk))
    worker.drain()


if __name__ == "__main__":
    main()
