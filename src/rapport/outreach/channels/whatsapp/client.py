"""A business number on WhatsApp's Cloud API; jobs alone call it."""

from dataclasses import dataclass
from datetime import datetime

from rapport.outreach.channels.channel import Outgoing
from rapport.outreach.channels.graph.client import Graph
from rapport.outreach.channels.whatsapp.wire import body_of


@dataclass(frozen=True, slots=True)
class Number:
    """One business number. What became of a send comes by webhook alone: the API has no reading back."""

    graph: Graph
    phone_number_id: str

    def send(self, outgoing: Outgoing, now: datetime) -> str:  # noqa: ARG002 - other channels date what they send
        """The id (`wamid`) of what was accepted. Raises a ChannelTrouble."""
        return self.graph.post(self.phone_number_id, body_of(outgoing))

    def find(self, outgoing: Outgoing) -> str:  # noqa: ARG002 - nothing to look in
        return ""

    def check(self) -> None:
        """Read the number's own name. Raises a ChannelTrouble."""
        self.graph.look(self.phone_number_id, "display_phone_number,verified_name")
