"""The library found by a screen: one page of it, in an order, with counts beside the choices of a filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rapport.creators.models import Creator
from rapport.creators.queries.engines.chosen import engine
from rapport.creators.queries.groupings import category_keys
from rapport.creators.queries.library_rows import day_number
from rapport.creators.queries.reasons import checks_of
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import FIELDS, Checked, Ranking, Screen, whole
from rapport.creators.rules.screens.asking import EVERYBODY
from rapport.creators.rules.screens.facets import FACETS, bands_of
from rapport.creators.rules.screens.fields import NUMBERS
from rapport.creators.rules.screens.ranking import POINTS
from rapport.index.searching import Found, Order
from rapport.policies.queries import default_playbook
from rapport.shared.paging import Cut, Page

PAGE_SIZE = 50
BY_FOLLOWERS = Ranking((("followers", 1),))
SORTS = {
    "followers": "followers",
    "gmv": "gmv_30d",
    "units": "units_30d",
    "views": "average_views",
    "interaction": "interaction_rate",
    "activity": "activity_30d",
    "score": "score",
    "newest": "days_since_added",
}
"""The orders that lists offer by name, and the field of each."""
SORTABLE = frozenset(one.name for one in NUMBERS)
"""The fields that any list can be ordered by."""


@dataclass(frozen=True, slots=True)
class LibraryAsked:
    """Whom a list is to hold and in which order; whoever's sort figure is unknown comes last."""

    screen: Screen = field(default_factory=lambda: Screen(not_blocked=False))
    ranking: Ranking = BY_FOLLOWERS
    page: int = 1
    explains: bool = False
    """Whether each row says what the screen's conditions say of it."""


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
    checks: tuple[Checked, ...] = ()
    """Why they are in, where the list explains itself."""


def sorted_by(name: str, *, ascending: bool = False) -> Ranking:
    """The order of a name of SORTS or of any number among FIELDS; what is newest was added the fewest days ago. An
    unknown name means followers.
    """
    found = SORTS.get(name) or (name if name in SORTABLE else "followers")
    return Ranking(((found, -1 if ascending is not (name == "newest") else 1),))


def library_page(workspace_id: int, asked: LibraryAsked, *, now: datetime) -> Page[CreatorRow]:
    """One page of the library; three queries, however many rows, and those of their facts where it explains itself."""
    start = (max(asked.page, 1) - 1) * PAGE_SIZE
    found = _found(workspace_id, asked, start, now)
    cut = Cut.of(found.total, asked.page, PAGE_SIZE)
    if not found.ids and found.total:
        found = _found(workspace_id, asked, cut.part.start, now)
    by_id = Creator.objects.in_bulk(found.ids)
    creators = [by_id[pk] for pk in found.ids if pk in by_id]
    checks = checks_of(creators, asked.screen, now=now) if asked.explains else {}
    return cut.holding([replace(row, checks=checks.get(row.creator_id, ())) for row in rows_of(creators)])


def choices(
    workspace_id: int, screen: Screen, names: Sequence[str], bands: Mapping[str, Sequence[int]], *, now: datetime
) -> dict[str, dict[str, int]]:
    """For each field how many creators each choice of it would find beside the screen's other conditions."""
    return engine().choices(workspace_id, whole(screen, day_number(now)), names, bands)


def facet_counts(workspace_id: int, screen: Screen, *, now: datetime) -> dict[str, dict[str, int]]:
    """The choices of every facet, bands by the playbook that ships."""
    return choices(workspace_id, screen, FACETS, bands_of(default_playbook().values), now=now)


def matching(workspace_id: int, screen: Screen, *, now: datetime) -> list[int]:
    """The ids of all creators that pass a screen, as the rule `screen_creator` would let them pass."""
    return engine().matching(workspace_id, whole(screen, day_number(now)))


def best_of(workspace_id: int, screen: Screen, ranking: Ranking, most: int, *, now: datetime) -> Found:
    """The ids of the best creators that pass a screen, and how many pass in all."""
    return engine().page(workspace_id, whole(screen, day_number(now)), _order(ranking), start=0, length=most)


def count_matching(workspace_id: int, screen: Screen, *, now: datetime) -> int:
    """How many creators pass a screen."""
    return engine().count(workspace_id, whole(screen, day_number(now)))


def categories_known(workspace_id: int) -> list[str]:
    """Every category some creator of the workspace sells in, in order."""
    return sorted(engine().choices(workspace_id, EVERYBODY, ["category"], {})["category"])


def rows_of(creators: Sequence[Creator]) -> list[CreatorRow]:
    """Creators as list rows, their categories in one query."""
    keys = category_keys([one.pk for one in creators])
    return [
        CreatorRow(
            creator_id=one.pk,
            handle=one.handle,
            nickname=one.nickname,
            region=one.region,
            score=one.score,
            blocked=bool(one.blocked_why),
            metrics=one.metrics,
            categories=keys.get(one.pk, ()),
        )
        for one in creators
    ]


def _found(workspace_id: int, asked: LibraryAsked, start: int, now: datetime) -> Found:
    condition = whole(asked.screen, day_number(now))
    return engine().page(workspace_id, condition, _order(asked.ranking), start=start, length=PAGE_SIZE)


def _order(ranking: Ranking) -> Order:
    if ranking.weighs:
        return Order(tuple((f"{name}{POINTS}", weight) for name, weight in ranking.weights), sums=True)
    ((name, weight),) = ranking.weights
    day = FIELDS[name].day
    return Order(((day, -weight),) if day else ((name, weight),))
