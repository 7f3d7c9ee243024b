"""Identifiers are computed, not counted; an open id hides a number and proves itself."""

import pytest

from sandbox.chance import Chance
from sandbox.identifiers import creator_of, decimal_id, open_id, product_id

CHANCE = Chance(7)


@pytest.mark.parametrize("creator", [0, 1, 19_999, 1_000_000])
def test_open_ids_lead_back_to_their_creator(creator: int) -> None:
    text = open_id(CHANCE, creator)
    assert len(text) == 55
    assert creator_of(CHANCE, text) == creator


@pytest.mark.parametrize("text", ["", "nobody", "ü" * 55, "A" * 55, open_id(Chance(8), 3)])
def test_foreign_open_ids_lead_nowhere(text: str) -> None:
    assert creator_of(CHANCE, text) is None


def test_identifiers_have_the_length_of_the_platform() -> None:
    assert len(str(decimal_id(CHANCE, "order", 1))) == 19
    assert str(product_id(CHANCE, "sku", 1)).startswith("1729")
    assert len(str(product_id(CHANCE, "sku", 1))) == 19
