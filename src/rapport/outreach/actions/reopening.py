"""What a person does against the marks of time: open an invitation again, or end its cool-down early."""

from datetime import datetime

from django.db import transaction

from rapport.collaborations.actions.plans import lock_collaboration
from rapport.collaborations.actions.seats import give_back_seat
from rapport.outreach.models import Invitation
from rapport.outreach.queries.invitations import invitation
from rapport.outreach.queries.opt_outs import check_reachable
from rapport.outreach.rules.life import cooldown_until, reopened
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

PLAN = "campaigns.plan"
WHY_CHARS = 200


class ReasonMissing(Refusal):
    """Whoever overrules the playbook says why: the next person to look will ask."""

    code = "outreach.reason_missing"


class NoCooldown(Refusal):
    """No cool-down runs for this invitation."""

    code = "invitation.no_cooldown"


@transaction.atomic
def reopen_invitation(workspace_id: int, invitation_id: int, why: str, *, by: Actor, now: datetime) -> Invitation:
    """Open a closed invitation again, in the stage it had come to; its times begin anew.

    Refuses with NotFound, ReasonMissing, NotReopenable, SeatGone where the platform has taken the creator out,
    CreatorBlocked or CreatorOptedOut, and NewerInvitation where the creator was asked again since.
    """
    reason = _reason(why)
    row = _locked(workspace_id, invitation_id)
    stage = reopened(row.facts(None, None))
    check_reachable(row.creator)
    _check_newest(row)
    give_back_seat(row.collaboration_id, row.creator_id, now=now)
    row.stage, row.ending, row.closed_at = stage.value, "", None
    row.reopened_at, row.free_from = now, None
    row.save(update_fields=["stage", "ending", "closed_at", "reopened_at", "free_from"])
    _tell(row, "invitation.reopen", by=by, now=now, why=reason, stage=stage.value)
    return row


@transaction.atomic
def end_cooldown(workspace_id: int, invitation_id: int, why: str, *, by: Actor, now: datetime) -> None:
    """Let the creator be asked again from now on. Refuses with NotFound, ReasonMissing or NoCooldown."""
    reason = _reason(why)
    row = _locked(workspace_id, invitation_id)
    until = cooldown_until(row.facts(None, None), playbook_of(row.shop).follow_up)
    if until is None or until <= now:
        raise NoCooldown
    Invitation.objects.filter(pk=row.pk).update(free_from=now)
    _tell(row, "invitation.end_cooldown", by=by, now=now, why=reason)


class NewerInvitation(Refusal):
    """The creator was asked again since this one was closed."""

    code = "invitation.newer_one"


def _check_newest(row: Invitation) -> None:
    later = Invitation.objects.filter(shop_id=row.shop_id, creator_id=row.creator_id, pk__gt=row.pk)
    if later.exists():
        raise NewerInvitation


def _reason(why: str) -> str:
    reason = why.strip()[:WHY_CHARS]
    if not reason:
        raise ReasonMissing
    return reason


def _locked(workspace_id: int, invitation_id: int) -> Invitation:
    """The row as it is now, locked in the order in which closing locks: the collaboration before the invitation."""
    lock_collaboration(invitation(workspace_id, invitation_id).collaboration_id)
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("shop__playbook", "shop__workspace", "creator").get(pk=invitation_id)


def _tell(row: Invitation, action: str, *, by: Actor, now: datetime, **data: str) -> None:
    record(row.shop.workspace_id, by, action, str(row.creator_id), now=now, invitation=row.pk, **data)
    enqueue(PLAN, shop_key(row.shop_id))
