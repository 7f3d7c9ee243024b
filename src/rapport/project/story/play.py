"""Playing a story: weeks of a seller's work pass in a minute, by the same worker, jobs and actions as any other day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx

from rapport.campaigns.models import Campaign
from rapport.jobs.clocks import move_clock, read_clock
from rapport.jobs.errand import Outside
from rapport.jobs.worker import Worker
from rapport.project.demonstration import (
    CampaignWish,
    Description,
    Drain,
    fill_library,
    first_whole_week,
    open_campaigns,
    open_demonstration,
)
from rapport.shared.periods import Period, week_after
from rapport.shops.models import Connection, Shop, Workspace
from rapport.shops.queries.shops import policy_of, shops_of
from rapport.shops.rules.regions import region

START = datetime(2026, 1, 4, 8, tzinfo=UTC)
"""A Sunday on which the first quota week of a shop in Los Angeles begins."""
STEP = timedelta(hours=12)
PACKS = {"US": "us-2025"}
DEFAULT_PACK = "guidebook"
INVITATIONS_A_DAY = 5


@dataclass(frozen=True, slots=True)
class StoryWish:
    """What is to be told. `shops` are region codes as the reader wrote them."""

    shops: Sequence[str]
    weeks: int
    seed: int
    creators: int = 20_000

    def shop_options(self) -> list[str]:
        """The sandbox's `REGION:PACK` for each shop. Refuses with RegionUnknown."""
        codes = [region(name).code for name in self.shops]
        return [f"{code}:{PACKS.get(code, DEFAULT_PACK)}" for code in codes]

    def codes(self) -> list[str]:
        return [region(name).code for name in self.shops]


@dataclass(frozen=True, slots=True)
class Played:
    """A story that was played: the workspace it left, and each shop's weeks."""

    workspace: Workspace
    connection: Connection
    outside: Outside
    weeks: dict[int, list[Period]]


def outside_of(description: Description, app: object) -> Outside:
    """The way to a sandbox in this process, or over its port where `app` is None."""
    if app is None:
        return Outside()
    return Outside(transports={description["base_url"]: httpx.WSGITransport(app=app)})  # type: ignore[arg-type]


def play(wish: StoryWish, description: Description, outside: Outside, drain: Drain | None = None) -> Played:
    """Live through the weeks. `drain` lets the jobs be done elsewhere; here, by a worker of this process."""
    work = drain or Worker(outside).drain
    workspace = open_demonstration(description, wish.codes(), now=START)
    shops = shops_of(workspace.pk)
    connection = _connection(shops)
    read_clock(connection, outside)
    fill_library(workspace, work)
    open_campaigns(workspace, CampaignWish(Campaign.Approval.AUTOMATIC, INVITATIONS_A_DAY), now=START)
    weeks = {shop.pk: _weeks_of(shop, wish.weeks) for shop in shops}
    last = max(found[-1].end for found in weeks.values())
    now = START
    while now < last:
        work()
        now = min(now + STEP, last)
        move_clock(connection, outside, {"set": now.isoformat()})
    work()
    return Played(workspace, connection, outside, weeks)


def _weeks_of(shop: Shop, count: int) -> list[Period]:
    weeks = [first_whole_week(shop, START)]
    rule = policy_of(shop).quota.week_rule(shop.timezone)
    while len(weeks) < count:
        weeks.append(week_after(weeks[-1], rule))
    return weeks


def _connection(shops: Sequence[Shop]) -> Connection:
    """The connection that all shops of a demonstration share."""
    found = shops[0].connection
    if found is None:
        raise ValueError("a demonstration shop has a connection")
    return found
