"""A made-up library and a desk to look at it from; the same for the same number of creators."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import Campaign
from rapport.collaborations.models import Product
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import Creator
from rapport.creators.rules.categories import CATEGORIES
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.creators.rules.screens import Screen
from rapport.outreach.actions.receiving import SeenMessage, keep_messages, open_thread
from rapport.review.actions import review_week
from rapport.shared.conditions import Within
from rapport.shops.actions.connections import open_file_shop
from rapport.shops.actions.workspaces import open_workspace, seat_member
from rapport.shops.models import Shop, User, Workspace
from rapport.shops.rules.roles import Actor, Role

MEI = Actor("mei")
SEED = 7
PLACES = (("GB", "GBP"), ("US", "USD"), ("TH", "THB"))
NAMES = ("Anna", "Bao", "Chai", "Dara", "Emma", "Fern", "Gigi", "Hana", "Ines", "Jun", "Kit", "Lena", "Mina", "Noor")
WORDS = ("home", "glow", "daily", "finds", "kitchen", "style", "garden", "deals", "cosy", "fresh")
WAITING = 60
"""How many creators wait for an answer."""


def furnish(creators: int, *, now: datetime) -> User:
    """A workspace of that many creators with a campaign, a plan, talks and a review; its owner."""
    workspace = open_workspace("Moonwell", by=MEI, now=now, brand="Moonwell")
    owner = seat_member(workspace.pk, "mei", Role.OWNER, by=MEI, now=now)
    keep_sightings(workspace.pk, sightings(creators, now=now))
    _desk(workspace, now=now)
    return owner


def sightings(creators: int, *, now: datetime) -> Iterator[Sighting]:
    """Creators as a marketplace shows them: many small ones, few large, a tenth of the figures unknown."""
    chance = random.Random(SEED)
    for number in range(creators):
        region, currency = chance.choice(PLACES)
        name, word = chance.choice(NAMES), chance.choice(WORDS)
        followers = 1_000 * 2 ** chance.randrange(11) + chance.randrange(1_000)
        sold = chance.randrange(200) * followers // 100
        yield Sighting(
            handle=f"{name.lower()}.{word}{number}",
            region=region,
            seen_at=now - timedelta(days=chance.randrange(30)),
            source="marketplace",
            metrics=Metrics(
                followers=followers,
                average_views=followers // chance.randrange(2, 20),
                average_likes=followers // chance.randrange(20, 200),
                videos_30d=chance.randrange(40),
                lives_30d=chance.randrange(10),
                interaction_rate=chance.randrange(100, 1_500) if chance.randrange(10) else None,
                gmv_30d_low=sold if chance.randrange(10) else None,
                gmv_30d_high=sold * 5 // 4,
                currency=currency,
                units_30d_low=sold // 1_500,
                units_30d_high=sold // 1_200,
                products_28d=chance.randrange(30),
            ),
            open_id=f"open-{number}",
            nickname=f"{name} {word.title()}",
            language="en",
            categories=tuple(chance.sample(sorted(CATEGORIES), 3)),
        )


def _desk(workspace: Workspace, *, now: datetime) -> None:
    shop = open_file_shop(workspace.pk, "GB", "guidebook", by=MEI, now=now)
    serum = Product.objects.create(shop=shop, platform_id="1001", title="Serum", price_minor=1490, seen_at=now)
    draft = CampaignDraft(
        name="Spring",
        goal=Campaign.Goal.SALES,
        screen=Screen.of("GB", ranges=(Within("followers", low=20_000),)),
        rates={serum.pk: 2000},
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=90),
    )
    open_campaign(shop, draft, by=MEI, now=now)
    for one in Creator.objects.filter(workspace=workspace, region="GB").order_by("pk")[:WAITING]:
        _wrote(shop, one, now=now)
    plan_shop(shop, now=now)
    review_week(shop, now - timedelta(days=7), now=now)


def _wrote(shop: Shop, one: Creator, *, now: datetime) -> None:
    thread = open_thread(shop, one.pk, f"talk-{one.pk}", f"im-{one.pk}")
    said = SeenMessage(f"m-{one.pk}", from_creator=True, content_type="TEXT", text="Tell me more", at=now)
    keep_messages(thread, [said])
