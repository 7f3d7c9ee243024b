"""Creators whom a person plays, what they turned down, and the pictures they sent."""

from collections.abc import Collection
from dataclasses import astuple, dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Picture:
    """One uploaded picture; the size in pixels."""

    id: str
    creator: int
    media_type: str
    width: int
    height: int
    bytes: bytes


def is_played(db: Database, creator: int) -> bool:
    return db.one("SELECT 1 FROM played WHERE creator = ?", (creator,)) is not None


def everyone(db: Database) -> list[int]:
    """Return the creators whom somebody plays, the latest first."""
    return [row[0] for row in db.all("SELECT creator FROM played ORDER BY since DESC, creator")]


def begin(db: Database, creator: int, now: int) -> None:
    db.execute("INSERT OR IGNORE INTO played VALUES (?, ?)", (creator, now))


def end(db: Database, creator: int) -> None:
    db.execute("DELETE FROM played WHERE creator = ?", (creator,))


def decline(db: Database, collaboration: int, creator: int, now: int) -> None:
    db.execute("INSERT OR REPLACE INTO declined VALUES (?, ?, ?)", (collaboration, creator, now))


def take_back(db: Database, collaboration: int, creator: int) -> None:
    """Forget that an invitation was turned down."""
    db.execute("DELETE FROM declined WHERE collaboration = ? AND creator = ?", (collaboration, creator))


def declined(db: Database, creator: int) -> Collection[int]:
    """Return the collaborations that a creator turned down."""
    return {row[0] for row in db.all("SELECT collaboration FROM declined WHERE creator = ?", (creator,))}


def add_picture(db: Database, picture: Picture) -> None:
    db.execute("INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?, ?, ?)", astuple(picture))


def find_picture(db: Database, identifier: str) -> Picture | None:
    row = db.one("SELECT * FROM pictures WHERE id = ?", (identifier,))
    return None if row is None else Picture(*row)
