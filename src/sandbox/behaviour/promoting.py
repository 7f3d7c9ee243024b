"""Creators find an open collaboration by themselves, and some take its product up."""

from dataclasses import replace

from sandbox import attraction, truth
from sandbox.attraction import OPEN_TURNS
from sandbox.behaviour.acceptance import plan_content, request_sample
from sandbox.behaviour.voice import pair_of
from sandbox.shops import Product, Shop
from sandbox.store import events, open_collaborations, relations, sample_rules, samples, terms
from sandbox.store.collaborations import Offer
from sandbox.store.events import Event, Kind
from sandbox.store.open_collaborations import OpenCollaboration, Promotion
from sandbox.store.relations import Relation, Stage
from sandbox.store.sample_rules import SampleRule
from sandbox.truth import WEEK, Pair
from sandbox.world import World

_FULFILMENT = {"LOW": 2_000, "MEDIUM": 4_000, "HIGH": 6_000}


def open_week(world: World, shop: Shop, event: Event) -> None:
    """Let this week's creators look at an open collaboration, and call the next week."""
    found = open_collaborations.find(world.db, shop.id, event.about)
    item = shop.product(found.product) if found else None
    if found is None or item is None or found.ends_at is not None:
        return
    ranked = world.population.ranked[shop.market.region]
    key = (shop.key, item.place, found.turn)
    for place, offset in attraction.candidates(world.chance, key, event.turn, len(ranked)):
        creator = int(ranked[place])
        at = truth.awake(pair_of(world, shop, creator), event.at + offset, "take up", event.turn)
        events.schedule(world.db, Event(at, shop.id, creator, Kind.TAKE_UP, event.turn, found.id))
    events.schedule(world.db, replace(event, at=event.at + WEEK, turn=event.turn + 1))


def take_up(world: World, shop: Shop, event: Event) -> None:
    """Let a creator who looks take the product up, ask for a sample where the rule allows, or post without one."""
    found = open_collaborations.find(world.db, shop.id, event.about)
    item = shop.product(found.product) if found else None
    if found is None or item is None or found.ends_at is not None or _has(world, shop, event.creator, item, event.at):
        return
    pair = pair_of(world, shop, event.creator)
    match, week = truth.category_match(pair.creator, {item.category}), found.turn * 1_000 + event.turn
    if not attraction.takes_up(pair, item.place, week, rate=found.rate, match=match):
        return
    turn = OPEN_TURNS + open_collaborations.take_ups(world.db, shop.id, event.creator) + 1
    joined = Promotion(found.id, event.creator, turn, shop.id, found.product, event.at, None)
    open_collaborations.join(world.db, joined)
    key = (found.id, event.creator, found.product)
    terms.change(world.db, key, rate=found.rate, starts_at=event.at, asked_at=event.at)
    _connect(world, shop, event)
    _continue(world, shop, pair, replace(event, turn=turn), found)


def _has(world: World, shop: Shop, creator: int, item: Product, at: int) -> bool:
    openly = open_collaborations.promoting(world.db, shop.id, creator, item.id, at)
    return (openly or terms.carrying(world.db, shop.id, creator, item.id, at)) is not None


def _connect(world: World, shop: Shop, event: Event) -> None:
    """Put down that the two know each other; a talk under way goes on as it was."""
    known = relations.find(world.db, shop.id, event.creator) or Relation(shop.id, event.creator)
    idle = known.stage in {Stage.SILENT, Stage.CLOSED}
    relations.keep(
        world.db,
        replace(
            known,
            stage=Stage.ACTIVE if idle else known.stage,
            connected_at=known.connected_at or event.at,
        ),
    )


def _continue(world: World, shop: Shop, pair: Pair, event: Event, found: OpenCollaboration) -> None:
    rule = sample_rules.find(world.db, shop.id, found.product)
    offered = rule is not None and is_given(world, shop, rule, event.at) and _meets(world, shop, pair, rule)
    if offered and truth.asks_sample(pair, event.turn):
        offer = Offer(found.id, found.product, found.rate, has_sample=True, sample_exempt=False)
        request_sample(world, shop, event, offer)
    else:
        plan_content(world, shop, pair, event, found.id, with_sample=False)


def is_given(world: World, shop: Shop, rule: SampleRule, at: int) -> bool:
    """Tell whether a rule gives samples at a moment: active, begun, not over, and something left."""
    over = rule.ends_at is not None and rule.ends_at <= at
    return bool(rule.active) and rule.starts_at <= at and not over and left(world, shop, rule) > 0


def left(world: World, shop: Shop, rule: SampleRule) -> int:
    """Return how many samples of a rule were not asked for yet."""
    return max(0, rule.quota - samples.asked_openly(world.db, shop.id, rule.product, rule.edited_at))


def _meets(world: World, shop: Shop, pair: Pair, rule: SampleRule) -> bool:
    """Tell whether a creator reaches every threshold of a rule."""
    wanted, row = rule.wanted, world.population.row(pair.creator.number)
    least = {"followers": "minimum_follower_count", "ec_video_views": "avg_ec_video_views"}
    strongest = {str(world.categories[place].id) for place in pair.creator.categories}
    listed = set(wanted.get("category_ids") or strongest)
    rank = _FULFILMENT.get(wanted.get("predicted_fulfillment_rank") or "ALL", 0)
    return (
        all(row[column] >= wanted.get(name, 0) for column, name in least.items())
        and pair.creator.gmv_dollars * shop.market.per_dollar >= wanted.get("minimum_gmv", 0)
        and bool(strongest & listed)
        and row["post_rate"] >= rank
    )
