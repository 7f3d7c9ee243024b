"""Reading samples and content back: who waits, who owes, what was posted."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast

from rapport.creators.models import Creator
from rapport.samples.actions import SeenContent, SeenRequest, decide, keep_contents, keep_request
from rapport.samples.models import SampleRequest
from rapport.samples.queries import (
    awaiting_content,
    contents_of_creator,
    posted_between,
    request_page,
    requested_between,
    requests_of_creator,
    sample_request,
    to_decide,
    to_look_for_content,
    to_tell,
    undecided,
    under_way,
)
from rapport.samples.rules.review import RequestFacts
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.queries.shops import policy_of

A_DAY = timedelta(days=1)


def seen(cast: Cast, number: int, creator: Creator, status: str = "PENDING") -> SampleRequest:
    request = SeenRequest(f"s{number}", status, creator, cast.serum)
    return keep_request(cast.uk, request, policy_of(cast.uk).samples, now=NOW + number * A_DAY)


def numbers(rows: Sequence[SampleRequest]) -> list[str]:
    return [row.platform_id for row in rows]


def test_what_waits_for_a_decision_comes_longest_wait_first_with_what_its_creator_owes(cast: Cast) -> None:
    seen(cast, 1, cast.anna, "SHIPPED")
    seen(cast, 2, cast.anna, "CONTENT_PENDING")
    seen(cast, 3, cast.anna)
    seen(cast, 4, cast.bao)
    found = undecided(cast.moonwell.pk)
    assert [(one.request.platform_id, one.open_samples) for one in found] == [("s3", 2), ("s4", 0)]
    assert undecided(cast.harbour.pk) == []
    assert found[0].facts(invited_here=True) == RequestFacts(
        invited_here=True, available=None, fulfilment_rate=None, open_samples=2
    )


def test_a_decision_waits_to_be_told_until_the_platform_knows_it(cast: Cast) -> None:
    row = seen(cast, 1, cast.anna)
    assert [one.request for one in to_decide(cast.uk.pk)] == [row]
    decide(cast.moonwell.pk, row.pk, approve=True, why=Reason("samples.invited_creator"), by=MEI, now=NOW)
    assert (to_decide(cast.uk.pk), numbers(to_tell(cast.uk.pk))) == ([], ["s1"])
    seen(cast, 1, cast.anna, "AWAITING_SHIPMENT")
    assert to_tell(cast.uk.pk) == []


def test_who_has_a_sample_under_way_is_not_idle(cast: Cast) -> None:
    seen(cast, 1, cast.anna, "SHIPPED")
    seen(cast, 2, cast.bao, "COMPLETED")
    seen(cast, 3, cast.chai, "REJECT_CANCELLED")
    assert under_way(cast.uk.pk) == {cast.anna.pk}
    assert under_way(cast.us.pk) == frozenset()


def test_content_is_awaited_longest_wait_first_and_looked_for_once_it_is_said_to_exist(cast: Cast) -> None:
    seen(cast, 2, cast.bao, "CONTENT_PENDING")
    seen(cast, 1, cast.anna, "CONTENT_PENDING")
    done = seen(cast, 3, cast.chai, "COMPLETED")
    assert numbers(awaiting_content(cast.uk.pk)) == ["s1", "s2"]
    assert numbers(to_look_for_content(cast.uk.pk)) == ["s3"]
    keep_contents(cast.uk, cast.chai.pk, cast.serum.pk, [SeenContent("v1", "VIDEO", NOW)], done.pk)
    assert to_look_for_content(cast.uk.pk) == []


def test_a_span_holds_its_first_moment_and_not_its_last(cast: Cast) -> None:
    seen(cast, 0, cast.anna)
    seen(cast, 7, cast.bao)
    videos = [SeenContent("v1", "VIDEO", NOW), SeenContent("v2", "LIVE", NOW + 7 * A_DAY)]
    keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, videos)
    keep_contents(cast.uk, cast.anna.pk, cast.candle.pk, videos[:1])
    assert requested_between(cast.uk.pk, NOW, NOW + 7 * A_DAY) == 1
    assert posted_between(cast.uk.pk, NOW, NOW + 7 * A_DAY) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_three_queries_however_many_requests(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number, creator in zip(range(count), [cast.anna, cast.bao, cast.chai], strict=False):
        seen(cast, number, creator)
    with django_assert_num_queries(3):
        page = request_page(cast.moonwell.pk)
        assert [(row.creator.handle, row.product.title, list(row.contents.all())) for row in page.rows][-1] == (
            "anna",
            "Vitamin C Serum",
            [],
        )
    assert page.total == count


def test_a_page_is_of_one_stage_or_shop_where_asked(cast: Cast) -> None:
    seen(cast, 1, cast.anna, "SHIPPED")
    seen(cast, 2, cast.bao)
    assert numbers(request_page(cast.moonwell.pk, stage="shipped").rows) == ["s1"]
    assert request_page(cast.moonwell.pk, shop_id=cast.us.pk).total == 0
    assert numbers(request_page(cast.moonwell.pk).rows) == ["s2", "s1"]


def test_a_creators_requests_and_contents_are_of_this_workspace_alone(cast: Cast) -> None:
    row = seen(cast, 1, cast.anna)
    keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, [SeenContent("v1", "VIDEO", NOW)])
    assert requests_of_creator(cast.moonwell.pk, cast.anna.pk) == [row]
    assert [one.platform_id for one in contents_of_creator(cast.moonwell.pk, cast.anna.pk)] == ["v1"]
    assert requests_of_creator(cast.harbour.pk, cast.anna.pk) == []
    assert contents_of_creator(cast.harbour.pk, cast.anna.pk) == []
    with pytest.raises(NotFound):
        sample_request(cast.harbour.pk, row.pk)
