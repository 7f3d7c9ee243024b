"""Samples and content of the cast as the platform shows them."""

from datetime import datetime

from tests.cast import NOW

from rapport.collaborations.models import Product
from rapport.creators.models import Creator
from rapport.policies.queries import rules_for
from rapport.samples.actions import SeenContent, SeenRequest, keep_contents, keep_request
from rapport.samples.models import SampleRequest
from rapport.shops.models import Shop

POLICY = rules_for("guidebook", "GB").policy.samples
"""Content is due 14 days after receipt."""
WAY = ("PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "COMPLETED")
"""The platform's words from the request to the content."""


def asked(
    shop: Shop, who: Creator, what: Product, status: str = "PENDING", *, platform_id: str = "s1", now: datetime = NOW
) -> SampleRequest:
    """A request as it is seen at `now`, in one of the platform's states."""
    return keep_request(shop, SeenRequest(platform_id, status, who, what), POLICY, now=now)


def video(
    platform_id: str = "v1", posted_at: datetime = NOW, *, title: str = "", url: str = "", views: int | None = None
) -> SeenContent:
    return SeenContent(platform_id, "VIDEO", posted_at, title=title, url=url, views=views)


def posted(shop: Shop, who: Creator, what: Product, *seen: SeenContent, sample: SampleRequest | None = None) -> int:
    """Keep content (one video, if none is named) of a creator with a product; how many were new."""
    return keep_contents(shop, who.pk, what.pk, seen or (video(),), sample.pk if sample else None)
