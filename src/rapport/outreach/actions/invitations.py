"""Inviting a creator, and moving the invitation along its life."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from rapport.collaborations.actions.plans import Offer, lock_collaboration, remove_creator, seat_creator
from rapport.collaborations.models import TargetCollaboration
from rapport.creators.models import Creator
from rapport.outreach.actions.accounts import check_one_account
from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.actions.messages import Outgoing, enqueue_delivery, place_message
from rapport.outreach.actions.opt_outs import opt_out
from rapport.outreach.actions.quota import release, reserve_all, spend
from rapport.outreach.actions.sendable import check_sendable
from rapport.outreach.models import Invitation, Message, OptOut, Reservation
from rapport.outreach.queries.opt_outs import check_reachable
from rapport.outreach.rules.life import Ending, Stage, check_step
from rapport.outreach.rules.pace import Leaves
from rapport.outreach.rules.platform_words import stage_to_take
from rapport.outreach.rules.quota import Kind, Wanted
from rapport.outreach.rules.wording import Purpose
from rapport.shared.ids import intent_key
from rapport.shared.refusals import Reason
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import WORKER, Actor
from rapport.work.queue import enqueue

TIMES = {
    Stage.INVITED: "invited_at",
    Stage.ACCEPTED: "accepted_at",
    Stage.ACTIVE: "active_at",
    Stage.CLOSED: "closed_at",
}


@dataclass(frozen=True, slots=True)
class InvitationWords:
    """What goes with an invitation: the message in the creator's language, and why this creator."""

    text: str
    why: Reason


@transaction.atomic
def queue_invitation(
    shop: Shop,
    creator: Creator,
    offer: Offer,
    words: InvitationWords,
    *,
    attempt: int = 1,
    leaves: Leaves | None = None,
    by: Actor,
    now: datetime,
) -> Invitation:
    """Take places in the quota for the invitation and its message, seat the creator, and wake the sender.

    Asked twice for the same campaign, creator and attempt, nothing is queued twice. Refuses with CreatorBlocked,
    CreatorOptedOut, OtherAccountInvited, QuotaUsedUp, FollowersAboveCeiling, and as `check_sendable` and
    `seat_creator`; nothing is kept then.
    """
    check_reachable(creator)
    check_sendable(shop, words.text)
    check_one_account(shop, creator)
    key = intent_key("invite", shop.pk, offer.label, creator.pk, attempt)
    known = Invitation.objects.filter(key=key).first()
    if known is not None:
        return known
    collaboration = seat_creator(shop, creator.pk, offer, now=now)
    message_key = intent_key("message", key)
    places = reserve_all(shop, creator, [Wanted(Kind.INVITATION, key), Wanted(Kind.MESSAGE, message_key)], now=now)
    what = {"collaboration": collaboration, "reservation": places[0], "key": key, "why": words.why.as_json()}
    made = Invitation.objects.create(shop=shop, creator=creator, attempt=attempt, queued_at=now, **what)
    purpose = Purpose.INVITE if attempt == 1 else Purpose.REINVITE
    said = Outgoing(purpose, words.text, invitation=made, leaves=leaves)
    place_message(shop, creator, said, places[1], by=by, now=now)
    record(shop.workspace_id, by, "invitation.queue", f"@{creator.handle}", now=now, campaign=offer.label)
    enqueue_delivery(shop.pk)
    return made


@transaction.atomic
def record_invited(invitation: Invitation, *, now: datetime) -> None:
    """The platform made the collaboration with this creator in it: the invitation's unit is spent."""
    if invitation.stage == Stage.QUEUED:
        _move(invitation, Stage.INVITED, now)
    if invitation.reservation is not None:
        spend(invitation.reservation, now=now)


@transaction.atomic
def record_invitation_refused(invitation: Invitation, code: str, *, now: datetime) -> None:
    """The platform would not have this creator: places are given back, the message is not sent."""
    if invitation.stage != Stage.QUEUED:
        return
    if invitation.reservation is not None:
        release(invitation.reservation, why=code, now=now)
    cancel_queued(invitation.messages.filter(state=Message.State.QUEUED), code, now=now)
    invitation.why = {**invitation.why, "refused": code}
    _move(invitation, Stage.CLOSED, now, Ending.REFUSED)


@transaction.atomic
def record_accepted(shop_id: int, creator_id: int, collaboration_id: int, *, now: datetime) -> None:
    """The creator added a product to the showcase."""
    for one in _standing(shop_id, creator_id).filter(collaboration_id=collaboration_id):
        if Stage(one.stage) in (Stage.INVITED, Stage.TALKING):
            _move(one, Stage.ACCEPTED, now)


