"""Reading lists that the platform cuts into pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from rapport.platform_client.endpoints import ENDPOINTS
from rapport.platform_client.errors import MalformedAnswer, Occasion, UnfitRequest


class HasNextPage(Protocol):
    @property
    def next_page_token(self) -> str: ...


P = TypeVar("P", bound=HasNextPage)


def pages(fetch: Callable[[str | None], P]) -> Iterator[P]:
    """
    Fetch page after page: first without a token, then with each page's own, until a page has none.

    Keep all other arguments of `fetch` unchanged between pages. A page that points to itself raises
    MalformedAnswer.
    """
    token: str | None = None
    while True:
        page = fetch(token)
        yield page
        if not page.next_page_token:
            return
        if page.next_page_token == token:
            raise MalformedAnswer("the next page is the same page again", Occasion("paging"))
        token = page.next_page_token


def chosen_page_size(operation: str, page_size: int | None) -> int:
    """Return the size asked for, by default the largest; raise UnfitRequest if it is not accepted."""
    accepted = ENDPOINTS[operation].page_sizes
    if page_size is None:
        return max(accepted)
    if page_size not in accepted:
        raise UnfitRequest(f"must be {_in_words(accepted)}", Occasion(operation), "page_size")
    return page_size


def page_query(operation: str, page_size: int | None, page_token: str | None) -> dict[str, str | int | None]:
    """Return the paging part of a query."""
    return {"page_size": chosen_page_size(operation, page_size), "page_token": page_token or None}


def _in_words(accepted: Sequence[int]) -> str:
    if isinstance(accepted, range):
        return f"{accepted.start} to {accepted[-1]}"
    return " or ".join(map(str, accepted))
