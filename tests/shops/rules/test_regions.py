"""Regions: where the platform sells, with currency and time zone."""

from zoneinfo import ZoneInfo

import pytest

from rapport.shared.money import minor_digits
from rapport.shops.rules.regions import REGIONS, Region, RegionUnknown, region


@pytest.mark.parametrize("written", ["GB", "gb", " uk ", "UK"])
def test_britain_by_either_code(written: str) -> None:
    assert region(written) == Region("GB", "United Kingdom", "英国", "GBP", "Europe/London", "en")


@pytest.mark.parametrize("place", REGIONS.values(), ids=lambda place: place.code)
def test_every_region_has_a_currency_and_a_zone_that_exist(place: Region) -> None:
    assert minor_digits(place.currency) in (0, 2)
    assert ZoneInfo(place.timezone).key == place.timezone
    assert len(place.code) == 2


@pytest.mark.parametrize("written", ["", "XX", "United Kingdom"])
def test_a_region_that_nobody_knows_is_refused(written: str) -> None:
    with pytest.raises(RegionUnknown) as refused:
        region(written)
    assert refused.value.data == {"region": written, "known": ", ".join(REGIONS)}
