"""The Creators page: text and choices, what stands beside them, reasons, orders, presets and views."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import MEI, NOW, Cast, creator
from tests.console.conftest import signed_in

from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.views import ViewDraft, save_view
from rapport.creators.queries.freshness import library_index
from rapport.shops.rules.roles import Actor

CREATORS = "/creators/"
HANDLE = re.compile(r'<td>\s*<a class="strong"[^>]*>[^<]*</a> <span class="handle">@(\w+)')


def page(client: Client, **asked: str | list[str]) -> str:
    answer = client.get(CREATORS, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def found(client: Client, **asked: str | list[str]) -> list[str]:
    return HANDLE.findall(page(client, **asked))


def facet(text: str, name: str) -> dict[str, tuple[str, str]]:
    """The choices of a facet: their text, count and address."""
    part = text.partition(f'id="facet-{name}"')[2].partition("</section>")[0]
    rows = re.findall(r'<a href="([^"]*)"[^>]*><span>([^<]*)</span><span class="count">([^<]*)<', part)
    return {label: (count, address) for address, label, count in rows}


def test_text_and_form_ask_together(cast: Cast, mei: Client) -> None:
    assert found(mei, screen="followers 10k..100k and avg_views >= 5k", region="GB") == ["bao", "anna"]
    assert found(mei, screen="粉丝 >= 2万 且 地区 = 英国") == ["chai", "bao", "anna"]


def test_a_mistake_is_pointed_at_and_left_out(cast: Cast, mei: Client) -> None:
    text = page(mei, screen="followers >= lots and score >= 4", region="US")
    assert "<code>followers >= <mark>lots</mark> and score >= 4</code>" in text
    assert ('aria-invalid="true"' in text, HANDLE.findall(text)) == (True, ["emma"])


def test_a_mistake_at_the_end_has_a_place_too(cast: Cast, mei: Client) -> None:
    assert "<code>followers >=<mark> </mark></code>" in page(mei, screen="followers >=")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", 'region = GB and category = "Beauty & Personal Care" and followers >= 20000 order by score desc'),
        ("zh-hans", "region = GB and category = 美妆个护 and followers >= 20000 order by score desc"),
    ],
)
def test_the_whole_filter_stands_there_as_text(cast: Cast, language: str, says: str) -> None:
    text = page(signed_in(cast.mei, language), region="GB", category="601450", screen="followers >= 2万", sort="score")
    assert f'<code class="filter-text">{says}</code>' in text


def test_every_choice_says_how_many_it_would_find(cast: Cast, mei: Client) -> None:
    text = page(mei, region="GB")
    assert {label: count for label, (count, _) in facet(text, "region").items()} == {
        "United Kingdom": "4",
        "United States": "1",
    }
    bands = {label: count for label, (count, _) in facet(text, "followers").items()}
    assert bands == {"1K–20K": "1", "20K–100K": "2", "100K–500K": "1"}


def test_a_choice_is_made_and_taken_away_by_its_link(cast: Cast, mei: Client) -> None:
    address = facet(page(mei, text="a"), "followers")["1K–20K"][1]
    assert address == "?text=a&followers=1000"
    text = mei.get(f"{CREATORS}{address}").content.decode()
    assert HANDLE.findall(text) == ["dara", "emma"]
    assert facet(unescape(text), "followers")["1K–20K"][1] == "?text=a"


def test_several_choices_of_one_facet_are_any_of_them(cast: Cast, mei: Client) -> None:
    assert found(mei, region=["GB", "US"], followers=["1000", "100000"]) == ["chai", "dara", "emma"]
    assert found(mei, followers=["17"]) == ["chai", "bao", "anna", "dara", "emma"]


def test_who_is_blocked_is_a_choice(cast: Cast, mei: Client) -> None:
    assert facet(page(mei), "blocked") == {}
    block_creator(cast.moonwell.pk, cast.bao.pk, "sold fakes", by=MEI, now=NOW)
    assert {label: count for label, (count, _) in facet(page(mei), "blocked").items()} == {"no": "4", "yes": "1"}
    assert (found(mei, blocked="1"), len(found(mei, blocked="0"))) == (["bao"], 4)


def test_any_figure_orders_the_list_either_way(cast: Cast, mei: Client) -> None:
    assert found(mei, sort="average_views", region="GB", order="up") == ["dara", "anna", "bao", "chai"]
    assert "; where it is unknown, last." in page(mei, sort="average_views")


def test_figures_are_weighed_against_one_another(cast: Cast, mei: Client) -> None:
    creator(cast.moonwell, "zoe", "GB", 10, units_30d_low=9_000_000, units_30d_high=9_000_000)
    ranked = {"sort": "weights", "weight_units_30d": "3", "weight_followers": "1"}
    assert found(mei, **ranked)[0] == "zoe"
    assert "rank by followers + units_30d * 3" in page(mei, **ranked)


def test_a_row_says_why_it_is_in_where_somebody_asked(cast: Cast, mei: Client) -> None:
    assert "reasons-in" not in page(mei)
    assert page(mei, screen="followers >= 50k and region = GB").count("reasons-in") == 2


def test_why_somebody_is_not_here(cast: Cast, mei: Client) -> None:
    text = page(mei, screen="followers >= 50k and region = GB and score >= 4", why="@Anna")
    part = text.partition('id="why-not"')[2]
    assert ("is not in the list" in part, re.findall(r'<li class="(\w+)">', part)) == (
        True,
        ["missed", "unknown", "met"],
    )
    assert "Nobody called @nobody is in the library." in page(mei, region="GB", why="nobody")


def test_a_wanted_audience_is_a_preset(cast: Cast, mei: Client) -> None:
    text = page(mei, text="anna")
    assert "?text=anna&category=601450&female_share_from=50%25&adult_share_from=50%25" in text


def test_a_view_is_a_tab_and_may_be_changed_by_its_owner(cast: Cast, mei: Client) -> None:
    owner = Actor("mei", cast.mei.pk)
    save_view(cast.moonwell.pk, ViewDraft("Core", "followers >= 50000"), by=owner, now=NOW)
    text = page(mei, followers_from="50K")
    assert '<a href="/creators/?screen=followers+%3E%3D+50000" aria-current="true">Core</a>' in text
    assert "Remove the view" in text
    assert "Remove the view" not in page(mei, followers_from="51K")


def test_a_viewer_may_not_tick_anybody(cast: Cast, viewer: Client) -> None:
    text = page(viewer, region="GB")
    assert ('id="bulk"' in text, 'name="creator"' in text, "Save this view" in text) == (False, False, False)


@pytest.mark.parametrize("more", [0, 20])
def test_a_filtered_page_takes_as_many_queries_however_many_it_finds(cast: Cast, mei: Client, more: int) -> None:
    for number in range(more):
        creator(cast.moonwell, f"more{number}", "GB", 60_000 + number)
    library_index(cast.moonwell.pk)
    with CaptureQueriesContext(connection) as taken:
        assert page(mei, screen="followers >= 50k", region="GB").count("reasons-in") == more + 2
    assert len(taken) == 16
