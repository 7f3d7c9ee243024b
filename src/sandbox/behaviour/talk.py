"""A creator answers, asks, waits, decides, or gives up; some write first."""

from dataclasses import replace

from sandbox import truth
from sandbox.behaviour.voice import pair_of, speak
from sandbox.replies import Intent
from sandbox.shops import Shop
from sandbox.store import events, relations
from sandbox.store.events import Event, Kind
from sandbox.store.relations import Relation, Stage
from sandbox.truth import WEEK
from sandbox.world import World


def respond(world: World, shop: Shop, event: Event) -> None:
    """Let the first reply come: a question, a yes or a no."""
    relation = relations.find(world.db, shop.id, event.creator)
    if relation is None or relation.stage is not Stage.WARMING:
        return
    relation = replace(relation, replied=1, connected_at=relation.connected_at or event.at)
    _say(world, shop, event, relation, truth.first_words(pair_of(world, shop, event.creator), relation.attempts))


def follow_up(world: World, shop: Shop, event: Event) -> None:
    """Let an answered creator ask again, or decide."""
    relation = relations.find(world.db, shop.id, event.creator)
    if relation is None or relation.stage is not Stage.THINKING:
        return
    pair = pair_of(world, shop, event.creator)
    if relation.answers < relation.answers_needed:
        intent = truth.question(pair, relation.attempts + relation.questions)
    else:
        intent = Intent.AGREES if truth.agrees_in_the_end(pair, relation.attempts) else Intent.DECLINES
    _say(world, shop, event, relation, intent)


def lose_patience(world: World, shop: Shop, event: Event) -> None:
    """Lose a creator whose question is still open."""
    relation = relations.find(world.db, shop.id, event.creator)
    if relation is not None and relation.stage is Stage.ASKING and relation.questions == event.turn:
        relations.keep(world.db, replace(relation, stage=Stage.CLOSED, closed_at=event.at))


def new_week(world: World, shop: Shop, event: Event) -> None:
    """Decide who writes to a shop first in this week, and call the next one."""
    ranked = world.population.ranked[shop.market.region]
    for place, offset in truth.new_writers(world.chance, shop.key, event.turn, len(ranked)):
        creator = int(ranked[place])
        at = truth.awake(pair_of(world, shop, creator), event.at + offset, "write first", event.turn)
        events.schedule(world.db, Event(at, shop.id, creator, Kind.WRITE_FIRST))
    events.schedule(world.db, Event(event.at + WEEK, shop.id, 0, Kind.NEW_WEEK, event.turn + 1))


def write_first(world: World, shop: Shop, event: Event) -> None:
    """Let a creator write to a shop they never heard of."""
    if relations.find(world.db, shop.id, event.creator) is not None:
        return
    relation = Relation(shop.id, event.creator, attempts=1, replied=1, connected_at=event.at)
    _say(world, shop, event, relation, truth.question(pair_of(world, shop, event.creator), 0))


def _say(world: World, shop: Shop, event: Event, relation: Relation, intent: Intent) -> None:
    speak(world, shop, event.creator, event.at, intent)
    pair = pair_of(world, shop, event.creator)
    if intent is Intent.DECLINES:
        relation = replace(relation, stage=Stage.CLOSED, closed_at=event.at)
    elif intent is Intent.AGREES:
        turn = relation.acceptances + 1
        relation = replace(relation, stage=Stage.WILLING)
        at = truth.awake(pair, event.at + truth.answer_delay(pair, "accept", turn), "accept", turn)
        events.schedule(world.db, Event(at, shop.id, event.creator, Kind.ACCEPT, turn))
    else:
        relation = _asking(world, shop, event, relation)
    relations.keep(world.db, relation)


def _asking(world: World, shop: Shop, event: Event, relation: Relation) -> Relation:
    pair, turn = pair_of(world, shop, event.creator), relation.questions + 1
    lost_at = event.at + truth.patience(pair, turn)
    events.schedule(world.db, Event(lost_at, shop.id, event.creator, Kind.LOSE_PATIENCE, turn))
    needed = relation.answers_needed
    if relation.stage is not Stage.THINKING:  # a new talk, not the next question of one
        needed = relation.answers + truth.answers_needed(pair, relation.attempts)
    return replace(relation, stage=Stage.ASKING, questions=turn, answers_needed=needed)
