"""Choices beside a list: which there are, and what each asks for."""

import pytest

from rapport.creators.rules.screens import FIELDS
from rapport.creators.rules.screens.facets import FACETS, bands_of, chosen, known_choices
from rapport.policies.queries import default_playbook
from rapport.shared.conditions import Condition, Either, Every, Not, OneOf, Within

BANDS = bands_of(default_playbook().values)


def test_every_facet_is_a_field_once() -> None:
    assert set(FACETS) <= set(FIELDS)
    assert len(set(FACETS)) == len(FACETS)


@pytest.mark.parametrize(
    ("name", "values", "asks"),
    [
        ("region", [], Every()),
        ("region", ["GB", "US"], OneOf("region", ("GB", "US"))),
        ("followers", ["20000"], Within("followers", 20_000, 99_999)),
        ("followers", ["1000000"], Within("followers", 1_000_000)),
        (
            "followers",
            ["100000", "1000"],
            Either((Within("followers", 1_000, 19_999), Within("followers", 100_000, 499_999))),
        ),
        ("score", ["5"], Within("score", 5, 5)),
        ("blocked", ["1"], Within("blocked", 1, 1)),
        ("blocked", ["0"], Not(Within("blocked", 1, 1))),
        ("blocked", ["0", "1"], Every()),
    ],
)
def test_choices_ask_for_any_of_them(name: str, values: list[str], asks: Condition) -> None:
    assert chosen(name, values, BANDS) == asks


def test_what_is_no_choice_is_left_out() -> None:
    assert known_choices("followers", ["1000", "17", "1000", "many"], BANDS) == ("1000",)
    assert known_choices("region", ["GB", "", "GB", "XX"], BANDS) == ("GB", "XX")
