"""Time passes: every event that is due is played, in the order of time and key."""

from collections.abc import Callable, Mapping

from sandbox.behaviour import acceptance, promoting, sampling, selling, talk
from sandbox.shops import Shop
from sandbox.store import events, played
from sandbox.store.events import Event, Kind
from sandbox.world import World

Play = Callable[[World, Shop, Event], None]

PLAYS: Mapping[Kind, Play] = {
    Kind.ACCEPT: acceptance.accept,
    Kind.CONFIRM: acceptance.confirm,
    Kind.DELIVER_SAMPLE: sampling.deliver_sample,
    Kind.FOLLOW_UP: talk.follow_up,
    Kind.LOSE_PATIENCE: talk.lose_patience,
    Kind.NEW_WEEK: talk.new_week,
    Kind.OPEN_WEEK: promoting.open_week,
    Kind.ORDER: selling.order,
    Kind.POST: selling.post,
    Kind.RESPOND: talk.respond,
    Kind.SAMPLE_UNFULFILLED: sampling.sample_unfulfilled,
    Kind.SAMPLE_UNREVIEWED: sampling.sample_unreviewed,
    Kind.SHIP_SAMPLE: sampling.ship_sample,
    Kind.TAKE_UP: promoting.take_up,
    Kind.WRITE_FIRST: talk.write_first,
}

DECISIONS = frozenset(
    {
        Kind.ACCEPT,
        Kind.CONFIRM,
        Kind.DELIVER_SAMPLE,
        Kind.FOLLOW_UP,
        Kind.LOSE_PATIENCE,
        Kind.POST,
        Kind.RESPOND,
        Kind.TAKE_UP,
        Kind.WRITE_FIRST,
    }
)
"""What a person decides who plays a creator: it does not happen by itself."""


def advance(world: World, now: int) -> int:
    """Play all that is due by now and return how much it was; events may call further ones."""
    count = 0
    while (event := events.take_due(world.db, now)) is not None:
        count += 1
        if event.kind in DECISIONS and played.is_played(world.db, event.creator):
            continue
        PLAYS[event.kind](world, world.shops[event.shop], event)
    return count
