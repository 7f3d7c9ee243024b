"""What a handler is given: the shop it was woken for, the time there, a way to the platform, a hold on its lease."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from rapport.platform_client import AppCredentials, Limits, Pacing, Patience, PlatformClient, ShopAccess
from rapport.shared.clock import ClockReading
from rapport.shops.models import Connection, Shop
from rapport.shops.queries.shops import clock_of, policy_of, shop
from rapport.shops.rules.keys import shop_of_key
from rapport.work.queue import Lease


def machine_clock() -> datetime:
    """The one place of the worker's door that reads the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Outside:
    """The world beyond the product: transports by base address (none means a real network), patience for reads.

    `paces` keeps the pace of each shop from one errand to the next.
    """

    transports: dict[str, httpx.BaseTransport] = field(default_factory=dict)
    patience: Patience | None = None
    timeout_s: float = 20.0
    paces: dict[int, Pacing] = field(default_factory=dict)

    def transport(self, base_url: str) -> httpx.BaseTransport | None:
        return self.transports.get(base_url)


@dataclass(frozen=True, slots=True)
class Errand:
    """One wake-up of one shop. `now` is the shop's time when the wake-up began."""

    shop: Shop
    now: datetime
    reading: ClockReading
    lease: Lease
    outside: Outside

    @property
    def connection(self) -> Connection:
        """The shop's connection; shops without one are never woken."""
        if self.shop.connection is None:
            raise ValueError(f"shop {self.shop.pk} has no connection")
        return self.shop.connection

    def hold(self) -> None:
        """Be sure of the lease; refuses with LeaseLost when somebody else has the job."""
        self.lease.hold(machine_clock())

    def client(self) -> PlatformClient:
        """A client for this shop, in the connection's time."""
        return PlatformClient(
            base_url=self.connection.base_url,
            app=app_of(self.connection),
            access=ShopAccess(self.shop.cipher, self.shop.access_token),
            clock=shown_by(self.reading),
            transport=self.outside.transport(self.connection.base_url),
            timeout_s=self.outside.timeout_s,
            patience=self.outside.patience,
            pace=self._pace(),
        )

    def _pace(self) -> Pacing | None:
        """Under the policy's limits of one app and shop; the sandbox is ours, and refuses by itself where asked to."""
        if self.connection.kind != Connection.Kind.PLATFORM:
            return None
        api = policy_of(self.shop).api
        limits = Limits(**api.model_dump())
        known = self.outside.paces.get(self.shop.pk)
        if known is None or known.limits != limits:
            known = self.outside.paces[self.shop.pk] = Pacing(limits, shown_by(self.reading))
        return known


def app_of(connection: Connection) -> AppCredentials:
    return AppCredentials(connection.app_key, connection.app_secret)


def shown_by(reading: ClockReading) -> Callable[[], datetime]:
    """A clock that shows a connection's time at each look."""
    return lambda: reading.at(machine_clock())


def errand_for(lease: Lease, outside: Outside) -> Errand:
    """The errand of a claimed job. Refuses with NotFound when its shop is gone."""
    found = shop(shop_of_key(lease.key))
    reading = clock_of(found.connection, machine_clock())
    return Errand(found, reading.at(machine_clock()), reading, lease, outside)
