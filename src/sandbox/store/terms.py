"""Showcases and terms: what creators took up under a collaboration, and at which rate from when."""

from collections.abc import Sequence

from sandbox.store.collaborations import Offer
from sandbox.store.database import Database


def take_up(db: Database, offer: Offer, creator: int, now: int) -> None:
    """Put an offered product into the creator's showcase; its rate becomes their terms."""
    db.execute(
        "INSERT OR IGNORE INTO showcase VALUES (?, ?, ?, ?)",
        (offer.collaboration, creator, offer.product, now),
    )
    db.execute(
        "UPDATE invitations SET accepted_at = coalesce(accepted_at, ?) WHERE collaboration = ? AND creator = ?",
        (now, offer.collaboration, creator),
    )
    change(db, (offer.collaboration, creator, offer.product), rate=offer.rate, starts_at=now, asked_at=now)


def carriers(db: Database, collaboration: int) -> list[tuple[int, int]]:
    """Return (creator, product) for everything in showcases under a collaboration."""
    rows = db.all(
        "SELECT creator, product FROM showcase WHERE collaboration = ? ORDER BY creator, product",
        (collaboration,),
    )
    return [(row[0], row[1]) for row in rows]


def carried(db: Database, collaboration: int, creator: int, at: int) -> list[int]:
    """Return the products that a creator carries under a collaboration that holds at a moment."""
    rows = db.all(
        "SELECT s.product FROM showcase s JOIN collaborations c ON c.id = s.collaboration"
        " JOIN invitations i ON i.collaboration = c.id AND i.creator = s.creator"
        " JOIN collaboration_products p ON p.collaboration = c.id AND p.product = s.product"
        " WHERE c.id = ?1 AND s.creator = ?2 AND s.added_at <= ?3 AND c.ends_at > ?3"
        " AND coalesce(c.cancelled_from, ?3 + 1) > ?3 AND coalesce(i.ends_at, ?3 + 1) > ?3"
        " AND coalesce(p.ends_at, ?3 + 1) > ?3 ORDER BY s.product",
        (collaboration, creator, at),
    )
    return [row[0] for row in rows]


def carrying(db: Database, shop: int, creator: int, product: int, at: int) -> int | None:
    """Return the target collaboration under which a creator carries a product at a moment, the newest first."""
    row = db.one(
        "SELECT c.id FROM showcase s JOIN collaborations c ON c.id = s.collaboration"
        " JOIN invitations i ON i.collaboration = c.id AND i.creator = s.creator"
        " JOIN collaboration_products p ON p.collaboration = c.id AND p.product = s.product"
        " WHERE c.shop = ?1 AND s.creator = ?2 AND s.product = ?3 AND s.added_at <= ?4 AND c.ends_at > ?4"
        " AND coalesce(c.cancelled_from, ?4 + 1) > ?4 AND coalesce(i.ends_at, ?4 + 1) > ?4"
        " AND coalesce(p.ends_at, ?4 + 1) > ?4 ORDER BY s.added_at DESC, c.id DESC LIMIT 1",
        (shop, creator, product, at),
    )
    return None if row is None else int(row["id"])


def change(db: Database, key: tuple[int, int, int], *, rate: int, starts_at: int | None, asked_at: int) -> None:
    """Put terms for (collaboration, creator, product) in the place of those that have not begun yet.

    They begin at a moment; without one they wait for the creator's confirmation.
    """
    db.execute(
        "DELETE FROM terms WHERE collaboration = ? AND creator = ? AND product = ?"
        " AND (starts_at IS NULL OR starts_at > ?)",
        (*key, asked_at),
    )
    db.execute("INSERT INTO terms VALUES (?, ?, ?, ?, ?, ?)", (*key, starts_at, asked_at, rate))


def rate_in_force(db: Database, collaboration: int, creator: int, product: int, at: int) -> int | None:
    row = db.one(
        "SELECT rate FROM terms WHERE collaboration = ? AND creator = ? AND product = ? AND starts_at <= ?"
        " ORDER BY starts_at DESC, rowid DESC LIMIT 1",
        (collaboration, creator, product, at),
    )
    return None if row is None else int(row["rate"])


def waiting(db: Database, collaboration: int, creator: int) -> list[tuple[int, int]]:
    """Return (product, rate) of the terms that wait for a creator's confirmation."""
    rows = db.all(
        "SELECT product, rate FROM terms WHERE collaboration = ? AND creator = ? AND starts_at IS NULL"
        " ORDER BY product",
        (collaboration, creator),
    )
    return [(row[0], row[1]) for row in rows]


def settle(db: Database, collaboration: int, creator: int, product: int, starts_at: int | None) -> None:
    """Let waiting terms start, or drop them where the creator said no (None)."""
    key: Sequence[int] = (collaboration, creator, product)
    if starts_at is None:
        db.execute(
            "DELETE FROM terms WHERE collaboration = ? AND creator = ? AND product = ? AND starts_at IS NULL",
            key,
        )
        return
    db.execute(
        "UPDATE terms SET starts_at = ? WHERE collaboration = ? AND creator = ? AND product = ? AND starts_at IS NULL",
        (starts_at, *key),
    )
