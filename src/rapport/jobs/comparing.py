"""The wake-up that compares a workspace's creators with one another."""

from rapport.creators.actions.compare import compare_creators
from rapport.creators.actions.lookalikes import prove_lookalikes
from rapport.jobs.errand import Errand
from rapport.review.queries import strong_creators
from rapport.shops.queries.shops import shops_of


def compare(errand: Errand) -> None:
    """`creators.compare`: what is usual among creators, who differs, and what likeness is worth.

    The workspace's first connected shop does it for all.
    """
    shops = shops_of(errand.shop.workspace_id)
    connected = [shop for shop in shops if shop.connection_id is not None]
    if connected[0].pk != errand.shop.pk:
        return
    compare_creators(errand.shop.workspace_id, now=errand.now)
    for region in sorted({shop.region for shop in shops}):
        good = strong_creators([shop for shop in shops if shop.region == region], errand.now)
        prove_lookalikes(errand.shop.workspace_id, region, good, now=errand.now)
