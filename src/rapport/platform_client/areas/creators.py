"""The creator marketplace: search, and one creator's figures."""

from collections.abc import Iterator, Sequence

from rapport.platform_client.areas.base import Area
from rapport.platform_client.creator_search import CreatorSearch
from rapport.platform_client.paging import page_query, pages
from rapport.platform_client.records.creator_filters import CreatorFilters
from rapport.platform_client.records.creators import CreatorPage, CreatorPerformance, CreatorPerformanceAnswer
from rapport.platform_client.vocabulary import DataGroup, FilterKind


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

    def filters(self, *, kinds: Sequence[FilterKind] = tuple(FilterKind)) -> CreatorFilters:
        """Return the choices of these filters, for `CreatorSearch.options` and `sorter_id`."""
        body = {"options": [{"option_type": kind} for kind in kinds]}
        return self.wire.call("creators.filters", CreatorFilters, body=body)

    def performance(self, *, creator_open_id: str, groups: Sequence[DataGroup] = ()) -> CreatorPerformance:
        """
        Return one creator's figures, or these groups of them.

        May raise CreatorUnavailable (another region, may not sell, official profile) and DailyCapReached.
        """
        ids = {"creator_open_id": creator_open_id}
        query = {"data_groups": tuple(groups) or None}
        return self.wire.call("creators.performance", CreatorPerformanceAnswer, ids=ids, query=query).creator
