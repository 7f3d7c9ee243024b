"""`creators.search` and `creators.saved_searches`: the library filled from the marketplace, page by page."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from rapport.creators.actions.keep import keep_sightings
from rapport.creators.actions.searches import Further, begin_anew, begin_run, end_run, keep_page
from rapport.creators.models import SavedSearch
from rapport.creators.queries.searches import due_searches
from rapport.creators.rules.marketplace import Wanted
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.jobs.errand import Errand
from rapport.platform_client import (
    AgencyStatus,
    AgeRange,
    ContentFormat,
    Creator,
    CreatorPage,
    CreatorSearch,
    Gender,
    GmvRange,
    InvalidRequest,
    MoneyAmount,
    PlatformClient,
    PostRate,
    Range,
    UnfitRequest,
    UnitsSoldRange,
)
from rapport.shared.money import WHOLE_RATE, minor_digits
from rapport.shared.refusals import Reason
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


def run_searches(errand: Errand) -> None:
    """`creators.saved_searches`: run those of the shop's searches that are due, or go on with one that was left.

    Each page is kept together with where the next one begins, so a run that is killed loses and repeats nothing.
    """
    for search in due_searches(errand.shop.pk, errand.now):
        with errand.client() as client:
            _run(errand, client, search)


def _run(errand: Errand, client: PlatformClient, search: SavedSearch) -> None:
    seen_at = begin_run(search, errand.now)
    is_resumed = search.started_at is not None
    further: Further | None = Further(search.page_token, search.search_key) if is_resumed else Further("", "")
    try:
        wanted = search_for(search.wanted)
        while further is not None:
            page = client.creators.search(
                search=wanted, page_token=further.page_token or None, search_key=further.search_key
            )
            following = _further(page, further)
            sightings = [sighting_of(one, errand.shop, seen_at) for one in page.items]
            keep_page(search, sightings, following, hold=errand.hold)
            further = following
    except (InvalidRequest, UnfitRequest) as refused:
        if further is not None and further.page_token:
            begin_anew(search)
            raise
        end_run(search, Reason(f"platform.{type(refused).__name__}", {}))


def _further(page: CreatorPage, now: Further) -> Further | None:
    """Where the next page begins; none behind the last one, or behind one that points to itself."""
    if page.next_page_token in ("", now.page_token):
        return None
    return Further(page.next_page_token, page.search_key or now.search_key)


def search_for(wanted: Wanted) -> CreatorSearch:
    """Our conditions as the platform's search takes them."""
    return CreatorSearch(
        keyword=wanted.keyword,
        followers_from=wanted.followers_from,
        followers_to=wanted.followers_to,
        gmv_ranges=tuple(GmvRange[one.upper()] for one in wanted.gmv_bands),
        units_sold_ranges=tuple(UnitsSoldRange[one.upper()] for one in wanted.unit_bands),
        video_views_from=wanted.views_from,
        live_viewers_from=wanted.live_viewers_from,
        engagement_from=wanted.engagement_from,
        age_ranges=tuple(AgeRange[one.upper()] for one in wanted.ages),
        gender=Gender[wanted.gender.upper()] if wanted.gender else None,
        gender_share_from=wanted.share_from,
        commission_rate_below=wanted.commission_below,
        post_rate=PostRate[wanted.post_rate.upper()] if wanted.post_rate else None,
        agency=AgencyStatus[wanted.agency.upper()] if wanted.agency else None,
        content_preferences=tuple(ContentFormat[one.upper()] for one in wanted.contents),
        only_fast_growing=wanted.only_fast_growing,
        only_not_invited_in_90_days=wanted.only_not_invited,
    )


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
