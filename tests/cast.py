"""The cast of every story: one seller, one agency, a few creators. The same people in all tests.

Mei (梅) sells home goods under the brand Moonwell: a shop in the United Kingdom under `guidebook` (20 messages a
week) and one in the United States under `us-2025` (new creators are counted). Harbour is an agency with a
workspace of its own, whose things Mei must never see. Anna, Bao, Chai and Dara are creators in the United
Kingdom; Emma is one in the United States.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rapport.collaborations.actions.plans import Offer
from rapport.collaborations.models import Product
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import Creator
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shops.actions.workspaces import open_workspace, seat_member
from rapport.shops.models import Connection, Shop, User, Workspace
from rapport.shops.rules.roles import Actor, Role

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning in London, on which a quota week of `guidebook` has just begun."""
MEI = Actor("mei")
PASSWORD = "a long enough password"


@dataclass(frozen=True)
class Cast:
    """Who is there when a test begins."""

    moonwell: Workspace
    harbour: Workspace
    mei: User
    harry: User
    """Harbour's owner."""
    uk: Shop
    us: Shop
    anna: Creator
    bao: Creator
    chai: Creator
    dara: Creator
    emma: Creator
    serum: Product
    candle: Product

    def offer(self, *products: Product, rate: int = 2000, label: str = "Spring") -> Offer:
        """An offer of products (the serum, if none is named) at one rate, for ninety days."""
        return Offer(label, {one.pk: rate for one in products or (self.serum,)}, NOW + timedelta(days=90))


def cast_of() -> Cast:
    """Put everybody in place."""
    moonwell = open_workspace("Moonwell", by=MEI, now=NOW, brand="Moonwell", contact_email="mei@moonwell.example")
    harbour = open_workspace("Harbour", by=Actor("harry"), now=NOW, brand="Harbour")
    mei = seat_member(moonwell.pk, "mei", Role.OWNER, by=MEI, now=NOW, password=PASSWORD)
    harry = seat_member(harbour.pk, "harry", Role.OWNER, by=Actor("harry"), now=NOW, password=PASSWORD)
    uk, us = shop_in(moonwell, "GB", "guidebook"), shop_in(moonwell, "US", "us-2025")
    return Cast(
        moonwell=moonwell,
        harbour=harbour,
        mei=mei,
        harry=harry,
        uk=uk,
        us=us,
        anna=creator(moonwell, "anna", "GB", 25_000),
        bao=creator(moonwell, "bao", "GB", 60_000),
        chai=creator(moonwell, "chai", "GB", 120_000),
        dara=creator(moonwell, "dara", "GB", 15_000),
        emma=creator(moonwell, "emma", "US", 8_000),
        serum=product(uk, "1001", "Vitamin C Serum", 1490),
        candle=product(uk, "1002", "Amber Candle", 1590),
    )


PLACES = {"GB": ("GBP", "Europe/London"), "US": ("USD", "America/Los_Angeles"), "TH": ("THB", "Asia/Bangkok")}


def shop_in(workspace: Workspace, region: str, pack: str) -> Shop:
    """A shop connected to a sandbox nobody answers for, whose clock stands still at NOW; its tokens hold for a year."""
    connection, _ = Connection.objects.get_or_create(
        workspace=workspace,
        kind=Connection.Kind.SANDBOX,
        defaults={
            "base_url": "http://sandbox.invalid",
            "auth_url": "http://sandbox.invalid",
            "app_key": "6appkey",
            "app_secret": "app-secret",
            "clock_machine": NOW,
            "clock_shown": NOW,
            "clock_speed": 0,
        },
    )
    currency, timezone = PLACES[region]
    return Shop.objects.create(
        workspace=workspace,
        connection=connection,
        name=f"{workspace.name} {region}",
        region=region,
        currency=currency,
        timezone=timezone,
        pack=pack,
        platform_id=f"7{region}",
        cipher="ROW_cipher",
        access_token="ROW_access",
        access_expires_at=NOW + timedelta(days=365),
        refresh_token="ROW_refresh",
        refresh_expires_at=NOW + timedelta(days=365),
    )


def creator(
    workspace: Workspace, handle: str, region: str, followers: int, *, open_id: str | None = None, **figures: int
) -> Creator:
    """A creator seen in the marketplace who sold for 900.00 in the past 30 days, unless `figures` say otherwise.

    Without an open id of its own the record is one that a file might have brought.
    """
    currency = PLACES[region][0]
    known = {
        "average_views": followers // 4,
        "videos_30d": 16,
        "gmv_30d_low": 90_000,
        "gmv_30d_high": 90_000,
        **figures,
    }
    sighting = Sighting(
        handle=handle,
        region=region,
        seen_at=NOW,
        source="marketplace",
        metrics=Metrics(followers=followers, currency=currency, **known),
        open_id=f"open-{handle}" if open_id is None else open_id,
        nickname=handle.title(),
        language="en",
        categories=("601450",),
    )
    keep_sightings(workspace.pk, [sighting])
    return Creator.objects.get(workspace=workspace, open_id=sighting.open_id, handle=handle, region=region)


def product(shop: Shop, platform_id: str, title: str, price_minor: int) -> Product:
    return Product.objects.create(shop=shop, platform_id=platform_id, title=title, price_minor=price_minor, seen_at=NOW)
