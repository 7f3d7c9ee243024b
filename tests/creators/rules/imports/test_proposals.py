"""What columns may mean: by their headers in many languages, never against their values."""

import pytest

from rapport.creators.queries.imports import header_words
from rapport.creators.rules.imports.mappings import FIELDS
from rapport.creators.rules.imports.proposals import Column, form_of, proposed


def meant(**columns: str) -> dict[str, str]:
    """By column the field proposed for it; each column is given with one value."""
    found = proposed([Column(name, (value,)) for name, value in columns.items()], header_words())
    return {one.column: field for field, one in found.items()}


def test_an_english_list() -> None:
    assert meant(Influencer="anna", Followers="221.7K", Country="UK", Niche="Beauty", Revenue="£1,500") == {
        "Influencer": "handle",
        "Followers": "followers",
        "Country": "region",
        "Niche": "category",
        "Revenue": "gmv_30d",
    }


def test_a_chinese_data_tool() -> None:
    columns = {
        "达人账号": "anna",
        "达人昵称": "安娜",
        "粉丝总数": "2.5万",
        "近30天销售额($)": "$1.2万",
        "近30天销量": "1850",
        "互动率": "3.5%",
    }
    assert meant(**columns) == {
        "达人账号": "handle",
        "达人昵称": "nickname",
        "粉丝总数": "followers",
        "近30天销售额($)": "gmv_30d",
        "近30天销量": "units_30d",
        "互动率": "interaction_rate",
    }


def test_vietnamese_and_indonesian_headers() -> None:
    assert meant(**{"Tên người dùng": "linh", "Số người theo dõi": "36.000.000", "Doanh thu": "401.130.000₫"}) == {
        "Tên người dùng": "handle",
        "Số người theo dõi": "followers",
        "Doanh thu": "gmv_30d",
    }
    assert meant(**{"Nama pengguna": "budi", "Jumlah pengikut": "12K", "Penjualan": "Rp435.212.212"}) == {
        "Nama pengguna": "handle",
        "Jumlah pengikut": "followers",
        "Penjualan": "gmv_30d",
    }


def test_a_header_that_only_holds_the_word_counts_less_than_one_that_is_it() -> None:
    assert meant(**{"followers last year": "900", "followers": "1000"}) == {"followers": "followers"}
    assert meant(**{"Total followers today": "1000"}) == {"Total followers today": "followers"}


def test_a_word_inside_another_is_none() -> None:
    assert meant(Fanselow="12", Sharer="0.2") == {}


def test_values_that_cannot_be_what_the_header_says_are_not_proposed() -> None:
    assert meant(Followers="many", Revenue="soon") == {}


def test_handles_and_regions_are_known_by_their_values_alone() -> None:
    assert meant(A="@anna", B="Vietnam", C="12") == {"A": "handle", "B": "region"}
    assert meant(A="https://www.tiktok.com/@anna?lang=en") == {"A": "handle"}


def test_shares_are_read_in_the_form_they_come_in() -> None:
    assert form_of("engagement_rate", ("3.5%", "12%")) == "rate"
    assert form_of("engagement_rate", ("0.035", "0.12")) == "fraction"
    assert form_of("engagement_rate", ("35", "12")) is None


def test_unknown_values_speak_against_nothing() -> None:
    assert form_of("followers", ("-", "--")) == "count"
    assert form_of("followers", ("12K", "n/a", "hidden")) == "count"
    assert form_of("followers", ("12K", "hidden", "secret")) is None


def test_no_field_and_no_column_is_proposed_twice() -> None:
    found = proposed([Column("followers", ("1",)), Column("Fans", ("2",))], header_words())
    assert {name: one.column for name, one in found.items()} == {"followers": "followers"}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_found_by_its_own_name(name: str) -> None:
    samples = {"money": "£12", "rate": "5%", "count": "12"}.get(FIELDS[name][0], "anna")
    assert set(proposed([Column(name, (samples,))], header_words())) == {name}


def test_words_stand_for_known_fields_only() -> None:
    assert set(header_words()) <= set(FIELDS)
