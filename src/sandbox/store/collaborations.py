"""Target collaborations: what is offered to whom, and what still stands in the way of it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Collaboration:
    """One target collaboration; it ends at its end time, or when its cancellation takes effect."""

    id: int
    shop: int
    name: str
    message: str
    created_at: int
    updated_at: int
    ends_at: int
    cancelled_from: int | None
    has_sample: int
    sample_exempt: int
    contact: str  # JSON
    content_type: str

    @property
    def over_from(self) -> int:
        return self.ends_at if self.cancelled_from is None else min(self.ends_at, self.cancelled_from)


@dataclass(frozen=True, slots=True)
class OfferedProduct:
    """A product in a collaboration with the rate that a newly accepting creator gets."""

    collaboration: int
    product: int
    rate: int
    ads_rate: int | None
    rate_from: int
    ends_at: int | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """One creator in one collaboration."""

    collaboration: int
    creator: int
    shop: int
    invited_at: int
    accepted_at: int | None = None
    ends_at: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A product that one creator may add to the showcase now."""

    collaboration: int
    product: int
    rate: int
    has_sample: bool
    sample_exempt: bool


def exists(db: Database, collaboration: int) -> bool:
    return db.one("SELECT 1 FROM collaborations WHERE id = ?", (collaboration,)) is not None


def find(db: Database, shop: int, collaboration: int) -> Collaboration | None:
    row = db.one("SELECT * FROM collaborations WHERE id = ? AND shop = ?", (collaboration, shop))
    return None if row is None else Collaboration(*row)


def of_shop(db: Database, shop: int) -> list[Collaboration]:
    """Return all collaborations of a shop, the newest first."""
    rows = db.all("SELECT * FROM collaborations WHERE shop = ? ORDER BY created_at DESC, id DESC", (shop,))
    return [Collaboration(*row) for row in rows]


def products(db: Database, collaboration: int) -> list[OfferedProduct]:
    rows = db.all("SELECT * FROM collaboration_products WHERE collaboration = ?", (collaboration,))
    return [OfferedProduct(*row) for row in rows]


def invitations(db: Database, collaboration: int) -> list[Invitation]:
    rows = db.all("SELECT * FROM invitations WHERE collaboration = ?", (collaboration,))
    return [Invitation(*row) for row in rows]


def created_since(db: Database, shop: int, since: int) -> int:
    return db.number("SELECT count(*) FROM collaborations WHERE shop = ? AND created_at > ?", (shop, since))


def open_count(db: Database, shop: int, now: int) -> int:
    return db.number(
        "SELECT count(*) FROM collaborations WHERE shop = ? AND ends_at > ?"
        " AND (cancelled_from IS NULL OR cancelled_from > ?)",
        (shop, now, now),
    )


def add(db: Database, item: Collaboration) -> None:
    db.execute(
        "INSERT INTO collaborations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.id,
            item.shop,
            item.name,
            item.message,
            item.created_at,
            item.updated_at,
            item.ends_at,
            item.cancelled_from,
            item.has_sample,
            item.sample_exempt,
            item.contact,
            item.content_type,
        ),
    )


def change(db: Database, item: Collaboration) -> None:
    """Write back what an update may change."""
    db.execute(
        "UPDATE collaborations SET name = ?, updated_at = ?, ends_at = ?, has_sample = ?, sample_exempt = ?,"
        " contact = ? WHERE id = ?",
        (
            item.name,
            item.updated_at,
            item.ends_at,
            item.has_sample,
            item.sample_exempt,
            item.contact,
            item.id,
        ),
    )


def cancel(db: Database, collaboration: int, *, at: int, now: int) -> None:
    """Let a collaboration end at a moment, unless it ends before."""
    db.execute(
        "UPDATE collaborations SET cancelled_from = coalesce(cancelled_from, ?), updated_at = ? WHERE id = ?",
        (at, now, collaboration),
    )


def put_products(db: Database, rows: Iterable[OfferedProduct]) -> None:
    db.execute_many(
        "INSERT OR REPLACE INTO collaboration_products VALUES (?, ?, ?, ?, ?, ?)",
        ((row.collaboration, row.product, row.rate, row.ads_rate, row.rate_from, row.ends_at) for row in rows),
    )


def put_invitations(db: Database, rows: Iterable[Invitation]) -> None:
    db.execute_many(
        "INSERT OR REPLACE INTO invitations VALUES (?, ?, ?, ?, ?, ?)",
        ((row.collaboration, row.creator, row.shop, row.invited_at, row.accepted_at, row.ends_at) for row in rows),
    )


