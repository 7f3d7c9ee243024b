"""What one creator has to do with all shops together, as they see it themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.store.collaborations import Collaboration, Invitation
from sandbox.store.conversations import Conversation
from sandbox.store.database import Database
from sandbox.store.sales import Content, OrderLine
from sandbox.store.samples import Sample

_BEFORE_ALL = (2**62, 2**63 - 1, 2**62)


@dataclass(frozen=True, slots=True)
class Carried:
    """One product in a creator's showcase; `ends_at` is when creator, product or collaboration leaves."""

    collaboration: int
    shop: int
    product: int
    added_at: int
    ends_at: int


def invitations(db: Database, creator: int) -> list[tuple[Invitation, Collaboration]]:
    """Return all invitations, the newest first, each with its collaboration."""
    rows = db.all(
        "SELECT i.*, c.* FROM invitations i JOIN collaborations c ON c.id = i.collaboration"
        " WHERE i.creator = ? ORDER BY i.invited_at DESC, c.id DESC",
        (creator,),
    )
    return [(Invitation(*row[:6]), Collaboration(*row[6:])) for row in map(tuple, rows)]


def invited(db: Database) -> list[tuple[int, int, int]]:
    """Return (creator, invitations, last one's time) of everybody invited, the latest first."""
    rows = db.all("SELECT creator, count(*), max(invited_at) FROM invitations GROUP BY creator ORDER BY 3 DESC, 1")
    return [(row[0], row[1], row[2]) for row in rows]


def known(db: Database) -> list[int]:
    """Return the creators with whom a shop has had to do, the latest first."""
    rows = db.all(
        "SELECT r.creator FROM relations r LEFT JOIN conversations c ON c.shop = r.shop AND c.creator = r.creator"
        " GROUP BY r.creator ORDER BY max(max(coalesce(c.last_at, 0), r.attempted_at)) DESC, r.creator"
    )
    return [row[0] for row in rows]


def conversations(db: Database, creator: int) -> list[Conversation]:
    """Return a creator's conversations, the last active first."""
    rows = db.all("SELECT * FROM conversations WHERE creator = ? ORDER BY last_at DESC, id DESC", (creator,))
    return [Conversation(*row) for row in rows]


def showcase(db: Database, creator: int) -> list[Carried]:
    """Return what a creator put into the showcase, ended or not, the newest first."""
    rows = db.all(
        "SELECT s.collaboration, c.shop, s.product, s.added_at, min(c.ends_at, coalesce(c.cancelled_from, c.ends_at),"
        " coalesce(i.ends_at, c.ends_at), coalesce(p.ends_at, c.ends_at)) FROM showcase s"
        " JOIN collaborations c ON c.id = s.collaboration"
        " JOIN invitations i ON i.collaboration = c.id AND i.creator = s.creator"
        " JOIN collaboration_products p ON p.collaboration = c.id AND p.product = s.product"
        " WHERE s.creator = ? ORDER BY s.added_at DESC, s.collaboration DESC, s.product",
        (creator,),
    )
    return [Carried(*row) for row in rows]


def samples(db: Database, creator: int) -> list[Sample]:
    """Return a creator's applications, the newest first."""
    rows = db.all("SELECT * FROM samples WHERE creator = ? ORDER BY requested_at DESC, id DESC", (creator,))
    return [Sample(*row) for row in rows]


def contents(db: Database, creator: int) -> list[Content]:
    """Return what a creator posted, the newest first."""
    rows = db.all("SELECT * FROM contents WHERE creator = ? ORDER BY posted_at DESC, id DESC", (creator,))
    return [Content(*row) for row in rows]


def lines(
    db: Database, creator: int, *, since: int, until: int, before: Sequence[int] | None = None, count: int = -1
) -> list[OrderLine]:
    """Return order lines of a time, the newest first, after (time, order, place) of the last one seen."""
    rows = db.all(
        "SELECT * FROM order_lines WHERE creator = ?1 AND created_at >= ?2 AND created_at < ?3"
        " AND (created_at, order_id, place) < (?4, ?5, ?6)"
        " ORDER BY created_at DESC, order_id DESC, place DESC LIMIT ?7",
        (creator, since, until, *(before or _BEFORE_ALL), count),
    )
    return [OrderLine(*row) for row in rows]


def lines_count(db: Database, creator: int, since: int, until: int) -> int:
    return db.number(
        "SELECT count(*) FROM order_lines WHERE creator = ? AND created_at >= ? AND created_at < ?",
        (creator, since, until),
    )


def last_lines(db: Database, count: int) -> list[OrderLine]:
    """Return the last order lines of all shops, the newest first."""
    rows = db.all("SELECT * FROM order_lines ORDER BY created_at DESC, order_id DESC, place DESC LIMIT ?", (count,))
    return [OrderLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Dealing:
    """What there is between one creator and one shop, in numbers."""

    shop: int
    creator: int
    stage: str
    invitations: int
    messages: int
    contents: int
    orders: int


def dealings(db: Database, count: int) -> list[Dealing]:
    """Return the pairs that have to do with each other, the latest first."""
    rows = db.all(
        "SELECT r.shop, r.creator, r.stage, r.invitations, coalesce(c.messages, 0), r.contents,"
        " (SELECT count(DISTINCT order_id) FROM order_lines o WHERE o.creator = r.creator AND o.shop = r.shop)"
        " FROM relations r LEFT JOIN conversations c ON c.shop = r.shop AND c.creator = r.creator"
        " ORDER BY max(coalesce(c.last_at, 0), r.attempted_at, coalesce(r.connected_at, 0)) DESC, r.creator LIMIT ?",
        (count,),
    )
    return [Dealing(*row) for row in rows]
