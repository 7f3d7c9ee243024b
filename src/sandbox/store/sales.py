"""Contents that creators posted and the order lines that came through them."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass

from sandbox.commission import Line
from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Content:
    """One short video or LIVE with one product."""

    id: int
    shop: int
    creator: int
    collaboration: int
    product: int
    format: str
    posted_at: int
    turn: int
    views: int  # in the end; they gather over some days
    engagement: int  # 1/10000 of the views
    sample: int | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order with its whole future: delivery, refund and settlement."""

    order_id: int
    place: int
    shop: int
    creator: int
    collaboration: int
    product: int
    content: int
    created_at: int
    delivered_at: int
    settles_at: int
    price: int
    quantity: int
    rate: int
    refunded_at: int | None
    refunded_units: int
    refunded_amount: int

    def known_at(self, now: int) -> Line:
        """Return what the sums need, with the refund only once it happened."""
        if self.refunded_at is None or self.refunded_at > now:
            return Line(self.price, self.quantity, self.rate)
        return Line(self.price, self.quantity, self.rate, self.refunded_units, self.refunded_amount)


def add_content(db: Database, content: Content) -> None:
    db.execute("INSERT INTO contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(content))


def find_content(db: Database, content: int) -> Content | None:
    row = db.one("SELECT * FROM contents WHERE id = ?", (content,))
    return None if row is None else Content(*row)


def contents_of_sample(db: Database, sample: int) -> list[Content]:
    rows = db.all("SELECT * FROM contents WHERE sample = ? ORDER BY posted_at, id", (sample,))
    return [Content(*row) for row in rows]


def contents_posted(db: Database, shop: int, since: int, until: int) -> int:
    return db.number(
        "SELECT count(*) FROM contents WHERE shop = ? AND posted_at >= ? AND posted_at < ?",
        (shop, since, until),
    )


def contents_between(db: Database, shop: int, since: int, until: int) -> list[Content]:
    rows = db.all("SELECT * FROM contents WHERE shop = ? AND posted_at >= ? AND posted_at < ?", (shop, since, until))
    return [Content(*row) for row in rows]


def add_lines(db: Database, lines: Iterable[OrderLine]) -> None:
    db.execute_many(
        "INSERT INTO order_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(astuple, lines)
    )


def formats(db: Database, contents: Collection[int]) -> dict[int, str]:
    rows = db.all(
        "SELECT id, format FROM contents WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(contents)),),
    )
    return {row["id"]: row["format"] for row in rows}


def formats_of(db: Database, collaboration: int, creator: int, product: int, now: int) -> list[str]:
    """Return the format of each content that a creator posted with a product under a collaboration."""
    rows = db.all(
        "SELECT format FROM contents WHERE collaboration = ? AND creator = ? AND product = ? AND posted_at <= ?",
        (collaboration, creator, product, now),
    )
    return [row["format"] for row in rows]


def posters(db: Database, collaboration: int, now: int) -> set[int]:
    """Return who posted anything under a collaboration by now."""
    rows = db.all(
        "SELECT DISTINCT creator FROM contents WHERE collaboration = ? AND posted_at <= ?", (collaboration, now)
    )
    return {row["creator"] for row in rows}


def units_sold(db: Database, shop: int, product: int, now: int) -> int:
    return db.number(
        "SELECT sum(quantity) FROM order_lines WHERE shop = ? AND product = ? AND created_at <= ?",
        (shop, product, now),
    )


def orders_through(db: Database, content: int) -> int:
    return db.number("SELECT count(DISTINCT order_id) FROM order_lines WHERE content = ?", (content,))


def lines_page(
    db: Database,
    shop: int,
    *,
    since: int,
    until: int,
    before: Sequence[int] | None,
    count: int,
    collaboration: int | None,
) -> list[OrderLine]:
    """Return lines placed in a time, the newest first, after (time, order, place) of the last one seen."""
    rows = db.all(
        "SELECT * FROM order_lines WHERE shop = ?1 AND created_at >= ?2 AND created_at < ?3"
        " AND (created_at, order_id, place) < (?4, ?5, ?6) AND (?7 IS NULL OR collaboration = ?7)"
        " ORDER BY created_at DESC, order_id DESC, place DESC LIMIT ?8",
        (shop, since, until, *(before or (2**62, 2**63 - 1, 2**62)), collaboration, count),
    )
    return [OrderLine(*row) for row in rows]


def lines_count(db: Database, shop: int, since: int, until: int, *, collaboration: int | None) -> int:
    return db.number(
        "SELECT count(*) FROM order_lines WHERE shop = ?1 AND created_at >= ?2 AND created_at < ?3"
        " AND (?4 IS NULL OR collaboration = ?4)",
        (shop, since, until, collaboration),
    )


def lines_between(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    rows = db.all(
        "SELECT * FROM order_lines WHERE shop = ? AND created_at >= ? AND created_at < ?",
        (shop, since, until),
    )
    return [OrderLine(*row) for row in rows]


def gmv(db: Database, shop: int, since: int, until: int) -> int:
    """Return what was ordered in a time, refunds not taken off, in minor units."""
    return db.number(
        "SELECT sum(price * quantity) FROM order_lines WHERE shop = ? AND created_at >= ? AND created_at < ?",
        (shop, since, until),
    )


def refunds(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    """Return lines refunded in a time, the newest refund first."""
    rows = db.all(
        "SELECT * FROM order_lines WHERE shop = ? AND refunded_at >= ? AND refunded_at < ?"
        " ORDER BY refunded_at DESC, order_id DESC, place DESC",
        (shop, since, until),
    )
    return [OrderLine(*row) for row in rows]
