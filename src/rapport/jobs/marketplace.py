"""`creators.search`: fill the library from the marketplace, page by page, kept in batches."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from rapport.creators.actions.keep import keep_sightings
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.jobs.errand import Errand
from rapport.platform_client import Creator, CreatorSearch, MoneyAmount, PlatformClient, Range
from rapport.shared.money import WHOLE_RATE, minor_digits
from rapport.shops.models import Shop
from rapport.shops.rules.regions import REGIONS

SOURCE = "marketplace"


def search_marketplace(errand: Errand) -> None:
    """Look through the shop's marketplace and keep every creator it shows."""
    with errand.client() as client:
        keep_sightings(errand.shop.workspace_id, _sightings(errand, client))


def _sightings(errand: Errand, client: PlatformClient) -> Iterator[Sighting]:
    for page in client.creators.search_pages(search=CreatorSearch()):
        errand.hold()
        for one in page.items:
            yield sighting_of(one, errand.shop, errand.now)


def sighting_of(one: Creator, shop: Shop, now: datetime) -> Sighting:
    """A creator of the marketplace as the library keeps them."""
    return Sighting(
        handle=one.handle,
        region=one.region or shop.region,
        seen_at=now,
        source=SOURCE,
        metrics=_metrics(one, shop.currency),
        open_id=one.creator_open_id,
        nickname=one.nickname,
        avatar_url=one.avatar_url or "",
        language=REGIONS[shop.region].language,
        categories=one.category_ids,
    )


def _metrics(one: Creator, currency: str) -> Metrics:
    low, high = _bounds(one.gmv, one.gmv_range, currency)
    units = one.units_sold_range
    return Metrics(
        followers=one.followers,
        average_views=one.average_video_views,
        gmv_30d_low=low,
        gmv_30d_high=high,
        currency=currency if low is not None else None,
        units_30d_low=units.low if units else None,
        units_30d_high=units.high if units else None,
        female_share=_female_share(one),
        promotion_score=None if one.promotion_score is None else int(one.promotion_score * 100),
    )


def _bounds(exact: MoneyAmount | None, ranged: Range[Decimal] | None, currency: str) -> tuple[int | None, int | None]:
    """GMV in minor units: the exact figure twice where it is shared, else the range."""
    if exact is not None:
        return _minor(exact.amount, currency), _minor(exact.amount, currency)
    if ranged is None:
        return None, None
    return _minor(ranged.low, currency), _minor(ranged.high, currency)


def _minor(amount: Decimal | None, currency: str) -> int | None:
    return None if amount is None else int(amount.scaleb(minor_digits(currency)).to_integral_value())


def _female_share(one: Creator) -> int | None:
    share = one.major_gender_share
    if share is None or one.major_gender not in ("FEMALE", "MALE"):
        return None
    return share if one.major_gender == "FEMALE" else WHOLE_RATE - share
