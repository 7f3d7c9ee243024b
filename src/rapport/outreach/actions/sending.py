"""Sending invitations: a drafted collaboration is claimed, the platform is called by the job, the outcome is
recorded.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from rapport.collaborations.actions.plans import (
    claim_draft,
    lock_collaboration,
    record_created,
    record_not_created,
    reopen_draft,
)
from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.actions.invitations import record_invitation_refused, record_invited
from rapport.outreach.actions.messages import cancel_all_queued
from rapport.outreach.actions.quota import back_to_held, release, spend, start_sending
from rapport.outreach.actions.windows import close_window
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import closed_on_the_way, queued_for
from rapport.outreach.queries.opt_outs import check_reachable
from rapport.outreach.rules.life import Stage
from rapport.outreach.rules.quota import DayFull, Kind, Pool, pool_of
from rapport.shared.refusals import Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of


@transaction.atomic
def claim_collaboration(
    shop: Shop, collaboration: TargetCollaboration, *, hold: Callable[[], None], now: datetime
) -> bool:
    """Say, before the platform is called, that this collaboration is being made; False if there is nobody left
    in it.

    `hold` renews the worker's lease inside this transaction. An invitation whose place was taken in a week that
    has ended and that finds none in the present one is refused here. Refuses with DayFull, and changes nothing,
    where the invitations no longer fit into this day.
    """
    hold()
    if lock_collaboration(collaboration.pk).state != TargetCollaboration.State.DRAFTED:
        return False
    refused = []
    for invitation in queued_for(collaboration.pk):
        try:
            check_reachable(invitation.creator)
            if invitation.reservation is not None:
                invitation.reservation = start_sending(invitation.reservation, shop, now=now)
                invitation.save(update_fields=["reservation"])
        except DayFull:
            raise
        except Refusal as refusal:
            record_invitation_refused(invitation, refusal.code, now=now)
            refused.append(invitation.creator_id)
    if refused and not record_not_created(collaboration.pk, refused, "quota.used_up"):
        return False
    return claim_draft(collaboration.pk)


@transaction.atomic
def record_collaboration_made(collaboration_id: int, platform_id: str, *, now: datetime) -> None:
    """The platform made it: terms begin, invitations are out, their units are spent.

    So are those of creators who were taken out after the claim: the platform was told of them or may have been.
    """
    record_created(collaboration_id, platform_id, now=now)
    for invitation in queued_for(collaboration_id):
        record_invited(invitation, now=now)
    for place in closed_on_the_way(collaboration_id):
        spend(place, now=now)


@transaction.atomic
def record_collaboration_unheard(collaboration_id: int, *, now: datetime) -> None:
    """The platform certainly never had it: it is a draft again, the places stay taken but those of who left."""
    reopen_draft(collaboration_id)
    for invitation in queued_for(collaboration_id):
        if invitation.reservation is not None:
            back_to_held(invitation.reservation, now=now)
    _give_back(collaboration_id, now)


@transaction.atomic
def record_collaboration_refused(
    collaboration_id: int, creator_ids: Sequence[int], code: str, *, now: datetime
) -> None:
    """The platform would not make it because of some creators: these are refused, the others wait for the next try.

    Without a culprit named nobody can be told apart, and all are refused.
    """
    left = record_not_created(collaboration_id, creator_ids, code)
    for invitation in queued_for(collaboration_id):
        if invitation.creator_id in left:
            if invitation.reservation is not None:
                back_to_held(invitation.reservation, now=now)
        else:
            record_invitation_refused(invitation, code, now=now)
    _give_back(collaboration_id, now)


@transaction.atomic
def record_quota_closed(shop: Shop, *, kind: Kind = Kind.MESSAGE, now: datetime) -> int:
    """The platform says that the quota of a kind of message is used up: the window closes, and everything that waited
    is taken back; where invitations have a pool of their own and that one is empty, only they.

    How many messages and invitations were taken back.
    """
    taken_back = 0
    waiting = Invitation.objects.filter(shop=shop, stage=Stage.QUEUED).order_by("pk")
    for collaboration_id in sorted(set(waiting.values_list("collaboration_id", flat=True))):
        lock_collaboration(collaboration_id)
    for invitation in waiting:
        record_collaboration_refused(invitation.collaboration_id, [invitation.creator_id], "quota.used_up", now=now)
        taken_back += 1
    if pool_of(policy_of(shop).quota, kind) is not Pool.INVITATIONS:
        taken_back += cancel_all_queued(shop.pk, "quota.used_up", now=now)
    close_window(shop, kind=kind, now=now)
    return taken_back


def _give_back(collaboration_id: int, now: datetime) -> None:
    """The platform made nothing: who left while it was called costs nothing."""
    for place in closed_on_the_way(collaboration_id):
        release(place, now=now)
