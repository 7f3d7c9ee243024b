"""Requests for samples, and what came of them."""

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.samples import (
    SampleApplicationPage,
    SampleContent,
    SampleDeeplink,
    SampleFulfilments,
)
from rapport.platform_client.requests import given
from rapport.platform_client.vocabulary import ContentFormat, RejectReason, SampleStatus, SampleVerdict

_DEEPLINK_DAYS = range(1, 15)


class Samples(Area):
    def search(
        self,
        *,
        status: SampleStatus | None = None,
        creator_open_id: str | None = None,
        handle: str | None = None,
        collaboration_id: str | None = None,
        product_id: str | None = None,
        title: str | None = None,
        order_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> SampleApplicationPage:
        """Return one page of the applications for samples that meet all conditions; size 1 to 50."""
        body = given(
            status=status,
            creator_user_oepn_id=creator_open_id,  # misspelt by the platform, as the next but one
            username=handle,
            target_collabration_id=collaboration_id,
            product_id=product_id,
            title=title,
            order_id=order_id,
        )
        query = page_query("samples.search", page_size, page_token)
        return self.wire.call("samples.search", SampleApplicationPage, query=query, body=body)

    def review(self, *, application_id: str, verdict: SampleVerdict, reason: RejectReason | None = None) -> None:
        """
        Approve or reject a pending application; `reason` goes with a rejection and with nothing else.

        Raises SampleNotReviewable if an agency decides. After OutcomeUnknown `search` tells its status.
        """
        if (verdict is SampleVerdict.REJECT) != (reason is not None):
            raise UnfitRequest("goes with a rejection", Occasion("samples.review"), "reason")
        ids = {"application_id": application_id}
        self.wire.call("samples.review", Done, ids=ids, body=given(review_result=verdict, reject_reason=reason))

    def fulfilments(
        self, *, application_id: str, content_format: ContentFormat | None = None
    ) -> tuple[SampleContent, ...]:
        """Return the content a creator made with this sample, of one format or of all."""
        ids, body = {"application_id": application_id}, given(content_format=content_format)
        return self.wire.call("samples.fulfilments", SampleFulfilments, ids=ids, body=body).items

    def deeplink(
        self,
        *,
        product_id: str,
        sku_id: str,
        collaboration_id: str | None = None,
        campaign_id: str | None = None,
        valid_days: int | None = None,
    ) -> str:
        """
        Return an address that opens the request for this sample in a creator's app.

        It is good for 1 to 14 days, 7 if none are named, and has the scheme of the app, not https.
        """
        if valid_days is not None and valid_days not in _DEEPLINK_DAYS:
            raise UnfitRequest("must be 1 to 14", Occasion("samples.deeplink"), "valid_days")
        query = {
            "product_id": product_id,
            "sku_id": sku_id,
            "collaboration_id": collaboration_id,
            "campaign_id": campaign_id,
            "valid_days": valid_days,
        }
        return self.wire.call("samples.deeplink", SampleDeeplink, query=query).url
