"""The best value of a row."""

import pytest

from rapport.creators.rules.comparing import LOW, MINUTES, MONEY, NEITHER, Kind, Value, compared

GBP = ["GBP"] * 3


@pytest.mark.parametrize(
    ("kind", "values", "best"),
    [
        (Kind("followers"), [10, 30, 20], {1}),
        (Kind("followers"), [30, 10, 30], {0, 2}),
        (Kind("followers"), [None, 0, 5], {2}),
        (Kind("reply_minutes", MINUTES, LOW), [90, None, 30], {2}),
        (Kind("adult_share", better=NEITHER), [1, 2, 3], set()),
        (Kind("followers"), [None, 7, None], set()),
        (Kind("followers"), [7, 7, 7], set()),
    ],
)
def test_the_best_known_value_is_marked(kind: Kind, values: list[Value], best: set[int]) -> None:
    assert compared(kind, values, GBP).best == best


def test_amounts_in_different_currencies_have_no_best() -> None:
    gmv = Kind("gmv_30d_mid", MONEY)
    assert compared(gmv, [100, 200, None], ["GBP", "USD", "GBP"]).best == set()
    assert compared(gmv, [100, None, 200], ["GBP", "USD", "GBP"]).best == {2}
