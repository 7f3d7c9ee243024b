"""Content is posted and sells: each content brings orders, each line has its fate."""

from collections.abc import Iterator
from dataclasses import replace

from sandbox import truth
from sandbox.attraction import OPEN_TURNS
from sandbox.behaviour.attribution import carried_beside, carried_under, credit
from sandbox.behaviour.voice import pair_of
from sandbox.commission import settles_at
from sandbox.identifiers import decimal_id
from sandbox.shops import Shop
from sandbox.store import events, relations, sales, samples
from sandbox.store.events import Event, Kind
from sandbox.store.relations import Relation
from sandbox.store.sales import Content, OrderLine
from sandbox.store.samples import Sample
from sandbox.truth import DAY, Pair
from sandbox.world import World

_SHARES = ((1.0,), (0.62, 0.38), (0.5, 0.3, 0.2))  # of a batch's sales, by its number of contents
_SECOND_LINE = 0.12
_LATER_BATCH = 0.7


def post(world: World, shop: Shop, event: Event) -> None:
    """Post the next content of a batch, unless the collaboration no longer holds."""
    carried = carried_under(world.db, event.about, event.creator, event.at)
    relation = relations.find(world.db, shop.id, event.creator)
    if not carried or relation is None:
        return
    pair, (batch, place) = pair_of(world, shop, event.creator), divmod(event.turn, 10)
    sample = _sample_of(world, shop, event.creator, event.about, batch)
    product = sample.product if sample and sample.product in carried else _product(shop, pair, carried, event.turn)
    format_ = truth.content_format(pair, relation.contents + 1)
    publish(world, shop, event, relation, product=product, sample=sample, format_=format_)
    if place + 1 < truth.content_count(pair, batch):
        moment = event.at + truth.delivery_delay(pair, "next content", event.turn)
        at = truth.awake(pair, moment, "next content", event.turn)
        events.schedule(world.db, replace(event, at=at, turn=event.turn + 1))


def publish(
    world: World, shop: Shop, event: Event, relation: Relation, *, product: int, sample: Sample | None, format_: str
) -> Content:
    """Post a content under the collaboration that the event is about; it fulfils the sample and brings orders."""
    pair, (batch, place) = pair_of(world, shop, event.creator), divmod(event.turn, 10)
    content = _content(world, shop, pair, event, product, relation.contents + 1, sample, format_)
    sales.add_content(world.db, content)
    relations.keep(world.db, replace(relation, contents=content.turn))
    if sample is not None and sample.status == "CONTENT_PENDING":
        samples.keep(world.db, replace(sample, status="COMPLETED"))
    _plan_orders(world, shop, pair, content, batch, place)
    return content


def _sample_of(world: World, shop: Shop, creator: int, collaboration: int, batch: int) -> Sample | None:
    """Return the sample behind a batch, if it arrived."""
    known = samples.of_creator(world.db, shop.id, creator)
    return next(
        (item for item in known if (item.collaboration, item.turn) == (collaboration, batch) and item.delivered_at),
        None,
    )


def _product(shop: Shop, pair: Pair, carried: list[int], turn: int) -> int:
    """Return the product a creator shows, by its place in the shop."""
    places = sorted(item.place for item in shop.products if item.id in carried)
    return shop.products[pair.chance.pick(places, "shows", shop.key, pair.creator.number, turn)].id


def _content(
    world: World, shop: Shop, pair: Pair, event: Event, product: int, turn: int, sample: Sample | None, format_: str
) -> Content:
    views = pair.creator.video_views * 2 ** pair.normal("content views", turn)
    return Content(
        id=decimal_id(world.chance, "content", shop.key, event.creator, turn),
        shop=shop.id,
        creator=event.creator,
        collaboration=event.about,
        product=product,
        format=format_,
        posted_at=event.at,
        turn=turn,
        views=int(views) + 1,
        engagement=int(world.population["engagement"][event.creator]),
        sample=sample.id if sample else None,
    )


def _plan_orders(world: World, shop: Shop, pair: Pair, content: Content, batch: int, place: int) -> None:
    item = shop.product(content.product)
    match = truth.category_match(pair.creator, {item.category} if item else set())
    share = _SHARES[truth.content_count(pair, batch) - 1][place]
    first_week = truth.weekly_orders(pair, match) * share * _later(batch)
    times = truth.order_times(pair, content.turn, content.posted_at, first_week)
    events.schedule(
        world.db,
        *(Event(at, shop.id, content.creator, Kind.ORDER, turn, content.id) for turn, at in enumerate(times)),
    )


def _later(batch: int) -> float:
    """Return how much less a later batch sells; batches under open collaborations count from the first."""
    return _LATER_BATCH ** (batch % OPEN_TURNS - 1)


def order(world: World, shop: Shop, event: Event) -> None:
    """Place an order through a content; without terms in force there is nothing to attribute."""
    content = sales.find_content(world.db, event.about)
    if content is not None and credit(world, shop, content, content.product, event.at) is not None:
        sales.add_lines(world.db, _lines(world, shop, content, event))


def _lines(world: World, shop: Shop, content: Content, event: Event) -> Iterator[OrderLine]:
    pair = pair_of(world, shop, content.creator)
    key = (content.turn, event.turn)
    delivered_at = event.at + truth.delivery_delay(pair, "delivery", *key)
    order_id = decimal_id(world.chance, "order", shop.key, content.creator, *key)
    products = [content.product]
    carried = carried_beside(world.db, shop, content, event.at)
    others = [product for product in carried if product != content.product]
    if others and pair.uniform("second line", *key) < _SECOND_LINE:
        products.append(_product(shop, pair, others, event.turn))
    for place, product in enumerate(products):
        item = shop.product(product)
        paid = credit(world, shop, content, product, event.at)
        if item is None or paid is None:
            continue
        fate = truth.line_fate(pair, item.price, *key, place)
        yield OrderLine(
            order_id=order_id,
            place=place,
            shop=shop.id,
            creator=content.creator,
            collaboration=paid.collaboration,
            product=product,
            content=content.id,
            created_at=event.at,
            delivered_at=delivered_at,
            settles_at=settles_at(delivered_at, shop.rules.settlement_days),
            price=item.price,
            quantity=fate.quantity,
            rate=paid.rate,
            refunded_at=delivered_at + fate.refund_delay if fate.refunded_amount else None,
            refunded_units=fate.refunded_units,
            refunded_amount=fate.refunded_amount,
        )


def views_so_far(content: Content, now: int) -> int:
    """Return the views a content has gathered: most of them in its first days."""
    age = max(0, now - content.posted_at) / DAY
    return int(content.views * age / (age + 2))
