"""Target collaborations: make, find, read, change, end them; what stands in their way, what comes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.envelope import Answer, conflict_pairs
from rapport.platform_client.errors import (
    CollaborationConflict,
    Occasion,
    OutcomeUnknown,
    PlatformError,
    UnfitRequest,
    UnknownParticipants,
)
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.collaborations import (
    Collaboration,
    CollaborationAnswer,
    CollaborationChange,
    CollaborationLink,
    CollaborationPage,
    Conflict,
    ConflictResolution,
    ConflictsAnswer,
    CreatedCollaboration,
    SampleOffer,
    SellerContact,
)
from rapport.platform_client.records.promotions import PromotedProduct, PromotedProducts
from rapport.platform_client.requests import given, seconds
from rapport.platform_client.vocabulary import CollaborationStatus, ContentFormat, KeywordType, ShowcaseChoice


@dataclass(frozen=True, slots=True)
class ProductTerms:
    """A product and its rates in hundredths of a percent; `ads_rate` is for orders that came from ads."""

    product_id: str
    rate: int
    ads_rate: int | None = None


class Collaborations(Area):
    def create(
        self,
        *,
        name: str,
        ends_at: datetime,
        products: Sequence[ProductTerms],
        creator_open_ids: Sequence[str],
        contact: SellerContact,
        sample_offer: SampleOffer,
        message: str = "",
        preferred_format: ContentFormat | None = None,
    ) -> CreatedCollaboration:
        """
        Invite creators to promote products, all or none of them.

        Raises CollaborationConflict (its pairs say who has what already) or UnknownParticipants if nothing
        was created, QuotaUsedUp, FollowerCeiling, CreatorUnavailable, ProductUnavailable, SensitiveWords,
        InvalidRequest (an end in the past, for one). After OutcomeUnknown look for the name with `search`
        before creating again.
        """
        body = given(
            name=name,
            end_time=_seconds_text(ends_at),
            products=[
                given(
                    id=terms.product_id,
                    target_commission_rate=terms.rate,
                    shop_ads_commission_rate=terms.ads_rate,
                )
                for terms in products
            ],
            creator_user_open_ids=list(creator_open_ids),
            message=message,
            preferred_content_type=preferred_format,
        )
        body |= _contact_and_sample(contact, sample_offer)
        return self.wire.call("collaborations.create", CreatedCollaboration, body=body, refused=_not_created)

    def search(
        self,
        *,
        status: CollaborationStatus,
        only_accepted: bool = False,
        only_with_sample: bool = False,
        keyword: tuple[KeywordType, str] | None = None,
        creator_open_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> CollaborationPage:
        """Return one page of the shop's collaborations in this status; size 20, 50 or 100."""
        body = given(
            collaboration_status=status,
            creator_accept_status="ACCEPT" if only_accepted else "ALL",
            free_sample_setting="WITH_FREE_SAMPLE" if only_with_sample else "ALL",
            search_param={"keyword_type": keyword[0], "keyword": keyword[1]} if keyword else None,
            creator_user_open_id=creator_open_id,
        )
        query = page_query("collaborations.search", page_size, page_token)
        return self.wire.call("collaborations.search", CollaborationPage, query=query, body=body)

    def detail(self, *, collaboration_id: str) -> Collaboration:
        """Return a collaboration in full; another seller's is CollaborationUnavailable."""
        ids = {"collaboration_id": collaboration_id}
        return self.wire.call("collaborations.detail", CollaborationAnswer, ids=ids).collaboration

    def update(
        self,
        *,
        collaboration_id: str,
        name: str,
        ends_at: datetime,
        products: Sequence[ProductTerms],
        creator_open_ids: Sequence[str],
        contact: SellerContact,
        sample_offer: SampleOffer,
    ) -> CollaborationChange:
        """
        Replace the whole definition: a creator or product that is not named is removed. The message stays.

        The platform may make only a part of it and still call it a success: look at `is_complete`. A raised
        rate acts at once; a lowered one, or a product taken away from a creator's showcase, at 00:00 of the
        shop's next day. Raises what `create` raises, and CollaborationUnavailable if it is over.
        """
        body: dict[str, object] = {
            "name": name,
            "end_time": _seconds_text(ends_at),
            "products": [
                given(id=terms.product_id, commission_rate=terms.rate, target_ad_commission_rate=terms.ads_rate)
                for terms in products
            ],
            "creator_user_open_ids": list(creator_open_ids),
        }
        body |= _contact_and_sample(contact, sample_offer)
        ids = {"collaboration_id": collaboration_id}
        return self.wire.call("collaborations.update", CollaborationChange, ids=ids, body=body)

    def remove(self, *, collaboration_id: str) -> None:
        """End a collaboration; Throttled if another call is at work on it."""
        self.wire.call("collaborations.remove", Done, ids={"collaboration_id": collaboration_id})

    def check_conflicts(self, *, creator_open_ids: Sequence[str], product_ids: Sequence[str]) -> tuple[Conflict, ...]:
        """Return which of the creators already have which of the products, and where; writes nothing."""
        body = {"creator_open_id_list": list(creator_open_ids), "product_id_list": list(product_ids)}
        return self.wire.call("collaborations.check_conflicts", ConflictsAnswer, body=body).items

    def resolve_conflicts(self, *, conflicts: Sequence[Conflict]) -> ConflictResolution:
        """
        Take the creators of these conflicts out of the older collaborations that `check_conflicts` named.

        The platform may do only a part: look at `failed`. After OutcomeUnknown check again what is left.
        """
        if not conflicts or any(conflict.collaboration_id is None for conflict in conflicts):
            message = "must each name a collaboration"
            raise UnfitRequest(message, Occasion("collaborations.resolve_conflicts"), "conflicts")
        items = [
            {"existing_collaboration_id": conflict.collaboration_id, "creator_open_id": conflict.creator_open_id}
            for conflict in conflicts
        ]
        return self.wire.call("collaborations.resolve_conflicts", ConflictResolution, body={"conflict_items": items})

    def link(self, *, collaboration_id: str) -> str:
        """Return an address under which the invited creators find the collaboration."""
        ids = {"collaboration_id": collaboration_id}
        return self.wire.call("collaborations.link", CollaborationLink, ids=ids, body={}).url

    def promotion(
        self,
        *,
        collaboration_id: str,
        creator_open_id: str,
        showcase: ShowcaseChoice = ShowcaseChoice.ALL,
        keyword: tuple[KeywordType, str] | None = None,
        invitation_id: str | None = None,
    ) -> tuple[PromotedProduct, ...]:
        """
        Return what this creator does with each product, by the showcase and by a keyword if wanted.

        The keyword is a PRODUCT_ID, or a part of a PRODUCT_NAME in which case matters.
        """
        body = given(
            creator_user_open_id=creator_open_id,
            invitation_group_id=collaboration_id,
            query_type=keyword[0] if keyword else None,
            query=keyword[1] if keyword else None,
            invitation_id=invitation_id,
            product_filter={"added_types": (showcase,)},
        )
        return self.wire.call("collaborations.promotion", PromotedProducts, body=body).items


def _not_created(answer: Answer) -> PlatformError | None:
    """Find the refusal, or the contradiction, in what is called a success."""
    created = answer.data.get("target_collaboration")
    has_id = isinstance(created, dict) and "id" in created
    pairs = conflict_pairs(answer.data)
    if has_id and pairs:
        return OutcomeUnknown("both a collaboration and conflicts were told", answer.occasion)
    if pairs:
        return CollaborationConflict("creators already have products from us", answer.occasion, pairs)
    if has_id:
        return None
    creators, products = _texts(answer, "invalid_open_id_list"), _texts(answer, "invalid_product_id_list")
    if creators or products:
        return UnknownParticipants("not accepted by the platform", answer.occasion, creators, products)
    return None


def _texts(answer: Answer, field: str) -> tuple[str, ...]:
    told = answer.data.get(field)
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _contact_and_sample(contact: SellerContact, sample_offer: SampleOffer) -> dict[str, object]:
    return {
        "seller_contact_info": contact.model_dump(exclude_none=True),
        "free_sample_rule": {
            "has_free_sample": sample_offer.is_offered,
            "is_sample_approval_exempt": sample_offer.needs_no_review,
        },
    }


def _seconds_text(moment: datetime) -> str:
    return str(seconds(moment))