@transaction.atomic
def record_active(shop_id: int, creator_id: int, *, now: datetime) -> None:
    """The creator posted content with a product."""
    for one in _standing(shop_id, creator_id):
        if one.accepted_at is None:
            one.accepted_at = now
        if Stage(one.stage) in (Stage.INVITED, Stage.TALKING, Stage.ACCEPTED):
            _move(one, Stage.ACTIVE, now)


@transaction.atomic
def record_shown(shop_id: int, creator_id: int, collaboration_id: int, shown: Stage, *, now: datetime) -> None:
    """The platform shows a creator's seat: their invitation takes the stage it shows, never backwards.

    Whoever was taken out there, such as in Seller Center, is withdrawn here.
    """
    if shown is Stage.ACCEPTED:
        record_accepted(shop_id, creator_id, collaboration_id, now=now)
    for one in _standing(shop_id, creator_id).filter(collaboration_id=collaboration_id):
        if shown is Stage.CLOSED and one.stage != Stage.QUEUED:
            close_invitation(one, Ending.WITHDRAWN, by=WORKER, now=now)
        elif shown is Stage.ACTIVE and stage_to_take(Stage(one.stage), shown):
            one.accepted_at = one.accepted_at or now
            _move(one, Stage.ACTIVE, now)


@transaction.atomic
def close_invitation(invitation: Invitation, ending: Ending, *, by: Actor, now: datetime) -> None:
    """End an invitation: nothing more is sent for it and the creator leaves the collaboration.

    One that ends because the creator said no opts them out: nobody writes to them before a person notes a new consent.

    While the platform is being called for it, its unit stays counted until it is known what the platform did; `sending`
    settles it then. Refuses with StepNotAllowed when it is closed already.
    """
    lock_collaboration(invitation.collaboration_id)
    _look_again(invitation)
    check_step(Stage(invitation.stage), Stage.CLOSED)
    cancel_queued(invitation.messages.filter(state=Message.State.QUEUED), f"closed_{ending.value}", now=now)
    if invitation.reservation is not None and invitation.reservation.state == Reservation.State.HELD:
        release(invitation.reservation, now=now)
    _move(invitation, Stage.CLOSED, now, ending)
    remove_creator(invitation.collaboration_id, invitation.creator_id, now=now)
    record(
        invitation.shop.workspace_id,
        by,
        "invitation.close",
        str(invitation.creator_id),
        now=now,
        ending=ending.value,
    )
    if ending is Ending.DECLINED:
        opt_out(invitation.creator, OptOut.Via.DECLINED, by=by, now=now)
    enqueue_delivery(invitation.shop_id)


@transaction.atomic
def end_collaboration(collaboration: TargetCollaboration, *, by: Actor, now: datetime) -> None:
    """Withdraw every invitation that stands in a collaboration and empty its seats; the platform is told by a job."""
    lock_collaboration(collaboration.pk)
    standing = Invitation.objects.filter(collaboration=collaboration).exclude(stage=Stage.CLOSED)
    for invitation in standing.select_related("shop", "reservation").order_by("pk"):
        close_invitation(invitation, Ending.WITHDRAWN, by=by, now=now)
    for seat in collaboration.creators.order_by("pk"):
        remove_creator(collaboration.pk, seat.creator_id, now=now)
    record(collaboration.shop.workspace_id, by, "collaboration.end", collaboration.name, now=now)
    enqueue("collaborations.follow", shop_key(collaboration.shop_id))


def _standing(shop_id: int, creator_id: int) -> QuerySet[Invitation]:
    """What a creator was asked and nobody closed, locked so that nobody closes it meanwhile."""
    asked = Invitation.objects.select_for_update().filter(shop_id=shop_id, creator_id=creator_id)
    return asked.exclude(stage=Stage.CLOSED).order_by("pk")


def _look_again(invitation: Invitation) -> None:
    """Bring a row up to date and lock it: it may have gone out since somebody read it."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("shop", "reservation")
    invitation.refresh_from_db(from_queryset=rows)


def _move(invitation: Invitation, stage: Stage, now: datetime, ending: Ending | None = None) -> None:
    check_step(Stage(invitation.stage), stage)
    invitation.stage = stage.value
    invitation.ending = ending.value if ending else ""
    setattr(invitation, TIMES[stage], now)
    invitation.save()
