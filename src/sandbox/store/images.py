"""Pictures that a shop uploaded for its messages."""

from dataclasses import astuple, dataclass

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class Image:
    """One uploaded picture; its bytes are not kept."""

    id: int
    shop: int
    kind: str
    width: int
    height: int
    uploaded_at: int

    @property
    def url(self) -> str:
        return f"https://sandbox.invalid/image/{self.id}.{self.kind}"


def keep(db: Database, image: Image) -> None:
    db.execute("INSERT OR IGNORE INTO images VALUES (?, ?, ?, ?, ?, ?)", astuple(image))


def find(db: Database, shop: int, image: int) -> Image | None:
    row = db.one("SELECT * FROM images WHERE id = ? AND shop = ?", (image, shop))
    return None if row is None else Image(*row)
