"""The demonstration workspace: one seller's shops in a sandbox, set up as a person would set them up by hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.models import Campaign
from rapport.collaborations.queries import products_of
from rapport.creators.queries.library import count_matching
from rapport.creators.rules.screens import Screen, goal_screen
from rapport.outreach.actions.windows import open_window
from rapport.shared.conditions import Within
from rapport.shared.periods import Period, week_of
from rapport.shops.actions.connections import App, AuthorizedShop, Grant, connect_app, connect_shop
from rapport.shops.actions.workspaces import open_workspace
from rapport.shops.models import Connection, Shop, Workspace
from rapport.shops.queries.shops import playbook_of, policy_of, shops_of
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

SETUP = Actor("demonstration")
BRAND = "Moonwell"
PRODUCTS_OFFERED = 3
CAMPAIGN_DAYS = 180
SMALLEST_AUDIENCE = 1_000
ENOUGH_CREATORS = 300
Description = Mapping[str, Any]
"""What a sandbox says of itself: addresses, keys, shops."""
Drain = Callable[[], object]
"""Has everything done that is due, here or elsewhere."""


def open_demonstration(description: Description, regions: Sequence[str], *, now: datetime) -> Workspace:
    """A workspace whose shops are the sandbox's of the given regions, in their order; nothing is called yet."""
    workspace = open_workspace(
        f"{BRAND} 演示", by=SETUP, now=now, brand=BRAND, contact_email="partners@moonwell.example", demonstration=True
    )
    connection = keep_connection(workspace, description, now=now)
    for region in regions:
        for found in description["shops"]:
            if found["region"] == region:
                _connect(connection, found, now=now)
    return workspace


def keep_connection(workspace: Workspace, description: Description, *, now: datetime) -> Connection:
    """The workspace's connection to the sandbox, its present address and keys kept."""
    app = App(
        kind=Connection.Kind.SANDBOX,
        base_url=description["base_url"],
        auth_url=description["auth_url"],
        key=description["app_key"],
        secret=description["app_secret"],
        service_id=description["service_id"],
        webhook_secret=description["webhook_secret"],
        control_token=description["control_token"],
    )
    return connect_app(workspace.pk, app, by=SETUP, now=now)


def fill_library(workspace: Workspace, work: Drain) -> None:
    """Read each shop's products and look through its marketplace, by the worker as always."""
    for shop in shops_of(workspace.pk):
        enqueue("products.pull", shop_key(shop.pk))
        enqueue("creators.search", shop_key(shop.pk))
    work()


@dataclass(frozen=True, slots=True)
class CampaignWish:
    """How the demonstration's campaigns are to run."""

    approval: Campaign.Approval
    per_day_max: int


def open_campaigns(workspace: Workspace, wish: CampaignWish, *, now: datetime) -> list[Campaign]:
    """One campaign for sales in each shop, from the shop's first whole quota week on."""
    return [_open_campaign(shop, wish, now=now) for shop in shops_of(workspace.pk)]


def first_whole_week(shop: Shop, now: datetime) -> Period:
    """The first quota week of a shop that begins at `now` or later."""
    rule = policy_of(shop).quota.week_rule(shop.timezone)
    week = week_of(now, rule)
    return week if week.start == now else week_of(week.end, rule)


def _open_campaign(shop: Shop, wish: CampaignWish, *, now: datetime) -> Campaign:
    play = playbook_of(shop).commission
    rate = play.start_rate + play.target_above_open
    starts_at = first_whole_week(shop, now).start
    draft = CampaignDraft(
        name=f"{BRAND} {shop.region}",
        goal=Campaign.Goal.SALES,
        screen=_screen(shop, now=now),
        rates={product.pk: rate for product in products_of(shop.pk)[:PRODUCTS_OFFERED]},
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=CAMPAIGN_DAYS),
        approval=wish.approval,
        per_day_max=wish.per_day_max,
    )
    return open_campaign(shop, draft, by=SETUP, now=now)


def _screen(shop: Shop, *, now: datetime) -> Screen:
    """The goal's preset; where it finds too few, or the shop's tier may not reach so high, sellers of any size
    it may reach.
    """
    preset = goal_screen("sales", shop.region, [], playbook_of(shop))
    ceiling = open_window(shop, now=now).max_followers
    if ceiling is None and count_matching(shop.workspace_id, preset, now=now) >= ENOUGH_CREATORS:
        return preset
    return Screen.of(
        region=shop.region,
        ranges=(Within("followers", SMALLEST_AUDIENCE, ceiling), Within("gmv_30d", low=1)),
    )


def _connect(connection: Connection, found: Mapping[str, Any], *, now: datetime) -> None:
    shop = AuthorizedShop(
        platform_id=found["id"],
        name=found["name"],
        region=found["region"],
        cipher=found["cipher"],
        timezone=found["timezone"],
    )
    grant = Grant(
        access_token=found["access_token"],
        access_expires_at=_moment(found["access_token_expire_in"]),
        refresh_token=found["refresh_token"],
        refresh_expires_at=_moment(found["refresh_token_expire_in"]),
        open_id=found["open_id"],
    )
    connect_shop(connection, shop, grant, found["pack"], by=SETUP, now=now)


def _moment(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, UTC)