def end_product(db: Database, collaboration: int, product: int, at: int) -> None:
    db.execute(
        "UPDATE collaboration_products SET ends_at = ? WHERE collaboration = ? AND product = ?",
        (at, collaboration, product),
    )


def end_invitation(db: Database, collaboration: int, creator: int, at: int) -> None:
    db.execute(
        "UPDATE invitations SET ends_at = ? WHERE collaboration = ? AND creator = ?",
        (at, collaboration, creator),
    )


def conflicts(
    db: Database, shop: int, creators: Collection[int], wanted: Collection[int], now: int
) -> list[tuple[int, int, int]]:
    """Return (creator, product, collaboration) for each pair that an open collaboration already holds."""
    rows = db.all(
        "SELECT i.creator, p.product, c.id FROM invitations i"
        " JOIN collaborations c ON c.id = i.collaboration"
        " JOIN collaboration_products p ON p.collaboration = c.id"
        " WHERE i.shop = ? AND i.creator IN (SELECT value FROM json_each(?))"
        " AND p.product IN (SELECT value FROM json_each(?))"
        " AND c.ends_at > ?4 AND coalesce(c.cancelled_from, ?4 + 1) > ?4"
        " AND coalesce(i.ends_at, ?4 + 1) > ?4 AND coalesce(p.ends_at, ?4 + 1) > ?4"
        " ORDER BY i.creator, p.product",
        (shop, json.dumps(list(creators)), json.dumps(list(wanted)), now),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def open_offers(db: Database, shop: int, creator: int, now: int) -> list[Offer]:
    """Return what a creator is offered and has not taken yet."""
    rows = db.all(
        "SELECT c.id, p.product, p.rate, c.has_sample, c.sample_exempt FROM invitations i"
        " JOIN collaborations c ON c.id = i.collaboration"
        " JOIN collaboration_products p ON p.collaboration = c.id"
        " LEFT JOIN showcase s ON s.collaboration = c.id AND s.creator = i.creator AND s.product = p.product"
        " WHERE i.shop = ?1 AND i.creator = ?2 AND s.product IS NULL"
        " AND c.ends_at > ?3 AND coalesce(c.cancelled_from, ?3 + 1) > ?3"
        " AND i.ends_at IS NULL AND p.ends_at IS NULL",
        (shop, creator, now),
    )
    return [Offer(row[0], row[1], row[2], bool(row[3]), bool(row[4])) for row in rows]


def contents(db: Database, collaboration: int, now: int) -> set[tuple[int, int]]:
    """Return (creator, product) for all that was posted under a collaboration."""
    rows = db.all(
        "SELECT DISTINCT creator, product FROM contents WHERE collaboration = ? AND posted_at <= ?",
        (collaboration, now),
    )
    return {(row[0], row[1]) for row in rows}


def last_invitations(db: Database, shop: int, creators: Collection[int]) -> dict[int, int]:
    """Return the last invitation of each creator."""
    rows = db.all(
        "SELECT creator, max(invited_at) FROM invitations WHERE shop = ?"
        " AND creator IN (SELECT value FROM json_each(?)) GROUP BY creator",
        (shop, json.dumps(list(creators))),
    )
    return {row[0]: row[1] for row in rows}


def invited_since(db: Database, shop: int, since: int) -> list[int]:
    rows = db.all("SELECT DISTINCT creator FROM invitations WHERE shop = ? AND invited_at > ?", (shop, since))
    return [row[0] for row in rows]


def invited_twice(db: Database, shop: int) -> int:
    """Return how often a creator was invited with the same products while an earlier invitation was open."""
    return db.number(
        "WITH sets AS (SELECT i.creator, c.id, i.invited_at,"
        " min(c.ends_at, coalesce(c.cancelled_from, c.ends_at), coalesce(i.ends_at, c.ends_at)) AS over_from,"
        " (SELECT group_concat(product) FROM (SELECT product"
        " FROM collaboration_products p WHERE p.collaboration = c.id ORDER BY product)) AS products"
        " FROM invitations i JOIN collaborations c ON c.id = i.collaboration WHERE i.shop = ?)"
        " SELECT count(*) FROM sets a JOIN sets b ON a.creator = b.creator AND a.products = b.products"
        " AND a.id <> b.id AND a.invited_at <= b.invited_at AND b.invited_at < a.over_from",
        (shop,),
    )


def invited_count(db: Database, shop: int) -> int:
    return db.number("SELECT count(*) FROM invitations WHERE shop = ?", (shop,))


def accepted(db: Database, shop: int, since: int, until: int) -> int:
    return db.number(
        "SELECT count(*) FROM invitations WHERE shop = ? AND accepted_at >= ? AND accepted_at < ?",
        (shop, since, until),
    )
