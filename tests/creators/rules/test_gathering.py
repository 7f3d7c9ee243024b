"""Which sightings of a batch are of one creator."""

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.gathering import gather
from rapport.creators.rules.matching import Known, KnownCreators
from rapport.creators.rules.metrics import Metrics, Sighting

ANNA = Known(1, "open-anna", "anna", "GB")
BAO = Known(2, "", "bao", "GB")
"""Known by handle alone."""
KNOWN = KnownCreators.of([ANNA, BAO])
Seen = tuple[str, str]


def gathered(*seen: Seen) -> tuple[dict[int, list[Seen]], list[list[Seen]]]:
    """What becomes of sightings in the United Kingdom, each written as its handle and its open id."""
    told = gather([Sighting(handle, "GB", NOW, "file", Metrics(), open_id=open_id) for handle, open_id in seen], KNOWN)

    def written(found: list[Sighting]) -> list[Seen]:
        return [(one.handle, one.open_id) for one in found]

    return {owner: written(found) for owner, found in told.known.items()}, [written(found) for found in told.new]


def test_known_creators_get_theirs_and_new_ones_are_made() -> None:
    known, new = gathered(("anna", "open-anna"), ("chai", "open-chai"), ("bao", ""), ("anna", ""))
    assert known == {1: [("anna", "open-anna"), ("anna", "")], 2: [("bao", "")]}
    assert new == [[("chai", "open-chai")]]


def test_one_new_creator_is_made_once_whatever_is_known_of_them_first() -> None:
    assert gathered(("chai", "open-chai"), ("chai", "")) == ({}, [[("chai", "open-chai"), ("chai", "")]])
    assert gathered(("chai", ""), ("chai", "open-chai")) == ({}, [[("chai", ""), ("chai", "open-chai")]])
    assert gathered(("chai", ""), ("CHAI", "")) == ({}, [[("chai", ""), ("CHAI", "")]])


def test_an_open_id_belongs_to_one_creator_under_every_handle() -> None:
    seen = (("renamed", "open-bao"), ("bao", "open-bao"))
    assert gathered(*seen) == ({2: list(seen)}, [])
    assert gathered(*reversed(seen)) == ({2: list(reversed(seen))}, [])


def test_a_creator_known_by_handle_takes_one_open_id_and_no_second() -> None:
    known, new = gathered(("bao", "open-bao"), ("bao", "open-somebody-else"), ("bao", ""))
    assert known == {2: [("bao", "open-bao"), ("bao", "")]}
    assert new == [[("bao", "open-somebody-else")]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["anna", "bao", "chai", "Chai"]), st.sampled_from(["", "open-anna", "open-x", "open-y"])
        )
    )
)
def test_nobody_is_lost_and_no_open_id_has_two_creators(seen: list[Seen]) -> None:
    known, new = gathered(*seen)
    groups = [*known.values(), *new]
    assert sorted(one for group in groups for one in group) == sorted(seen)
    ids = [{open_id for _, open_id in group if open_id} for group in groups]
    assert all(len(one) <= 1 for one in ids)
    assert sum(len(one) for one in ids) == len({open_id for _, open_id in seen if open_id})
