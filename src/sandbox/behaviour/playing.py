"""What a person decides who plays a creator: the same acts that simulated creators do by themselves."""

from collections.abc import Collection
from dataclasses import replace

from sandbox.behaviour.acceptance import request_sample
from sandbox.behaviour.sampling import deliver_sample
from sandbox.behaviour.selling import publish
from sandbox.behaviour.voice import conversation_with, put_message
from sandbox.shops import Shop
from sandbox.store import by_creator, collaborations, events, played, relations, samples, terms
from sandbox.store.collaborations import Offer
from sandbox.store.conversations import CREATOR, Message
from sandbox.store.events import Event, Kind
from sandbox.store.relations import Relation, Stage
from sandbox.store.sales import Content
from sandbox.store.samples import Sample
from sandbox.world import World

FORMATS = ("VIDEO", "LIVE")
OPEN_SAMPLES = frozenset({"PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "COMPLETED"})
_OWN_TURNS = 1_000  # samples that a person asks for are numbered from here, apart from the simulated ones


class ActRefusedError(Exception):
    """A creator cannot do that now; `reason` names the text that says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def take_over(world: World, creator: int, now: int) -> None:
    """Let a person decide for a creator from now on; what they had planned does not happen."""
    played.begin(world.db, creator, now)


def hand_back(world: World, creator: int, now: int) -> None:
    """Let the creator live by themselves again, from where things stand."""
    played.end(world.db, creator)
    for shop in world.shops.values():
        relation = relations.find(world.db, shop.id, creator)
        if relation is not None and relation.stage is not Stage.CLOSED:
            stage = Stage.ACTIVE if relation.acceptances else Stage.SILENT
            relations.keep(world.db, replace(relation, stage=stage))
    _go_on(world, creator, now)


def _go_on(world: World, creator: int, now: int) -> None:
    """Let rates that wait be answered and parcels on their way arrive, now that nobody does it by hand."""
    for shop, collaboration in {(row.shop, row.collaboration) for row in by_creator.showcase(world.db, creator)}:
        relation = relations.find(world.db, shop, creator)
        if relation is not None and terms.waiting(world.db, collaboration, creator):
            confirm = Event(now, shop, creator, Kind.CONFIRM, relation.changes, collaboration)
            events.schedule(world.db, confirm)
    for sample in by_creator.samples(world.db, creator):
        if sample.status == "SHIPPED":
            arrival = Event(now, sample.shop, creator, Kind.DELIVER_SAMPLE, sample.turn, sample.id)
            events.schedule(world.db, arrival)


def write(world: World, shop: Shop, creator: int, now: int, *, type_: str, content: dict[str, str]) -> Message:
    """Send a message of a type to a shop; whoever writes is connected from then on."""
    conversation, _ = conversation_with(world, shop, creator, now)
    message = put_message(world, shop, conversation, now, sender=CREATOR, type_=type_, content=content)
    _connect(world, shop, creator, now)
    return message


def _connect(world: World, shop: Shop, creator: int, now: int) -> Relation:
    relation = relations.find(world.db, shop.id, creator) or Relation(shop.id, creator, attempts=1)
    relation = replace(relation, replied=1, connected_at=relation.connected_at or now)
    relations.keep(world.db, relation)
    return relation


def accept(
    world: World, shop: Shop, creator: int, now: int, *, collaboration: int, products: Collection[int]
) -> list[Offer]:
    """Take offered products of a collaboration into the showcase. Refuses what is not offered any more."""
    offered = collaborations.open_offers(world.db, shop.id, creator, now)
    taken = [offer for offer in offered if offer.collaboration == collaboration and offer.product in products]
    if not taken:
        raise ActRefusedError("not_offered" if products else "nothing_chosen")
    for offer in taken:
        terms.take_up(world.db, offer, creator, now)
    played.take_back(world.db, collaboration, creator)
    relation = relations.find(world.db, shop.id, creator) or Relation(shop.id, creator, attempts=1)
    changed = replace(
        relation,
        stage=Stage.ACTIVE,
        acceptances=relation.acceptances + 1,
        connected_at=relation.connected_at or now,
    )
    relations.keep(world.db, changed)
    return taken


def decline(world: World, shop: Shop, creator: int, now: int, *, collaboration: int) -> None:
    """Turn an invitation down. Refuses where nothing of it is open."""
    offered = collaborations.open_offers(world.db, shop.id, creator, now)
    if collaboration not in {offer.collaboration for offer in offered}:
        raise ActRefusedError("not_offered")
    played.decline(world.db, collaboration, creator, now)
    relation = relations.find(world.db, shop.id, creator)
    if relation is not None and not relation.acceptances:
        relations.keep(world.db, replace(relation, stage=Stage.CLOSED, closed_at=now))


def answer_rate(world: World, creator: int, now: int, *, collaboration: int, product: int, agreed: bool) -> None:
    """Confirm a changed rate, which then holds at once, or turn it down. Refuses where none waits."""
    if product not in {waiting for waiting, _ in terms.waiting(world.db, collaboration, creator)}:
        raise ActRefusedError("no_rate_waits")
    terms.settle(world.db, collaboration, creator, product, now if agreed else None)


def ask_sample(world: World, shop: Shop, creator: int, now: int, *, collaboration: int, product: int) -> None:
    """Apply for a sample of a carried product. Refuses without samples, or where one is under way already."""
    found = collaborations.find(world.db, shop.id, collaboration)
    if found is None or product not in terms.carried(world.db, collaboration, creator, now):
        raise ActRefusedError("not_carried")
    if not found.has_sample:
        raise ActRefusedError("no_samples")
    known = samples.of_creator(world.db, shop.id, creator)
    if any((item.collaboration, item.product) == (collaboration, product) for item in known if _is_open(item)):
        raise ActRefusedError("sample_under_way")
    rate = terms.rate_in_force(world.db, collaboration, creator, product, now) or 0
    offer = Offer(collaboration, product, rate, has_sample=True, sample_exempt=bool(found.sample_exempt))
    event = Event(now, shop.id, creator, Kind.ACCEPT, _OWN_TURNS + len(known))
    request_sample(world, shop, event, offer)


def _is_open(sample: Sample) -> bool:
    return sample.status in OPEN_SAMPLES


def receive(world: World, shop: Shop, creator: int, now: int, *, sample: int) -> None:
    """Say that a shipped sample arrived; from now on content is due. Refuses what is not under way."""
    found = samples.find(world.db, sample)
    if found is None or (found.shop, found.creator, found.status) != (shop.id, creator, "SHIPPED"):
        raise ActRefusedError("not_shipped")
    deliver_sample(world, shop, Event(now, shop.id, creator, Kind.DELIVER_SAMPLE, found.turn, found.id))


def post(
    world: World, shop: Shop, creator: int, now: int, *, collaboration: int, product: int, format_: str
) -> Content:
    """Post a video or LIVE with a carried product; each further one of a shop sells less than the one before."""
    if format_ not in FORMATS:
        raise ActRefusedError("nothing_chosen")
    if product not in terms.carried(world.db, collaboration, creator, now):
        raise ActRefusedError("not_carried")
    relation = relations.find(world.db, shop.id, creator) or Relation(shop.id, creator, attempts=1)
    event = Event(now, shop.id, creator, Kind.POST, (relation.contents + 1) * 10, collaboration)
    sample = _arrived(world, shop, creator, collaboration, product)
    return publish(world, shop, event, relation, product=product, sample=sample, format_=format_)


def _arrived(world: World, shop: Shop, creator: int, collaboration: int, product: int) -> Sample | None:
    """Return the sample that a content is made with: one still waiting for content before others."""
    known = [
        item
        for item in samples.of_creator(world.db, shop.id, creator)
        if (item.collaboration, item.product) == (collaboration, product) and item.delivered_at
    ]
    waiting = [item for item in known if item.status == "CONTENT_PENDING"]
    return next(iter(waiting or known), None)
