"""A whole library's groups and scores."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.creators.made_up import each, library, metrics_of

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.score import creator_score
from rapport.creators.rules.scoring import (
    NO_SCORE,
    UNKNOWN,
    Ints,
    Library,
    library_of,
    library_scores,
    library_standings,
)
from rapport.creators.rules.standings import GROUP_MIN, WRITTEN, Standing, Standings

FACTORS = st.sampled_from([3, 7, 10, 100, 1_000, 999_983])


def scores(found: Library) -> Ints:
    return library_scores(found, library_standings(found))


def test_every_score_is_the_one_its_creator_gets_alone() -> None:
    found = library(1_500)
    groups, made = library_standings(found), scores(found)
    for row in range(found.ids.size):
        group = groups.group(found.regions[found.region[row]], found.categories[found.category[row]])
        assert made[row] == (creator_score(metrics_of(found, row), group).value or NO_SCORE)


def test_a_few_creators_get_the_scores_that_each_gets_alone() -> None:
    told = [
        ("pets", "GB", "GBP", 40, 90_000, 3, None),
        ("pets", "GB", None, None, None, 9, 2),
        ("", "VN", "VND", None, 700, None, None),
        ("", "", None, 0, None, 0, 0),
    ]
    groups = library_standings(library(2_000))
    for found in (groups, Standings({})):
        alone = [
            creator_score(
                Metrics(currency=currency, units_30d_low=units, gmv_30d_low=gmv, videos_30d=videos, lives_30d=lives),
                found.group(region, category),
            ).value
            for category, region, currency, units, gmv, videos, lives in told
        ]
        assert library_scores(library_of(told), found).tolist() == [score or NO_SCORE for score in alone]
    assert library_of([]).ids.size == 0


def test_scores_are_cut_at_fixed_shares_in_every_country_and_category() -> None:
    found = library(20_000)
    made = scores(found)
    for region, category in [(1, 1), (1, 3), (2, 2)]:
        inside = made[(found.region == region) & (found.category == category) & (made != NO_SCORE)]
        shares = np.bincount(inside, minlength=6)[1:] / inside.size
        assert np.abs(shares - [0.1, 0.2, 0.4, 0.2, 0.1]).max() < 0.02


def test_a_group_is_made_where_enough_creators_have_known_sales() -> None:
    found = library(2_000)
    small = found.only((found.region != 2) | (found.ids < 100))
    groups = library_standings(small).groups
    assert set(groups) == {("", ""), ("GB", ""), ("GB", "beauty"), ("GB", "pets"), ("GB", "toys"), ("TH", "")}
    assert library_standings(library(GROUP_MIN - 1)).groups == {}


def test_the_narrowest_group_there_is_holds() -> None:
    wide, narrow, over_all = (
        replace(WRITTEN, region=region, category=category)
        for region, category in [("GB", ""), ("GB", "pets"), ("", "")]
    )
    groups = Standings.of([wide, narrow])
    assert (groups.group("GB", "pets"), groups.group("GB", "toys")) == (narrow, wide)
    assert groups.group("TH", "pets") == WRITTEN
    assert Standings.of([over_all]).group("TH", "pets") is over_all


def test_a_group_s_tables_survive_being_stored() -> None:
    group = library_standings(library(1_000)).group("GB", "pets")
    assert Standing.from_json(group.as_json()).as_json() == group.as_json()
    assert len(group.cuts["units"]) == 100


def test_unknown_sales_are_no_score_and_no_part_of_a_group() -> None:
    found = library(1_000)
    silent = replace(found, units=np.full(1_000, UNKNOWN), gmv=np.full(1_000, UNKNOWN))
    assert set(scores(silent).tolist()) == {NO_SCORE}
    assert library_standings(silent).groups == {}


def test_who_sold_nothing_scores_lowest_however_many_they_are() -> None:
    found = library(1_000)
    idle = np.arange(1_000) < 600
    made = scores(each(found, lambda values: np.where(idle, 0, values)))
    assert set(made[idle].tolist()) == {1}


@given(FACTORS, FACTORS, st.integers(0, 50))
def test_no_unit_of_money_or_pieces_changes_a_score(money: int, pieces: int, seed: int) -> None:
    found = library(400, seed)
    other = replace(
        found,
        gmv=np.where(found.gmv < 0, UNKNOWN, found.gmv * money),
        units=np.where(found.units < 0, UNKNOWN, found.units * pieces),
    )
    assert (scores(found) == scores(other)).all()


@given(st.integers(0, 30))
def test_a_new_day_hardly_moves_anybody_by_two(seed: int) -> None:
    """Each day a thirtieth of the sales and posts leaves the window, and as much comes in by chance."""
    found, chance = library(5_000, seed), np.random.default_rng(seed)

    def a_day_later(values: Ints) -> Ints:
        known = np.maximum(values, 0)
        return np.where(values < 0, UNKNOWN, known - chance.binomial(known, 1 / 30) + chance.poisson(known / 30))

    later = each(found, a_day_later)
    moved = np.abs(scores(later) - scores(found)) >= 2
    assert moved.mean() < 0.05


def test_the_order_of_a_library_changes_nothing() -> None:
    found = library(2_000)
    turned = np.arange(2_000)[::-1]
    assert (scores(found.only(turned)) == scores(found)[turned]).all()
