"""`samples.follow`: requests, shipments, content. `samples.review`: telling the platform what was decided."""

from contextlib import suppress

from rapport.campaigns.models import Campaign
from rapport.campaigns.queries.campaigns import candidacies
from rapport.collaborations.actions.products import product_for
from rapport.creators.queries.profile import by_open_id
from rapport.jobs.errand import Errand
from rapport.outreach.actions.invitations import record_active
from rapport.outreach.queries.invitations import latest_of_creators
from rapport.platform_client import (
    PlatformClient,
    RejectReason,
    SampleApplication,
    SampleContent,
    SampleNotReviewable,
    SampleStatus,
    SampleVerdict,
    pages,
)
from rapport.samples.actions import SeenContent, SeenRequest, decide, keep_contents, keep_request, record_told
from rapport.samples.models import SampleRequest
from rapport.samples.queries import statuses, to_decide, to_look_for_content, to_tell
from rapport.samples.rules.review import advise, reject_reason
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import WORKER


def follow_samples(errand: Errand) -> None:
    """Follow every request, decide those of campaigns that run by themselves, keep the content that came of them.

    What is left in stock, and until when to decide, is told anew as long as a request is open.
    """
    with errand.client() as client:
        known = statuses(errand.shop.pk)
        for page in pages(lambda token: client.samples.search(page_token=token)):
            errand.hold()
            for application in page.items:
                if application.status == SampleStatus.PENDING or known.get(application.id) != application.status:
                    _keep(errand, application)
        _decide_automatically(errand)
        _tell_decisions(errand, client)
        for request in to_look_for_content(errand.shop.pk):
            errand.hold()
            _keep_content(errand, client, request)


def review_samples(errand: Errand) -> None:
    """Tell the platform each decision it does not have yet."""
    with errand.client() as client:
        _tell_decisions(errand, client)


def _keep(errand: Errand, application: SampleApplication) -> None:
    creator = by_open_id(errand.shop.workspace_id, [application.creator.creator_open_id]).get(
        application.creator.creator_open_id
    )
    if creator is None:
        return
    product = product_for(errand.shop, application.product.id, application.product.title, now=errand.now)
    seen = SeenRequest(
        platform_id=application.id,
        status=application.status,
        creator=creator,
        product=product,
        approve_by=application.review_by,
        ship_by=application.ship_by,
        available=application.available,
        fulfilment_rate=application.creator.fulfilment_rate,
    )
    keep_request(errand.shop, seen, policy_of(errand.shop).samples, now=errand.now)


def _decide_automatically(errand: Errand) -> None:
    waiting = to_decide(errand.shop.pk)
    if not waiting:
        return
    creators = [one.request.creator_id for one in waiting]
    running = candidacies(errand.shop.pk, creators)
    invited = latest_of_creators(errand.shop.pk, creators)
    for one in waiting:
        creator_id = one.request.creator_id
        candidate = running.get(creator_id)
        if candidate is None or not _runs_by_itself(candidate.campaign):
            continue
        advice = advise(one.facts(invited_here=creator_id in invited))
        decide(
            errand.shop.workspace_id,
            one.request.pk,
            approve=advice.approve,
            why=advice.reason,
            by=WORKER,
            now=errand.now,
        )


def _runs_by_itself(campaign: Campaign) -> bool:
    return campaign.state == Campaign.State.ACTIVE and campaign.approval == Campaign.Approval.AUTOMATIC


def _tell_decisions(errand: Errand, client: PlatformClient) -> None:
    """A decision is told only while the platform still has the request open: a lost answer is seen by its status."""
    for request in to_tell(errand.shop.pk):
        errand.hold()
        if _is_pending(client, request):
            with suppress(SampleNotReviewable):
                _tell(client, request)
        record_told(request.pk, now=errand.now)


def _tell(client: PlatformClient, request: SampleRequest) -> None:
    approved = request.decision == "approve"
    client.samples.review(
        application_id=request.platform_id,
        verdict=SampleVerdict.APPROVE if approved else SampleVerdict.REJECT,
        reason=None if approved else RejectReason(reject_reason(request.decided_why["code"])),
    )


def _is_pending(client: PlatformClient, request: SampleRequest) -> bool:
    open_id = request.creator.open_id
    for page in pages(
        lambda token: client.samples.search(status=SampleStatus.PENDING, creator_open_id=open_id, page_token=token)
    ):
        if any(one.id == request.platform_id for one in page.items):
            return True
    return False


def _keep_content(errand: Errand, client: PlatformClient, request: SampleRequest) -> None:
    found = client.samples.fulfilments(application_id=request.platform_id)
    seen = [_seen_content(errand, one) for one in found]
    if seen:
        keep_contents(errand.shop, request.creator_id, request.product_id, seen, sample_id=request.pk)
        record_active(errand.shop.pk, request.creator_id, now=errand.now)


def _seen_content(errand: Errand, one: SampleContent) -> SeenContent:
    return SeenContent(
        platform_id=one.id,
        form=one.format or "",
        posted_at=one.created_at or errand.now,
        title=one.description,
        url=one.page_url or one.url or "",
        views=one.views,
        likes=one.likes,
        comments=one.comments,
        paid_orders=one.paid_orders,
    )
