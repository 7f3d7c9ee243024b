"""Reads of samples and content: each within its workspace or shop."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator, product, shop_in
from tests.sampling import WAY, asked, posted, video

from rapport.samples.actions import decide, record_told
from rapport.samples.models import SampleRequest
from rapport.samples.queries import (
    PAGE_SIZE,
    Kept,
    awaiting_content,
    contents_known,
    contents_of_creator,
    creators_with_content,
    kept_by_creator,
    notice_facts,
    posted_between,
    request_page,
    requested_between,
    requests_of_creator,
    sample_request,
    statuses,
    to_decide,
    to_look_for_content,
    to_tell,
    undecided,
    under_way,
)
from rapport.samples.rules.deadlines import NoticeFacts, SampleStage
from rapport.samples.rules.review import RequestFacts
from rapport.shared.refusals import NotFound, Reason

DAY = timedelta(days=1)


def ids(rows: list[SampleRequest]) -> list[str]:
    return [one.platform_id for one in rows]


def decided(cast: Cast, row: SampleRequest, *, approve: bool = True) -> None:
    decide(cast.moonwell.pk, row.pk, approve=approve, why=Reason("samples.invited_creator"), by=MEI, now=NOW)


def way(cast: Cast) -> None:
    """One request of Anna's in each state, named after it, and one that was cancelled."""
    for status in (*WAY, "OPS_CANCELLED"):
        asked(cast.uk, cast.anna, cast.serum, status, platform_id=status)


def test_requests_come_newest_first_and_are_filtered_by_shop_and_stage(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.serum, platform_id="old", now=NOW - DAY)
    asked(cast.uk, cast.anna, cast.serum, "SHIPPED", platform_id="one")
    asked(cast.uk, cast.bao, cast.serum, platform_id="two")
    asked(cast.us, cast.emma, cast.serum, platform_id="us", now=NOW - 2 * DAY)
    assert ids(list(request_page(cast.moonwell.pk).rows)) == ["two", "one", "old", "us"]
    assert ids(list(request_page(cast.moonwell.pk, shop_id=cast.us.pk).rows)) == ["us"]
    assert ids(list(request_page(cast.moonwell.pk, stage="requested").rows)) == ["two", "old", "us"]
    assert ids(list(request_page(cast.harbour.pk).rows)) == []


