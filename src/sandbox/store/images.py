"""Pictures that a shop uploaded for its messages."""

from dataclasses import astuple, dataclass, field

from sandbox.store.database import Database

PICTURES = "/creator-pictures/"
"""Where pictures of either side are found on this server."""


@dataclass(frozen=True, slots=True)
class Image:
    """One uploaded picture."""

    id: int
    shop: int
    kind: str
    width: int
    height: int
    uploaded_at: int
    bytes: bytes = field(repr=False)

    @property
    def url(self) -> str:
        return f"https://sandbox.invalid{PICTURES}{self.id}.{self.kind}"


def keep(db: Database, image: Image) -> None:
    db.execute("INSERT OR IGNORE INTO images VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(image))


def find(db: Database, shop: int, image: int) -> Image | None:
    row = db.one("SELECT * FROM images WHERE id = ? AND shop = ?", (image, shop))
    return None if row is None else Image(*row)


def shown(db: Database, image: int, kind: str) -> Image | None:
    """Return a picture by the last part of its address, whosever it is."""
    row = db.one("SELECT * FROM images WHERE id = ? AND kind = ?", (image, kind))
    return None if row is None else Image(*row)
