"""A row of each layout of creators' files read as facts."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from tests.cast import NOW
from tests.sheets import CREATOR_PRODUCTS, SHOP_CREATORS, TOP_ACCOUNTS, VIDEO, sheet

from rapport.creators.queries.imports import category_names, creator_layouts
from rapport.creators.rules.imports.facts import CarriedFacts, CreatorFacts, VideoFacts
from rapport.creators.rules.imports.rows import Reading, read_creator
from rapport.shared.layouts import find_header
from rapport.shared.records import whole_record
from rapport.shared.refusals import Data, Reason, Refusal
from rapport.shared.tables import read_rows
from rapport.shops.rules.regions import REGIONS


def facts(columns: Sequence[str], cells: Mapping[str, str], region: str = "") -> CreatorFacts:
    match, rows = find_header(read_rows(io.BytesIO(sheet(columns, [cells]))), creator_layouts())
    reading = Reading(REGIONS[region] if region else None, category_names(), NOW)
    return read_creator(whole_record(match, next(rows), "UTC"), reading)


def test_a_data_tools_row_tells_creator_product_and_video() -> None:
    told = facts(CREATOR_PRODUCTS, VIDEO)
    assert (told.sighting.handle, told.sighting.region, told.sighting.categories) == ("anna", "VN", ("601450",))
    assert told.sighting.metrics.known() == {
        "followers": 36_000,
        "gmv_30d_low": 401_130_000,
        "gmv_30d_high": 401_130_000,
        "currency": "VND",
        "units_30d_low": 1850,
        "units_30d_high": 1850,
        "video_gpm": 1375,
        "live_gpm": 812_400,
    }
    assert told.carried == CarriedFacts(
        product_key="p_1",
        title="Amber Candle",
        category="手机与数码/音箱",
        currency="VND",
        price_minor=99_000,
        commission_rate=1550,
        units_28d=1558,
        gmv_28d_minor=153_994_500,
    )
    assert told.video == VideoFacts(
        posted_at=datetime(2025, 1, 13, 12, 32, 8, tzinfo=UTC),
        product_key="p_1",
        title="",
        seconds=142,
        views=36_000,
        likes=234,
        is_ad=False,
    )


def test_a_figure_in_another_currency_is_left_out_and_said() -> None:
    told = facts(CREATOR_PRODUCTS, {**VIDEO, "视频GPM": "RM6852.31-RM6857.89"})
    assert told.sighting.metrics.video_gpm is None
    data: Data = {"column": "视频GPM", "text": "RM6852.31-RM6857.89", "currency": "VND"}
    assert told.left_out == (Reason("imports.other_currency", data),)


def test_the_product_of_another_market_keeps_its_own_currency() -> None:
    told = facts(CREATOR_PRODUCTS, {**VIDEO, "售价": "$12.50", "[28天]销售额": "100"}, region="VN")
    assert told.carried is not None
    assert (told.carried.currency, told.carried.price_minor, told.carried.gmv_28d_minor) == ("USD", 1250, 10_000)


def test_a_shops_own_figures_stand_apart_from_public_ones() -> None:
    cells = {"creator": "anna", "category": "其他", "followers": "5133", "all_units": "61", "all_gmv": "812400.4"}
    told = facts(SHOP_CREATORS, {**cells, "own_gmv": "195000", "own_orders": "1", "own_impressions": ""})
    assert told.sighting.categories == ()
    assert told.sighting.own == {"own_gmv": 195_000, "own_orders": 1}
    assert told.sighting.metrics.known() == {
        "followers": 5133,
        "gmv_30d_low": 812_400,
        "gmv_30d_high": 812_400,
        "currency": "VND",
        "units_30d_low": 61,
        "units_30d_high": 61,
    }


def test_averages_of_the_largest_accounts_give_both_rates() -> None:
    cells = ("anna", "221.7K", "26M", "2.8M", "29.4K", "116.4K", "Lifestyle & Travel")
    told = facts(TOP_ACCOUNTS, dict(zip(TOP_ACCOUNTS, cells, strict=True)))
    metrics = told.sighting.metrics
    assert (metrics.followers, metrics.average_views, metrics.average_likes) == (221_700, 26_000_000, 2_800_000)
    assert (metrics.interaction_rate, metrics.engagement_rate) == (1077, 1133)
    assert (told.sighting.region, told.sighting.categories, metrics.currency) == ("", ("Lifestyle & Travel",), None)


def test_a_list_made_by_hand_needs_a_handle_alone() -> None:
    assert facts(["达人"], {"达人": "@Anna"}).sighting.handle == "anna"
    named = facts(["handle", "country"], {"handle": "anna", "country": "uk"}, region="VN")
    assert named.sighting.region == "GB"


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Creator_username": ""}, "imports.cell_empty", "Creator_username"),
        ({"粉丝数": "many"}, "imports.cell_unreadable", "粉丝数"),
        ({"佣金比例": "120%"}, "imports.cell_unreadable", "佣金比例"),
        ({"发布时间": "yesterday"}, "imports.cell_unreadable", "发布时间"),
        ({"商品ID": "1.73E+18"}, "imports.id_rounded", "商品ID"),
        ({"售价": "99,000"}, "imports.currency_unknown", "带货销售额"),
    ],
)
def test_a_row_is_refused_for_one_cell(cells: dict[str, str], code: str, column: str) -> None:
    with pytest.raises(Refusal) as refused:
        facts(CREATOR_PRODUCTS, {**VIDEO, **cells})
    assert (refused.value.code, refused.value.data["column"]) == (code, column)


def test_a_region_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        facts(["handle", "region"], {"handle": "anna", "region": "Atlantis"})
    assert refused.value.data == {"column": "region", "text": "Atlantis", "reads": "region"}
