"""A creator takes offered products into the showcase, asks for a sample, confirms a changed rate."""

from dataclasses import replace

from sandbox import truth
from sandbox.behaviour.voice import pair_of
from sandbox.identifiers import decimal_id
from sandbox.shops import Shop
from sandbox.store import collaborations, events, relations, samples, terms
from sandbox.store.collaborations import Offer
from sandbox.store.events import Event, Kind
from sandbox.store.relations import Stage
from sandbox.store.samples import Sample
from sandbox.truth import DAY, HOUR, Pair
from sandbox.world import World

SHIPPING_DELAY = DAY
_CONFIRMATION_HOURS = 20


def accept(world: World, shop: Shop, event: Event) -> None:
    """Take up what is offered now; a creator without an open invitation stays willing."""
    relation = relations.find(world.db, shop.id, event.creator)
    if relation is None or relation.acceptances >= event.turn:
        return
    pair = pair_of(world, shop, event.creator)
    offers = collaborations.open_offers(world.db, shop.id, event.creator, event.at)
    if not offers:
        relations.keep(world.db, replace(relation, stage=Stage.WILLING))
        return
    taken = _chosen(shop, pair, offers, event.turn)
    for offer in taken:
        terms.take_up(world.db, offer, event.creator, event.at)
    _continue(world, shop, pair, event, taken[0])
    relations.keep(
        world.db,
        replace(
            relation,
            stage=Stage.ACTIVE,
            acceptances=event.turn,
            connected_at=relation.connected_at or event.at,
        ),
    )


def _chosen(shop: Shop, pair: Pair, offers: list[Offer], turn: int) -> list[Offer]:
    """Return the offers a creator takes, the best liked first; one at least."""
    places = {item.id: item.place for item in shop.products}
    liked = {offer: truth.liking(pair, places[offer.product], turn) for offer in offers}
    ordered = sorted(offers, key=liked.__getitem__, reverse=True)
    return [offer for offer in ordered if liked[offer] >= 1 - truth.WANTS_PRODUCT] or ordered[:1]


def _continue(world: World, shop: Shop, pair: Pair, event: Event, favourite: Offer) -> None:
    if favourite.has_sample and truth.asks_sample(pair, event.turn):
        request_sample(world, shop, event, favourite)
    else:
        plan_content(world, shop, pair, event, favourite.collaboration, with_sample=False)


def plan_content(world: World, shop: Shop, pair: Pair, event: Event, collaboration: int, *, with_sample: bool) -> None:
    """Decide whether and when the first content of an acceptance comes."""
    if not truth.posts(pair, event.turn, with_sample=with_sample):
        return
    moment = event.at + truth.posting_delay(pair, event.turn, with_sample=with_sample)
    at = truth.awake(pair, moment, "post", event.turn)
    events.schedule(world.db, Event(at, shop.id, pair.creator.number, Kind.POST, event.turn * 10, collaboration))


def request_sample(world: World, shop: Shop, event: Event, offer: Offer) -> None:
    """Put an application; an exempt collaboration approves it by itself."""
    place = next(item.place for item in shop.products if item.id == offer.product)
    sample = Sample(
        id=decimal_id(world.chance, "sample", shop.key, event.creator, event.turn, place),
        shop=shop.id,
        creator=event.creator,
        collaboration=offer.collaboration,
        product=offer.product,
        rate=offer.rate,
        status="PENDING",
        requested_at=event.at,
        review_by=event.at + shop.rules.review_days * DAY,
        turn=event.turn,
    )
    if offer.sample_exempt:
        approve_sample(world, shop, sample, event.at)
        return
    samples.keep(world.db, sample)
    overdue = Event(sample.review_by, shop.id, event.creator, Kind.SAMPLE_UNREVIEWED, event.turn, sample.id)
    events.schedule(world.db, overdue)


def approve_sample(world: World, shop: Shop, sample: Sample, now: int) -> None:
    """Turn an application into a sample order, shipped a day later."""
    order = decimal_id(world.chance, "sample order", shop.key, sample.creator, sample.turn)
    samples.keep(world.db, replace(sample, status="AWAITING_SHIPMENT", reviewed_at=now, order_id=order))
    shipping = Event(now + SHIPPING_DELAY, shop.id, sample.creator, Kind.SHIP_SAMPLE, sample.turn, sample.id)
    events.schedule(world.db, shipping)


def ask_confirmation(world: World, shop: Shop, collaboration: int, creator: int, now: int) -> None:
    """Let a creator think about changed rates that wait for them."""
    relation = relations.find(world.db, shop.id, creator)
    if relation is None:
        return
    turn = relation.changes + 1
    relations.keep(world.db, replace(relation, changes=turn))
    hours = world.chance.gamma(_CONFIRMATION_HOURS, "confirmation", shop.key, creator, turn)
    at = now + int(max(hours, 0.1) * HOUR)
    events.schedule(world.db, Event(at, shop.id, creator, Kind.CONFIRM, turn, collaboration))


def confirm(world: World, shop: Shop, event: Event) -> None:
    """Answer to changed rates that wait: yes mostly, to a cut less often."""
    pair = pair_of(world, shop, event.creator)
    places = {item.id: item.place for item in shop.products}
    for product, rate in terms.waiting(world.db, event.about, event.creator):
        current = terms.rate_in_force(world.db, event.about, event.creator, product, event.at) or 0
        agreed = truth.confirms(pair, places[product], event.turn, raised=rate > current)
        starts_at = event.at if agreed else None
        terms.settle(world.db, event.about, event.creator, product, starts_at)
