"""Lines and bands of files that are handed out."""

import pytest

from rapport.creators.rules.exporting import band, line, rate_band, size_band

BANDS = (1_000, 20_000, 100_000)


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "＝1", " =1"])
def test_nothing_in_a_file_is_a_formula(cell: str) -> None:
    assert line([cell]).strip('"\r\n').startswith("'")


def test_figures_stay_figures_and_unknown_is_empty() -> None:
    assert line([-5, None, "Anna, B", 'says "hi"']) == '-5,,"Anna, B","says ""hi"""\r\n'


@pytest.mark.parametrize(
    ("followers", "told"),
    [(None, ""), (999, "under 1000"), (1_000, "1000 to 20000"), (19_999, "1000 to 20000"), (100_000, "100000 or more")],
)
def test_a_band_includes_its_lower_bound(followers: int | None, told: str) -> None:
    assert band(followers, BANDS) == told


@pytest.mark.parametrize(
    ("value", "told"), [(None, ""), (0, "0"), (7, "1 to 10"), (10, "10 to 100"), (999, "100 to 1000")]
)
def test_a_size_is_a_power_of_ten(value: int | None, told: str) -> None:
    assert size_band(value) == told


@pytest.mark.parametrize(("rate", "told"), [(None, ""), (0, "0% to 5%"), (499, "0% to 5%"), (1_234, "10% to 15%")])
def test_a_rate_is_told_in_steps_of_five_percent(rate: int | None, told: str) -> None:
    assert rate_band(rate) == told
