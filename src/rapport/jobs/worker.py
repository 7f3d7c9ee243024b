"""The worker: wakes what is due, takes one job at a time, and treats every failure at this one edge."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
from django.conf import settings

from rapport.jobs.clocks import read_clock
from rapport.jobs.errand import Outside, errand_for, machine_clock
from rapport.jobs.handlers import (
    CHANNELS_EVERY,
    CONNECTION_HANDLERS,
    EVERY,
    FILE_HANDLERS,
    HANDLERS,
    WORKSPACE_HANDLERS,
)
from rapport.outreach.queries.channels import shops_with_channels
from rapport.platform_client import (
    AuthorizationRefused,
    DailyCapReached,
    PlatformError,
    TokenExpired,
    TokenRevoked,
)
from rapport.shops.actions.connections import report_trouble
from rapport.shops.models import Connection
from rapport.shops.queries.hooks import working_types
from rapport.shops.queries.shops import clock_of, connected_shops, connections
from rapport.shops.rules.hooks import paced
from rapport.shops.rules.keys import shop_key, shop_of_key
from rapport.work.queue import Lease, LeaseLost, claim, enqueue, fail, finish, finish_and_go_on, idle, sweep
from rapport.work.schedule import wake_due

logger = logging.getLogger("rapport.worker")

LOOK_EVERY_S = 0.5
SHORT_LOOK_S = 0.05
READ_CLOCKS_EVERY = timedelta(seconds=2)
REVOKED_PAUSE = timedelta(hours=1)
NEXT_DAY_PAUSE = timedelta(hours=6)
SOON = timedelta(seconds=1)


@dataclass
class Worker:
    """One worker process. `stopping` is asked between jobs, so that a stop never cuts a job in two."""

    outside: Outside = field(default_factory=Outside)
    stopping: Callable[[], bool] = lambda: False

    def run(self) -> None:
        """Work until told to stop."""
        clocks_due = machine_clock()
        while not self.stopping():
            if machine_clock() >= clocks_due:
                self._read_clocks()
                clocks_due = machine_clock() + READ_CLOCKS_EVERY
            self.wake()
            if not self.work_once():
                time.sleep(LOOK_EVERY_S)

    def drain(self) -> int:
        """Work until nothing is due or runs any more, also not elsewhere; how many jobs were done here."""
        self.wake()
        done = 0
        while not self.stopping():
            if did := self.work_once():
                done += did
            elif idle(machine_clock()):
                break
            else:
                time.sleep(SHORT_LOOK_S)
                sweep(machine_clock())
        return done

    def wake(self) -> None:
        """Enqueue what is due for each connected shop, in its own time, and free what dead workers held.

        Where the platform tells by itself, looking is due seldom.
        """
        sweep(machine_clock())
        shops = connected_shops()
        times = {one.pk: clock_of(one.connection, machine_clock()).at(machine_clock()) for one in shops}
        told = working_types(times)
        for pk, now in times.items():
            wake_due(shop_key(pk), paced(EVERY, told.get(pk, frozenset())), now, machine_clock())
        for shop in shops_with_channels():
            now = clock_of(shop.connection, machine_clock()).at(machine_clock())
            wake_due(shop_key(shop.pk), CHANNELS_EVERY, now, machine_clock())

    def work_once(self) -> int:
        """Take a job and do it, and what else is due for its shop; how many jobs that were, 0 when none is due."""
        done = 0
        lease = claim(machine_clock(), settings.LEASE)
        while lease is not None:
            done += 1
            lease = self._do(lease)
        return done

    def _do(self, lease: Lease) -> Lease | None:
        """Do one job; the next of its shop, unless this one failed or we are told to stop."""
        logger.debug("%s %s", lease.name, lease.key)
        try:
            self._handle(lease)
        except LeaseLost:
            logger.warning("%s %s: lease lost, left to another worker", lease.name, lease.key)
        except PlatformError as error:
            _after_platform_error(lease, error)
        except Exception as error:  # the edge: one job's fault must not stop the others
            logger.exception("%s %s failed", lease.name, lease.key)
            fail(lease, machine_clock(), type(error).__name__)
        else:
            if not self.stopping():
                return finish_and_go_on(lease, machine_clock())
            finish(lease)
        return None

    def _handle(self, lease: Lease) -> None:
        if lease.name in CONNECTION_HANDLERS:
            CONNECTION_HANDLERS[lease.name](lease, self.outside)
        elif lease.name in FILE_HANDLERS:
            FILE_HANDLERS[lease.name](lease, self.outside)
        elif lease.name in WORKSPACE_HANDLERS:
            WORKSPACE_HANDLERS[lease.name](lease, self.outside)
        else:
            HANDLERS[lease.name](errand_for(lease, self.outside))

    def _read_clocks(self) -> None:
        for connection in connections(Connection.Kind.SANDBOX):
            try:
                read_clock(connection, self.outside)
            except httpx.HTTPError as error:
                logger.info("sandbox clock not read: %s", type(error).__name__)


def _after_platform_error(lease: Lease, error: PlatformError) -> None:
    """Put the job back with the pause its error asks for; say on the shop's pages what a person must mend."""
    logger.warning("%s %s: %s", lease.name, lease.key, error)
    told = f"{type(error).__name__} {error.code or ''}".strip()
    retry_at = None
    if isinstance(error, TokenExpired):
        enqueue("shops.refresh_token", lease.key)
        retry_at = machine_clock() + SOON
    elif isinstance(error, TokenRevoked | AuthorizationRefused):
        shop_id = shop_of_key(lease.key)
        report_trouble(shop_id, "shops.authorize_again", now=machine_clock())
        retry_at = machine_clock() + REVOKED_PAUSE
    elif isinstance(error, DailyCapReached):
        retry_at = machine_clock() + NEXT_DAY_PAUSE
    fail(lease, machine_clock(), told, retry_at)
