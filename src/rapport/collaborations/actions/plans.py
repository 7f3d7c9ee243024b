"""Target collaborations: seating creators, recording what the platform made of them, removing creators."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from rapport.collaborations.models import (
    CollaborationCreator,
    CollaborationProduct,
    Product,
    TargetCollaboration,
    Terms,
)
from rapport.collaborations.queries import creators_together, open_pairs, products_by_id
from rapport.collaborations.rules.packing import Draft, clashing, collaboration_name, draft_with_room
from rapport.collaborations.rules.terms import check_rate
from rapport.creators.models import Creator
from rapport.shared.ids import short_code
from rapport.shared.refusals import Reason, Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

State = TargetCollaboration.State
Seat = CollaborationCreator.State


class AlreadyInvited(Refusal):
    """The creator holds an open invitation for one of these products; the platform takes no second one."""

    code = "collaborations.already_invited"


class NothingOffered(Refusal):
    """A collaboration needs at least one product, and no more than the policy allows."""

    code = "collaborations.products_out_of_limits"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a creator is invited to: rates in hundredths of a percent by product, a sample or not, until when."""

    label: str
    rates: Mapping[int, int]
    ends_at: datetime
    has_free_sample: bool = True
    message: str = ""
    leaves_at: datetime | None = None
    """Not sent before, where invitations are spread over the day."""


def lock_collaboration(collaboration_id: int) -> TargetCollaboration:
    """The collaboration with its row locked until the transaction ends.

    Whoever changes its seats, or says what became of them, holds it: nobody sits down while the platform is being told
    who sits, and nobody's leaving is written over. Collaborations are locked before all that hangs on them (seats,
    invitations, messages, the quota), several in the order of their ids.
    """
    return TargetCollaboration.objects.select_for_update().get(pk=collaboration_id)


@transaction.atomic
def seat_creator(shop: Shop, creator_id: int, offer: Offer, *, now: datetime) -> TargetCollaboration:
    """Give a creator a seat in a collaboration that is still a draft and offers exactly this, or in a new one.

    Refuses with AlreadyInvited, NothingOffered, RateOutOfRange, or NotFound for another shop's product.
    """
    policy = policy_of(shop)
    if not 0 < len(offer.rates) <= policy.collaboration.products_max:
        raise NothingOffered(products=len(offer.rates), most=policy.collaboration.products_max)
    products_by_id(shop.pk, list(offer.rates))
    for rate in offer.rates.values():
        check_rate(policy.commission, rate)
    if clashing(creator_id, offer.rates, open_pairs(shop.pk, [creator_id])):
        raise AlreadyInvited(creator=creator_id)
    collaboration = _draft_with_room(shop, offer, creators_together(policy)) or _open_draft(shop, offer, now)
    CollaborationCreator.objects.update_or_create(
        collaboration=collaboration,
        creator_id=creator_id,
        defaults={"state": Seat.SEATED, "removed_at": None},
    )
    return collaboration


def claim_draft(collaboration_id: int) -> bool:
    """Close a draft to further seats because the platform is about to be called; False if somebody else did."""
    draft = TargetCollaboration.objects.filter(pk=collaboration_id, state=State.DRAFTED)
    return draft.update(state=State.CREATING) == 1


@transaction.atomic
def record_created(collaboration_id: int, platform_id: str, *, now: datetime) -> None:
    """The platform made it: the creators are invited, and the target terms begin."""
    row = lock_collaboration(collaboration_id)
    if row.state == State.ACTIVE:
        return
    row.platform_id, row.state, row.created_at = platform_id, State.ACTIVE, now
    row.save(update_fields=["platform_id", "state", "created_at"])
    seats = row.creators.filter(state=Seat.SEATED)
    creators = list(seats.values_list("creator_id", flat=True))
    seats.update(state=Seat.INVITED)
    begin_terms(row, creators, Reason("terms.agreed_by_invitation", {"name": row.name}), now=now)


