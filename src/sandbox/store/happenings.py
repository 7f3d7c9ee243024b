"""What happened between two moments, both included; read for those who want to be told."""

from sandbox.store.conversations import CREATOR, Conversation, Message
from sandbox.store.database import Database
from sandbox.store.sales import OrderLine
from sandbox.store.samples import Sample


def creators_messages(db: Database, shop: int, since: int, until: int) -> list[Message]:
    rows = db.all(
        "SELECT * FROM messages WHERE shop = ? AND sender = ? AND sent_at BETWEEN ? AND ?"
        " ORDER BY sent_at, conversation, place",
        (shop, CREATOR, since, until),
    )
    return [Message(*row) for row in rows]


def conversation(db: Database, identifier: int) -> Conversation:
    return Conversation(*(db.one("SELECT * FROM conversations WHERE id = ?", (identifier,)) or ()))


def moved_samples(db: Database, shop: int, since: int, until: int) -> list[tuple[Sample, int | None]]:
    """Return samples to which something happened, each with the moment of its first content.

    Those whose status has no moment of its own are always among them.
    """
    rows = db.all(
        "SELECT s.*, (SELECT min(posted_at) FROM contents c WHERE c.sample = s.id) AS posted_at FROM samples s"
        " WHERE shop = ?1 AND (requested_at BETWEEN ?2 AND ?3 OR reviewed_at BETWEEN ?2 AND ?3"
        " OR shipped_at BETWEEN ?2 AND ?3 OR delivered_at BETWEEN ?2 AND ?3 OR content_by BETWEEN ?2 AND ?3"
        " OR posted_at BETWEEN ?2 AND ?3 OR status NOT IN ('PENDING', 'AWAITING_SHIPMENT', 'SHIPPED',"
        " 'CONTENT_PENDING', 'COMPLETED', 'REJECT_CANCELLED', 'OVERDUE_CANCELLED', 'UNFULFILL_CANCELLED'))"
        " ORDER BY s.requested_at, s.id",
        (shop, since, until),
    )
    return [(Sample(*row[:-1]), row[-1]) for row in map(tuple, rows)]


def placed(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    """Return the first line of each order that was placed."""
    return _lines(db, "place = 0 AND created_at", shop, since, until)


def delivered(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    """Return the first line of each order that arrived."""
    return _lines(db, "place = 0 AND delivered_at", shop, since, until)


def refunded(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    return _lines(db, "refunded_at", shop, since, until)


def _lines(db: Database, condition: str, shop: int, since: int, until: int) -> list[OrderLine]:
    rows = db.all(
        f"SELECT * FROM order_lines WHERE shop = ? AND {condition} BETWEEN ? AND ?"  # noqa: S608 - ours, see above
        " ORDER BY created_at, order_id, place",
        (shop, since, until),
    )
    return [OrderLine(*row) for row in rows]
