"""Target collaborations: seats, what the platform made of them, who leaves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOW, Cast, creator, product, shop_in

from rapport.collaborations.actions.plans import (
    AlreadyInvited,
    NothingOffered,
    SeenSeat,
    claim_draft,
    end_past,
    record_created,
    record_ended,
    record_not_created,
    record_seats,
    record_updated,
    remove_creator,
    reopen_draft,
    seat_creator,
)
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration, Terms
from rapport.collaborations.queries import offered_products, open_pairs, terms_of, to_update
from rapport.collaborations.rules.terms import RateOutOfRange
from rapport.creators.models import Creator
from rapport.shared.refusals import NotFound

DAY = timedelta(days=1)


def seated(cast: Cast, *creators: Creator) -> TargetCollaboration:
    """A draft for the serum at 20 % in which these creators sit."""
    return [seat_creator(cast.uk, one.pk, cast.offer(), now=NOW) for one in creators][-1]


def active(cast: Cast, *creators: Creator) -> TargetCollaboration:
    made = seated(cast, *creators)
    claim_draft(made.pk)
    record_created(made.pk, "8001", now=NOW)
    made.refresh_from_db()
    return made


def seats(made: TargetCollaboration) -> dict[str, str]:
    rows = CollaborationCreator.objects.filter(collaboration=made).order_by("pk")
    return dict(rows.values_list("creator__handle", "state"))


def state(made: TargetCollaboration) -> str:
    made.refresh_from_db()
    return made.state


def test_creators_with_one_offer_share_a_draft(cast: Cast) -> None:
    made = seated(cast, cast.anna, cast.bao)
    assert (seats(made), TargetCollaboration.objects.count()) == ({"anna": "seated", "bao": "seated"}, 1)
    assert list(made.products.values_list("product", "rate")) == [(cast.serum.pk, 2000)]
    assert made.name.startswith("Spring ")
    assert len(made.name) == len("Spring ") + 8


def test_another_rate_product_or_label_is_another_draft(cast: Cast) -> None:
    offers = (cast.offer(), cast.offer(rate=2500), cast.offer(cast.candle), cast.offer(label="Summer"))
    people = (cast.anna, cast.bao, cast.chai, cast.dara)
    made = {seat_creator(cast.uk, who.pk, what, now=NOW).pk for who, what in zip(people, offers, strict=True)}
    assert len(made) == 4


def test_a_draft_takes_thirty_creators_and_a_given_up_seat_is_free(cast: Cast) -> None:
    people = [creator(cast.moonwell, f"c{number}", "GB", 1_000) for number in range(32)]
    full = seated(cast, *people[:30])
    assert seat_creator(cast.uk, people[30].pk, cast.offer(), now=NOW).pk != full.pk
    remove_creator(full.pk, people[0].pk, now=NOW)
    assert seat_creator(cast.uk, people[31].pk, cast.offer(), now=NOW).pk == full.pk


def test_nobody_is_invited_twice_for_one_product(cast: Cast) -> None:
    made = seated(cast, cast.anna)
    assert open_pairs(cast.uk.pk, [cast.anna.pk]) == {(cast.anna.pk, cast.serum.pk)}
    with pytest.raises(AlreadyInvited):
        seat_creator(cast.uk, cast.anna.pk, cast.offer(label="Summer"), now=NOW)
    remove_creator(made.pk, cast.anna.pk, now=NOW)
    assert seat_creator(cast.uk, cast.anna.pk, cast.offer(label="Summer"), now=NOW).pk != made.pk


@pytest.mark.parametrize(("rate", "refusal"), [(99, RateOutOfRange), (8001, RateOutOfRange)])
def test_what_the_platform_does_not_allow_is_refused(cast: Cast, rate: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        seat_creator(cast.uk, cast.anna.pk, cast.offer(rate=rate), now=NOW)
    assert TargetCollaboration.objects.count() == 0


def test_an_offer_without_products_is_refused(cast: Cast) -> None:
    offer = cast.offer()
    with pytest.raises(NothingOffered) as refused:
        seat_creator(cast.uk, cast.anna.pk, type(offer)("Spring", {}, offer.ends_at), now=NOW)
    assert refused.value.data == {"products": 0, "most": 100}


def test_another_shop_s_product_cannot_be_offered(cast: Cast) -> None:
    foreign = product(shop_in(cast.harbour, "GB", "guidebook"), "9", "Tea", 500)
    with pytest.raises(NotFound) as refused:
        seat_creator(cast.uk, cast.anna.pk, cast.offer(foreign), now=NOW)
    assert refused.value.data == {"what": "product", "id": foreign.pk}


def test_a_draft_is_claimed_once(cast: Cast) -> None:
    made = seated(cast, cast.anna)
    assert [claim_draft(made.pk), claim_draft(made.pk), state(made)] == [True, False, "creating"]
    reopen_draft(made.pk)
    assert state(made) == "drafted"


def test_a_draft_that_everybody_left_while_it_was_sent_is_not_tried_again(cast: Cast) -> None:
    made = seated(cast, cast.anna)
    claim_draft(made.pk)
    remove_creator(made.pk, cast.anna.pk, now=NOW)
    assert state(made) == "creating"
    reopen_draft(made.pk)
    assert state(made) == "ended"


def test_once_the_platform_made_it_terms_begin(cast: Cast) -> None:
    made = active(cast, cast.anna, cast.bao)
    record_created(made.pk, "8002", now=NOW + DAY)
    assert (state(made), made.platform_id) == ("active", "8001")
    assert seats(made) == {"anna": "invited", "bao": "invited"}
    told = [(one.creator_id, one.rate, one.valid_from, one.valid_to) for one in terms_of(cast.uk.pk)]
    assert told == [(who.pk, 2000, NOW, made.ends_at) for who in (cast.anna, cast.bao)]


def test_recording_takes_as_many_queries_for_twenty_creators_as_for_one(cast: Cast) -> None:
    counts = []
    for label, number in (("one", 1), ("many", 20)):
        people = [creator(cast.moonwell, f"{label}{n}", "GB", 1_000) for n in range(number)]
        (made,) = {seat_creator(cast.uk, who.pk, cast.offer(label=label), now=NOW) for who in people}
        with CaptureQueriesContext(connection) as asked:
            record_created(made.pk, label, now=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_refused_lose_their_seat_and_the_rest_try_again_under_another_name(cast: Cast) -> None:
    made = seated(cast, cast.anna, cast.bao)
    name = made.name
    claim_draft(made.pk)
    assert record_not_created(made.pk, [cast.anna.pk], "busy") == [cast.bao.pk]
    assert (state(made), made.name != name, seats(made)) == ("drafted", True, {"anna": "removed", "bao": "seated"})


@pytest.mark.parametrize("culprit", [True, False])
def test_a_collaboration_nobody_is_left_in_is_refused(cast: Cast, *, culprit: bool) -> None:
    made = seated(cast, cast.anna)
    claim_draft(made.pk)
    assert record_not_created(made.pk, [cast.anna.pk] if culprit else [], "busy") == []
    assert (state(made), made.refused_code, seats(made)) == ("refused", "busy", {"anna": "removed"})


def test_who_shows_a_product_has_accepted_and_is_told_once(cast: Cast) -> None:
    made = active(cast, cast.anna, cast.bao)
    seen = [SeenSeat(cast.anna.pk, 1, 0), SeenSeat(cast.bao.pk, 0, 0), SeenSeat(cast.chai.pk, 1, 0)]
    assert record_seats(made.pk, seen, now=NOW) == [cast.anna.pk]
    assert record_seats(made.pk, seen, now=NOW + DAY) == []
    assert seats(made) == {"anna": "accepted", "bao": "invited"}
    assert CollaborationCreator.objects.get(creator=cast.anna).accepted_at == NOW


def test_who_leaves_an_active_collaboration_ends_their_terms_and_the_platform_is_told(cast: Cast) -> None:
    made = active(cast, cast.anna, cast.bao)
    remove_creator(made.pk, cast.anna.pk, now=NOW + DAY)
    remove_creator(made.pk, cast.anna.pk, now=NOW + 2 * DAY)
    assert Terms.objects.get(creator=cast.anna).valid_to == NOW + DAY
    assert Terms.objects.get(creator=cast.bao).valid_to == made.ends_at
    assert to_update(cast.uk.pk) == [made]
    assert offered_products(cast.uk.pk) == {cast.bao.pk: {cast.serum.pk}}
    record_updated(made.pk, [cast.bao.pk])
    assert (to_update(cast.uk.pk), state(made)) == ([], "active")


def test_who_left_while_the_platform_was_told_is_still_to_be_taken_out(cast: Cast) -> None:
    made = active(cast, cast.anna, cast.bao, cast.chai)
    for one in (cast.anna, cast.bao):
        remove_creator(made.pk, one.pk, now=NOW)
    record_updated(made.pk, [cast.bao.pk, cast.chai.pk])
    assert to_update(cast.uk.pk) == [made]
    record_ended(made.pk)
    assert (to_update(cast.uk.pk), state(made)) == ([], "ended")


def test_who_leaves_while_the_platform_is_called_is_taken_out_there_afterwards(cast: Cast) -> None:
    made = seated(cast, cast.anna, cast.bao)
    claim_draft(made.pk)
    remove_creator(made.pk, cast.anna.pk, now=NOW)
    record_created(made.pk, "8001", now=NOW)
    assert to_update(cast.uk.pk) == [made]
    assert [one.creator_id for one in terms_of(cast.uk.pk)] == [cast.bao.pk]


def test_a_draft_that_everybody_left_is_over(cast: Cast) -> None:
    made = seated(cast, cast.anna)
    remove_creator(made.pk, cast.anna.pk, now=NOW)
    assert (state(made), made.changed) == ("ended", False)


def test_a_collaboration_is_over_at_its_end(cast: Cast) -> None:
    made = active(cast, cast.anna)
    assert end_past(cast.uk.pk, now=made.ends_at - timedelta(microseconds=1)) == 0
    assert end_past(cast.us.pk, now=made.ends_at) == 0
    assert end_past(cast.uk.pk, now=made.ends_at) == 1
    assert (state(made), offered_products(cast.uk.pk)) == ("ended", {})
