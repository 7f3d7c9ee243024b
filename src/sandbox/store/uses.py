"""What was drawn from the outreach quota, use by use."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Use:
    """One contact with one creator; units may be 0. `paired`: whether the creator had answered before."""

    shop: int
    used_at: int
    creator: int
    kind: str
    units: int
    from_starter: int
    paired: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One creator contacted in a window."""

    creator: int
    first_at: int
    messaged: bool
    invited: bool
    connected: bool


def add(db: Database, uses: Iterable[Use]) -> None:
    db.execute_many("INSERT INTO quota_uses VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, uses))


def used(db: Database, shop: int, start: int, end: int, kinds: Iterable[str]) -> int:
    """Return all units that some kinds used in a time, those of the starter pack included."""
    return db.number(
        "SELECT sum(units) FROM quota_uses WHERE shop = ? AND used_at >= ? AND used_at < ?"
        " AND kind IN (SELECT value FROM json_each(?))",
        (shop, start, end, json.dumps(sorted(kinds))),
    )


def used_of_starter(db: Database, shop: int, start: int, end: int) -> int:
    return db.number(
        "SELECT sum(from_starter) FROM quota_uses WHERE shop = ? AND used_at >= ? AND used_at < ?",
        (shop, start, end),
    )


def counted(db: Database, shop: int, start: int, creators: Iterable[int], kinds: Iterable[str]) -> set[int]:
    """Return those of the creators that cost a unit of some kinds since `start`."""
    rows = db.all(
        "SELECT DISTINCT creator FROM quota_uses WHERE shop = ? AND used_at >= ? AND units > 0"
        " AND creator IN (SELECT value FROM json_each(?)) AND kind IN (SELECT value FROM json_each(?))",
        (shop, start, json.dumps(list(creators)), json.dumps(sorted(kinds))),
    )
    return {row["creator"] for row in rows}


def paired(db: Database, shop: int, start: int) -> tuple[int, int]:
    """Return how many creators were contacted since `start`, as (not connected before, connected before)."""
    row = db.one(
        "SELECT count(DISTINCT creator), count(DISTINCT CASE WHEN paired THEN creator END) FROM quota_uses"
        " WHERE shop = ? AND used_at >= ?",
        (shop, start),
    )
    return (row[0] - row[1], row[1]) if row else (0, 0)


def contacts(db: Database, shop: int, start: int) -> list[Contact]:
    """Return the creators contacted since `start`, in the order of first contact."""
    rows = db.all(
        "SELECT u.creator, min(used_at), max(kind <> 'invitation'), max(kind = 'invitation'),"
        " max(r.connected_at IS NOT NULL) FROM quota_uses u"
        " LEFT JOIN relations r ON r.shop = u.shop AND r.creator = u.creator"
        " WHERE u.shop = ? AND used_at >= ? GROUP BY u.creator ORDER BY 2, 1",
        (shop, start),
    )
    return [Contact(row[0], row[1], bool(row[2]), bool(row[3]), bool(row[4])) for row in rows]


def refuse(db: Database, shop: int, now: int) -> None:
    db.execute("INSERT INTO quota_refusals VALUES (?, ?)", (shop, now))


def refused(db: Database, shop: int, start: int, end: int) -> int:
    return db.number(
        "SELECT count(*) FROM quota_refusals WHERE shop = ? AND refused_at >= ? AND refused_at < ?",
        (shop, start, end),
    )
