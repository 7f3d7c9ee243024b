"""What the seller does and a creator notices: a message or an invitation."""

from dataclasses import replace

from sandbox import truth
from sandbox.behaviour.voice import pair_of
from sandbox.shops import Shop
from sandbox.store import collaborations, events, played, relations
from sandbox.store.collaborations import Offer
from sandbox.store.events import Event, Kind
from sandbox.store.relations import Relation, Stage
from sandbox.truth import DAY, Approach, Pair, Reaction
from sandbox.world import World

NEXT_ATTEMPT_AFTER = DAY
AFTER_NO = 14 * DAY
_UNKNOWN_RATE = 1_500  # what a creator supposes before an invitation tells


def seller_wrote(world: World, shop: Shop, creator: int, now: int, text: str) -> None:
    """Let a creator read a message; it answers their question, or is an attempt to win them."""
    pair = pair_of(world, shop, creator)
    relation = _relation(world, shop, creator)
    relation = replace(relation, sent=relation.sent + (not relation.replied))
    if played.is_played(world.db, creator):
        relation = replace(relation, attempted_at=now)  # a person reads it
    elif relation.stage is Stage.ASKING:
        turn = relation.questions
        relation = replace(relation, stage=Stage.THINKING, answers=relation.answers + 1)
        _schedule(world, shop, creator, Kind.FOLLOW_UP, turn, now + truth.answer_delay(pair, "follow up", turn))
    elif relation.stage in {Stage.SILENT, Stage.CLOSED}:
        relation = _attempt(world, shop, pair, relation, now, named=names(pair, text), invited=False)
    relations.keep(world.db, relation)


def seller_invited(world: World, shop: Shop, creator: int, now: int, text: str) -> None:
    """Let a creator read an invitation into a target collaboration."""
    pair = pair_of(world, shop, creator)
    relation = _relation(world, shop, creator)
    relation = replace(relation, invitations=relation.invitations + 1)
    if played.is_played(world.db, creator):
        relation = replace(relation, attempted_at=now)  # a person reads it
    elif relation.stage is Stage.WILLING or (
        relation.stage is Stage.ACTIVE and truth.accepts_again(pair, relation.invitations)
    ):
        turn = relation.acceptances + 1
        _schedule(world, shop, creator, Kind.ACCEPT, turn, now + truth.answer_delay(pair, "accept", turn))
    elif relation.stage in {Stage.SILENT, Stage.CLOSED}:
        relation = _attempt(world, shop, pair, relation, now, named=names(pair, text), invited=True)
    relations.keep(world.db, relation)


def names(pair: Pair, text: str) -> bool:
    """Tell whether a message calls the creator by nickname or handle."""
    said = text.casefold()
    return any(name.casefold() in said for name in (pair.creator.first_name, pair.creator.handle))


def _relation(world: World, shop: Shop, creator: int) -> Relation:
    return relations.find(world.db, shop.id, creator) or Relation(shop.id, creator)


def _attempt(
    world: World, shop: Shop, pair: Pair, relation: Relation, now: int, *, named: bool, invited: bool
) -> Relation:
    """Count this contact into the running attempt, or begin the next one, and see what comes of it."""
    relation = _counted(relation, now, named=named)
    if relation.stage is Stage.CLOSED:
        return relation
    offers = collaborations.open_offers(world.db, shop.id, pair.creator.number, now)
    approach = _approach(shop, pair, relation, offers, invited=invited)
    reaction = truth.reaction(pair, approach)
    if reaction is Reaction.NOTHING:
        return relation
    moment = now + truth.reaction_delay(pair, relation.attempts)
    if reaction is Reaction.REPLY:
        _schedule(world, shop, pair.creator.number, Kind.RESPOND, relation.attempts, moment)
    else:
        _schedule(world, shop, pair.creator.number, Kind.ACCEPT, relation.acceptances + 1, moment)
    return replace(relation, stage=Stage.WARMING)


def _counted(relation: Relation, now: int, *, named: bool) -> Relation:
    if relation.stage is Stage.CLOSED:
        if now - (relation.closed_at or now) < AFTER_NO:
            return relation
    elif relation.attempts and now - relation.attempted_at < NEXT_ATTEMPT_AFTER:
        return replace(relation, named=int(relation.named or named))
    return replace(relation, stage=Stage.SILENT, attempts=relation.attempts + 1, attempted_at=now, named=int(named))


def _approach(shop: Shop, pair: Pair, relation: Relation, offers: list[Offer], *, invited: bool) -> Approach:
    offered = {offer.product for offer in offers}
    categories = {item.category for item in shop.products if not offered or item.id in offered}
    return Approach(
        attempt=relation.attempts,
        rate=max((offer.rate for offer in offers), default=_UNKNOWN_RATE),
        match=truth.category_match(pair.creator, categories),
        named=bool(relation.named),
        invited=invited,
        after_no=relation.closed_at is not None,
    )


def _schedule(world: World, shop: Shop, creator: int, kind: Kind, turn: int, moment: int) -> None:
    pair = pair_of(world, shop, creator)
    at = truth.awake(pair, moment, kind, turn)
    events.schedule(world.db, Event(at, shop.id, creator, kind, turn))