def test_pages_are_cut(cast: Cast) -> None:
    for number in range(PAGE_SIZE + 1):
        asked(cast.uk, cast.anna, cast.serum, platform_id=str(number))
    pages = [request_page(cast.moonwell.pk, page=page) for page in (1, 2, 3)]
    assert [(one.page, one.pages, one.total, len(one.rows)) for one in pages] == [
        (1, 2, 51, 50),
        (2, 2, 51, 1),
        (2, 2, 51, 1),
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop = shop_in(cast.harbour, "GB", "guidebook")
    for number in range(count):
        who, tea = creator(cast.harbour, f"h{number}", "GB", 1_000), product(shop, str(number), "Tea", 500)
        row = asked(shop, who, tea, platform_id=str(number))
        asked(shop, who, tea, "CONTENT_PENDING", platform_id=f"due{number}")
        posted(shop, who, tea, sample=row)
    with django_assert_num_queries(3):
        page = request_page(cast.harbour.pk, stage="requested")
        told = [(one.shop.name, one.creator.handle, one.product.title, one.contents.all()[0].form) for one in page.rows]
    assert len(told) == count
    with django_assert_num_queries(1):
        waiting = [
            (one.request.creator.handle, one.request.product.title, one.open_samples)
            for one in undecided(cast.harbour.pk)
        ]
    assert [open_ones for _, _, open_ones in waiting] == [1] * count
    with django_assert_num_queries(1):
        assert len([(one.request.creator.handle, one.request.product.title) for one in to_decide(shop.pk)]) == count
    with django_assert_num_queries(3):
        assert len([(one.creator.handle, one.product.title) for one in awaiting_content(shop.pk)]) == count


def test_a_request_is_found_in_its_workspace_only(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    assert sample_request(cast.moonwell.pk, row.pk) == row
    with pytest.raises(NotFound) as refused:
        sample_request(cast.harbour.pk, row.pk)
    assert refused.value.data == {"what": "sample", "id": row.pk}


def test_what_waits_for_a_decision_says_how_many_samples_its_creator_owes_content_for(cast: Cast) -> None:
    asked(cast.uk, cast.bao, cast.serum, platform_id="second")
    asked(cast.uk, cast.anna, cast.serum, platform_id="first", now=NOW - DAY)
    for status in ("AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "COMPLETED"):
        asked(cast.uk, cast.anna, cast.serum, status, platform_id=status)
    asked(cast.us, cast.anna, cast.serum, "SHIPPED", platform_id="another shop's")
    assert [(one.request.platform_id, one.open_samples) for one in undecided(cast.moonwell.pk)] == [
        ("first", 3),
        ("second", 0),
    ]
    assert undecided(cast.harbour.pk) == []


def test_a_decided_request_waits_only_to_be_told(cast: Cast) -> None:
    row = asked(cast.uk, cast.anna, cast.serum)
    assert [one.request for one in to_decide(cast.uk.pk)] == [row]
    assert (to_decide(cast.us.pk), to_tell(cast.uk.pk)) == ([], [])
    decided(cast, row)
    assert (undecided(cast.moonwell.pk), to_decide(cast.uk.pk), ids(to_tell(cast.uk.pk))) == ([], [], ["s1"])
    record_told(row.pk, now=NOW)
    assert to_tell(cast.uk.pk) == []


def test_a_decision_the_platform_overtook_is_not_told(cast: Cast) -> None:
    decided(cast, asked(cast.uk, cast.anna, cast.serum), approve=False)
    asked(cast.uk, cast.anna, cast.serum, "OVERDUE_CANCELLED")
    assert to_tell(cast.uk.pk) == []


def test_each_request_s_state_by_its_number(cast: Cast) -> None:
    way(cast)
    assert statuses(cast.uk.pk) == {status: status for status in (*WAY, "OPS_CANCELLED")}
    assert statuses(cast.us.pk) == {}


@pytest.mark.parametrize(
    ("status", "is_under_way", "owes"),
    [
        ("PENDING", True, 0),
        ("AWAITING_SHIPMENT", True, 1),
        ("SHIPPED", True, 1),
        ("CONTENT_PENDING", True, 1),
        ("COMPLETED", False, 0),
        ("WITHDRAW_CANCELLED", False, 0),
    ],
)
def test_who_has_a_sample_under_way_and_who_owes_content(
    cast: Cast, status: str, *, is_under_way: bool, owes: int
) -> None:
    asked(cast.uk, cast.anna, cast.serum, status)
    assert under_way(cast.uk.pk) == (frozenset({cast.anna.pk}) if is_under_way else frozenset())
    assert under_way(cast.us.pk) == frozenset()
    asked(cast.uk, cast.anna, cast.serum, platform_id="another")
    another = next(one for one in to_decide(cast.uk.pk) if one.request.platform_id == "another")
    assert another.facts(invited_here=True) == RequestFacts(
        invited_here=True, available=None, fulfilment_rate=None, open_samples=owes
    )


def test_who_waits_longest_for_content_comes_first(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.serum, "CONTENT_PENDING", platform_id="later")
    asked(cast.uk, cast.bao, cast.serum, "CONTENT_PENDING", platform_id="sooner", now=NOW - DAY)
    asked(cast.uk, cast.chai, cast.serum, "COMPLETED", platform_id="done")
    assert ids(awaiting_content(cast.uk.pk)) == ["sooner", "later"]


def test_content_said_to_exist_is_looked_for_until_it_is_kept(cast: Cast) -> None:
    way(cast)
    assert [one.status for one in to_look_for_content(cast.uk.pk)] == ["COMPLETED"]
    posted(cast.uk, cast.anna, cast.serum, sample=SampleRequest.objects.get(status="COMPLETED"))
    assert to_look_for_content(cast.uk.pk) == []


def test_a_sample_as_the_notice_rule_sees_it(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.serum, "SHIPPED", now=NOW - DAY)
    row = asked(cast.uk, cast.anna, cast.serum, "CONTENT_PENDING")
    assert notice_facts(row) == NoticeFacts(SampleStage.CONTENT_DUE, NOW - DAY, NOW, 0)


def test_a_creator_s_requests_and_content_newest_first(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        asked(cast.uk, cast.anna, cast.serum, platform_id=f"s{number}", now=NOW + number * DAY)
        posted(cast.uk, cast.anna, cast.serum, video(f"v{number}", NOW + number * DAY))
    asked(cast.uk, cast.bao, cast.serum, platform_id="bao's")
    posted(cast.uk, cast.bao, cast.serum, video("bao's"))
    with django_assert_num_queries(2):
        requests = [
            (one.platform_id, one.product.title, one.shop.name)
            for one in requests_of_creator(cast.moonwell.pk, cast.anna.pk)
        ]
        contents = [
            (one.platform_id, one.product.title, one.shop.name)
            for one in contents_of_creator(cast.moonwell.pk, cast.anna.pk)
        ]
    assert requests == [(f"s{number}", "Vitamin C Serum", "Moonwell GB") for number in (2, 1, 0)]
    assert contents == [(f"v{number}", "Vitamin C Serum", "Moonwell GB") for number in (2, 1, 0)]
    assert (requests_of_creator(cast.harbour.pk, cast.anna.pk), contents_of_creator(cast.harbour.pk, cast.anna.pk)) == (
        [],
        [],
    )


def test_a_span_takes_in_its_first_moment_and_not_its_last(cast: Cast) -> None:
    for number, moment in enumerate((NOW - DAY, NOW, NOW + DAY)):
        asked(cast.uk, cast.anna, cast.serum, platform_id=str(number), now=moment)
        posted(cast.uk, cast.anna, cast.serum, video(str(number), moment))
    for read in (requested_between, posted_between):
        assert (read(cast.uk.pk, NOW - DAY, NOW + DAY), read(cast.us.pk, NOW - DAY, NOW + DAY)) == (2, 0)


def test_one_video_with_two_products_is_one_piece_of_content(cast: Cast) -> None:
    posted(cast.uk, cast.anna, cast.serum)
    posted(cast.uk, cast.anna, cast.candle)
    assert posted_between(cast.uk.pk, NOW, NOW + DAY) == 1
    assert contents_known(cast.uk.pk) == {("v1", cast.serum.pk), ("v1", cast.candle.pk)}
    assert (creators_with_content(cast.uk.pk), creators_with_content(cast.us.pk)) == (
        frozenset({cast.anna.pk}),
        frozenset(),
    )


def test_samples_and_content_are_counted_by_creator(cast: Cast) -> None:
    kept = asked(cast.uk, cast.anna, cast.serum, "CONTENT_PENDING", platform_id="s1")
    posted(cast.uk, cast.anna, cast.serum, video("v1"), video("v2"), sample=kept)
    posted(cast.uk, cast.anna, cast.candle, video("v2"))
    asked(cast.uk, cast.anna, cast.candle, "CONTENT_PENDING", platform_id="s2")
    asked(cast.uk, cast.bao, cast.serum, "SHIPPED", platform_id="s3")
    found = kept_by_creator(cast.moonwell.pk, NOW)
    assert found == {cast.anna.pk: Kept(received=2, with_content=1, cases=1, contents=2)}
    assert kept_by_creator(cast.harbour.pk, NOW) == {}


@pytest.mark.parametrize(("days", "cases"), [(13, 0), (14, 1)])
def test_a_sample_without_content_counts_once_content_is_overdue(cast: Cast, days: int, cases: int) -> None:
    asked(cast.uk, cast.anna, cast.serum, "CONTENT_PENDING")
    found = kept_by_creator(cast.moonwell.pk, NOW + days * DAY)
    assert found[cast.anna.pk] == Kept(received=1, with_content=0, cases=cases, contents=0)


def test_a_sample_given_up_after_receipt_counts_and_one_never_received_does_not(cast: Cast) -> None:
    for status in ("CONTENT_PENDING", "CANCELED"):
        asked(cast.uk, cast.anna, cast.serum, status)
    asked(cast.uk, cast.bao, cast.serum, "CANCELED", platform_id="s2")
    assert kept_by_creator(cast.moonwell.pk, NOW) == {cast.anna.pk: Kept(received=1, with_content=0, cases=1)}
