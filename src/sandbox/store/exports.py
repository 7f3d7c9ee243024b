"""Exports that a shop asked for; the file is made when it is fetched, as of the moment it was asked for."""

from dataclasses import astuple, dataclass

from sandbox.store.database import Database

RUNS = 60  # seconds until a file is ready


@dataclass(frozen=True, slots=True)
class Export:
    """One export task; the day is YYYYMMDD in the shop's time."""

    id: int
    shop: int
    module: str
    span: str
    end_day: int
    plan: str
    asked_at: int

    def is_ready(self, now: int) -> bool:
        return now >= self.asked_at + RUNS

    @property
    def file_name(self) -> str:
        return f"{self.module}_{self.span}_{self.plan}_{self.end_day}.csv".lower()


def add(db: Database, export: Export) -> None:
    db.execute("INSERT INTO exports VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(export))


def find(db: Database, shop: int, export: int) -> Export | None:
    row = db.one("SELECT * FROM exports WHERE id = ? AND shop = ?", (export, shop))
    return None if row is None else Export(*row)


def since(db: Database, shop: int, moment: int) -> list[Export]:
    """Return the tasks asked for since a moment, the newest first."""
    rows = db.all(
        "SELECT * FROM exports WHERE shop = ? AND asked_at >= ? ORDER BY asked_at DESC, id DESC", (shop, moment)
    )
    return [Export(*row) for row in rows]
