"""Further conditions of searches among a shop's products and returns."""

from dataclasses import dataclass
from datetime import datetime

from rapport.platform_client.requests import given, seconds
from rapport.platform_client.shop_vocabulary import (
    ArbitrationStatus,
    AuditStatus,
    ListingPlatform,
    ListingQuality,
    ReturnKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductConditions:
    """
    What products must be besides; several values of one are a union, and both ends of a time are included.

    `with_drafts` tells the draft of a product that has one in its place, `with_live_quick` also those made on
    the spot for a LIVE. `category_version` is "v1" or "v2", `sales_network` "CONFIGURED" or "ELIGIBLE".
    """

    sku_ids: tuple[str, ...] = ()
    audit: tuple[AuditStatus, ...] = ()
    qualities: tuple[ListingQuality, ...] = ()
    platforms: tuple[ListingPlatform, ...] = ()
    created_from: datetime | None = None
    created_to: datetime | None = None
    sales_network: str | None = None
    with_drafts: bool = False
    with_live_quick: bool = False
    category_version: str | None = None
    locale: str | None = None

    def body(self) -> dict[str, object]:
        """Return the conditions as the platform wants them; those that are not set are left out."""
        return given(
            sku_ids=self.sku_ids,
            audit_status=self.audit,
            listing_quality_tiers=self.qualities,
            listing_platforms=self.platforms,
            create_time_ge=seconds(self.created_from),
            create_time_le=seconds(self.created_to),
            sns_filter=self.sales_network,
            return_draft_version=self.with_drafts or None,
            include_live_quick_products=self.with_live_quick or None,
            category_version=self.category_version,
            locale=self.locale,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnConditions:
    """What returns must be besides; several values of one are a union. Texts come in the language of `locale`."""

    kinds: tuple[ReturnKind, ...] = ()
    arbitration: tuple[ArbitrationStatus, ...] = ()
    return_ids: tuple[str, ...] = ()
    buyer_ids: tuple[str, ...] = ()
    only_partial_offered: bool = False
    locale: str | None = None

    def body(self) -> dict[str, object]:
        """Return the conditions as the platform wants them; those that are not set are left out."""
        return given(
            return_types=self.kinds,
            arbitration_status=self.arbitration,
            return_ids=self.return_ids,
            buyer_user_ids=self.buyer_ids,
            seller_proposed_return_type=("PARTIAL_REFUND",) if self.only_partial_offered else (),
            locale=self.locale,
        )
