"""The creator marketplace: search, and one creator's figures."""

from collections.abc import Iterator

from rapport.platform_client.areas.base import Area
from rapport.platform_client.creator_search import CreatorSearch
from rapport.platform_client.paging import page_query, pages
from rapport.platform_client.records.creators import CreatorPage, CreatorPerformance, CreatorPerformanceAnswer


class Creators(Area):
    def search(
        self,
        *,
        search: CreatorSearch,
        page_size: int | None = None,
        page_token: str | None = None,
        search_key: str = "",
    ) -> CreatorPage:
        """
        Return one page of the creators that meet the search; size 12 or 20.

        A further page needs both `next_page_token` and `search_key` of the page before. May raise DailyCapReached.
        """
        return self.wire.call(
            "creators.search",
            CreatorPage,
            query=page_query("creators.search", page_size, page_token),
            body=search.body(search_key),
        )

    def search_pages(self, *, search: CreatorSearch, page_size: int | None = None) -> Iterator[CreatorPage]:
        """Yield all pages of a search, one call each."""
        search_key = ""

        def fetch(page_token: str | None) -> CreatorPage:
            nonlocal search_key
            page = self.search(search=search, page_size=page_size, page_token=page_token, search_key=search_key)
            search_key = page.search_key or search_key
            return page

        return pages(fetch)

    def performance(self, *, creator_open_id: str) -> CreatorPerformance:
        """
        Return one creator's figures.

        May raise CreatorUnavailable (another region, may not sell, official profile) and DailyCapReached.
        """
        ids = {"creator_open_id": creator_open_id}
        return self.wire.call("creators.performance", CreatorPerformanceAnswer, ids=ids).creator
