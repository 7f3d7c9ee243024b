"""`collaborations.follow`: who accepted, and bringing the platform's copies up to date. `products.pull`: what
the shop sells.
"""

from collections.abc import Iterator

from rapport.collaborations.actions.plans import SeenSeat, end_past, record_ended, record_seats, record_updated
from rapport.collaborations.actions.products import SeenProduct, keep_products
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration
from rapport.collaborations.queries import seen_before, to_update
from rapport.creators.queries.profile import ids_by_open_id
from rapport.jobs.errand import Errand
from rapport.outreach.actions.invitations import record_accepted
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
            if ours is not None and summary.creators_with_showcase != ours.showcase_creators:
                errand.hold()
                _look_at_seats(errand, client, summary.id, ours.collaboration_id)
    end_past(errand.shop.pk, now=errand.now)


def pull_products(errand: Errand) -> None:
    """Keep the shop's products as the platform shows them."""
    with errand.client() as client:
        listed = pages(lambda token: client.products.search(status=ProductStatus.ACTIVATE, page_token=token))
        found = [_seen_product(one, errand.shop.currency) for page in listed for one in page.items]
    keep_products(errand.shop, found, by=WORKER, now=errand.now)


def _bring_up_to_date(errand: Errand, client: PlatformClient, collaboration: TargetCollaboration) -> None:
    """Send the whole definition with who is left; doing it twice changes nothing. Nobody left ends it."""
    left = [seat.creator for seat in collaboration.creators.all() if seat.state != CollaborationCreator.State.REMOVED]
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


def _look_at_seats(errand: Errand, client: PlatformClient, platform_id: str, collaboration_id: int) -> None:
    detail = client.collaborations.detail(collaboration_id=platform_id)
    known = ids_by_open_id(errand.shop.workspace_id, [one.creator_open_id for one in detail.creators])
    seen = [
        SeenSeat(known[one.creator_open_id], one.showcase_products, one.content_products)
        for one in detail.creators
        if one.creator_open_id in known
    ]
    for creator_id in record_seats(collaboration_id, seen, now=errand.now):
        record_accepted(errand.shop.pk, creator_id, collaboration_id, now=errand.now)


def _seen_product(one: Product, currency: str) -> SeenProduct:
    prices = [sku.price for sku in one.skus if sku.price is not None]
    price = int(min(prices).scaleb(minor_digits(currency))) if prices else None
    return SeenProduct(platform_id=one.id, title=one.title, price_minor=price)
