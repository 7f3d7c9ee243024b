"""Writes of samples and content."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.collaborations.models import Product
from rapport.creators.models import Creator
from rapport.policies.rules.sections import SamplesPolicy
from rapport.samples.models import Content, SampleRequest
from rapport.samples.rules.deadlines import SampleStage, content_due_at, stage_of
from rapport.shared.refusals import NotFound, Reason, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

REVIEW = "samples.review"
TITLE_MAX, URL_MAX = 300, 500
"""What the columns hold; a shortened address would lead nowhere."""


class AlreadyDecided(Refusal):
    """The request was approved or rejected before."""

    code = "samples.already_decided"


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """A sample request as the platform shows it."""

    platform_id: str
    status: str
    creator: Creator
    product: Product
    approve_by: datetime | None = None
    ship_by: datetime | None = None
    available: int | None = None
    fulfilment_rate: int | None = None


@transaction.atomic
def keep_request(shop: Shop, seen: SeenRequest, policy: SamplesPolicy, *, now: datetime) -> SampleRequest:
    """Add a request or follow it to its present stage; the moment a stage was first seen is kept."""
    stage = stage_of(seen.status)
    row = SampleRequest.objects.select_for_update().filter(shop=shop, platform_id=seen.platform_id).first()
    if row is None:
        row = SampleRequest(
            shop=shop, platform_id=seen.platform_id, creator=seen.creator, product=seen.product, requested_at=now
        )
    row.status, row.stage = seen.status, stage
    row.approve_by, row.ship_by = seen.approve_by, seen.ship_by
    row.available, row.fulfilment_rate = seen.available, seen.fulfilment_rate
    if stage is SampleStage.SHIPPED:
        row.shipped_at = row.shipped_at or now
    if stage is SampleStage.CONTENT_DUE and row.received_at is None:
        row.received_at, row.content_due_at = now, content_due_at(now, policy)
    if stage is SampleStage.FULFILLED:
        row.fulfilled_at = row.fulfilled_at or now
    row.save()
    return row


@transaction.atomic
def decide(
    workspace_id: int, request_id: int, *, approve: bool, why: Reason, by: Actor, now: datetime
) -> SampleRequest:
    """Approve or reject a request; the platform is told by a job. Refuses with NotFound or AlreadyDecided."""
    row = SampleRequest.objects.filter(pk=request_id, shop__workspace_id=workspace_id).first()
    if row is None:
        raise NotFound(what="sample", id=request_id)
    open_ones = SampleRequest.objects.filter(pk=request_id, decision="", stage=SampleStage.REQUESTED)
    decision = "approve" if approve else "reject"
    if not open_ones.update(decision=decision, decided_why=why.as_json()):
        raise AlreadyDecided(request=request_id)
    record(workspace_id, by, "sample.approve" if approve else "sample.reject", row.platform_id, now=now)
    enqueue(REVIEW, shop_key(row.shop_id))
    row.refresh_from_db()
    return row


def record_told(request_id: int, *, now: datetime) -> None:
    """The platform has our decision."""
    SampleRequest.objects.filter(pk=request_id, told_at=None).update(told_at=now)


def record_notice(request_id: int) -> None:
    """The creator was reminded of their sample."""
    SampleRequest.objects.filter(pk=request_id).update(notices_sent=F("notices_sent") + 1)


@dataclass(frozen=True, slots=True)
class SeenContent:
    """A video or LIVE as a source shows it."""

    platform_id: str
    form: str
    posted_at: datetime
    title: str = ""
    url: str = ""
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    paid_orders: int | None = None


@transaction.atomic
def keep_contents(
    shop: Shop, creator_id: int, product_id: int, seen: Sequence[SeenContent], sample_id: int | None = None
) -> int:
    """Add content or bring its counts up to date; how many were new.

    Content first known from what it sold was posted earlier than that: the earliest moment told is kept.
    """
    added = 0
    for one in seen:
        known = {
            name: value
            for name, value in {
                "title": one.title[:TITLE_MAX],
                "url": one.url if len(one.url) <= URL_MAX else "",
                "views": one.views,
                "likes": one.likes,
                "comments": one.comments,
                "paid_orders": one.paid_orders,
                "sample_id": sample_id,
            }.items()
            if value not in (None, "")
        }
        kept, made = Content.objects.update_or_create(
            shop=shop,
            platform_id=one.platform_id,
            product_id=product_id,
            defaults=known,
            create_defaults={**known, "creator_id": creator_id, "form": one.form, "posted_at": one.posted_at},
        )
        if one.posted_at < kept.posted_at:
            kept.posted_at = one.posted_at
            kept.save(update_fields=["posted_at"])
        added += made
    return added


def forget_contents(creator_ids: Collection[int]) -> None:
    """Empty the titles and addresses of what these creators posted; that something was posted, and sold, stays."""
    Content.objects.filter(creator__in=creator_ids).update(title="", url="")