def begin_terms(row: TargetCollaboration, creator_ids: Sequence[int], why: Reason, *, now: datetime) -> None:
    """From now on each of these creators has the collaboration's rate for each of its products, until it ends."""
    products = list(row.products.all())
    Terms.objects.bulk_create(
        Terms(
            shop_id=row.shop_id,
            kind=Terms.Kind.TARGET,
            product_id=offered.product_id,
            creator_id=creator_id,
            collaboration=row,
            rate=offered.rate,
            asked_at=now,
            valid_from=now,
            valid_to=row.ends_at,
            why=why.as_json(),
        )
        for creator_id in creator_ids
        for offered in products
    )


@transaction.atomic
def record_not_created(collaboration_id: int, refused_creators: Sequence[int], code: str) -> list[int]:
    """The platform made nothing because of some creators: those lose their seat, the rest may try again.

    Returns the creators that are left; none left, or no culprit named, ends the draft as refused.
    """
    row = lock_collaboration(collaboration_id)
    row.creators.filter(creator_id__in=refused_creators).update(state=Seat.REMOVED)
    left = list(row.creators.exclude(state=Seat.REMOVED).values_list("creator_id", flat=True))
    if refused_creators and left:
        row.state, row.name = State.DRAFTED, _name(row.shop, row.label, row.pk, len(left))
    else:
        row.creators.exclude(state=Seat.REMOVED).update(state=Seat.REMOVED)
        row.state, row.refused_code = State.REFUSED, code
        left = []
    row.save(update_fields=["state", "name", "refused_code"])
    return left


@transaction.atomic
def reopen_draft(collaboration_id: int) -> None:
    """The platform certainly never heard of it: it is a draft again and will be tried later.

    One that everybody left in the meantime is over.
    """
    row = lock_collaboration(collaboration_id)
    if row.state == State.CREATING:
        row.state = State.DRAFTED if row.creators.exclude(state=Seat.REMOVED).exists() else State.ENDED
        row.save(update_fields=["state"])


@dataclass(frozen=True, slots=True)
class SeenSeat:
    """A creator's part in a collaboration as the platform shows it."""

    creator_id: int
    showcase_products: int
    content_products: int
    word: str = ""
    """The platform's own word for the seat."""


@transaction.atomic
def record_seats(collaboration_id: int, seen: Sequence[SeenSeat], *, now: datetime) -> list[int]:
    """Keep what creators did with an invitation; returns those who accepted since we last looked."""
    accepted = []
    lock_collaboration(collaboration_id)
    seats = {seat.creator_id: seat for seat in CollaborationCreator.objects.filter(collaboration_id=collaboration_id)}
    for one in seen:
        seat = seats.get(one.creator_id)
        if seat is None:
            continue
        seat.platform_word, seat.platform_seen_at = one.word, now
        seat.showcase_products, seat.content_products = one.showcase_products, one.content_products
        if one.showcase_products and seat.state == Seat.INVITED:
            seat.state, seat.accepted_at = Seat.ACCEPTED, now
            accepted.append(one.creator_id)
        seat.save(
            update_fields=[
                "showcase_products",
                "content_products",
                "state",
                "accepted_at",
                "platform_word",
                "platform_seen_at",
            ]
        )
    showing = sum(one.showcase_products > 0 for one in seen)
    TargetCollaboration.objects.filter(pk=collaboration_id).update(seen_showcase_creators=showing)
    return accepted


@transaction.atomic
def remove_creator(collaboration_id: int, creator_id: int, *, now: datetime) -> None:
    """Take a creator out of a collaboration; the terms end, and the platform's copy is brought up to date by a job.

    A draft that nobody is left in is over: the platform is never told of it.
    """
    lock_collaboration(collaboration_id)
    seat = CollaborationCreator.objects.filter(collaboration_id=collaboration_id, creator_id=creator_id)
    if seat.exclude(state=Seat.REMOVED).update(state=Seat.REMOVED, removed_at=now):
        standing = Terms.objects.filter(collaboration_id=collaboration_id, creator_id=creator_id)
        standing.filter(Q(valid_to=None) | Q(valid_to__gt=now)).update(valid_to=now)
        row = TargetCollaboration.objects.filter(pk=collaboration_id)
        row.filter(state__in=[State.CREATING, State.ACTIVE]).update(changed=True)
        left = CollaborationCreator.objects.filter(collaboration_id=collaboration_id).exclude(state=Seat.REMOVED)
        if not left.exists():
            row.filter(state=State.DRAFTED).update(state=State.ENDED)


