"""The shop's weekly outreach quota."""

from collections.abc import Sequence

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import chosen_page_size
from rapport.platform_client.records.outreach import (
    OutreachEligibility,
    OutreachQuota,
    OutreachQuotaAnswer,
    OutreachRecordPage,
)

_CHECKED_AT_ONCE_MAX = 100


class Outreach(Area):
    def quota(self) -> OutreachQuota:
        """Return the quota of the running window; what it says overrules every policy pack."""
        return self.wire.call("outreach.quota", OutreachQuotaAnswer).quota

    def records(self, *, page: int = 1, page_size: int | None = None) -> OutreachRecordPage:
        """Return one page, counted from 1, of the creators the quota was spent on; size 2 to 50."""
        if page < 1:
            raise UnfitRequest("counts from 1", Occasion("outreach.records"), "page")
        body = {"page_index": page, "page_size": chosen_page_size("outreach.records", page_size)}
        return self.wire.call("outreach.records", OutreachRecordPage, body=body)

    def eligibility(self, *, creator_open_ids: Sequence[str]) -> OutreachEligibility:
        """Tell which of 1 to 100 creators, each named once, the shop may write to now; spends nothing."""
        if not 1 <= len(creator_open_ids) <= _CHECKED_AT_ONCE_MAX or len({*creator_open_ids}) < len(creator_open_ids):
            message = f"must be 1 to {_CHECKED_AT_ONCE_MAX}, each once"
            raise UnfitRequest(message, Occasion("outreach.eligibility"), "creator_open_ids")
        body = {"creator_infos": [{"creator_open_id": one} for one in creator_open_ids]}
        return self.wire.call("outreach.eligibility", OutreachEligibility, body=body)
