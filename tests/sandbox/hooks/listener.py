"""A listener for tests: keeps what is posted, believes only good signatures, and may refuse."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.seller import Seller

from sandbox.signing import webhook_signature

ADDRESS = "https://desk.example/hooks"


@dataclass
class Listener:
    """Answers with the statuses it was given, then with 200."""

    seller: Seller
    answers: list[int] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        keys = self.seller.keys
        assert headers["authorization"] == webhook_signature(keys["app_key"], keys["app_secret"], body)
        self.heard.append(json.loads(body))
        self.addresses.append(url)
        return self.answers.pop(0) if self.answers else 200

    def take(self) -> list[dict[str, Any]]:
        """Return what comes now, and forget it."""
        self.heard.clear()
        self.seller.sandbox.deliver(self)
        return list(self.heard)

    def register(self, event: str = "NEW_MESSAGE_LISTENER", address: str = ADDRESS) -> None:
        self.seller.call("update_shop_webhook", {"event_type": event, "address": address})

    def states(self) -> list[tuple[str, int]]:
        return [(item["state"], item["attempts"]) for item in self.seller.control("GET", "deliveries")]
