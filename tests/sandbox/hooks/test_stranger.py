"""A stranger's client believes the signatures and understands every delivery; it is strict about both."""

from collections.abc import Mapping

import pytest
from tests.sandbox.hooks.listener import ADDRESS
from tests.sandbox.seller import DAY, Seller
from tests.sandbox.story import play
from tiktok_shop_api.webhooks import UnknownWebhookEvent, Webhooks, WebhookSignatureError


def test_a_stranger_reads_every_type(american: Seller) -> None:
    seller, seen = american, set()

    def post(_url: str, body: bytes, headers: Mapping[str, str]) -> int:
        keys, signature = seller.keys, headers["authorization"]
        event = Webhooks.verify_and_parse(
            app_key=keys["app_key"], app_secret=keys["app_secret"], raw_body=body, signature=signature
        )
        assert not isinstance(event, UnknownWebhookEvent)
        seen.add(event.type_)
        with pytest.raises(WebhookSignatureError):
            Webhooks.verify_and_parse(
                app_key=keys["app_key"], app_secret=keys["app_secret"], raw_body=body + b" ", signature=signature
            )
        return 204

    seller.control("PUT", "webhooks", {str(type_): ADDRESS for type_ in (1, 6, 7, 12, 33, 56)})
    play(seller, weeks=7, invitations_a_week=30)
    seller.control("POST", "clock", {"advance_seconds": 320 * DAY})
    seller.control("POST", "deauthorize", {"shop_id": seller.shop["id"]})
    assert seller.sandbox.deliver(post) > 200
    assert {int(type_) for type_ in seen} == {1, 6, 7, 12, 33, 56}
