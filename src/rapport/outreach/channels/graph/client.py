"""Calls of Meta's Graph API, each made once. The only part of these channels that touches the network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from rapport.outreach.channels.channel import NotHeard, Outgoing, SentUnclear
from rapport.outreach.channels.graph.wire import OK_BELOW, sent_id, trouble_of

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Errors that happen before a request leaves."""


@dataclass(frozen=True, slots=True)
class Graph:
    """An address of the Graph API with its version, and the token of one account."""

    base_url: str
    version: str
    token: str = field(repr=False)
    transport: httpx.BaseTransport | None = field(default=None, repr=False)
    timeout_s: float = 20.0

    def post(self, account: str, body: Mapping[str, object]) -> str:
        """Send a message from an account; its id. Raises a ChannelTrouble, never tries twice."""
        try:
            with self._client() as client:
                answer = client.post(f"/{self.version}/{account}/messages", json=body)
        except NOT_SENT as error:
            raise NotHeard(detail=type(error).__name__) from error
        except httpx.TransportError as error:
            raise SentUnclear(detail=type(error).__name__) from error
        return sent_id(answer.status_code, _told(answer))

    def look(self, account: str, fields: str) -> None:
        """Read an account's own name, to see whether the token is good. Raises a ChannelTrouble."""
        try:
            with self._client() as client:
                answer = client.get(f"/{self.version}/{account}", params={"fields": fields})
        except httpx.TransportError as error:
            raise NotHeard(detail=type(error).__name__) from error
        if answer.status_code >= OK_BELOW:
            raise trouble_of(answer.status_code, _told(answer))

    def _client(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.base_url,
            headers={"Authorization": f"Bearer {self.token}"},
            transport=self.transport,
            timeout=self.timeout_s,
        )


@dataclass(frozen=True, slots=True)
class Talk:
    """One page or professional account, on Messenger or Instagram: they differ in a message's body and their name's
    field. What it sent comes back as an echo by webhook, which settles an unclear send.
    """

    graph: Graph
    account_id: str
    body_of: Callable[[Outgoing], dict[str, object]]
    name_field: str

    def send(self, outgoing: Outgoing, now: datetime) -> str:  # noqa: ARG002 - other channels date what they send
        """The id of what was accepted. Raises a ChannelTrouble."""
        return self.graph.post(self.account_id, self.body_of(outgoing))

    def find(self, outgoing: Outgoing) -> str:  # noqa: ARG002 - the echo comes by webhook
        return ""

    def check(self) -> None:
        """Read the account's own name. Raises a ChannelTrouble."""
        self.graph.look(self.account_id, self.name_field)


def _told(answer: httpx.Response) -> object:
    try:
        return answer.json()
    except ValueError:
        return None
