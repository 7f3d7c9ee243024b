"""Greetings know their holidays' dates by themselves: where a place has days off for them, both agree."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from rapport.outreach.queries.greetings import shipped_greetings
from rapport.policies.queries import places

OFF = ("tet", "lunar_new_year_in_malaysia_and_singapore", "eid_al_fitr", "easter", "thanksgiving")
"""Holidays with another date each year on which the country does not work."""
AROUND = [timedelta(days=days) for days in range(-2, 2)]
"""Easter is a Sunday, and some places have the Friday off, some the Monday; Tết begins on its eve."""


@pytest.mark.parametrize("name", OFF)
def test_a_moving_holiday_is_greeted_on_a_day_off(name: str) -> None:
    holiday = next(one for one in shipped_greetings().holidays if one.name == name)
    checked = [day for region in holiday.regions for day in _known(holiday.on, region)]
    assert len(checked) >= 3 * len(holiday.regions)
    for region in holiday.regions:
        off = places()[region].days_off
        assert [day for day in _known(holiday.on, region) if not any(day + days in off for days in AROUND)] == []


def _known(days: Sequence[date], region: str) -> list[date]:
    return [day for day in days if day <= places()[region].known_until]
