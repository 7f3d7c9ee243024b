"""Open collaborations: one product for anybody at one rate, and the creators who took it up."""

from dataclasses import astuple, dataclass

from sandbox.store.database import Database

_HOLDS = "p.joined_at <= ?{at} AND coalesce(p.ends_at, ?{at} + 1) > ?{at} AND coalesce(c.ends_at, ?{at} + 1) > ?{at}"
_JOINED = "FROM promotions p JOIN open_collaborations c ON c.id = p.collaboration"


@dataclass(frozen=True, slots=True)
class OpenCollaboration:
    """One opening of one product; `turn` counts the openings of that product."""

    id: int
    shop: int
    product: int
    turn: int
    created_at: int
    rate: int  # for those who take it up from now on
    rate_from: int
    ends_at: int | None


@dataclass(frozen=True, slots=True)
class Promotion:
    """One creator in one open collaboration; `turn` names the draws that belong to this take-up."""

    collaboration: int
    creator: int
    turn: int
    shop: int
    product: int
    joined_at: int
    ends_at: int | None


def add(db: Database, item: OpenCollaboration) -> None:
    db.execute("INSERT INTO open_collaborations VALUES (?, ?, ?, ?, ?, ?, ?, ?)", astuple(item))


def change_rate(db: Database, collaboration: int, rate: int, now: int) -> None:
    db.execute("UPDATE open_collaborations SET rate = ?, rate_from = ? WHERE id = ?", (rate, now, collaboration))


def end(db: Database, collaboration: int, at: int) -> None:
    db.execute("UPDATE open_collaborations SET ends_at = ? WHERE id = ?", (at, collaboration))


def find(db: Database, shop: int, collaboration: int) -> OpenCollaboration | None:
    row = db.one("SELECT * FROM open_collaborations WHERE id = ? AND shop = ?", (collaboration, shop))
    return None if row is None else OpenCollaboration(*row)


def running(db: Database, shop: int, product: int, now: int) -> OpenCollaboration | None:
    """Return a product's open collaboration that holds, the last day of one that was ended included."""
    row = db.one(
        "SELECT * FROM open_collaborations WHERE shop = ?1 AND product = ?2 AND coalesce(ends_at, ?3 + 1) > ?3",
        (shop, product, now),
    )
    return None if row is None else OpenCollaboration(*row)


def all_running(db: Database, shop: int, now: int) -> list[OpenCollaboration]:
    """Return a shop's open collaborations that hold, the newest first."""
    rows = db.all(
        "SELECT * FROM open_collaborations WHERE shop = ?1 AND coalesce(ends_at, ?2 + 1) > ?2"
        " ORDER BY created_at DESC, id DESC",
        (shop, now),
    )
    return [OpenCollaboration(*row) for row in rows]


def identifiers(db: Database, shop: int) -> set[int]:
    return {row["id"] for row in db.all("SELECT id FROM open_collaborations WHERE shop = ?", (shop,))}


def openings(db: Database, shop: int, product: int) -> int:
    """Return how often a product was opened so far."""
    return db.number("SELECT count(*) FROM open_collaborations WHERE shop = ? AND product = ?", (shop, product))


def join(db: Database, promotion: Promotion) -> None:
    db.execute("INSERT INTO promotions VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(promotion))


def leave(db: Database, collaboration: int, creator: int, at: int) -> bool:
    """Let a creator's promotion end at a moment; False where they do not promote."""
    return (
        db.execute(
            "UPDATE promotions SET ends_at = ? WHERE collaboration = ? AND creator = ? AND ends_at IS NULL",
            (at, collaboration, creator),
        )
        == 1
    )


def take_ups(db: Database, shop: int, creator: int) -> int:
    return db.number("SELECT count(*) FROM promotions WHERE shop = ? AND creator = ?", (shop, creator))


def promoters(db: Database, collaboration: int, now: int) -> list[Promotion]:
    """Return who promotes under a collaboration now, in the order of joining."""
    rows = db.all(
        f"SELECT p.* {_JOINED} WHERE p.collaboration = ?1 AND {_HOLDS.format(at=2)} ORDER BY p.joined_at, p.creator",
        (collaboration, now),
    )
    return [Promotion(*row) for row in rows]


def promoted_under(db: Database, collaboration: int, creator: int, at: int) -> list[int]:
    """Return the product a creator promotes under one open collaboration at a moment, or nothing."""
    rows = db.all(
        f"SELECT p.product {_JOINED} WHERE p.collaboration = ?1 AND p.creator = ?2 AND {_HOLDS.format(at=3)}",
        (collaboration, creator, at),
    )
    return [row["product"] for row in rows]


def promoted(db: Database, shop: int, creator: int, at: int) -> list[int]:
    """Return all products of a shop that a creator promotes openly at a moment."""
    rows = db.all(
        f"SELECT DISTINCT p.product {_JOINED} WHERE p.shop = ?1 AND p.creator = ?2 AND {_HOLDS.format(at=3)}"
        " ORDER BY p.product",
        (shop, creator, at),
    )
    return [row["product"] for row in rows]


def promoting(db: Database, shop: int, creator: int, product: int, at: int) -> int | None:
    """Return the open collaboration under which a creator promotes a product at a moment."""
    row = db.one(
        f"SELECT c.id {_JOINED} WHERE p.shop = ?1 AND p.creator = ?2 AND p.product = ?3 AND {_HOLDS.format(at=4)}",
        (shop, creator, product, at),
    )
    return None if row is None else int(row["id"])


def shop_plan(db: Database, shop: int) -> tuple[bool, int]:
    """Return whether the shop's own plan is on, and its rate."""
    row = db.one("SELECT enabled, rate FROM shop_plans WHERE shop = ?", (shop,))
    return (bool(row["enabled"]), row["rate"]) if row else (False, 0)


def shop_rate(db: Database, shop: int) -> int | None:
    enabled, rate = shop_plan(db, shop)
    return rate if enabled else None


def keep_shop_plan(db: Database, shop: int, rate: int, *, enabled: bool) -> None:
    db.execute("INSERT OR REPLACE INTO shop_plans VALUES (?, ?, ?)", (shop, int(enabled), rate))
