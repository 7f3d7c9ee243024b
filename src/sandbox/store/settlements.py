"""Order lines by the moment at which they settle, and whole orders."""

from sandbox.store.database import Database
from sandbox.store.sales import OrderLine


def days(db: Database, shop: int, before: int) -> list[int]:
    """Return the days (UTC, counted from 1970) on which anything settled before a moment."""
    rows = db.all(
        "SELECT DISTINCT settles_at / 86400 AS day FROM order_lines WHERE shop = ? AND settles_at < ? ORDER BY day",
        (shop, before),
    )
    return [row["day"] for row in rows]


def settled(db: Database, shop: int, since: int, until: int) -> list[OrderLine]:
    """Return lines that settle in a time, in the order in which they were placed."""
    rows = db.all(
        "SELECT * FROM order_lines WHERE shop = ? AND settles_at >= ? AND settles_at < ?"
        " ORDER BY created_at, order_id, place",
        (shop, since, until),
    )
    return [OrderLine(*row) for row in rows]


def open_lines(db: Database, shop: int, since: int, now: int) -> list[OrderLine]:
    """Return lines placed by now that settle only from a moment on."""
    rows = db.all(
        "SELECT * FROM order_lines WHERE shop = ? AND settles_at >= ? AND created_at <= ?"
        " ORDER BY created_at, order_id, place",
        (shop, since, now),
    )
    return [OrderLine(*row) for row in rows]


def of_order(db: Database, shop: int, order: int) -> list[OrderLine]:
    rows = db.all("SELECT * FROM order_lines WHERE shop = ? AND order_id = ? ORDER BY place", (shop, order))
    return [OrderLine(*row) for row in rows]
