"""A professional account on Instagram; jobs alone call it."""

from dataclasses import dataclass
from datetime import datetime

from rapport.outreach.channels.channel import Outgoing
from rapport.outreach.channels.graph.client import Graph
from rapport.outreach.channels.instagram.wire import body_of


@dataclass(frozen=True, slots=True)
class Talk:
    """One professional account. What it sent comes back as an echo by webhook, which settles an unclear send."""

    graph: Graph
    account_id: str

    def send(self, outgoing: Outgoing, now: datetime) -> str:  # noqa: ARG002 - other channels date what they send
        """The id of what was accepted. Raises a ChannelTrouble."""
        return self.graph.post(self.account_id, body_of(outgoing))

    def find(self, outgoing: Outgoing) -> str:  # noqa: ARG002 - the echo comes by webhook
        return ""

    def check(self) -> None:
        """Read the account's own name. Raises a ChannelTrouble."""
        self.graph.look(self.account_id, "username")
