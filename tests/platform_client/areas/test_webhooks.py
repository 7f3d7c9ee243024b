"""Where a shop's events are sent to."""

from datetime import UTC, datetime

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import EventName, PlatformClient, RegisteredWebhook, UnfitRequest


def test_addresses_are_told_in_seconds_or_milliseconds(client: PlatformClient, stage: Stage) -> None:
    told = {
        "event_type": "NEW_MESSAGE_LISTENER",
        "address": "https://desk.test/hooks",
        "create_time": 1772443800,
        "update_time": 1772443800500,
    }
    stage.says({"webhooks": [told], "total_count": 1})
    assert client.webhooks.list() == (
        RegisteredWebhook(
            event=EventName.CREATOR_MESSAGE,
            address="https://desk.test/hooks",
            created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            updated_at=datetime(2026, 3, 2, 9, 30, 0, 500_000, tzinfo=UTC),
        ),
    )
    assert stage.asked == ["GET /event/202309/webhooks"]


def test_an_address_is_set_and_deleted(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.webhooks.set(event=EventName.RETURN_STATUS, address="https://desk.test/hooks")
    assert stage.body == {"address": "https://desk.test/hooks", "event_type": "RETURN_STATUS_CHANGE"}
    client.webhooks.delete(event=EventName.RETURN_STATUS)
    assert stage.body == {"event_type": "RETURN_STATUS_CHANGE"}
    assert stage.asked == ["PUT /event/202309/webhooks", "DELETE /event/202309/webhooks"]


@pytest.mark.parametrize("address", ["desk.test/hooks", "ftp://desk.test", "https://desk.test/" + "a" * 238])
def test_what_is_no_address_is_not_sent(client: PlatformClient, stage: Stage, address: str) -> None:
    with pytest.raises(UnfitRequest, match="address must be a web address of at most 255 characters"):
        client.webhooks.set(event=EventName.RETURN_STATUS, address=address)
    assert not stage.requests
