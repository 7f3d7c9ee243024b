"""Pages are read in order, from none to none."""

from dataclasses import dataclass

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import MalformedAnswer, PlatformClient, UnfitRequest, pages
from rapport.platform_client.paging import page_query


@dataclass(frozen=True)
class Leaf:
    number: int
    next_page_token: str


def test_pages_begin_without_a_token_and_end_without_one() -> None:
    asked: list[str | None] = []
    book = {None: Leaf(1, "two"), "two": Leaf(2, "three"), "three": Leaf(3, "")}

    def fetch(page_token: str | None) -> Leaf:
        asked.append(page_token)
        return book[page_token]

    assert [leaf.number for leaf in pages(fetch)] == [1, 2, 3]
    assert asked == [None, "two", "three"]


def test_a_page_that_points_to_itself_is_an_error_and_not_a_loop() -> None:
    with pytest.raises(MalformedAnswer, match="same page"):
        list(pages(lambda _: Leaf(1, "again")))


def test_the_token_is_left_out_of_the_first_page(client: PlatformClient, stage: Stage) -> None:
    stage.says({"conversations": [], "next_page_token": ""})
    client.conversations.list(page_token="")
    assert "page_token" not in stage.query


@pytest.mark.parametrize(
    ("operation", "accepted", "refused"),
    [
        ("creators.search", (12, 20), (0, 13, 50)),
        ("collaborations.search", (20, 50, 100), (1, 21, 101)),
        ("conversations.list", (1, 50), (0, 51)),
        ("conversations.messages", (1, 20), (0, 21)),
        ("samples.search", (1, 50), (0, 51)),
        ("orders.search_affiliate", (1, 100), (0, 101)),
        ("outreach.records", (2, 50), (1, 51)),
        ("products.search", (1, 100), (0, 101)),
        ("returns.search", (10, 50), (9, 51)),
    ],
)
def test_only_sizes_the_platform_takes_are_sent(
    operation: str, accepted: tuple[int, ...], refused: tuple[int, ...]
) -> None:
    assert [page_query(operation, size, None)["page_size"] for size in accepted] == list(accepted)
    assert page_query(operation, None, None)["page_size"] == accepted[-1]
    for size in refused:
        with pytest.raises(UnfitRequest) as raised:
            page_query(operation, size, None)
        assert (raised.value.field, raised.value.operation) == ("page_size", operation)


def test_a_refused_size_says_what_would_do() -> None:
    with pytest.raises(UnfitRequest, match="page_size must be 1 to 20"):
        page_query("conversations.messages", 21, None)
    with pytest.raises(UnfitRequest, match="page_size must be 12 or 20"):
        page_query("creators.search", 13, None)
