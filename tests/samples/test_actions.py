"""Samples from request to content: each step seen once, each decision made once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.samples.actions import (
    AlreadyDecided,
    SeenContent,
    SeenRequest,
    decide,
    keep_contents,
    keep_request,
    record_notice,
    record_told,
)
from rapport.samples.models import Content, SampleRequest
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.models import AuditLine
from rapport.shops.queries.shops import policy_of
from rapport.work.models import Job

A_DAY = timedelta(days=1)
WHY = Reason("samples.invited_creator")
VIDEO = SeenContent("v1", "VIDEO", NOW, title="My morning", views=900)


def seen(cast: Cast, status: str = "PENDING", day: int = 0) -> SampleRequest:
    request = SeenRequest("s1", status, cast.anna, cast.serum, available=5, fulfilment_rate=7_000)
    return keep_request(cast.uk, request, policy_of(cast.uk).samples, now=NOW + day * A_DAY)


def test_a_request_is_followed_from_shelf_to_content_and_each_moment_is_the_first(cast: Cast) -> None:
    for day, status in enumerate(["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "SHIPPED", "CONTENT_PENDING"]):
        seen(cast, status, day)
    seen(cast, "CONTENT_PENDING", 9)
    row = seen(cast, "COMPLETED", 12)
    assert (row.requested_at, row.shipped_at, row.received_at) == (NOW, NOW + 2 * A_DAY, NOW + 4 * A_DAY)
    assert (row.content_due_at, row.fulfilled_at, row.stage) == (NOW + 18 * A_DAY, NOW + 12 * A_DAY, "fulfilled")
    assert SampleRequest.objects.count() == 1


def test_a_decision_is_made_once_and_the_platform_will_be_told(cast: Cast) -> None:
    row = decide(cast.moonwell.pk, seen(cast).pk, approve=True, why=WHY, by=MEI, now=NOW)
    assert (row.decision, row.decided_why) == ("approve", WHY.as_json())
    assert list(Job.objects.values_list("name", "key")) == [("samples.review", f"shop:{cast.uk.pk}")]
    with pytest.raises(AlreadyDecided):
        decide(cast.moonwell.pk, row.pk, approve=False, why=WHY, by=MEI, now=NOW)
    assert list(AuditLine.objects.filter(action__startswith="sample.").values_list("action", "actor", "subject")) == [
        ("sample.approve", "mei", "s1")
    ]


def test_what_the_platform_decided_by_itself_is_nobodys_to_decide(cast: Cast) -> None:
    row = seen(cast, "AWAITING_SHIPMENT")
    with pytest.raises(AlreadyDecided):
        decide(cast.moonwell.pk, row.pk, approve=False, why=WHY, by=MEI, now=NOW)


def test_another_workspaces_request_is_not_there(cast: Cast) -> None:
    row = seen(cast)
    with pytest.raises(NotFound) as refused:
        decide(cast.harbour.pk, row.pk, approve=True, why=WHY, by=MEI, now=NOW)
    assert refused.value.data == {"what": "sample", "id": row.pk}


def test_the_platform_is_told_once_and_notices_are_counted(cast: Cast) -> None:
    row = seen(cast)
    record_told(row.pk, now=NOW)
    record_told(row.pk, now=NOW + A_DAY)
    record_notice(row.pk)
    record_notice(row.pk)
    row.refresh_from_db()
    assert (row.told_at, row.notices_sent) == (NOW, 2)


def test_content_seen_again_brings_its_counts_up_to_date_and_loses_nothing(cast: Cast) -> None:
    row = seen(cast, "COMPLETED")
    assert keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, [VIDEO], row.pk) == 1
    later = replace(VIDEO, title="", views=None, likes=40, paid_orders=3)
    assert keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, [later]) == 0
    kept = Content.objects.get()
    assert (kept.title, kept.views, kept.likes, kept.paid_orders, kept.sample_id) == ("My morning", 900, 40, 3, row.pk)


def test_a_video_for_two_products_is_content_for_each(cast: Cast) -> None:
    assert keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, [VIDEO]) == 1
    assert keep_contents(cast.uk, cast.anna.pk, cast.candle.pk, [VIDEO]) == 1
    assert Content.objects.filter(platform_id="v1").count() == 2
