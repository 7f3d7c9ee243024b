"""The blocklist: nobody writes to who is on it. Each creator's line of the trail names the reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator
from rapport.creators.queries.selection import selected
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

WHY_CHARS = 200


class BlockReasonMissing(Refusal):
    """Whoever blocks somebody says why: the next person to look will ask."""

    code = "creators.block_reason_missing"


@transaction.atomic
def block_creators(workspace_id: int, creator_ids: Iterable[int], why: str, *, by: Actor, now: datetime) -> int:
    """Put creators on the blocklist with a reason; how many were not on it with this one.

    Refuses with NotFound or BlockReasonMissing.
    """
    reason = why.strip()[:WHY_CHARS]
    if not reason:
        raise BlockReasonMissing
    return _mark(workspace_id, creator_ids, reason, "creator.block", by=by, now=now)


@transaction.atomic
def unblock_creators(workspace_id: int, creator_ids: Iterable[int], *, by: Actor, now: datetime) -> int:
    """Take creators off the blocklist; how many were on it. Refuses with NotFound."""
    return _mark(workspace_id, creator_ids, "", "creator.unblock", by=by, now=now)


def block_creator(workspace_id: int, creator_id: int, why: str, *, by: Actor, now: datetime) -> None:
    """Put one creator on the blocklist; an empty reason takes them off. Refuses with NotFound."""
    if why.strip():
        block_creators(workspace_id, [creator_id], why, by=by, now=now)
    else:
        unblock_creators(workspace_id, [creator_id], by=by, now=now)


def _mark(workspace_id: int, creator_ids: Iterable[int], why: str, action: str, *, by: Actor, now: datetime) -> int:
    rows = Creator.objects.filter(pk__in=selected(workspace_id, creator_ids)).exclude(blocked_why=why)
    changed = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(blocked_why=why)
    note_changed(workspace_id, changed)
    for creator_id in changed:
        record(workspace_id, by, action, str(creator_id), now=now, why=why)
    return len(changed)
