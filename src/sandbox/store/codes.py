"""Authorization codes: each names who let the app in, lives for a while and works once."""

from dataclasses import dataclass

from sandbox.store.database import Database

SELLER, CREATOR = "seller", "creator"
LIFE = 1_800


@dataclass(frozen=True, slots=True)
class Code:
    """One code; the owner is a shop's id or a creator's number."""

    text: str
    kind: str
    owner: int
    made_at: int


def add(db: Database, code: Code) -> None:
    db.execute("INSERT INTO codes VALUES (?, ?, ?, ?, NULL)", (code.text, code.kind, code.owner, code.made_at))


def count(db: Database, kind: str, owner: int) -> int:
    return db.number("SELECT count(*) FROM codes WHERE kind = ? AND owner = ?", (kind, owner))


def use(db: Database, text: str, now: int) -> Code | None:
    """Return a code and use it up; None where it is unknown, too old or was used."""
    row = db.one(
        "UPDATE codes SET used_at = ?1 WHERE text = ?2 AND used_at IS NULL AND made_at > ?1 - ?3"
        " RETURNING text, kind, owner, made_at",
        (now, text, LIFE),
    )
    return None if row is None else Code(*row)
