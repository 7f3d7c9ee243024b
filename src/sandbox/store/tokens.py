"""Access and refresh tokens of the demonstration shops, and of creators."""

from dataclasses import astuple, dataclass

from sandbox.store.database import Database

ACCESS, REFRESH = "access", "refresh"
CREATOR_ACCESS, CREATOR_REFRESH = "creator access", "creator refresh"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; the turn counts the pairs that a shop was given. A creator's holds their number as `shop`."""

    text: str
    shop: int
    kind: str
    turn: int
    expires_at: int


def add(db: Database, token: Token) -> None:
    db.execute("INSERT OR IGNORE INTO tokens VALUES (?, ?, ?, ?, ?)", astuple(token))


def find(db: Database, text: str, kind: str) -> Token | None:
    row = db.one("SELECT * FROM tokens WHERE text = ? AND kind = ?", (text, kind))
    return None if row is None else Token(*row)


def newest(db: Database, shop: int, kind: str) -> Token | None:
    row = db.one("SELECT * FROM tokens WHERE shop = ? AND kind = ? ORDER BY turn DESC LIMIT 1", (shop, kind))
    return None if row is None else Token(*row)
