"""Sample applications and their way from request to content."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Sample:
    """One application for a free sample of one product."""

    id: int
    shop: int
    creator: int
    collaboration: int
    product: int
    rate: int
    status: str
    requested_at: int
    review_by: int
    reviewed_at: int | None = None
    order_id: int | None = None
    shipped_at: int | None = None
    delivered_at: int | None = None
    content_by: int | None = None
    turn: int = 0  # the acceptance it belongs to


def keep(db: Database, sample: Sample) -> None:
    db.execute("INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(sample))


def find(db: Database, sample: int) -> Sample | None:
    row = db.one("SELECT * FROM samples WHERE id = ?", (sample,))
    return None if row is None else Sample(*row)


def of_shop(db: Database, shop: int, before: Sequence[int] | None = None) -> list[Sample]:
    """Return a shop's applications, the newest first, after the place (time, id) of the last one seen."""
    requested_at, last = before or (2**62, 2**63 - 1)
    rows = db.all(
        "SELECT * FROM samples WHERE shop = ? AND (requested_at, id) < (?, ?) ORDER BY requested_at DESC, id DESC",
        (shop, requested_at, last),
    )
    return [Sample(*row) for row in rows]


def moved_since(db: Database, shop: int, creator: int, since: int) -> bool:
    """Tell whether a sample of this creator was approved or shipped since a moment."""
    row = db.one(
        "SELECT 1 FROM samples WHERE shop = ?1 AND creator = ?2 AND order_id IS NOT NULL"
        " AND (reviewed_at >= ?3 OR shipped_at >= ?3)",
        (shop, creator, since),
    )
    return row is not None


def requested(db: Database, shop: int, since: int, until: int) -> int:
    return db.number(
        "SELECT count(*) FROM samples WHERE shop = ? AND requested_at >= ? AND requested_at < ?",
        (shop, since, until),
    )


def of_creator(db: Database, shop: int, creator: int) -> list[Sample]:
    rows = db.all("SELECT * FROM samples WHERE shop = ? AND creator = ? ORDER BY requested_at, id", (shop, creator))
    return [Sample(*row) for row in rows]


def asked_openly(db: Database, shop: int, product: int, since: int) -> int:
    """Return how many samples of a product were asked for under open collaborations, those refused not counted."""
    return db.number(
        "SELECT count(*) FROM samples s JOIN open_collaborations c ON c.id = s.collaboration"
        " WHERE s.shop = ? AND s.product = ? AND s.requested_at >= ?"
        " AND s.status NOT IN ('REJECT_CANCELLED', 'OVERDUE_CANCELLED', 'DEL_OPEN_COLLAB')",
        (shop, product, since),
    )


def withdraw_pending(db: Database, collaboration: int, now: int) -> None:
    """Close what still waits under an open collaboration that is gone."""
    db.execute(
        "UPDATE samples SET status = 'DEL_OPEN_COLLAB', reviewed_at = ? WHERE collaboration = ? AND status = 'PENDING'",
        (now, collaboration),
    )
