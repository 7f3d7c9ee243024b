"""Searching an index finds what reading every row finds, whatever is asked for."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.index.rows import SCHEMA, Row, batches, ordered, passing

from rapport.index import searching, sieve
from rapport.index.building import build_segment
from rapport.index.searching import Order, count_choices, matching_ids, search
from rapport.index.segment import Segment
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Not, OneOf, Within

BY_GMV = Order((("gmv", 1),))
ANNA = Row(1, 25_000, 900, 550, "GB", ("beauty", "home"), ("vip",), "Anna.Glow")
BAO = Row(2, 40_000, 1_500, None, "GB", ("pets",), (), "bao")
CHAI = Row(3, 300, None, 200, "TH", ("beauty",), ("vip", "new"), "chai_glow")
DARA = Row(4, None, 70, 10_000, "", (), ("new",), "dara")
CAST = [ANNA, BAO, CHAI, DARA]


def built(folder: Path, rows: list[Row]) -> Segment:
    build_segment(folder / "one", SCHEMA, batches(rows))
    return Segment(folder / "one")


@pytest.fixture
def cast_segment(tmp_path: Path) -> Segment:
    return built(tmp_path, CAST)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (Every(), [1, 2, 3, 4]),
        (Either(()), []),
        (Within("followers", 25_000, 40_000), [1, 2]),
        (Within("followers", 25_001), [2]),
        (Within("followers", high=299), []),
        (Not(Within("followers", 1_000)), [3]),
        (Within("gmv", -5, 10**15), [1, 2, 4]),
        (Within("rate", 10**15), []),
        (Known("rate"), [1, 3, 4]),
        (Not(Known("rate")), [2]),
        (Known("region"), [1, 2, 3]),
        (OneOf("region", ("GB", "US")), [1, 2]),
        (Not(OneOf("region", ("GB",))), [3]),
        (OneOf("category", ("beauty",)), [1, 3]),
        (Not(OneOf("category", ("beauty",))), [2]),
        (Known("category"), [1, 2, 3]),
        (Known("tag"), [1, 2, 3, 4]),
        (Known("handle"), [1, 2, 3, 4]),
        (Not(Known("handle")), []),
        (OneOf("tag", ("vip", "new", "old")), [1, 3, 4]),
        (Not(OneOf("tag", ("new",))), [1, 2]),
        (Contains("handle", "GLOW"), [1, 3]),
        (Not(Contains("handle", "glow")), [2, 4]),
        (Either((OneOf("region", ("TH",)), Within("gmv", high=100))), [3, 4]),
        (Every((Not(Every((OneOf("region", ("GB",)), Within("rate", 500)))), Known("followers"))), [3]),
    ],
)
def test_a_condition_finds_its_rows(cast_segment: Segment, asked: Condition, ids: list[int]) -> None:
    assert matching_ids([cast_segment], asked).tolist() == ids == passing(CAST, asked)


def test_the_best_come_first_and_the_unknown_last(cast_segment: Segment) -> None:
    found = search([cast_segment], Every(), BY_GMV, start=0, length=50)
    assert (found.total, found.ids) == (4, (2, 1, 4, 3))


def test_the_other_way_round_the_unknown_still_come_last(cast_segment: Segment) -> None:
    assert search([cast_segment], Every(), Order((("gmv", -1),)), start=0, length=50).ids == (4, 1, 2, 3)


def test_a_page_is_a_part_of_the_whole(cast_segment: Segment) -> None:
    assert search([cast_segment], Every(), BY_GMV, start=2, length=1).ids == (4,)


def test_a_ranking_adds_up_what_is_known(cast_segment: Segment) -> None:
    ranking = Order((("gmv", 10), ("rate", 1)), sums=True)
    assert search([cast_segment], Every(), ranking, start=0, length=50).ids == (2, 4, 1, 3)


def test_counts_beside_choices_leave_the_choice_itself_open(cast_segment: Segment) -> None:
    asked = Every((OneOf("region", ("GB",)), Within("followers", 10_000)))
    counts = count_choices([cast_segment], asked, ["region", "category", "tag", "followers"], {"followers": (0, 1_000)})
    assert counts == {
        "region": {"GB": 2},
        "category": {"beauty": 1, "home": 1, "pets": 1},
        "tag": {"vip": 1},
        "followers": {"1000": 2},
    }


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert search([built(tmp_path, [])], Every(), BY_GMV, start=0, length=50).total == 0


numbers = st.none() | st.integers(0, 3) | st.sampled_from([254, 255, 256, 65_534, 65_535, 2**32 - 1, 2**40])
words = st.sampled_from(["", "GB", "TH", "US"])
several = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True).map(tuple)
texts = st.text("aAb ñ梅\n", max_size=4)
tables = st.lists(st.tuples(numbers, numbers, numbers, words, several, several, texts), max_size=40).map(
    lambda found: [Row(number, *one) for number, one in enumerate(found, start=1)]
)
bounds = st.none() | st.integers(0, 4) | st.sampled_from([255, 65_535, 2**40])
leaf = st.one_of(
    st.builds(Within, st.sampled_from(["followers", "gmv", "rate"]), bounds, bounds),
    st.builds(OneOf, st.just("region"), st.lists(words, max_size=3).map(lambda v: tuple(one for one in v if one))),
    st.builds(OneOf, st.sampled_from(["category", "tag"]), several),
    st.builds(Contains, st.just("handle"), st.sampled_from(["a", "ab", "梅", "ñ", ""])),
    st.builds(Known, st.sampled_from(["followers", "region", "tag", "handle"])),
)
conditions = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=3).map(lambda parts: Every(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=6,
)
orders = st.one_of(
    st.builds(
        lambda name, weight: Order(((name, weight),)), st.sampled_from(["followers", "gmv"]), st.sampled_from([1, -1])
    ),
    st.just(Order((("rate", 3), ("followers", 1)), sums=True)),
)


@settings(deadline=None, max_examples=300)
@given(rows=tables, asked=conditions, order=orders)
def test_any_search_finds_what_reading_every_row_finds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], asked: Condition, order: Order
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sieve, "BLOCKS_AT_ONCE", 1)
        patched.setattr(searching, "SHARED_FROM", 0)
        segment = built(tmp_path_factory.mktemp("index"), rows)
        found = search([segment], asked, order, start=0, length=7)
    wanted = ordered(rows, asked, order)
    assert (found.total, list(found.ids)) == (len(wanted), wanted[:7])
