"""The client of one shop."""

from collections.abc import Callable
from datetime import datetime

import httpx

from rapport.platform_client.areas.collaborations import Collaborations
from rapport.platform_client.areas.conversations import Conversations
from rapport.platform_client.areas.creators import Creators
from rapport.platform_client.areas.exports import Exports
from rapport.platform_client.areas.finance import Finance
from rapport.platform_client.areas.open_collaborations import OpenCollaborations
from rapport.platform_client.areas.open_settings import OpenSettings
from rapport.platform_client.areas.orders import Orders
from rapport.platform_client.areas.outreach import Outreach
from rapport.platform_client.areas.products import Products
from rapport.platform_client.areas.returns import Returns
from rapport.platform_client.areas.samples import Samples
from rapport.platform_client.areas.webhooks import Webhooks
from rapport.platform_client.connection import Connection
from rapport.platform_client.credentials import AppCredentials, KeptAccess, ShopAccess
from rapport.platform_client.pacing import Pace
from rapport.platform_client.patience import Patience
from rapport.platform_client.requests import SignedRequests


class PlatformClient(Connection):
    """
    Speaks to the platform for one shop.

        with PlatformClient(base_url=PLATFORM_URL, app=app, access=access, clock=clock) as client:
            client.outreach.quota().total

    With `ShopAccess` an old token raises TokenExpired; with `KeptAccess` it is renewed on the way, once.

    `clock` returns the connection's time, aware; signatures carry it. `timeout_s` holds for connecting and
    for each read and write. `pace` is shared by all clients of the app and shop, see Pacing. Behind a proxy,
    hand in `httpx.HTTPTransport(proxy=…)` as `transport`.
    """

    def __init__(
        self,
        *,
        base_url: str,
        app: AppCredentials,
        access: ShopAccess | KeptAccess,
        clock: Callable[[], datetime],
        transport: httpx.BaseTransport | None = None,
        timeout_s: float = 20.0,
        patience: Patience | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(clock=clock, transport=transport, timeout_s=timeout_s, patience=patience, pace=pace)
        wire = self._wire(SignedRequests(base_url, app, access.tokens, access.cipher, clock))
        self.creators = Creators(wire)
        self.collaborations = Collaborations(wire)
        self.open_collaborations = OpenCollaborations(wire)
        self.open_settings = OpenSettings(wire)
        self.conversations = Conversations(wire)
        self.samples = Samples(wire)
        self.orders = Orders(wire)
        self.outreach = Outreach(wire)
        self.exports = Exports(wire)
        self.products = Products(wire)
        self.returns = Returns(wire)
        self.finance = Finance(wire)
        self.webhooks = Webhooks(wire)
