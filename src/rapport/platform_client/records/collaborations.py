"""Target collaborations: who is invited with which products at which rates."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AliasChoices, AliasPath, BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMoment, Page, Rate, Record, named
from rapport.platform_client.records.money import MoneyRange


class SellerContact(Record):
    """How creators reach the seller; the platform asks for the e-mail address."""

    email: str | None = None
    phone_number: str | None = None
    whatsapp: str | None = None
    telegram: str | None = None
    line: str | None = None


class SampleOffer(Record):
    """Whether creators may ask for a free sample, and whether they get it without being reviewed."""

    is_offered: bool = named("has_free_sample", default=False)
    needs_no_review: bool = named("is_sample_approval_exempt", default=False)


class Conflict(Record):
    """A creator who already has this product from us, and in which collaboration if the platform tells."""

    creator_open_id: str = Field(validation_alias=AliasChoices("creator_open_id", "creator_user_open_id"))
    product_id: str
    collaboration_id: str | None = named("existing_collaboration_id")


class ConflictsAnswer(Record):
    items: tuple[Conflict, ...] = named("conflict_items", default=())


class ResolvedConflict(Record):
    """A creator and the older collaboration they were, or could not be, taken out of."""

    creator_open_id: str
    collaboration_id: str = Field(validation_alias="existing_collaboration_id")


class ConflictResolution(Record):
    """What became of each conflict; in doubt `check_conflicts` tells what is left."""

    resolved: tuple[ResolvedConflict, ...] = named("success_items", default=())
    failed: tuple[ResolvedConflict, ...] = named("failed_items", default=())


class CollaborationLink(Record):
    url: str = Field(validation_alias="link")


class CreatedCollaboration(Record):
    """What was created; whether others than the refused can be missing from it, the detail tells."""

    id: str = Field(validation_alias=AliasPath("target_collaboration", "id"))
    created_at: MaybeMoment = named("create_time")
    refused_creator_open_ids: tuple[str, ...] = named("invalid_open_id_list", default=())
    refused_product_ids: tuple[str, ...] = named("invalid_product_id_list", default=())


class CollaborationSummary(Record):
    """A collaboration found by search; the counts leave out what is being deleted."""

    id: str
    name: str = ""
    message: str = ""
    kind: str = named("type", default="")
    starts_at: MaybeMoment = named("start_time")
    ends_at: MaybeMoment = named("end_time")
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")
    creators_invited: int | None = named("creator_inivited_count")  # misspelt by the platform, here alone
    creators_with_showcase: int | None = named("showcase_creator_count")
    creators_with_content: int | None = named("content_creator_count")
    products: int | None = named("product_count")
    sample_offer: SampleOffer | None = named("free_sample_rule")


class CollaborationPage(Page):
    items: tuple[CollaborationSummary, ...] = named("target_collaborations", default=())


class CollaborationProduct(Record):
    """`rate_effective_at` is when a changed rate begins to act; status words are the platform's."""

    id: str
    title: str = ""
    image_url: str | None = named("main_image_url")
    price: MoneyRange | None = named("original_price")
    rate: Rate | None = named("commission", "rate")
    ads_rate: Rate | None = named("commission", "shop_ads_commission_rate")
    rate_effective_at: MaybeMoment = named("commission", "effective_time")
    commission: MoneyRange | None = None
    status: str | None = None
    rate_status: str | None = named("commission_effective_status")
    collaboration_status: str | None = None


class CollaborationCreator(Record):
    """An invited creator; one with products in the showcase has accepted."""

    creator_open_id: str
    handle: str = named("username", default="")
    nickname: str = ""
    avatar_url: str | None = named("avatar", "url")
    region: str | None = named("selection_region")
    showcase_products: int = named("showcase_product_count", default=0)
    content_products: int = named("content_product_count", default=0)
    collaboration_status: str | None = None
    product_status: str | None = named("product_effective_status")


class Collaboration(Record):
    """A collaboration in full; the counts leave out what is being deleted, a creator's own counts do not."""

    id: str
    name: str = ""
    message: str = ""
    kind: str = named("type", default="")
    contact: SellerContact | None = named("seller_contact_info")
    starts_at: MaybeMoment = named("start_time")
    ends_at: MaybeMoment = named("end_time")
    updated_at: MaybeMoment = named("update_time")
    creators_invited: int | None = named("creator_invited_count")
    creators_with_showcase: int | None = named("showcase_creator_count")
    creators_with_content: int | None = named("content_creator_count")
    products_offered: int | None = named("product_count")
    sample_offer: SampleOffer | None = named("free_sample_rule")
    products: tuple[CollaborationProduct, ...] = ()
    creators: tuple[CollaborationCreator, ...] = ()


class CollaborationAnswer(Record):
    collaboration: Collaboration = Field(validation_alias="target_collaboration")


class RateNotChanged(Record):
    product_id: str = Field(validation_alias=AliasChoices("id", "product_id"))
    rate: Rate | None = named("commission_rate")


def _one_or_many(value: object) -> object:
    # Documented as a single object, empty if there is nothing to name.
    if isinstance(value, Mapping):
        return (value,) if value.keys() & {"id", "product_id"} else ()
    return value


RatesNotChanged = Annotated[tuple[RateNotChanged, ...], BeforeValidator(_one_or_many)]


class FailedChanges(Record):
    """The parts of an update that were not made; what is not named here was made."""

    creator_open_ids_not_added: tuple[str, ...] = named("add_creator_open_ids", default=())
    creator_open_ids_not_removed: tuple[str, ...] = named("remove_creator_open_ids", default=())
    creator_open_ids_unknown: tuple[str, ...] = named("invalid_open_id_list", default=())
    products_not_added: RatesNotChanged = named("add_products", default=())
    product_ids_not_removed: tuple[str, ...] = named("remove_product_ids", default=())
    product_ids_unknown: tuple[str, ...] = named("invalid_product_id_list", default=())
    rates_not_changed: RatesNotChanged = named("change_commissions", default=())
    end_not_changed: MaybeMoment = named("end_time")
    name_not_changed: str | None = named("name")
    contact_not_changed: SellerContact = named("seller_contact_info", default=SellerContact())


class CollaborationChange(Record):
    """What became of an update: the platform answers "success" even if it made only a part of it."""

    conflicts: tuple[Conflict, ...] = named("target_collaboration_conflicts", default=())
    failed: FailedChanges = named("update_failed", default=FailedChanges())

    @property
    def is_complete(self) -> bool:
        return not self.conflicts and self.failed == FailedChanges()
