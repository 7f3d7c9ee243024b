"""Which two records are one creator."""

from dataclasses import replace

import pytest

from rapport.creators.rules.contacts import Trace
from rapport.creators.rules.identity import Confidence, Record, in_order, likeness, same_account
from rapport.shared.refusals import Reason

ANNA = Record(1, "open-anna", "anna", "GB", "Anna B")
LISTED = Record(2, "", "anna", "")
EMAIL, PICTURE = Trace("email", "anna@example.com"), Trace("avatar", "https://p16.example/a.webp")


def test_one_open_id_is_one_creator_whatever_else_they_say() -> None:
    other = Record(2, "open-anna", "anna.us", "US")
    found = likeness(ANNA, other)
    assert found is not None
    assert (found.confidence, found.reasons) == (Confidence.CERTAIN, (Reason("identity.same_open_id"),))


@pytest.mark.parametrize("region", ["", "GB"])
def test_one_handle_is_certain_where_only_one_record_says_more(region: str) -> None:
    found = likeness(ANNA, replace(LISTED, region=region))
    assert found is not None
    assert found.confidence is Confidence.CERTAIN


def test_a_region_nobody_told_is_not_certain_where_several_have_the_handle() -> None:
    found = likeness(ANNA, LISTED, others_of_handle=1)
    assert found is not None
    assert (found.confidence, found.reasons) == (
        Confidence.POSSIBLE,
        (Reason("identity.region_unknown", {"handle": "anna", "region": "GB"}),),
    )


def test_a_handle_that_changed_hands_says_nothing() -> None:
    assert likeness(ANNA, Record(2, "open-other", "anna", "GB")) is None


def test_the_same_name_in_another_region_is_likely_the_handle_alone_only_possible() -> None:
    named, other = Record(2, "open-us", "anna", "US", "anna b"), Record(2, "open-us", "anna", "US", "Annie")
    found = [likeness(ANNA, one) for one in (named, other)]
    assert [one and one.confidence for one in found] == [Confidence.LIKELY, Confidence.POSSIBLE]


@pytest.mark.parametrize(
    ("traces", "confidence"),
    [({EMAIL}, Confidence.LIKELY), ({PICTURE}, Confidence.POSSIBLE), ({EMAIL, PICTURE}, Confidence.LIKELY)],
)
def test_a_shared_contact_says_more_than_a_shared_picture(traces: set[Trace], confidence: Confidence) -> None:
    one, other = (replace(x, traces=frozenset(traces)) for x in (ANNA, Record(2, "", "bella", "GB")))
    found = likeness(one, other)
    assert found is not None
    assert found.confidence is confidence


def test_the_reason_names_the_contact_but_not_the_picture_s_address() -> None:
    one, other = (replace(x, traces=frozenset({EMAIL, PICTURE})) for x in (ANNA, Record(2, "", "bella", "GB")))
    found = likeness(one, other)
    assert found is not None
    assert found.reasons == (
        Reason("identity.same_avatar"),
        Reason("identity.same_email", {"value": "anna@example.com"}),
    )


def test_a_former_handle_is_possible_unless_both_are_known_to_the_platform() -> None:
    was = replace(ANNA, former=frozenset({"bella"}))
    found = likeness(was, Record(2, "", "bella", "GB"))
    assert found is not None
    assert found.reasons == (Reason("identity.former_handle", {"handle": "bella"}),)
    assert likeness(was, Record(2, "open-bella", "bella", "GB")) is None


def test_strangers_have_nothing_in_common() -> None:
    assert likeness(ANNA, Record(2, "", "bella", "GB", "Anna B")) is None


def test_likeness_does_not_depend_on_who_is_named_first() -> None:
    for other in (LISTED, Record(2, "open-us", "anna", "US", "anna b")):
        one, turned = likeness(ANNA, other), likeness(other, ANNA)
        assert (one and one.confidence) == (turned and turned.confidence)


def test_who_has_the_open_id_stays_then_who_has_a_region_then_the_first() -> None:
    assert in_order(LISTED, ANNA) == in_order(ANNA, LISTED) == (ANNA, LISTED)
    placed = replace(LISTED, creator_id=3, region="GB")
    assert in_order(LISTED, placed) == (placed, LISTED)
    assert in_order(placed, replace(placed, creator_id=4))[0] is placed


def test_two_open_ids_are_two_accounts() -> None:
    assert same_account(ANNA, LISTED)
    assert not same_account(ANNA, Record(2, "open-us", "anna", "US"))
