"""The library as a program asks for it."""

import pytest
from tests.api.stage import Program
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.content import digest_content
from rapport.creators.models import SeenVideo
from rapport.shops.actions.tokens import make_token


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "reports", by=MEI, now=NOW))


def handles(program: Program, **asked: str | int) -> list[str]:
    return [one["handle"] for one in program.get("/creators", **asked)["items"]]


def test_a_creator_is_told_whole(cast: Cast, program: Program) -> None:
    (told,) = program.get("/creators", text="anna")["items"]
    assert told == {
        "id": cast.anna.pk,
        "handle": "anna",
        "nickname": "Anna",
        "region": "GB",
        "score": None,
        "followers": 25_000,
        "gmv_30d_low": 90_000,
        "gmv_30d_high": 90_000,
        "currency": "GBP",
        "units_30d": None,
        "average_views": 6_250,
        "activity_30d": 16,
        "interaction_rate": None,
        "categories": ["601450"],
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"followers_to": 25_000, "region": "GB"}, ["anna", "dara"]),
        ({"views_from": 15_000}, ["chai", "bao"]),
        ({"gmv_from": 90_001}, []),
        ({"category": "601450", "region": "US"}, ["emma"]),
        ({"category": "602118"}, []),
        ({"text": "@BA"}, ["bao"]),
        ({"page": 9, "region": "US"}, ["emma"]),
    ],
)
def test_creators_are_found_by_what_is_asked(program: Program, asked: dict[str, str | int], found: list[str]) -> None:
    assert handles(program, **asked) == found


def test_the_blocked_are_told_too(cast: Cast, program: Program) -> None:
    block_creator(cast.moonwell.pk, cast.chai.pk, "sold fakes", by=MEI, now=NOW)
    assert handles(program, region="GB")[0] == "chai"


def test_another_workspace_s_creators_are_not_told(cast: Cast) -> None:
    harbour = Program(make_token(cast.harbour.pk, "harry", "reports", by=MEI, now=NOW))
    assert harbour.get("/creators") == {"total": 0, "page": 1, "pages": 1, "items": [], "facets": None}


def test_what_is_no_number_is_refused_before_anything_is_read(program: Program) -> None:
    status, told = program.refused("/creators", followers_from="many")
    assert (status, told["detail"][0]["loc"]) == (422, ["query", "followers_from"])


def test_a_creator_s_content_is_told_with_what_is_unknown(cast: Cast, program: Program) -> None:
    address = f"/creators/{cast.anna.pk}/content"
    assert program.get(address)["median_views"] is None
    SeenVideo.objects.create(creator=cast.anna, posted_at=NOW, title="Serum #skincare", views=900)
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    told = program.get(address)
    assert (told["digested_on"], told["posts"], told["median_views"]) == ("2026-03-02", 1, 900)
    assert (told["top_words"], told["top_hashtags"], told["suspicion"]) == (["serum"], ["skincare"], None)


def test_content_of_somebody_else_s_creator_is_not_there(cast: Cast) -> None:
    harbour = Program(make_token(cast.harbour.pk, "harry", "reports", by=MEI, now=NOW))
    assert harbour.refused(f"/creators/{cast.anna.pk}/content")[0] == 404


def test_choices_are_counted_where_they_are_asked_for(program: Program) -> None:
    facets = program.get("/creators", region="GB", facets="true")["facets"]
    assert (facets["region"], facets["followers"]) == ({"GB": 4, "US": 1}, {"1000": 1, "20000": 2, "100000": 1})
    assert program.get("/creators")["facets"] is None


def test_a_program_may_ask_why_somebody_is_out(cast: Cast, program: Program) -> None:
    (told,) = program.get("/creators/why", handle="@anna", screen="followers >= 50k and region = GB and score >= 4")
    assert (told["id"], told["passed"]) == (cast.anna.pk, False)
    assert [(one["verdict"], one["code"]) for one in told["checks"]] == [
        ("missed", "screen.at_least_missed"),
        ("unknown", "screen.at_least_unknown"),
        ("met", "screen.region_met"),
    ]
    assert program.get("/creators/why", handle="nobody") == []


def test_a_mistake_in_a_screen_says_where(program: Program) -> None:
    for address in ("/creators", "/creators/why"):
        status, told = program.refused(address, handle="anna", screen="followers >= lots")
        assert (status, told["error"], told["data"]["at"]) == (409, "screens.number_wanted", 14)
