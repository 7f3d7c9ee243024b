"""Affiliate orders from files: the shop they belong to, rows kept or refused, the same again, a kill in between."""

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
from tests.cast import MEI, NOW, Cast
from tests.sheets import orders

from rapport.policies.rules.packs import RegionNotCovered
from rapport.sales.actions import imports
from rapport.sales.actions.imports import ShopUnclear, import_orders, shop_for_orders
from rapport.sales.models import OrderLine
from rapport.sales.rules.lines import SeenLine
from rapport.shared.layouts import LayoutUnknown
from rapport.shops.actions import imports as intake
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import ImportRun, Shop
from rapport.shops.queries.shops import policy_of

SECOND = {"Order ID": "576000000000000002", "Creator Username": "bao"}
THIRD = {"Order ID": "576000000000000003", "Order Status": "Ineligible", "Actual Commission Base": ""}


def shop_for(cast: Cast, content: bytes, region: str = "") -> Shop:
    return shop_for_orders(cast.moonwell.pk, io.BytesIO(content), region=region, by=MEI, now=NOW)


def imported(shop: Shop, content: bytes) -> ImportReport:
    return import_orders(shop, io.BytesIO(content), "orders.csv", by=MEI, now=NOW)


def test_a_files_currency_names_the_region_and_its_shop_is_made_once(cast: Cast) -> None:
    made = shop_for(cast, orders({}))
    assert (made.region, made.currency, made.connection, made.pack) == ("GB", "GBP", None, "guidebook")
    assert shop_for(cast, orders(SECOND)) == made


def test_a_currency_of_several_regions_asks_for_one(cast: Cast) -> None:
    euros = orders({"Currency": "EUR"})
    with pytest.raises(ShopUnclear) as refused:
        shop_for(cast, euros)
    assert refused.value.data == {"currency": "EUR", "regions": "DE, FR, IT, ES, IE"}
    assert shop_for(cast, euros, "de").region == "DE"


def test_a_new_shop_lives_by_the_first_pack_that_covers_its_region(cast: Cast) -> None:
    assert shop_for(cast, orders({"Currency": "USD"})).pack == "us-2025"
    assert shop_for(cast, orders({"Currency": "THB"})).pack == "guidebook"


def test_a_region_no_pack_covers_needs_the_sellers_own_cap(cast: Cast) -> None:
    dong = io.BytesIO(orders({"Currency": "VND"}))
    with pytest.raises(RegionNotCovered):
        shop_for_orders(cast.moonwell.pk, dong, by=MEI, now=NOW)
    shop = shop_for_orders(cast.moonwell.pk, dong, cap=12, by=MEI, now=NOW)
    assert (shop.region, shop.cap_entered, policy_of(shop).quota.weekly_cap) == ("VN", 12, 12)
    assert shop_for_orders(cast.moonwell.pk, dong, cap=9, by=MEI, now=NOW).cap_entered == 9


def test_lines_come_in_with_their_creators_and_products(cast: Cast) -> None:
    shop = shop_for(cast, orders({}))
    report = imported(shop, orders({}, SECOND, THIRD))
    assert (report.kind, report.read, report.kept, report.refused) == ("affiliate_orders", 3, 3, ())
    rows = OrderLine.objects.order_by("order_id").values_list(
        "creator__handle", "product__title", "paid_minor", "earns"
    )
    assert list(rows) == [
        ("anna", "Amber Candle", 10_000, True),
        ("bao", "Amber Candle", 10_000, True),
        ("anna", "Amber Candle", 10_000, False),
    ]
    assert OrderLine.objects.filter(creator=cast.anna).count() == 2


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    shop, content = shop_for(cast, orders({})), orders({}, SECOND, THIRD)
    first = imported(shop, content)
    before = list(OrderLine.objects.order_by("pk").values())
    assert imported(shop, content) == first
    assert list(OrderLine.objects.order_by("pk").values()) == before


def test_an_older_export_takes_nothing_back(cast: Cast) -> None:
    shop = shop_for(cast, orders({}))
    imported(shop, orders({}))
    imported(shop, orders({"Order Status": "Processing", "Time Commission Paid": "", "Actual Commission Base": ""}))
    line = OrderLine.objects.get()
    assert (line.status, line.platform_base_minor) == ("completed", 7000)


def test_a_row_in_another_currency_is_refused_alone(cast: Cast) -> None:
    report = imported(shop_for(cast, orders({})), orders({}, {**SECOND, "Currency": "USD"}))
    assert (report.read, report.kept) == (2, 1)
    assert [(one.line, one.reason.code, one.reason.data["column"]) for one in report.refused] == [
        (3, "imports.other_currency", "Currency")
    ]


class Killed(BaseException):
    """The process ends here."""


def test_killed_between_batches_and_done_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, content = shop_for(cast, orders({})), orders({}, SECOND, THIRD)
    monkeypatch.setattr(intake, "BATCH", 1)
    whole = imports._keep  # noqa: SLF001 - where the process is killed
    done: list[int] = []

    def killed(shop: Shop, told: Sequence[SeenLine], now: datetime) -> None:
        if done:
            raise Killed
        done.append(shop.pk)
        whole(shop, told, now)

    monkeypatch.setattr(imports, "_keep", killed)
    with pytest.raises(Killed):
        imported(shop, content)
    assert (OrderLine.objects.count(), ImportRun.objects.count()) == (1, 0)
    monkeypatch.setattr(imports, "_keep", whole)
    assert imported(shop, content).kept == 3
    assert OrderLine.objects.count() == 3


def test_a_list_of_creators_is_no_export_of_orders(cast: Cast) -> None:
    with pytest.raises(LayoutUnknown):
        shop_for(cast, b"handle\nanna\n")
