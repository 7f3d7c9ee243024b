"""Where the platform sends a shop's events to: told, set, ended."""

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.webhooks import RegisteredWebhook, RegisteredWebhooks
from rapport.platform_client.shop_vocabulary import EventName

_ADDRESS_CHARS_MAX = 255


class Webhooks(Area):
    """For this shop alone; what is set for the whole app, in Partner Center, is not told here."""

    def list(self) -> tuple[RegisteredWebhook, ...]:
        """Return the addresses set for this shop."""
        return self.wire.call("webhooks.list", RegisteredWebhooks).items

    def set(self, *, event: EventName, address: str) -> None:
        """
        Send this kind of event to an address of at most 255 characters from now on.

        The platform wants https, and a domain without a port. After OutcomeUnknown `list` tells.
        """
        is_web = address.startswith(("https://", "http://"))
        if not is_web or len(address) > _ADDRESS_CHARS_MAX:
            message = f"must be a web address of at most {_ADDRESS_CHARS_MAX} characters"
            raise UnfitRequest(message, Occasion("webhooks.set"), "address")
        self.wire.call("webhooks.set", Done, body={"address": address, "event_type": event})

    def delete(self, *, event: EventName) -> None:
        """Send this kind of event no more."""
        self.wire.call("webhooks.delete", Done, body={"event_type": event})
