"""The shop's weekly outreach quota."""

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import chosen_page_size
from rapport.platform_client.records.outreach import OutreachQuota, OutreachQuotaAnswer, OutreachRecordPage


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
