"""The event queue: what will happen, in the order of time and then of a key that no call can change."""

from dataclasses import astuple, dataclass
from enum import StrEnum

from sandbox.store.database import Database


class Kind(StrEnum):
    """What can happen by itself."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    DELIVER_SAMPLE = "deliver_sample"
    FOLLOW_UP = "follow_up"
    LOSE_PATIENCE = "lose_patience"
    NEW_WEEK = "new_week"
    OPEN_WEEK = "open_week"
    ORDER = "order"
    POST = "post"
    RESPOND = "respond"
    SAMPLE_UNFULFILLED = "sample_unfulfilled"
    SAMPLE_UNREVIEWED = "sample_unreviewed"
    SHIP_SAMPLE = "ship_sample"
    TAKE_UP = "take_up"
    WRITE_FIRST = "write_first"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to happen: `turn` counts within its kind, `about` names a row."""

    at: int
    shop: int
    creator: int
    kind: Kind
    turn: int = 0
    about: int = 0


def schedule(db: Database, *events: Event) -> None:
    """Put events into the queue; the same event twice is one."""
    db.execute_many("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?)", map(astuple, events))


def take_due(db: Database, now: int) -> Event | None:
    """Take the first event that is due out of the queue."""
    row = db.one(
        "DELETE FROM events WHERE (at, shop, creator, kind, turn, about) ="
        " (SELECT at, shop, creator, kind, turn, about FROM events WHERE at <= ?"
        " ORDER BY at, shop, creator, kind, turn, about LIMIT 1)"
        " RETURNING at, shop, creator, kind, turn, about",
        (now,),
    )
    if row is None:
        return None
    at, shop, creator, kind, turn, about = row
    return Event(at, shop, creator, Kind(kind), turn, about)
