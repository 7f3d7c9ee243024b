"""The wake-up that compares a workspace's creators with one another."""

from rapport.creators.actions.compare import compare_creators
from rapport.jobs.errand import Errand
from rapport.shops.queries.shops import shops_of


def compare(errand: Errand) -> None:
    """`creators.compare`: what is usual among creators, and who differs; the workspace's first shop does it for all."""
    connected = [shop for shop in shops_of(errand.shop.workspace_id) if shop.connection_id is not None]
    if connected[0].pk == errand.shop.pk:
        compare_creators(errand.shop.workspace_id, now=errand.now)
