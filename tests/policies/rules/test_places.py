"""Holidays of the markets served, held against calendars that anybody can look up."""

from datetime import date

import pytest

from rapport.policies.queries import places
from rapport.policies.rules.places import easter, read_places
from rapport.policies.rules.sourced import DataFileInvalid
from rapport.shops.rules.regions import REGIONS

REGION = {
    "source": "law",
    "as_of": date(2026, 11, 24),
    "confidence": "official",
    "zones": [{"zone": "Europe/London", "city": "London", "zh": "伦敦"}],
}


def off(region: str, day: str) -> str:
    """The name of a day off, empty for a working day."""
    found = places()[region].days_off.get(date.fromisoformat(day))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("year", "day"), [(2026, "2026-04-05"), (2027, "2027-03-28"), (2028, "2028-04-16"), (2038, "2038-04-25")]
)
def test_easter_is_where_the_churches_keep_it(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("US", "2026-11-26", "Thanksgiving"),
        ("US", "2026-07-03", "Independence Day"),
        ("US", "2027-07-05", "Independence Day"),
        ("US", "2028-05-29", "Memorial Day"),
        ("GB", "2026-12-28", "Boxing Day"),
        ("GB", "2027-12-27", "Christmas Day"),
        ("GB", "2027-12-28", "Boxing Day"),
        ("GB", "2028-01-03", "New Year's Day"),
        ("DE", "2026-05-14", "Ascension Day"),
        ("FR", "2027-05-17", "Whit Monday"),
        ("JP", "2026-05-06", "Constitution Memorial Day"),
        ("JP", "2027-03-22", "Vernal Equinox Day"),
        ("TH", "2026-04-13", "Songkran"),
        ("TH", "2026-12-07", "Father's Day"),
        ("VN", "2027-02-06", "Tết"),
        ("ID", "2026-03-19", "Nyepi"),
        ("BR", "2027-02-09", "Carnival"),
        ("MX", "2026-03-16", "Benito Juárez's birthday"),
        ("PH", "2027-03-26", "Good Friday"),
        ("SG", "2026-11-09", "Deepavali"),
        ("MY", "2026-06-01", "King's Birthday"),
        ("GB", "2026-12-29", ""),
        ("US", "2026-11-27", ""),
        ("SG", "2026-02-19", ""),
    ],
)
def test_days_off_are_where_calendars_have_them(region: str, day: str, name: str) -> None:
    assert off(region, day) == name


def test_every_region_we_sell_in_has_zones_and_holidays_with_source_and_confidence() -> None:
    assert set(places()) == set(REGIONS)
    for place in places().values():
        assert place.zones
        assert {day.year for day in place.days_off} >= {2026, 2027, 2028}
        assert all(one.source != "" and one.name_zh != "" for one in place.days_off.values())
        assert place.known_until == date(2028, 12, 31)


def test_a_shop_s_own_zone_is_among_those_of_its_region() -> None:
    assert all(REGIONS[code].timezone in [one.zone for one in place.zones] for code, place in places().items())


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Twice", "zh": "两次", "on": "01-01", "easter": 1},
        {"name": "Never", "zh": "从不"},
        {"name": "No day", "zh": "无此日", "on": "02-30"},
        {"name": "No weekday", "zh": "无此日", "nth": "5 monday 1"},
        {"name": "No source", "zh": "无来源", "on": "01-01", "source": "hearsay"},
    ],
)
def test_a_wrong_holiday_is_refused(wrong: dict[str, object]) -> None:
    raw = {"years": [2026], "sources": {"law": "The law"}, "regions": {"GB": {**REGION, "holidays": [wrong]}}}
    with pytest.raises(DataFileInvalid):
        read_places("places", raw)
