"""The library."""

from django.http import HttpRequest
from ninja import Query, Router, Schema

from rapport.api.access import machine_clock, seat
from rapport.api.schemas import CreatorOut, CreatorPageOut
from rapport.creators.queries.library import CreatorRow, LibraryAsked, library_page, sorted_by
from rapport.creators.rules.screens import Screen, named_like, read_screen
from rapport.shared.conditions import Every, Within, every

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
    screen: str = ""
    """A screen as text, such as `avg_views >= 5k and category in (Beauty)`; amounts name their currency."""
    sort: str = "followers"
    page: int = 1

    def asked(self) -> LibraryAsked:
        """Refuses with ScreenUnreadable."""
        bounds = (
            ("followers", self.followers_from, self.followers_to),
            ("gmv_30d", self.gmv_from, None),
            ("average_views", self.views_from, None),
        )
        ranges = tuple(Within(*one) for one in bounds if one[1:] != (None, None))
        everyday = Screen.of(self.region, (self.category,) if self.category else (), ranges)
        said = read_screen(self.screen)
        named = named_like(self.text) if self.text.strip() else Every()
        screen = Screen(every(everyday.where, said.where, named), not_blocked=False)
        return LibraryAsked(screen, said.ranking or sorted_by(self.sort), self.page)


@router.get("/creators", response=CreatorPageOut)
def list_creators(request: HttpRequest, asked: Query[CreatorsAsked]) -> CreatorPageOut:
    """One page of the library, 50 creators at most."""
    found = library_page(seat(request).workspace_id, asked.asked(), now=machine_clock())
    return CreatorPageOut(
        total=found.total, page=found.page, pages=found.pages, items=[_creator(row) for row in found.rows]
    )


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
