"""Creators and products are cut into few collaborations: every pair once, within the platform's limits."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rapport.collaborations.rules.packing import (
    Clash,
    ClashKind,
    Draft,
    Packed,
    PackLimits,
    Standing,
    Want,
    clashing,
    collaboration_name,
    draft_with_room,
    pack,
)

LIMITS = PackLimits(creators_max=30, products_max=100, per_day_max=200, open_max=1000)
THREE = {1: 1500, 2: 1500, 3: 2000}


def test_twelve_creators_and_three_products_are_one_collaboration() -> None:
    found = pack([Want(creator, THREE) for creator in range(12)], LIMITS)
    assert found.at_once == (Packed("", tuple(range(12)), ((1, 1500), (2, 1500), (3, 2000))),)
    assert (found.later, found.clashes) == ((), ())


def test_more_creators_than_one_holds_sit_in_the_next() -> None:
    found = pack([Want(creator, THREE) for creator in range(31)], LIMITS)
    assert [len(one.creators) for one in found.at_once] == [30, 1]


def test_more_products_than_one_holds_make_another_for_the_same_creators() -> None:
    limits = PackLimits(creators_max=30, products_max=2, per_day_max=200, open_max=1000)
    found = pack([Want(7, THREE), Want(8, THREE)], limits)
    assert [(one.creators, len(one.rates)) for one in found.at_once] == [((7, 8), 2), ((7, 8), 1)]


def test_terms_are_not_mixed() -> None:
    found = pack([Want(1, THREE, "Spring"), Want(2, THREE, "Summer")], LIMITS)
    assert [(one.terms, one.creators) for one in found.at_once] == [("Spring", (1,)), ("Summer", (2,))]


def test_offers_that_differ_by_creator_are_cut_by_product_where_that_is_fewer() -> None:
    """Seven creators with seven different choices of three products need three collaborations, not seven."""
    choices = [[1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]]
    found = pack([Want(who, dict.fromkeys(choice, 1500)) for who, choice in enumerate(choices)], LIMITS)
    assert [(one.rates, one.creators) for one in found.at_once] == [
        (((1, 1500),), (0, 3, 4, 6)),
        (((2, 1500),), (1, 3, 5, 6)),
        (((3, 1500),), (2, 4, 5, 6)),
    ]


def test_who_holds_an_invitation_for_a_product_is_left_out_for_that_product_alone() -> None:
    found = pack([Want(1, {5: 1500, 6: 1500})], LIMITS, Standing(pairs=frozenset({(1, 5)})))
    assert found.clashes == (Clash(1, 5, ClashKind.STANDS, ""),)
    assert found.at_once == (Packed("", (1,), ((6, 1500),)),)


def test_of_two_offers_for_one_product_the_first_stands() -> None:
    found = pack([Want(1, {5: 2000}, "Spring"), Want(1, {5: 1500}, "Summer")], LIMITS)
    assert found.at_once == (Packed("Spring", (1,), ((5, 2000),)),)
    assert found.clashes == (Clash(1, 5, ClashKind.WANTED_TWICE, "Summer"),)


def test_beyond_the_day_s_and_the_open_limit_the_rest_waits() -> None:
    wanted = [Want(creator, {creator: 1500}) for creator in range(5)]
    limits = PackLimits(creators_max=1, products_max=1, per_day_max=4, open_max=12)
    a_day = pack(wanted, limits, Standing(made_in_24h=2, open_now=0))
    all_open = pack(wanted, limits, Standing(made_in_24h=0, open_now=11))
    full = pack(wanted, limits, Standing(made_in_24h=9, open_now=99))
    assert [(len(one.at_once), len(one.later)) for one in (a_day, all_open, full)] == [(2, 3), (1, 4), (0, 5)]


def test_two_hundred_creators_a_day_are_seven_collaborations() -> None:
    found = pack([Want(creator, THREE) for creator in range(200)], LIMITS)
    assert (len(found.at_once), sum(len(one.creators) for one in found.at_once)) == (7, 200)


def test_a_seat_is_free_only_in_a_draft_that_offers_exactly_this() -> None:
    drafts = [Draft(1, THREE, 30), Draft(2, {1: 1500}, 3), Draft(3, THREE, 29)]
    assert draft_with_room(drafts, THREE, 30) == 3
    assert draft_with_room(drafts[:2], THREE, 30) is None


def test_a_clash_is_found_among_what_stands() -> None:
    assert clashing(1, [5, 6, 7], {(1, 6), (2, 5)}) == [6]


def test_a_name_keeps_its_code_and_the_platform_s_length() -> None:
    assert collaboration_name("Spring", "7K2M9QWX", 30) == "Spring 7K2M9QWX"
    assert collaboration_name("A campaign with a long name", "7K2M9QWX", 30) == "A campaign with a lon 7K2M9QWX"
    assert collaboration_name("Spring", "7K2M9QWX", 8) == "7K2M9QWX"


OFFERS = st.dictionaries(st.integers(1, 5), st.sampled_from([1000, 1500]), min_size=1)
WANTS = st.lists(st.builds(Want, st.integers(1, 8), OFFERS, st.sampled_from(["Spring", "Summer"])), max_size=12)
ANY_LIMITS = st.builds(PackLimits, st.integers(1, 4), st.integers(1, 3), st.integers(1, 6), st.integers(1, 9))
ANY_STANDING = st.builds(
    Standing,
    st.frozensets(st.tuples(st.integers(1, 8), st.integers(1, 5)), max_size=6),
    st.integers(0, 6),
    st.integers(0, 9),
)


@given(WANTS, ANY_LIMITS, ANY_STANDING)
def test_every_wanted_pair_is_packed_once_or_clashes(
    wanted: list[Want], limits: PackLimits, standing: Standing
) -> None:
    found = pack(wanted, limits, standing)
    packed = Counter(pair for one in found.all for pair in one.pairs)
    asked = {(want.creator_id, product) for want in wanted for product in want.rates}
    clashed = {(one.creator_id, one.product_id) for one in found.clashes if one.kind is ClashKind.STANDS}
    assert set(packed.values()) <= {1}
    assert set(packed) == asked - standing.pairs
    assert clashed == asked & standing.pairs


@given(WANTS, ANY_LIMITS, ANY_STANDING)
def test_the_limits_are_kept_and_nothing_is_offered_that_nobody_wanted(
    wanted: list[Want], limits: PackLimits, standing: Standing
) -> None:
    found = pack(wanted, limits, standing)
    offered = {(want.terms, want.creator_id, *one) for want in wanted for one in want.rates.items()}
    for one in found.all:
        assert 0 < len(one.creators) <= limits.creators_max
        assert 0 < len(one.rates) <= limits.products_max
        assert {(one.terms, who, *rate) for who in one.creators for rate in one.rates} <= offered
    assert len(found.at_once) <= max(0, min(limits.per_day_max - standing.made_in_24h, limits.open_max))


@given(WANTS, ANY_LIMITS)
def test_packed_again_it_is_the_same(wanted: list[Want], limits: PackLimits) -> None:
    assert pack(wanted, limits) == pack(list(wanted), limits)


@given(st.integers(1, 70), ANY_LIMITS)
def test_equal_offers_take_as_few_collaborations_as_can_be(creators: int, limits: PackLimits) -> None:
    found = pack([Want(one, THREE) for one in range(creators)], limits)
    needed = -(-creators // limits.creators_max) * -(-len(THREE) // limits.products_max)
    assert len(found.all) == needed
