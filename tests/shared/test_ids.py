"""Keys of intents and short codes: the same for the same parts, and for no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.shared.ids import ALPHABET, intent_key, short_code

PARTS = st.lists(st.integers(0, 10**9) | st.text("abcXYZ", min_size=1), min_size=1, max_size=4)


def test_a_key_names_the_kind_and_its_parts() -> None:
    assert intent_key("invite", 12, "Spring", 99, 1) == "invite:12:Spring:99:1"
    assert intent_key("sync") == "sync"


@given(PARTS, PARTS)
def test_different_intents_have_different_keys(one: list[int | str], other: list[int | str]) -> None:
    same = [str(part) for part in one] == [str(part) for part in other]
    assert (intent_key("invite", *one) == intent_key("invite", *other)) == same


@pytest.mark.parametrize(("length", "code"), [(8, "2QPB97G8"), (4, "2QPB")])
def test_a_short_code_never_changes(length: int, code: str) -> None:
    assert short_code("collaboration", 1, 2, 0, length=length) == code


@given(PARTS)
def test_a_short_code_can_be_read_aloud(parts: list[int | str]) -> None:
    code = short_code(*parts)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_ten_thousand_collaborations_have_ten_thousand_codes() -> None:
    codes = {short_code("collaboration", shop, number, 0) for shop in range(10) for number in range(1000)}
    assert len(codes) == 10_000
