"""`collaborations.follow`: who accepted, and bringing the platform's copies up to date. `products.pull`: what
the shop sells.
"""

from collections.abc import Iterator

from rapport.collaborations.actions.plans import (
    SeenSeat,
    begin_update,
    end_past,
    record_ended,
    record_seats,
    record_updated,
)
from rapport.collaborations.actions.products import SeenProduct, keep_products
from rapport.collaborations.actions.seats import record_counts, record_taken_out_there
from rapport.collaborations.models import TargetCollaboration
from rapport.collaborations.queries import SeenBefore, seen_before, to_update
from rapport.creators.queries.profile import ids_by_open_id
from rapport.jobs.errand import Errand
from rapport.outreach.actions.invitations import record_shown
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.platform_words import stage_shown
from rapport.platform_client import (
    CollaborationStatus,
    CollaborationSummary,
    CollaborationUnavailable,
    PlatformClient,
    Product,
    ProductStatus,
    ProductTerms,
    SampleOffer,
    SellerContact,
    pages,
)
from rapport.shared.money import minor_digits
from rapport.shops.rules.roles import WORKER


def follow_collaborations(errand: Errand) -> None:
    """Tell the platform which creators left, then look where somebody added products since the last time."""
    with errand.client() as client:
        for changed in to_update(errand.shop.pk):
            errand.hold()
            _bring_up_to_date(errand, client, changed)
        known = seen_before(errand.shop.pk)
        for summary in _valid(client):
            ours = known.get(summary.id)
            if ours is not None and _has_moved(summary, ours):
                errand.hold()
                _look_at_seats(errand, client, summary.id, ours.collaboration_id)
                record_counts(
                    ours.collaboration_id,
                    showcase=summary.creators_with_showcase,
                    content=summary.creators_with_content,
                    invited=summary.creators_invited,
                )
    end_past(errand.shop.pk, now=errand.now)


def pull_products(errand: Errand) -> None:
    """Keep the shop's products as the platform shows them."""
    with errand.client() as client:
        listed = pages(lambda token: client.products.search(status=ProductStatus.ACTIVATE, page_token=token))
        found = [_seen_product(one, errand.shop.currency) for page in listed for one in page.items]
    keep_products(errand.shop, found, by=WORKER, now=errand.now)


def _bring_up_to_date(errand: Errand, client: PlatformClient, collaboration: TargetCollaboration) -> None:
    """Send the whole definition with who is left; doing it twice changes nothing. Nobody left ends it."""
    left = begin_update(collaboration.pk, now=errand.now)
    try:
        if left:
            client.collaborations.update(
                collaboration_id=collaboration.platform_id,
                name=collaboration.name,
                ends_at=collaboration.ends_at,
                products=[ProductTerms(one.product.platform_id, one.rate) for one in collaboration.products.all()],
                creator_open_ids=[one.open_id for one in left],
                contact=SellerContact(email=errand.shop.workspace.contact_email),
                sample_offer=SampleOffer(is_offered=collaboration.has_free_sample),
            )
            record_updated(collaboration.pk, [one.pk for one in left])
        else:
            client.collaborations.remove(collaboration_id=collaboration.platform_id)
            record_ended(collaboration.pk)
    except CollaborationUnavailable:
        record_ended(collaboration.pk)


def _valid(client: PlatformClient) -> Iterator[CollaborationSummary]:
    for page in pages(lambda token: client.collaborations.search(status=CollaborationStatus.VALID, page_token=token)):
        yield from page.items


def _has_moved(summary: CollaborationSummary, ours: SeenBefore) -> bool:
    """Whether the platform counts otherwise than when somebody looked; what it does not tell has not moved."""
    counts = (
        (summary.creators_with_showcase, ours.showcase_creators),
        (summary.creators_with_content, ours.content_creators),
        (summary.creators_invited, ours.creators),
    )
    return any(told is not None and told != seen for told, seen in counts)


def _look_at_seats(errand: Errand, client: PlatformClient, platform_id: str, collaboration_id: int) -> None:
    detail = client.collaborations.detail(collaboration_id=platform_id)
    known = ids_by_open_id(errand.shop.workspace_id, [one.creator_open_id for one in detail.creators])
    seen = [
        SeenSeat(
            known[one.creator_open_id], one.showcase_products, one.content_products, one.collaboration_status or ""
        )
        for one in detail.creators
        if one.creator_open_id in known
    ]
    record_seats(collaboration_id, seen, now=errand.now)
    for seat in seen:
        shown = stage_shown(seat.word, seat.showcase_products, seat.content_products)
        if shown is Stage.CLOSED:
            record_taken_out_there(collaboration_id, seat.creator_id, now=errand.now)
        record_shown(errand.shop.pk, seat.creator_id, collaboration_id, shown, now=errand.now)


def _seen_product(one: Product, currency: str) -> SeenProduct:
    prices = [sku.price for sku in one.skus if sku.price is not None]
    price = int(min(prices).scaleb(minor_digits(currency))) if prices else None
    return SeenProduct(platform_id=one.id, title=one.title, price_minor=price)
