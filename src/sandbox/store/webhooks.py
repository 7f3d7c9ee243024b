"""Who is to be told of what, and the outbox of what is told: deliveries wait here until somebody took them."""

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from sandbox.store.database import Database

EVERY_SHOP = 0  # the app's own registration, which stands for each shop that has none


class State(StrEnum):
    """Where a delivery stands."""

    OLD = "old"  # it happened in the second of the registration, but before it
    WAITING = "waiting"
    TAKEN = "taken"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address for one type of news; all that happened until `told_until` stands in the outbox."""

    shop: int
    type: int
    address: str
    created_at: int
    updated_at: int
    told_until: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification on its way; `copy` numbers repetitions, `rank` lets some come after others."""

    shop: int
    type: int
    about: str
    copy: int
    body: str
    happened_at: int
    due_at: int
    rank: int = 0
    attempts: int = 0
    state: State = State.WAITING


def put(db: Database, hook: Webhook) -> None:
    db.execute("INSERT OR REPLACE INTO webhooks VALUES (?, ?, ?, ?, ?, ?)", astuple(hook))


def remove(db: Database, shop: int, type_: int) -> None:
    db.execute("DELETE FROM webhooks WHERE shop = ? AND type = ?", (shop, type_))


def all_hooks(db: Database) -> list[Webhook]:
    return [Webhook(*row) for row in db.all("SELECT * FROM webhooks ORDER BY shop, type")]


def of_shop(db: Database, shop: int) -> list[Webhook]:
    return [hook for hook in all_hooks(db) if hook.shop == shop]


def find(db: Database, shop: int, type_: int) -> Webhook | None:
    """Return the registration that counts: the shop's own, or else the app's."""
    row = db.one(
        "SELECT * FROM webhooks WHERE shop IN (?, ?) AND type = ? ORDER BY shop DESC LIMIT 1",
        (shop, EVERY_SHOP, type_),
    )
    return None if row is None else Webhook(*row)


def told(db: Database, now: int) -> None:
    """Note that all that happened until now stands in the outbox."""
    db.execute("UPDATE webhooks SET told_until = ?1 WHERE told_until < ?1", (now,))


def queue(db: Database, deliveries: Iterable[Delivery]) -> None:
    """Put deliveries into the outbox; what is there already stays as it is."""
    db.execute_many("INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(astuple, deliveries))


def due(db: Database, now: int) -> list[Delivery]:
    """Return what is due by now in the order in which it leaves."""
    rows = db.all(
        "SELECT * FROM deliveries WHERE state = ? AND due_at <= ? ORDER BY rank, due_at, shop, type, about, copy",
        (State.WAITING, now),
    )
    return [_delivery(row) for row in rows]


def is_known(db: Database, delivery: Delivery) -> bool:
    """Tell whether this news stands in the outbox already, in whatever state."""
    row = db.one(
        "SELECT 1 FROM deliveries WHERE shop = ? AND type = ? AND about = ?",
        (delivery.shop, delivery.type, delivery.about),
    )
    return row is not None


def keep(db: Database, delivery: Delivery) -> None:
    db.execute("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(delivery))


def waiting(db: Database) -> int:
    return db.number("SELECT count(*) FROM deliveries WHERE state = ?", (State.WAITING,))


def listed(db: Database, count: int) -> list[Delivery]:
    """Return the latest deliveries, the latest first."""
    rows = db.all(
        "SELECT * FROM deliveries WHERE state <> ? ORDER BY happened_at DESC, shop, type, about, copy LIMIT ?",
        (State.OLD, count),
    )
    return [_delivery(row) for row in rows]


def _delivery(row: sqlite3.Row) -> Delivery:
    found = Delivery(*row)
    return replace(found, state=State(found.state))
