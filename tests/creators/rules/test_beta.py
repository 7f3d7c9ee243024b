"""The beta distribution, held against what is known of it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.beta import beta_quantile, share_below

SHAPES = st.floats(0.5, 400)


@pytest.mark.parametrize("x", [0.01, 0.3, 0.5, 0.9])
def test_a_flat_one_stays_below_as_much_as_it_says(x: float) -> None:
    assert share_below(x, 1, 1) == pytest.approx(x, abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [(2, 5), (5, 2), (30, 4), (1, 200)])
@pytest.mark.parametrize("x", [0.02, 0.25, 0.6, 0.95])
def test_whole_shapes_are_sums_of_a_binomial(a: int, b: int, x: float) -> None:
    n = a + b - 1
    binomial = sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert share_below(x, a, b) == pytest.approx(binomial, abs=1e-11)


@pytest.mark.parametrize("x", [0.0001, 0.2, 0.7])
def test_half_and_half_is_the_arcsine(x: float) -> None:
    assert share_below(x, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-11)


def test_nothing_lies_outside_zero_and_one() -> None:
    assert (share_below(0, 2, 3), share_below(1, 2, 3)) == (0, 1)


@pytest.mark.parametrize(("share", "power"), [(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)])
def test_a_quantile_of_a_power(share: float, power: float) -> None:
    assert beta_quantile(share, 3, 1) == pytest.approx(power ** (1 / 3), abs=1e-10)


@given(st.floats(0.001, 0.999), SHAPES, SHAPES)
def test_a_quantile_has_its_share_below_it(share: float, a: float, b: float) -> None:
    assert share_below(beta_quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-6)
