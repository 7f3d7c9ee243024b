"""Samples followed from request to content, decided once, and the content that came of them."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.sampling import POLICY, WAY, asked, posted, video

from rapport.samples.actions import (
    AlreadyDecided,
    SeenRequest,
    decide,
    keep_request,
    record_notice,
    record_told,
)
from rapport.samples.models import Content, SampleRequest
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.models import AuditLine
from rapport.work.models import Job

DAY = timedelta(days=1)
WHY = Reason("samples.invited_creator")


def moments(row: SampleRequest) -> tuple[int | None, ...]:
    """Days after NOW of request, shipment, receipt, content due, content."""
    known = (row.requested_at, row.shipped_at, row.received_at, row.content_due_at, row.fulfilled_at)
    return tuple(None if one is None else (one - NOW).days for one in known)


def test_a_request_is_kept_once_with_what_the_platform_tells(cast: Cast) -> None:
    seen = SeenRequest("s1", "PENDING", cast.anna, cast.serum, NOW + 7 * DAY, None, 12, 8000)
    row = keep_request(cast.uk, seen, POLICY, now=NOW)
    assert (row.creator, row.product, row.status, row.stage) == (cast.anna, cast.serum, "PENDING", "requested")
    assert (row.approve_by, row.ship_by, row.available, row.fulfilment_rate) == (NOW + 7 * DAY, None, 12, 8000)
    assert keep_request(cast.uk, seen, POLICY, now=NOW + DAY).pk == row.pk
    assert (SampleRequest.objects.count(), moments(row)) == (1, (0, None, None, None, None))


def test_a_sample_is_followed_from_request_to_content(cast: Cast) -> None:
    row = [asked(cast.uk, cast.anna, cast.serum, status, now=NOW + day * DAY) for day, status in enumerate(WAY)][-1]
    assert (row.stage, moments(row)) == ("fulfilled", (0, 2, 3, 17, 4))


def test_the_moment_a_stage_was_first_seen_is_kept(cast: Cast) -> None:
    seen = ((1, "SHIPPED"), (2, "SHIPPED"), (3, "CONTENT_PENDING"), (9, "CONTENT_PENDING"))
    row = [asked(cast.uk, cast.anna, cast.serum, status, now=NOW + days * DAY) for days, status in seen][-1]
    assert moments(row) == (1, 1, 3, 17, None)


def test_a_stage_passed_while_nobody_looked_has_no_moment(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.serum)
    row = asked(cast.uk, cast.anna, cast.serum, "COMPLETED", now=NOW + 9 * DAY)
    assert moments(row) == (0, None, None, None, 9)


def test_two_shops_may_know_a_request_by_one_number(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.serum)
    asked(cast.us, cast.emma, cast.serum)
    assert SampleRequest.objects.count() == 2


@pytest.mark.parametrize(("approve", "word"), [(True, "approve"), (False, "reject")])
def test_a_decision_is_written_down_and_the_platform_will_be_told(cast: Cast, *, approve: bool, word: str) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    made = decide(cast.moonwell.pk, row.pk, approve=approve, why=WHY, by=MEI, now=NOW)
    assert (made.decision, Reason.from_json(made.decided_why), made.told_at) == (word, WHY, None)
    assert list(AuditLine.objects.filter(subject="s1").values_list("action", "actor")) == [(f"sample.{word}", "mei")]
    assert list(Job.objects.values_list("name", "key")) == [("samples.review", f"shop:{cast.uk.pk}")]


def test_a_request_is_decided_once(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    decide(cast.moonwell.pk, row.pk, approve=True, why=WHY, by=MEI, now=NOW)
    with pytest.raises(AlreadyDecided) as refused:
        decide(cast.moonwell.pk, row.pk, approve=False, why=WHY, by=MEI, now=NOW)
    row.refresh_from_db()
    assert (refused.value.data, row.decision) == ({"request": row.pk}, "approve")
    assert AuditLine.objects.filter(subject="s1").count() == 1


def test_what_was_decided_on_the_platform_is_not_decided_here(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum, "AWAITING_SHIPMENT")
    with pytest.raises(AlreadyDecided):
        decide(cast.moonwell.pk, row.pk, approve=False, why=WHY, by=MEI, now=NOW)


def test_another_workspace_s_request_cannot_be_decided(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    with pytest.raises(NotFound) as refused:
        decide(cast.harbour.pk, row.pk, approve=True, why=WHY, by=MEI, now=NOW)
    row.refresh_from_db()
    assert (refused.value.data, row.decision) == ({"what": "sample", "id": row.pk}, "")


def test_the_platform_is_told_at_one_moment(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    record_told(row.pk, now=NOW)
    record_told(row.pk, now=NOW + DAY)
    row.refresh_from_db()
    assert row.told_at == NOW


def test_notices_are_counted(cast: Cast) -> None:
    row, other = asked(cast.uk, cast.anna, cast.serum), asked(cast.uk, cast.bao, cast.serum, platform_id="s2")
    record_notice(row.pk)
    record_notice(row.pk)
    for one in (row, other):
        one.refresh_from_db()
    assert (row.notices_sent, other.notices_sent) == (2, 0)


def test_content_is_kept_once_a_product_and_its_counts_follow(cast: Cast) -> None:
    first = video(title="Glow in a week", url="https://video.example/v1", views=100)
    assert posted(cast.uk, cast.anna, cast.serum, first) == 1
    assert posted(cast.uk, cast.anna, cast.candle, first) == 1
    assert posted(cast.uk, cast.anna, cast.serum, video(views=0)) == 0
    kept = Content.objects.get(product=cast.serum)
    assert (kept.title, kept.url, kept.views) == ("Glow in a week", "https://video.example/v1", 0)
    assert (kept.creator, kept.form, kept.posted_at, kept.sample) == (cast.anna, "VIDEO", NOW, None)


def test_content_known_from_a_sale_finds_its_sample_later(cast: Cast) -> None:
    sample = asked(cast.uk, cast.anna, cast.serum, "COMPLETED")
    posted(cast.uk, cast.anna, cast.serum)
    assert posted(cast.uk, cast.anna, cast.serum, sample=sample) == 0
    assert posted(cast.uk, cast.anna, cast.serum) == 0
    assert Content.objects.get().sample == sample


def test_content_was_posted_at_the_earliest_moment_anybody_told(cast: Cast) -> None:
    for days in (0, -3, -1):
        posted(cast.uk, cast.anna, cast.serum, video(posted_at=NOW + days * DAY))
    assert Content.objects.get().posted_at == NOW - 3 * DAY


def test_a_title_is_cut_and_an_address_too_long_to_keep_is_left_out(cast: Cast) -> None:
    address = "https://video.example/" + "x" * 478
    posted(cast.uk, cast.anna, cast.serum, video(title="t" * 301, url=address), video("v2", url=address + "x"))
    assert list(Content.objects.order_by("platform_id").values_list("title", "url")) == [("t" * 300, address), ("", "")]
