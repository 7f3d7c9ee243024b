"""Where the platform sends a shop's events to."""

from rapport.platform_client.records.base import MaybeMomentOfEither, Record, named


class RegisteredWebhook(Record):
    """The address that one kind of event goes to."""

    event: str = named("event_type", default="")
    address: str = ""
    created_at: MaybeMomentOfEither = named("create_time")
    updated_at: MaybeMomentOfEither = named("update_time")


class RegisteredWebhooks(Record):
    items: tuple[RegisteredWebhook, ...] = named("webhooks", default=())
