"""The library."""

from django.http import HttpRequest
from ninja import Query, Router, Schema

from rapport.api.access import seat
from rapport.api.schemas import ContentOut, CreatorOut, CreatorPageOut
from rapport.creators.queries.content import digest_of_creator
from rapport.creators.queries.library import CreatorRow, LibraryFilter, library_page
from rapport.creators.queries.profile import creator
from rapport.creators.rules.screens import RangeCondition, Screen

router = Router(tags=["creators"])


class CreatorsAsked(Schema):
    """Filters of the list; open bounds are left out."""

    region: str = ""
    category: str = ""
    text: str = ""
    followers_from: int | None = None
    followers_to: int | None = None
    gmv_from: int | None = None
    views_from: int | None = None
    sort: str = "followers"
    page: int = 1

    def screen(self) -> Screen:
        asked = (
            ("followers", self.followers_from, self.followers_to),
            ("gmv_30d", self.gmv_from, None),
            ("average_views", self.views_from, None),
        )
        ranges = tuple(RangeCondition(*one) for one in asked if one[1:] != (None, None))
        return Screen(self.region, (self.category,) if self.category else (), ranges, not_blocked=False)


@router.get("/creators", response=CreatorPageOut)
def list_creators(request: HttpRequest, asked: Query[CreatorsAsked]) -> CreatorPageOut:
    """One page of the library, 50 creators at most."""
    found = library_page(
        seat(request).workspace_id,
        LibraryFilter(screen=asked.screen(), text=asked.text, sort=asked.sort, page=asked.page),
    )
    return CreatorPageOut(
        total=found.total, page=found.page, pages=found.pages, items=[_creator(row) for row in found.rows]
    )


@router.get("/creators/{int:creator_id}/content", response=ContentOut)
def creator_content(request: HttpRequest, creator_id: int) -> ContentOut:
    """What a creator's posts showed when they last came in; every figure is unknown where none are known."""
    found = creator(seat(request).workspace_id, creator_id)
    return ContentOut.from_orm(digest_of_creator(found.pk))


def _creator(row: CreatorRow) -> CreatorOut:
    metrics = row.metrics
    return CreatorOut(
        id=row.creator_id,
        handle=row.handle,
        nickname=row.nickname,
        region=row.region,
        score=row.score,
        followers=metrics.followers,
        gmv_30d_low=metrics.gmv_30d_low,
        gmv_30d_high=metrics.gmv_30d_high,
        currency=metrics.currency,
        units_30d=metrics.units_30d_mid,
        average_views=metrics.average_views,
        activity_30d=metrics.activity_30d,
        interaction_rate=metrics.interaction_rate,
        categories=list(row.categories),
    )
