"""What a message costs: each one under the guides, each new creator of a week in the United States."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.quota import (
    Cap,
    Contact,
    Cost,
    FollowersAboveCeiling,
    Kind,
    PreReplyCapReached,
    QuotaUsedUp,
    Standing,
    after_change,
    check_followers,
    check_left,
    contact_matters,
    cost_of,
    units_of_invitation,
    weekly_cap,
)
from rapport.policies.queries import rules_for
from rapport.shared.refusals import Reason

UK = rules_for("guidebook", "GB").policy.quota
US = rules_for("us-2025", "US").policy.quota
STRANGER = Contact()


@pytest.mark.parametrize("kind", list(Kind))
def test_under_the_guides_every_kind_of_message_costs_one(kind: Kind) -> None:
    reason = Reason("quota.each_message_costs", {"kind": kind.value, "units": 1})
    assert cost_of(UK, kind, STRANGER) == Cost(1, reason)


def test_under_the_guides_a_talk_that_goes_on_costs_as_much_as_a_first_word() -> None:
    old_friend = Contact(connected=True, counted_this_window=True, sent_since_reply=40)
    assert cost_of(UK, Kind.REPLY, old_friend).units == 1


def test_a_pack_may_price_kinds_differently() -> None:
    dear = UK.model_copy(update={"cost_invitation": 3, "cost_reply": 0})
    assert [cost_of(dear, kind, STRANGER).units for kind in (Kind.INVITATION, Kind.REPLY)] == [3, 0]


def test_in_the_united_states_a_new_creator_costs_one_whatever_is_sent() -> None:
    costs = [cost_of(US, kind, STRANGER) for kind in Kind]
    assert costs == [Cost(1, Reason("quota.new_creator_this_week"))] * len(Kind)


def test_in_the_united_states_the_second_message_of_a_week_is_free() -> None:
    counted = Contact(counted_this_window=True)
    assert cost_of(US, Kind.REMINDER, counted) == Cost(0, Reason("quota.counted_this_week"))


def test_in_the_united_states_a_connected_creator_is_free() -> None:
    assert cost_of(US, Kind.INVITATION, Contact(connected=True)) == Cost(0, Reason("quota.connected_is_free"))


def test_five_messages_may_go_unanswered_in_the_united_states_and_no_sixth() -> None:
    assert cost_of(US, Kind.MESSAGE, Contact(sent_since_reply=4)).units == 1
    with pytest.raises(PreReplyCapReached) as refused:
        cost_of(US, Kind.MESSAGE, Contact(sent_since_reply=5))
    assert refused.value.data == {"most": 5}


def test_who_answered_once_may_be_written_to_without_end() -> None:
    assert cost_of(US, Kind.MESSAGE, Contact(connected=True, sent_since_reply=50)).units == 0


def test_the_cap_before_a_reply_comes_before_any_exemption_of_a_counted_creator() -> None:
    with pytest.raises(PreReplyCapReached):
        cost_of(US, Kind.MESSAGE, Contact(counted_this_window=True, sent_since_reply=5))


def test_what_was_before_matters_only_where_the_policy_looks_at_it() -> None:
    assert not contact_matters(UK, max_followers=None)
    assert contact_matters(UK, max_followers=20_000)
    assert contact_matters(UK.model_copy(update={"connected_exempt": True}), max_followers=None)
    assert contact_matters(UK.model_copy(update={"pre_reply_messages": 5}), max_followers=None)
    assert contact_matters(US, max_followers=None)


def test_a_tier_reaches_creators_up_to_its_ceiling() -> None:
    check_followers(20_000, Contact(followers=20_000))
    with pytest.raises(FollowersAboveCeiling) as refused:
        check_followers(20_000, Contact(followers=20_001))
    assert refused.value.data == {"followers": 20_001, "most": 20_000}


@pytest.mark.parametrize(
    ("ceiling", "contact"),
    [
        (None, Contact(followers=9_000_000)),
        (20_000, Contact(followers=9_000_000, connected=True)),
        (20_000, Contact(followers=None)),
    ],
    ids=["no ceiling", "connected", "size unknown"],
)
def test_who_is_let_past_the_ceiling(ceiling: int | None, contact: Contact) -> None:
    check_followers(ceiling, contact)


def test_what_is_left_counts_held_spent_and_what_went_elsewhere() -> None:
    assert Standing(cap=20, held=3, spent=10, elsewhere=2).left == 5
    assert Standing(cap=None, held=3, spent=10).left is None


def test_a_cap_below_what_went_out_leaves_nothing_and_no_less() -> None:
    assert Standing(cap=5, held=0, spent=9).left == 0


def test_the_last_unit_may_be_taken_and_none_after_it() -> None:
    check_left(Standing(cap=20, held=0, spent=18), 2)
    with pytest.raises(QuotaUsedUp) as refused:
        check_left(Standing(cap=20, held=1, spent=18), 2)
    assert refused.value.data == {"units": 2, "left": 1, "cap": 20, "spent": 18, "held": 1}


def test_without_a_cap_any_number_may_be_taken() -> None:
    check_left(Standing(cap=None, held=0, spent=9_999), 500)


def test_the_guides_cap_a_week_by_the_pack_alone() -> None:
    assert weekly_cap(UK, gmv=900_000, starter_left=1_000) == Cap(20, None, 0, Reason("quota.cap_by_pack", {"cap": 20}))


def test_a_new_shop_lives_on_its_starter_pack() -> None:
    cap = weekly_cap(US, gmv=0, starter_left=400)
    assert (cap.units, cap.max_followers, cap.starter_units) == (400, 20_000, 400)
    assert cap.reason == Reason("quota.cap_by_tier", {"gmv": 0, "tier": 0, "cap": 0, "starter": 400})


@pytest.mark.parametrize(
    ("gmv", "units", "ceiling"),
    [(0, 1_000, 20_000), (1, 2_000, 20_000), (1_999, 2_000, 20_000), (2_000, 7_000, None), (49_999, 7_000, None)],
)
def test_a_shop_climbs_tiers_by_what_it_sold(gmv: int, units: int, ceiling: int | None) -> None:
    cap = weekly_cap(US, gmv=gmv, starter_left=1_000)
    assert (cap.units, cap.max_followers) == (units, ceiling)


def test_the_highest_tier_has_no_limit() -> None:
    assert weekly_cap(US, gmv=50_000, starter_left=1_000) == Cap(
        None, None, 0, Reason("quota.unlimited_by_tier", {"gmv": 50_000, "tier": 3})
    )


def test_a_lower_cap_told_in_mid_week_takes_nothing_back() -> None:
    standing = Standing(cap=20, held=2, spent=9, elsewhere=1)
    assert after_change(standing, 5) == 12
    assert after_change(standing, 30) == 30
    assert after_change(standing, None) is None


counts = st.integers(0, 200)


@given(counts, counts, counts, counts)
def test_whatever_cap_is_told_the_window_holds_what_it_holds(told: int, held: int, spent: int, elsewhere: int) -> None:
    standing = Standing(told, held, spent, elsewhere)
    kept = replace(standing, cap=after_change(standing, told))
    assert kept.cap is not None
    assert kept.cap >= held + spent + elsewhere
    assert kept.left == max(0, told - held - spent - elsewhere)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 1_000))
def test_selling_more_never_lowers_the_cap(one: int, other: int, starter: int) -> None:
    less, more = (weekly_cap(US, gmv, starter_left=starter).units for gmv in sorted((one, other)))
    assert more is None or (less is not None and less <= more)


def test_an_invitation_takes_two_messages_or_one_creator_or_only_its_message() -> None:
    nobody, apart = Contact(), UK.model_copy(update={"shared_pool": False})
    assert units_of_invitation(UK, nobody) == 2
    assert units_of_invitation(US, nobody) == 1
    assert units_of_invitation(apart, nobody) == 1
