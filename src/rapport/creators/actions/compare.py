"""Comparing all creators of a workspace with their peers: quantiles anew, then the signs that ask for a second look."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import ContentDigest, Creator, PeerFigure
from rapport.creators.queries.suspicion import judged_in_parts, values_by_band
from rapport.creators.rules.peers import peers_of
from rapport.shops.queries.shops import shops_of
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import enqueue

COMPARE = "creators.compare"
SMALL = 20_000
"""Creators that are compared within a second or two."""


def compare_creators(workspace_id: int, *, now: datetime) -> int:
    """Reckon what is usual in each band, and count each creator's signs; of how many the count changed.

    Quantiles are replaced in one transaction; then creators follow, some at a time, in a transaction each, so that
    nobody waits long. Killed on the way it is simply done again.
    """
    _keep_peers(workspace_id, now.date())
    return sum(_keep_counts(workspace_id, part, now.date()) for part in judged_in_parts(workspace_id, now.date()))


def compare_after_import(workspace_id: int, *, now: datetime) -> None:
    """Compare a small library at once; wake the worker for a large one, where a shop has one."""
    creators = Creator.objects.filter(workspace_id=workspace_id)
    if creators.order_by()[: SMALL + 1].count() <= SMALL:
        compare_creators(workspace_id, now=now)
        return
    connected = [shop for shop in shops_of(workspace_id) if shop.connection_id is not None]
    if connected:
        enqueue(COMPARE, shop_key(connected[0].pk))


@transaction.atomic
def _keep_peers(workspace_id: int, today: date) -> None:
    rows = [
        PeerFigure(
            workspace_id=workspace_id,
            region=region,
            band_from=band_from,
            measure=measure,
            peers=peers.count,
            low=peers.low,
            middle=peers.middle,
            high=peers.high,
            taken_on=today,
        )
        for (region, band_from), measures in values_by_band(workspace_id).items()
        for measure, values in measures.items()
        if (peers := peers_of(values)) is not None
    ]
    PeerFigure.objects.filter(workspace_id=workspace_id).delete()
    PeerFigure.objects.bulk_create(rows)


@transaction.atomic
def _keep_counts(workspace_id: int, counts: Mapping[int, int | None], today: date) -> int:
    """Whoever could not be compared, and never was, gets no row."""
    known = dict(ContentDigest.objects.filter(creator__in=counts).values_list("creator_id", "suspicion"))
    changed = {pk: count for pk, count in counts.items() if known.get(pk) != count}
    ContentDigest.objects.bulk_create(
        [ContentDigest(creator_id=pk, suspicion=count, suspected_on=today) for pk, count in changed.items()],
        update_conflicts=True,
        unique_fields=["creator"],
        update_fields=["suspicion", "suspected_on"],
    )
    note_changed(workspace_id, changed)
    return len(changed)
