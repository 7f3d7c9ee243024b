"""The Creators page: filter, sort, page. Rows come out finished, with their categories."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rapport.creators.models import Creator, CreatorCategory
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import RANGED, RangeCondition, Screen

SORTS = {
    "followers": "followers",
    "gmv": "gmv_30d_mid",
    "units": "units_30d_mid",
    "views": "average_views",
    "interaction": "interaction_rate",
    "activity": "activity_30d",
    "score": "score",
    "newest": "first_seen_at",
}
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What the page asks for; `text` matches handle or nickname."""

    screen: Screen = field(default_factory=Screen)
    text: str = ""
    sort: str = "followers"
    page: int = 1


@dataclass(frozen=True, slots=True)
class CreatorRow:
    """One line of the list."""

    creator_id: int
    handle: str
    nickname: str
    region: str
    score: int | None
    blocked: bool
    metrics: Metrics
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page of creators and how many there are in all."""

    rows: list[CreatorRow]
    total: int
    page: int
    pages: int


def library_page(workspace_id: int, asked: LibraryFilter) -> LibraryPage:
    """One page of the library; three queries, however many rows."""
    found = matching(workspace_id, asked.screen)
    if asked.text.strip():
        found = found.filter(
            Q(handle__icontains=asked.text.strip().lstrip("@")) | Q(nickname__icontains=asked.text.strip())
        )
    total = found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, asked.page), pages)
    column = SORTS.get(asked.sort, "followers")
    shown = found.order_by(F(column).desc(nulls_last=True), "pk")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return LibraryPage(rows_of(list(shown)), total, page, pages)


def rows_of(creators: list[Creator]) -> list[CreatorRow]:
    """Creators as list rows, their categories in one query."""
    keys: dict[int, list[str]] = {}
    for entry in CreatorCategory.objects.filter(creator__in=[one.pk for one in creators]).order_by(
        "creator_id", "rank"
    ):
        keys.setdefault(entry.creator_id, []).append(entry.key)
    return [
        CreatorRow(
            creator_id=one.pk,
            handle=one.handle,
            nickname=one.nickname,
            region=one.region,
            score=one.score,
            blocked=bool(one.blocked_why),
            metrics=one.metrics,
            categories=tuple(keys.get(one.pk, ())),
        )
        for one in creators
    ]


def matching(workspace_id: int, screen: Screen) -> QuerySet[Creator]:
    """The creators of a workspace that pass a screen, as the rule `screen_creator` would let them pass."""
    found = Creator.objects.filter(workspace_id=workspace_id)
    if screen.not_blocked:
        found = found.filter(blocked_why="")
    if screen.region:
        found = found.filter(region=screen.region)
    if screen.categories:
        sells = CreatorCategory.objects.filter(creator=OuterRef("pk"), key__in=screen.categories)
        found = found.filter(Exists(sells))
    for condition in screen.ranges:
        found = found.filter(_within(condition))
    return found


def categories_known(workspace_id: int) -> list[str]:
    """Every category key some creator of the workspace sells in."""
    rows = CreatorCategory.objects.filter(creator__workspace_id=workspace_id)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())


def regions_known(workspace_id: int) -> list[str]:
    rows = Creator.objects.filter(workspace_id=workspace_id).exclude(region="")
    return list(rows.order_by("region").values_list("region", flat=True).distinct())


def _within(condition: RangeCondition) -> Q:
    column = RANGED[condition.metric]
    met = Q(**{f"{column}__isnull": False})
    if condition.at_least is not None:
        met &= Q(**{f"{column}__gte": condition.at_least})
    if condition.at_most is not None:
        met &= Q(**{f"{column}__lte": condition.at_most})
    return met
