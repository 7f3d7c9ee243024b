"""The library."""

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router, Schema

from rapport.api.access import machine_clock, seat
from rapport.api.schemas import CheckOut, ContentOut, CreatorOut, CreatorPageOut, WhyOut
from rapport.creators.queries.content import digest_of_creator
from rapport.creators.queries.library import CreatorRow, LibraryAsked, facet_counts, library_page, sorted_by
from rapport.creators.queries.profile import creator
from rapport.creators.queries.reasons import why
from rapport.creators.rules.screens import Screen, named_like, read_screen
from rapport.shared.conditions import Every, Within, every
from rapport.shared.wording import said

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
    facets: bool = False
    """Whether to count the choices of each facet too."""

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
    workspace_id, wanted, now = seat(request).workspace_id, asked.asked(), machine_clock()
    found = library_page(workspace_id, wanted, now=now)
    return CreatorPageOut(
        total=found.total,
        page=found.page,
        pages=found.pages,
        items=[_creator(row) for row in found.rows],
        facets=facet_counts(workspace_id, wanted.screen, now=now) if asked.facets else None,
    )


@router.get("/creators/why", response=list[WhyOut])
def why_creator(request: HttpRequest, handle: str, screen: str = "") -> list[WhyOut]:
    """What a screen says of everybody of a handle, one for each region; what is missed first, then what is unknown."""
    wanted = Screen(read_screen(screen).where, not_blocked=False)
    found = why(seat(request).workspace_id, handle, wanted, now=machine_clock())
    return [
        WhyOut(
            id=one.creator.pk,
            handle=one.creator.handle,
            region=one.creator.region,
            passed=one.passed,
            checks=[
                CheckOut(
                    verdict=check.verdict.value,
                    code=check.reason.code,
                    message=said(check.reason, gettext),
                    data=check.reason.data,
                )
                for check in one.checks
            ],
        )
        for one in found
    ]


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
