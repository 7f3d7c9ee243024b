"""Files of creators as they come from everywhere: official exports, data tools, lists made by hand."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from tests.cast import NOW
from tests.exports import CREATOR_EXPORTS, EXPORTS
from tests.sheets import sheet
from tests.workbooks import Cell, sheet_of, workbook

from rapport.creators.queries.imports import category_names, creator_layouts
from rapport.creators.rules.imports.facts import CreatorFacts
from rapport.creators.rules.imports.rows import Reading, posted_moment, read_creator
from rapport.shared.layouts import FileElsewhere, LayoutUnknown, find_header
from rapport.shared.records import whole_record
from rapport.shared.refusals import Refusal
from rapport.shared.tables import read_rows
from rapport.shops.rules.regions import region as region_of

TOOL = {
    "达人昵称": "Anna 小姐",
    "达人账号": "@anna",
    "粉丝数": "3.60万",
    "近30天销量": "1,850",
    "近30天销售额": "94.10万₫-98.42万₫",
    "互动率": "5.5%",
    "视频平均播放量": "1.2万",
    "国家": "越南",
    "类目": "美妆",
    "联系邮箱": "anna@moonwell.test",
}
LIKE_IT = (
    {
        "达人账号": "达人ID",
        "粉丝数": "粉丝量",
        "近30天销量": "近30日销量",
        "近30天销售额": "近30日销售额",
        "国家": "国家/地区",
    },
    {"达人账号": "达人用户名", "粉丝数": "粉丝总数", "近30天销售额": "近30天成交金额", "视频平均播放量": "平均播放量"},
    {
        "达人账号": "达人链接",
        "近30天销量": "带货销量",
        "近30天销售额": "带货销售额",
        "类目": "主营类目",
        "互动率": "平均互动率",
    },
)


def told(content: bytes, region: str = "") -> tuple[str, list[CreatorFacts]]:
    match, rows = find_header(read_rows(io.BytesIO(content)), creator_layouts())
    reading = Reading(region_of(region) if region else None, category_names(), NOW)
    return match.layout.name, [read_creator(whole_record(match, row, "UTC"), reading) for row in rows]


def handles(content: bytes) -> tuple[str, list[str]]:
    name, facts = told(content)
    return name, [one.sighting.handle for one in facts]


@pytest.mark.parametrize("clothes", ["plain", "marked", "wide", "workbook"])
@pytest.mark.parametrize("name", CREATOR_EXPORTS)
def test_every_export_of_creators_is_read_in_any_clothes(name: str, clothes: str) -> None:
    export = EXPORTS[name]
    layout, (facts,) = told(export.files()[clothes], export.region)
    assert (layout, facts.sighting.handle, facts.left_out) == (export.layout, "anna", ())
    assert facts.sighting.own == export.told


@pytest.mark.parametrize("name", ["en_2025", "en_2025b", "en_2026", "us_dashboard"])
def test_a_shops_own_figures_are_never_public_ones(name: str) -> None:
    _, (facts,) = told(EXPORTS[name].files()["plain"], EXPORTS[name].region)
    assert facts.sighting.metrics.known() == ({"followers": 36_000} if name.startswith("en_2025") else {})


def test_a_sign_that_one_market_has_tells_the_region() -> None:
    _, (facts,) = told(EXPORTS["en_2026"].files()["workbook"])
    assert facts.sighting.region == "GB"


def test_amounts_without_a_sign_ask_for_the_region() -> None:
    export = EXPORTS["us_dashboard"]
    with pytest.raises(Refusal) as refused:
        told(export.files({**export.row, "GMV": "1234.50"})["plain"])
    assert (refused.value.code, refused.value.data) == ("imports.currency_unknown", {"column": "GMV"})


def test_a_video_of_a_data_tool_is_kept_with_its_creator() -> None:
    _, (facts,) = told(EXPORTS["fastmoss_creator_zh"].files()["marked"])
    metrics, video = facts.sighting.metrics, facts.video
    assert (facts.sighting.region, metrics.gmv_30d_low, metrics.gmv_30d_high) == ("VN", 941_000, 984_200)
    assert video is not None
    assert (video.title, video.seconds, video.views, video.likes) == ("Amber evening", 142, 36_000, 234)


def test_a_display_name_that_cannot_be_an_account_is_refused() -> None:
    export = EXPORTS["fastmoss_creator_zh"]
    with pytest.raises(Refusal) as refused:
        told(export.files({**export.row, "达人昵称": "Anna 小姐"})["plain"])
    assert refused.value.data == {"column": "达人昵称", "text": "Anna 小姐", "reads": "account"}


def test_two_videos_of_one_day_are_told_apart_by_their_numbers() -> None:
    day = datetime(2025, 1, 13, tzinfo=UTC)
    link = "https://www.tiktok.com/@anna/video/{}?lang=en"
    assert posted_moment(day, link.format("7459325400000000001")) == datetime(2025, 1, 13, 9, 12, 14, tzinfo=UTC)
    assert posted_moment(day, link.format("7500000000000000001")) == day
    assert posted_moment(NOW, link.format("7459325400000000001")) == NOW


@pytest.mark.parametrize("name", ["transaction_by_product"])
def test_a_file_of_products_is_known_and_turned_away(name: str) -> None:
    with pytest.raises(FileElsewhere) as refused:
        told(EXPORTS[name].files()["marked"])
    assert refused.value.data == {"kind": name, "why": "products"}


@pytest.mark.parametrize("spelling", [{}, *LIKE_IT])
def test_data_tools_spell_their_columns_each_in_its_way(spelling: Mapping[str, str]) -> None:
    row = {spelling.get(column, column): text for column, text in TOOL.items()}
    for content in (sheet(row, [row]), sheet_of(reversed(list(row)), [row])):
        layout, (facts,) = told(content)
        assert (layout, facts.sighting.handle, facts.sighting.nickname) == ("tool_creators", "anna", "Anna 小姐")
        assert (facts.sighting.region, facts.sighting.categories) == ("VN", ("601450",))
        assert facts.sighting.metrics.known() == {
            "followers": 36_000,
            "average_views": 12_000,
            "engagement_rate": 550,
            "gmv_30d_low": 941_000,
            "gmv_30d_high": 984_200,
            "currency": "VND",
            "units_30d_low": 1850,
            "units_30d_high": 1850,
        }


def test_rates_of_a_workbook_may_be_numbers() -> None:
    columns: list[Cell] = ["达人账号", "粉丝数", "互动率"]
    cells: list[Cell] = ["anna", 36_000, 0.055]
    _, (facts,) = told(workbook([columns, cells]))
    assert (facts.sighting.metrics.followers, facts.sighting.metrics.engagement_rate) == (36_000, 550)


def test_a_summary_is_passed_over_above_the_header_and_refused_below_it() -> None:
    export = EXPORTS["en_2025"]
    above = b"Ringkasan;Rp435.212.212;12\n" + sheet(export.columns, [export.row], ";")
    assert told(above, "US")[0] == "creator_analysis"
    below = {**export.row, "Creator username": "Ringkasan"}
    with pytest.raises(Refusal) as refused:
        told(export.files(below)["plain"], "US")
    assert (refused.value.code, refused.value.data) == ("imports.row_sums", {"text": "Ringkasan"})


@pytest.mark.parametrize(
    "lines",
    [
        ["@Anna", "bao", "https://www.tiktok.com/@chai?lang=en"],
        ["@anna,met at the fair", "@bao", "tiktok.com/@chai,,x"],
        ["anna", "", "bao", "chai"],
    ],
)
def test_a_list_made_by_hand_needs_no_header(lines: Sequence[str]) -> None:
    assert handles("\n".join(lines).encode()) == ("handles", ["anna", "bao", "chai"])
    assert handles(workbook([line.split(",") for line in lines])) == ("handles", ["anna", "bao", "chai"])


def test_a_later_line_that_is_no_handle_is_refused_alone() -> None:
    lines = ["@anna"] * 1000 + ["and some more"]
    match, rows = find_header(read_rows(io.BytesIO("\n".join(lines).encode())), creator_layouts())
    last = list(rows)[-1]
    with pytest.raises(Refusal) as refused:
        whole_record(match, last, "UTC").handle("handle")
    assert (last.line, refused.value.code) == (1001, "imports.cell_unreadable")


@pytest.mark.parametrize("content", [b"colour,size\nred,7\n", b"my creators\nanna\nbao\n", "昵称,x\n小姐,7\n".encode()])
def test_words_are_no_handles_because_they_stand_first(content: bytes) -> None:
    with pytest.raises(LayoutUnknown):
        told(content)
