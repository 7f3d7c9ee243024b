"""Sample rules of open collaborations: one for each product, the last one counts."""

import json
from collections.abc import Collection
from dataclasses import astuple, dataclass
from typing import Any

from sandbox.store.database import Database


@dataclass(frozen=True, slots=True)
class SampleRule:
    """When and to whom samples of a product are given; thresholds are JSON as on the wire."""

    shop: int
    product: int
    active: int
    quota: int
    unlimited: int
    starts_at: int
    ends_at: int | None
    thresholds: str
    edited_at: int

    @property
    def wanted(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.thresholds)
        return found


def keep(db: Database, rule: SampleRule) -> None:
    db.execute("INSERT OR REPLACE INTO sample_rules VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(rule))


def find(db: Database, shop: int, product: int) -> SampleRule | None:
    row = db.one("SELECT * FROM sample_rules WHERE shop = ? AND product = ?", (shop, product))
    return None if row is None else SampleRule(*row)


def of_products(db: Database, shop: int, products: Collection[int]) -> list[SampleRule]:
    rows = db.all(
        "SELECT * FROM sample_rules WHERE shop = ? AND product IN (SELECT value FROM json_each(?))",
        (shop, json.dumps(list(products))),
    )
    return [SampleRule(*row) for row in rows]
