"""Plays a story whose worker is killed again and again: `python -m tests.stories.killing FOLDER KILLS SEED
SHOPS WEEKS`.

The sandbox, the worker and this driver are processes of their own. The driver waits until the worker has a job
in hand, lets a random moment pass, kills it with SIGKILL and starts the next one. At the end it prints the
story as JSON, with the number of kills.
"""

import os
import sys

os.environ["RAPPORT_HOME"] = sys.argv[1]
os.environ["RAPPORT_LEASE_SECONDS"] = "1"

import rapport.project.ready  # noqa: F401  isort:skip

import json
import random
import signal
import time
from datetime import timedelta
from pathlib import Path

from django.db import connections
from tests.stories.faulty import books, switch_faults

from rapport.collaborations.models import TargetCollaboration
from rapport.jobs.errand import machine_clock
from rapport.jobs.worker import Worker
from rapport.outreach.models import Message
from rapport.project.main import prepare_database
from rapport.project.story.play import START, StoryWish, outside_of, play
from rapport.project.story.report import tell
from rapport.project.supervisor import Child, Supervisor
from rapport.shops.queries.shops import connected_shops
from rapport.shops.rules.keys import shop_key
from rapport.work.models import Job
from rapport.work.queue import enqueue, idle

LONGEST_MOMENT_S, LONGEST_BACKOFF_S = 0.12, 1.0
AHEAD = timedelta(seconds=2)
"""What is tried again so soon is waited for: else the weeks would pass while a job waits for its next try."""


class Killed:
    """A worker process that is killed while it works, as long as kills are left.

    It is forked from this one, which has everything imported: a killed worker is followed by the next at once.
    """

    def __init__(self, kills: int, seed: int) -> None:
        self.left, self.done, self.in_mid_send = kills, 0, 0
        self.chance = random.Random(seed)
        self.pid = self._start()

    def drain(self) -> None:
        """Let everything be done that is due or soon tried again, however often the worker dies over it."""
        Worker().wake()
        while not idle(machine_clock() + AHEAD):
            if self.left and self._is_a_moment():
                self._kill()
            time.sleep(0.001)

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def _is_a_moment(self) -> bool:
        """Every other kill waits for a send that is under way, the others for any job in hand and a random moment."""
        if self.left % 2:
            return self._sending()
        if not Job.objects.filter(state=Job.State.LEASED).exists():
            return False
        time.sleep(self.chance.uniform(0, LONGEST_MOMENT_S))
        return True

    def _kill(self) -> None:
        self.in_mid_send += self._sending()
        self.end()
        self.left, self.done = self.left - 1, self.done + 1
        self.pid = self._start()

    def _sending(self) -> bool:
        creating = TargetCollaboration.objects.filter(state=TargetCollaboration.State.CREATING)
        return Message.objects.filter(state=Message.State.SENDING).exists() or creating.exists()

    def _start(self) -> int:
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            Worker().run()
            os._exit(0)
        return pid


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
    worker = Killed(kills, seed)
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
    time.sleep(LONGEST_BACKOFF_S)
    worker.drain()


if __name__ == "__main__":
    main()
