"""Reads of products, collaborations and terms: each within its workspace or shop."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator, product, shop_in

from rapport.collaborations.actions.plans import (
    SeenSeat,
    claim_draft,
    record_created,
    record_seats,
    remove_creator,
    seat_creator,
)
from rapport.collaborations.models import TargetCollaboration
from rapport.collaborations.queries import (
    SeenBefore,
    collaboration,
    collaboration_page,
    in_state,
    listed_counts,
    offered_products,
    open_pairs,
    products_by_id,
    products_of,
    seen_before,
    terms_of,
)
from rapport.shared.refusals import NotFound


def active(cast: Cast) -> TargetCollaboration:
    """Anna and Bao are invited to serum and candle; Anna shows both."""
    offer = cast.offer(cast.serum, cast.candle)
    made = [seat_creator(cast.uk, who.pk, offer, now=NOW) for who in (cast.anna, cast.bao)][-1]
    claim_draft(made.pk)
    record_created(made.pk, "8001", now=NOW)
    record_seats(made.pk, [SeenSeat(cast.anna.pk, 2, 0)], now=NOW)
    return TargetCollaboration.objects.get(pk=made.pk)


def test_a_shop_s_products_by_title_without_those_that_are_gone(cast: Cast) -> None:
    product(cast.us, "1001", "Another Shop's", 100)
    assert products_of(cast.uk.pk) == [cast.candle, cast.serum]
    type(cast.candle).objects.filter(pk=cast.candle.pk).update(is_active=False)
    assert products_of(cast.uk.pk) == [cast.serum]


def test_products_come_in_the_order_asked_and_another_shop_s_is_not_there(cast: Cast) -> None:
    asked = [cast.serum.pk, cast.candle.pk]
    assert products_by_id(cast.uk.pk, asked) == [cast.serum, cast.candle]
    with pytest.raises(NotFound) as refused:
        products_by_id(cast.us.pk, asked)
    assert refused.value.data == {"what": "product", "id": cast.serum.pk}


def test_a_row_counts_seats_and_products_once(cast: Cast) -> None:
    made = active(cast)
    (row,) = collaboration_page(cast.moonwell.pk).rows
    assert (row.collaboration_id, row.state, row.shop_name) == (made.pk, "active", "Moonwell GB")
    assert (row.seats, row.accepted, row.removed, row.products) == (2, 1, 0, 2)
    assert collaboration_page(cast.moonwell.pk, cast.us.pk).rows == []


def test_another_workspace_s_collaborations_are_never_seen(cast: Cast) -> None:
    made = active(cast)
    assert collaboration_page(cast.harbour.pk).rows == []
    assert collaboration(cast.moonwell.pk, made.pk) == made
    with pytest.raises(NotFound):
        collaboration(cast.harbour.pk, made.pk)


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop = shop_in(cast.harbour, "GB", "guidebook")
    tea = product(shop, "1", "Tea", 500)
    for number in range(count):
        who = creator(cast.harbour, f"h{number}", "GB", 1_000)
        seat_creator(shop, who.pk, cast.offer(tea, label=f"L{number}"), now=NOW)
    with django_assert_num_queries(2):
        assert len(collaboration_page(cast.harbour.pk).rows) == count
    with django_assert_num_queries(5):
        assert len(in_state(shop.pk, TargetCollaboration.State.DRAFTED)) == count


def test_what_jobs_read_is_a_shop_s_own(cast: Cast) -> None:
    made = active(cast)
    assert seen_before(cast.uk.pk) == {"8001": SeenBefore(made.pk, 1, 0, None)}
    assert listed_counts(cast.uk.pk) == {cast.anna.pk: 2}
    pairs = {(who.pk, what.pk) for who in (cast.anna,) for what in (cast.serum, cast.candle)}
    assert open_pairs(cast.uk.pk, [cast.anna.pk]) == pairs
    assert (seen_before(cast.us.pk), listed_counts(cast.us.pk), open_pairs(cast.us.pk, [cast.anna.pk])) == (
        {},
        {},
        set(),
    )


def test_who_left_has_no_offer_any_more(cast: Cast) -> None:
    made = active(cast)
    remove_creator(made.pk, cast.bao.pk, now=NOW)
    assert offered_products(cast.uk.pk) == {cast.anna.pk: {cast.serum.pk, cast.candle.pk}}


def test_terms_of_some_creators(cast: Cast) -> None:
    active(cast)
    assert [one.creator_id for one in terms_of(cast.uk.pk, [cast.bao.pk])] == [cast.bao.pk] * 2
    assert (len(terms_of(cast.uk.pk)), terms_of(cast.us.pk)) == (4, [])