@transaction.atomic
def begin_update(collaboration_id: int, *, now: datetime) -> list[Creator]:
    """Who is left, before the platform is told: from here on nobody who left gets the old seat back."""
    row = lock_collaboration(collaboration_id)
    row.creators.filter(gone_at=None, state=Seat.REMOVED).update(gone_at=now)
    left = row.creators.exclude(state=Seat.REMOVED).select_related("creator").order_by("pk")
    return [seat.creator for seat in left]


@transaction.atomic
def record_updated(collaboration_id: int, told: Collection[int]) -> None:
    """The platform's copy holds the creators in `told` now; whoever left meanwhile is still to be taken out there."""
    row = lock_collaboration(collaboration_id)
    left = row.creators.exclude(state=Seat.REMOVED).values_list("creator_id", flat=True)
    row.changed = set(left) != set(told)
    row.save(update_fields=["changed"])


def record_ended(collaboration_id: int) -> None:
    """The whole collaboration is over on the platform."""
    TargetCollaboration.objects.filter(pk=collaboration_id).update(changed=False, state=State.ENDED)


def end_past(shop_id: int, *, now: datetime) -> int:
    """Collaborations whose end has passed are over."""
    past = TargetCollaboration.objects.filter(shop_id=shop_id, state=State.ACTIVE, ends_at__lte=now)
    return past.update(state=State.ENDED)


def _draft_with_room(shop: Shop, offer: Offer, creators_max: int) -> TargetCollaboration | None:
    """The drafts are locked, then counted: one that was claimed meanwhile is none any more, a seat taken is seen."""
    drafts = TargetCollaboration.objects.select_for_update().filter(
        shop=shop,
        state=State.DRAFTED,
        label=offer.label,
        ends_at=offer.ends_at,
        has_free_sample=offer.has_free_sample,
        message=offer.message,
        leaves_at=offer.leaves_at,
    )
    rows = {draft.pk: draft for draft in drafts.order_by("pk")}
    if not rows:
        return None
    found = draft_with_room(_as_drafts(rows), offer.rates, creators_max)
    return None if found is None else rows[found]


def _as_drafts(ids: Collection[int]) -> list[Draft]:
    offered: defaultdict[int, dict[int, int]] = defaultdict(dict)
    products = CollaborationProduct.objects.filter(collaboration__in=ids)
    for draft, product, rate in products.values_list("collaboration_id", "product_id", "rate"):
        offered[draft][product] = rate
    seats = CollaborationCreator.objects.filter(collaboration__in=ids).exclude(state=Seat.REMOVED)
    seated = dict(seats.values_list("collaboration_id").annotate(Count("pk")))
    return [Draft(one, offered[one], seated.get(one, 0)) for one in ids]


def _open_draft(shop: Shop, offer: Offer, now: datetime) -> TargetCollaboration:
    made = TargetCollaboration.objects.create(
        shop=shop,
        label=offer.label,
        name=f"{offer.label}-{now:%y%m%d%H%M%S%f}",
        message=offer.message,
        has_free_sample=offer.has_free_sample,
        ends_at=offer.ends_at,
        made_at=now,
        leaves_at=offer.leaves_at,
    )
    made.name = _name(shop, offer.label, made.pk, 0)
    made.save(update_fields=["name"])
    owned = Product.objects.filter(shop=shop).in_bulk(list(offer.rates))
    CollaborationProduct.objects.bulk_create(
        CollaborationProduct(collaboration=made, product=owned[pk], rate=rate) for pk, rate in offer.rates.items()
    )
    return made


def _name(shop: Shop, label: str, collaboration_id: int, attempt: int) -> str:
    """As long as the platform allows: a readable part and a code no other collaboration has."""
    code = short_code("collaboration", shop.pk, collaboration_id, attempt)
    return collaboration_name(label, code, policy_of(shop).collaboration.name_chars_max)
