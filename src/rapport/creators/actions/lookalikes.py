"""Proving what likeness is worth in a workspace's library."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from rapport.creators.models import LookalikeProof
from rapport.creators.queries.lookalikes import proof_pool, traits_of
from rapport.creators.rules.lookalikes import Proof, proof


@transaction.atomic
def prove_lookalikes(workspace_id: int, region: str, good: Collection[int], *, now: datetime) -> Proof:
    """Reckon whether likeness finds good creators of a region better than the plain sort, and keep the answer."""
    found = proof(traits_of(proof_pool(workspace_id, region, good)), frozenset(good))
    LookalikeProof.objects.update_or_create(
        workspace_id=workspace_id,
        region=region,
        defaults={
            "good": found.good,
            "pool": found.pool,
            "alike": found.alike,
            "sort": found.sort,
            "low": found.low,
            "high": found.high,
            "taken_on": now.date(),
        },
    )
    return found
