"""The figures of a real shop, reckoned from the library and from the file by itself; skipped where the files are not.

RAPPORT_TEST_DATA names the folder; they are no part of this tree.
"""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.imports import import_creators
from rapport.creators.models import Creator, Snapshot

FOLDER = Path(os.environ.get("RAPPORT_TEST_DATA", "../shared/data"))
SHOP = FOLDER / "tiktok_vn_shop_creators.csv"
PRODUCTS = FOLDER / "tiktok_vn_creator_products.csv.gz"
pytestmark = pytest.mark.skipif(not SHOP.exists(), reason="the real files are not here")


def tier(orders: int) -> str:
    """By monthly orders, as the brief draws the lines."""
    return "S" if orders >= 500 else "A" if orders >= 100 else "B"


def imported(cast: Cast, path: Path) -> tuple[int, int]:
    with path.open("rb") as file:
        report = import_creators(cast.moonwell.pk, file, path.name, by=MEI, now=NOW)
    return report.read, report.kept


def own(cast: Cast) -> list[dict[str, int]]:
    rows = Snapshot.objects.filter(creator__workspace=cast.moonwell, source="shop_creators")
    return list(rows.values_list("own", flat=True))


def top_share(sold: list[int]) -> int:
    """What the first hundredth of the creators sold of all, in percent."""
    best = sorted(sold, reverse=True)
    return round(100 * sum(best[: len(best) // 100]) / sum(best))


def test_tiers_and_the_share_of_the_best_are_those_of_the_file(cast: Cast) -> None:
    assert imported(cast, SHOP) == (1261, 1261)
    with SHOP.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = own(cast)
    by_hand = Counter(tier(int(row["own_orders"])) for row in rows)
    assert Counter(tier(one["own_orders"]) for one in found) == by_hand == {"S": 27, "A": 51, "B": 1183}
    gmv = [one["own_gmv"] for one in found]
    assert sum(gmv) == sum(int(row["own_gmv"]) for row in rows)
    assert top_share(gmv) == top_share([int(row["own_gmv"]) for row in rows]) == 59


def test_the_products_file_brings_no_creator_that_the_shop_does_not_know(cast: Cast) -> None:
    imported(cast, SHOP)
    before = Creator.objects.filter(workspace=cast.moonwell, region="VN").count()
    read, kept = imported(cast, PRODUCTS)
    assert (read, kept, before) == (8619, 8619, 1261)
    assert Creator.objects.filter(workspace=cast.moonwell, region="VN").count() == before
