"""Values with their provenance."""

from datetime import date

import pytest

from rapport.policies.rules.sourced import DataFileInvalid, Provenance, checked, split

CAP = {"value": 20, "source": "S2", "as_of": date(2024, 6, 1), "confidence": "unverified"}
SOURCES = {"S2": "a guide"}


def test_values_and_provenance_are_parted() -> None:
    values, provenance = split("mine", "quota", {"weekly_cap": CAP, "priority": {**CAP, "value": ["target"]}}, SOURCES)
    assert values == {"weekly_cap": 20, "priority": ["target"]}
    origin = Provenance(source="a guide", as_of=date(2024, 6, 1), confidence="unverified")
    assert provenance == {"quota.weekly_cap": origin, "quota.priority": origin}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (20, "quota.weekly_cap"),
        ({**CAP, "source": "S9"}, "quota.weekly_cap.source"),
        ({**CAP, "source": ""}, "quota.weekly_cap.source"),
        ({**CAP, "as_of": "yesterday"}, "quota.weekly_cap.as_of"),
        ({name: part for name, part in CAP.items() if name != "confidence"}, "quota.weekly_cap.confidence"),
    ],
)
def test_a_value_nobody_vouches_for_is_refused(entry: object, field: str) -> None:
    with pytest.raises(DataFileInvalid) as refused:
        split("mine", "quota", {"weekly_cap": entry}, SOURCES)
    assert refused.value.data["field"] == field


def test_the_first_wrong_field_is_named_with_what_is_wrong() -> None:
    with pytest.raises(DataFileInvalid) as refused:
        checked(Provenance, {"source": "S2", "as_of": date(2024, 6, 1)}, file="mine", field="quota.unit")
    assert refused.value.data == {"file": "mine", "field": "quota.unit.confidence", "problem": "Field required"}
