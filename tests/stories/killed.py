"""A worker that is killed with SIGKILL again and again while it works."""

import os
import random
import signal
import time
from datetime import timedelta

from django.db import connections

from rapport.collaborations.models import TargetCollaboration
from rapport.jobs.errand import machine_clock
from rapport.jobs.worker import Worker
from rapport.outreach.models import Message
from rapport.work.models import Job
from rapport.work.queue import idle

LONGEST_MOMENT_S = 0.12
AHEAD = timedelta(seconds=2)
"""What is tried again so soon is waited for: else the weeks would pass while a job waits for its next try."""


class Killed:
    """A worker process that is killed while it works, as long as kills are left.

    It is forked from this one, which has everything imported: a killed worker is followed by the next at once.
    A send is cut off within `within_s` of its beginning.
    """

    def __init__(self, kills: int, seed: int, *, within_s: float) -> None:
        self.left, self.done, self.in_mid_send = kills, 0, 0
        self.chance, self.within_s = random.Random(seed), within_s
        self.dead: set[str] = set()
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
        """Every other kill waits for a send that is under way, the others for any job in hand and a random moment.

        What a dead worker held is no job in hand: the next one waits until that lease is over.
        """
        in_hand = Job.objects.filter(state=Job.State.LEASED).exclude(lease_token__in=self.dead)
        if not in_hand.exists() or (self.left % 2 and not is_sending()):
            return False
        time.sleep(self.chance.uniform(0, self.within_s if self.left % 2 else LONGEST_MOMENT_S))
        return True

    def _kill(self) -> None:
        self.in_mid_send += is_sending()
        self.end()
        self.dead = set(Job.objects.filter(state=Job.State.LEASED).values_list("lease_token", flat=True))
        self.left, self.done = self.left - 1, self.done + 1
        self.pid = self._start()

    def _start(self) -> int:
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            Worker().run()
            os._exit(0)
        return pid


def is_sending() -> bool:
    """Whether somebody outside is being told something that nobody may tell them twice."""
    creating = TargetCollaboration.objects.filter(state=TargetCollaboration.State.CREATING)
    return Message.objects.filter(state=Message.State.SENDING).exists() or creating.exists()
