"""Authorizations that an owner took back: every token up to a turn is dead."""

from dataclasses import dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Revocation:
    """The last time that a shop was deauthorized; tokens up to `turn` count no more."""

    shop: int
    turn: int
    at: int


def put(db: Database, revocation: Revocation) -> None:
    db.execute("INSERT OR REPLACE INTO revocations VALUES (?, ?, ?)", (revocation.shop, revocation.turn, revocation.at))


def find(db: Database, shop: int) -> Revocation | None:
    row = db.one("SELECT * FROM revocations WHERE shop = ?", (shop,))
    return None if row is None else Revocation(*row)
