"""Which known creator a sighting is: the open id decides, the handle only where there is no open id."""

import pytest
from tests.cast import NOW

from rapport.creators.rules.matching import Known, KnownCreators
from rapport.creators.rules.metrics import Metrics, Sighting

ANNA = Known(1, "open-anna", "anna", "GB")
BAO = Known(2, "", "bao", "GB")
"""Known from a file: by handle alone."""
KNOWN = KnownCreators.of([ANNA, BAO])


def sighting(handle: str, open_id: str = "", region: str = "GB") -> Sighting:
    return Sighting(handle, region, NOW, "marketplace", Metrics(), open_id=open_id)


@pytest.mark.parametrize(
    ("seen", "who"),
    [
        (sighting("anna", "open-anna"), ANNA),
        (sighting("anna.renamed", "open-anna"), ANNA),
        (sighting("anna.renamed", "open-anna", region="TH"), ANNA),
        (sighting("bao", "open-anna"), ANNA),
        (sighting("anna"), ANNA),
        (sighting("Anna"), ANNA),
        (sighting("bao", "open-bao"), BAO),
        (sighting("bao"), BAO),
        (sighting("chai"), None),
        (sighting("chai", "open-chai"), None),
    ],
)
def test_who_was_seen(seen: Sighting, who: Known | None) -> None:
    assert KNOWN.match(seen) == who


def test_a_handle_that_changed_hands_does_not_merge_two_people() -> None:
    assert KNOWN.match(sighting("anna", "open-somebody-else")) is None


def test_the_same_handle_in_another_region_is_somebody_else() -> None:
    assert KNOWN.match(sighting("bao", region="TH")) is None
    assert KNOWN.match(sighting("bao", "open-bao", region="TH")) is None


def test_nobody_is_known_at_first() -> None:
    assert KnownCreators.of([]).match(sighting("anna", "open-anna")) is None
