"""What may be looked for in the marketplace, and when a saved search is due."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.marketplace import (
    GMV_BANDS,
    SearchInvalid,
    SearchUnnamed,
    Wanted,
    checked_days,
    checked_name,
    next_run,
)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"keyword": "x" * 81}, "keyword"),
        ({"followers_from": 500, "followers_to": 499}, "followers"),
        ({"followers_from": -1}, "followers"),
        ({"gmv_bands": ("from_7",)}, "gmv_bands"),
        ({"unit_bands": ("all",)}, "unit_bands"),
        ({"views_from": 100_001}, "views_from"),
        ({"live_viewers_from": -1}, "live_viewers_from"),
        ({"engagement_from": 21}, "engagement_from"),
        ({"ages": ("from_12",)}, "ages"),
        ({"gender": "other"}, "gender"),
        ({"gender_share_from": 5000}, "gender_share_from"),
        ({"gender": "male", "gender_share_from": 10_001}, "gender_share_from"),
        ({"commission_below": 700}, "commission_below"),
        ({"post_rate": "best"}, "post_rate"),
        ({"agency": "both"}, "agency"),
        ({"contents": ("photo",)}, "contents"),
    ],
)
def test_what_the_marketplace_does_not_take_is_refused_by_name(told: dict[str, object], field: str) -> None:
    with pytest.raises(SearchInvalid) as refused:
        Wanted(**told)  # type: ignore[arg-type] # as forms send it
    assert refused.value.data == {"field": field}


def test_followers_need_no_lower_bound() -> None:
    assert Wanted(followers_to=0).followers_from is None


def test_half_of_the_followers_where_only_the_gender_is_named() -> None:
    assert Wanted(gender="female").share_from == 5000
    assert Wanted(gender="female", gender_share_from=0).share_from == 0
    assert Wanted().share_from is None


@given(
    st.builds(
        Wanted,
        keyword=st.text(max_size=80),
        followers_from=st.none() | st.integers(0, 10**6),
        gmv_bands=st.lists(st.sampled_from(GMV_BANDS), unique=True).map(tuple),
        only_fast_growing=st.booleans(),
    )
)
def test_a_row_gives_back_the_same_conditions(wanted: Wanted) -> None:
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in wanted.as_json().items()}
    assert Wanted.from_json(kept) == wanted


def test_nothing_asked_for_is_kept_as_nothing() -> None:
    assert (Wanted().as_json(), Wanted().is_empty, Wanted(followers_from=0).as_json()) == (
        {},
        True,
        {"followers_from": 0},
    )


def test_a_search_is_due_at_once_then_every_so_many_days() -> None:
    assert next_run(7, None, NOW) == NOW
    assert next_run(7, NOW, NOW) == NOW + timedelta(days=7)
    assert next_run(None, NOW, NOW) is None


def test_names_and_days_are_checked() -> None:
    assert (checked_name("  Beauty "), checked_days(None), checked_days(90)) == ("Beauty", None, 90)
    with pytest.raises(SearchUnnamed):
        checked_name("  ")
    for days in (0, 91):
        with pytest.raises(SearchInvalid):
            checked_days(days)
