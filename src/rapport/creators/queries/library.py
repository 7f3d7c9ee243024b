"""The Creators page: filter, sort, page. Rows come out finished, with their categories."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rapport.creators.models import Creator, CreatorCategory, FormerHandle
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import RANGED, RangeCondition, Screen
from rapport.shared.paging import Cut, Page

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
KEYS_OF_WORKSPACE = """
WITH RECURSIVE known("key") AS (
    SELECT min("key") FROM creators_creatorcategory
    UNION ALL
    SELECT (SELECT min(one."key") FROM creators_creatorcategory one WHERE one."key" > known."key")
    FROM known WHERE known."key" IS NOT NULL
)
SELECT known."key" FROM known WHERE (
    SELECT who.id FROM creators_creatorcategory sells
    JOIN creators_creator who ON who.id = sells.creator_id
    WHERE sells."key" = known."key" AND who.workspace_id = %s LIMIT 1
) IS NOT NULL ORDER BY known."key"
"""
"""Leaps from key to key along the index: there are dozens of keys, and DISTINCT would read every creator's row; as
would EXISTS on PostgreSQL, which makes a join of it.
"""


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What the page asks for; `text` matches handle, former handle or nickname.

    Whoever's sort figure is unknown comes last.
    """

    screen: Screen = field(default_factory=Screen)
    text: str = ""
    currency: str = ""
    """Leaves out creators whose money is in another one: a bound on GMV means nothing to them."""
    score_from: int | None = None
    sort: str = "followers"
    ascending: bool = False
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


def library_page(workspace_id: int, asked: LibraryFilter) -> Page[CreatorRow]:
    """One page of the library; three queries, however many rows."""
    found = _found(workspace_id, asked)
    cut = Cut.of(found.count(), asked.page, PAGE_SIZE)
    column = F(SORTS.get(asked.sort, "followers"))
    order = column.asc(nulls_last=True) if asked.ascending else column.desc(nulls_last=True)
    shown = found.order_by(order, "pk")[cut.part]
    return cut.holding(rows_of(list(shown)))


def _found(workspace_id: int, asked: LibraryFilter) -> QuerySet[Creator]:
    found = matching(workspace_id, asked.screen)
    text = asked.text.strip()
    if text:
        bare = text.lstrip("@")
        before = FormerHandle.objects.filter(creator=OuterRef("pk"), handle__icontains=bare)
        found = found.filter(Q(handle__icontains=bare) | Q(nickname__icontains=text) | Exists(before))
    if asked.currency:
        found = found.filter(currency=asked.currency)
    return found.filter(score__gte=asked.score_from) if asked.score_from is not None else found


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
    found = Creator.objects.filter(workspace_id=workspace_id, merged_into=None)
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
    """Every category key some creator of the workspace sells in, in order."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS_OF_WORKSPACE, [workspace_id])
        return [key for (key,) in cursor.fetchall()]


def regions_known(workspace_id: int) -> list[str]:
    rows = Creator.objects.filter(workspace_id=workspace_id, merged_into=None).exclude(region="")
    return list(rows.order_by("region").values_list("region", flat=True).distinct())


def _within(condition: RangeCondition) -> Q:
    column = RANGED[condition.metric]
    met = Q(**{f"{column}__isnull": False})
    if condition.at_least is not None:
        met &= Q(**{f"{column}__gte": condition.at_least})
    if condition.at_most is not None:
        met &= Q(**{f"{column}__lte": condition.at_most})
    return met
