"""Of rows that differ the fuller one stands, whatever their order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.imports.facts import VideoFacts
from rapport.creators.rules.imports.tellings import creators_told, fullest, fullness, tells_news, tells_nothing
from rapport.creators.rules.metrics import Metrics, Sighting

ANNA = Sighting("anna", "VN", NOW, "list", Metrics(followers=7))
VIDEO = VideoFacts(posted_at=NOW, product_key="p", title="", seconds=7, views=1, likes=None, is_ad=None)
TODAY = NOW.date()


def test_more_known_figures_stand_before_larger_ones() -> None:
    assert fullness({"a": 1, "b": 1}) > fullness({"a": 9, "b": None})
    assert fullness({"a": 2}) > fullness({"a": 1})


@given(st.permutations([1, 5, 3]))
def test_the_order_of_rows_does_not_matter(views: list[int]) -> None:
    rows = [("anna", replace(VIDEO, views=count)) for count in views]
    assert fullest(rows)["anna"].views == 5


def test_a_row_without_a_region_is_of_the_only_region_there_is() -> None:
    told = creators_told([ANNA, ANNA._replace(region="", metrics=Metrics(followers=9))])
    assert [(one.region, one.metrics.followers) for one in told] == [("VN", 9)]


def test_a_row_without_a_region_stays_without_where_two_have_one() -> None:
    told = creators_told([ANNA, ANNA._replace(region="TH"), ANNA._replace(region="")])
    assert [one.region for one in told] == ["VN", "TH", ""]


def test_the_same_figures_are_no_news_on_any_day() -> None:
    assert not tells_news(ANNA, {"followers": 7}, {}, TODAY)
    assert not tells_news(ANNA, {"followers": 7}, {}, TODAY - timedelta(days=9))


def test_smaller_figures_are_news_on_another_day_only() -> None:
    assert not tells_news(ANNA, {"followers": 8}, {}, TODAY)
    assert tells_news(ANNA, {"followers": 8}, {}, date(2026, 2, 1))


def test_a_bare_handle_tells_nothing() -> None:
    assert tells_nothing(Sighting("anna", "VN", NOW, "list", Metrics()))
    assert not tells_nothing(ANNA)
