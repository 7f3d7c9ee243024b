"""What the platform tells by itself about creators, samples, orders and the authorization."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AliasPath, BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMoment, MaybeMomentOfEither, Record, named
from rapport.platform_client.records.conversations import MessageContent, OpenedContent


def told(*path: str, default: Any = None) -> Any:
    """Return a field of an event that may be missing, by its name inside `data`."""
    return named("data", *path, default=default)


def needed(*path: str) -> Any:
    """Return a field without which the event says nothing."""
    return Field(validation_alias=AliasPath("data", *path))


class Event(Record):
    """
    What all events carry; `shop_id`, or for events about a creator's own account `creator_open_id`.

    Events come late, twice and in any order: go by `notification_id` and by times, and read what is true now.
    """

    type: int | None = None
    notification_id: str = named("tts_notification_id", default="")
    shop_id: str | None = None
    creator_open_id: str | None = None
    seller_open_id: str | None = None
    at: MaybeMomentOfEither = named("timestamp")


class UnknownEvent(Event):
    """
    An event of a type we have no record for, or one that lacks what it should tell.

    `unreadable` names the fields that were missing or wrong, in the second case.
    """

    data: Mapping[str, Any] = {}
    unreadable: tuple[str, ...] = ()


class OrderChanged(Event):
    """Type 1; a cancelled order says CANCEL here."""

    order_id: str = needed("order_id")
    status: str = needed("order_status")
    is_on_hold: bool | None = told("is_on_hold_order")
    updated_at: MaybeMoment = told("update_time")


class AddressChanged(Event):
    """Type 3: the parcel goes elsewhere."""

    order_id: str = needed("order_id")
    updated_at: MaybeMoment = told("update_time")


class ChangedPackage(Record):
    id: str = Field(validation_alias="package_id")
    order_ids: tuple[str, ...] = named("order_id_list", default=())


class PackagesChanged(Event):
    """Type 4: parcels were split, combined or changed, by whom `role` says."""

    packages: tuple[ChangedPackage, ...] = told("package_list", default=())
    change: str | None = told("sc_type")
    role: str | None = told("role_type")
    updated_at: MaybeMoment = told("update_time")


class AuthorizationWithdrawn(Event):
    """Type 6: the seller took the authorization back; every call will be refused."""

    message: str = told("message", default="")


class AuthorizationEnding(Event):
    """Type 7: comes daily from 30 days before the end, until the seller authorizes again."""

    message: str = told("message", default="")
    ends_at: MaybeMomentOfEither = told("expiration_time")


class CancellationChanged(Event):
    """Type 11."""

    order_id: str = needed("order_id")
    cancellation_id: str | None = told("cancel_id")
    status: str | None = told("cancel_status")
    asked_by: str | None = told("cancellations_role")
    created_at: MaybeMoment = told("create_time")


class ReturnChanged(Event):
    """Type 12: a return or refund; its status words are those of `Returns.search`."""

    order_id: str = needed("order_id")
    return_id: str = needed("return_id")
    kind: str | None = told("return_type")
    status: str | None = told("return_status")
    asked_by: str | None = told("return_role")
    created_at: MaybeMoment = told("create_time")
    updated_at: MaybeMoment = told("update_time")


class ContentPosted(Event):
    """Type 17: a creator who authorized us posted content with a product."""

    product_id: str = needed("product_id")
    content_id: str | None = told("event", "content_id")
    kind: str | None = told("event", "type")
    scene: str | None = told("event", "scene")


class CreatorWithdrew(Event):
    """Type 20: a creator took the authorization back."""

    withdrawn_at: MaybeMoment = told("cancel_time")


class CreatorMessage(Event):
    """
    Type 33: a creator wrote.

    `sender_id` is the id inside messaging that `Conversation.creator_im_id` knows; `index` orders a talk.
    """

    conversation_id: str = needed("conversation_id")
    message_id: str = needed("message_id")
    index: str | None = told("index")
    kind: str = told("msg_type", default="")
    sender_id: str | None = told("sender", "sender_im_user_id")
    sent_at: MaybeMoment = told("create_time")
    content: OpenedContent = told("content", default=MessageContent())
    raw_content: str = told("content", default="")


class SampleParty(Record):
    """A creator who asks, or a product asked for."""

    creator_open_id: str | None = None
    product_id: str | None = named("id")
    sku_id: str | None = None


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, Mapping) else value


SampleParties = Annotated[tuple[SampleParty, ...], BeforeValidator(_one_or_many)]


class SampleChanged(Event):
    """Type 56: an application for a sample has a new status, one of SampleStatus."""

    application_id: str = needed("application_id")
    status: str = needed("new_status")
    creators: SampleParties = told("creator", default=())
    products: SampleParties = told("product", default=())
