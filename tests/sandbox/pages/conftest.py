"""A British creator with an open invitation, and a person who plays them."""

import re
from typing import Any

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.seller import Seller


@pytest.fixture
def card(seller: Seller) -> dict[str, Any]:
    """A creator of the marketplace."""
    return seller.creators(1)[0]


@pytest.fixture
def person(seller: Seller, card: dict[str, Any]) -> Person:
    """The person, who has taken the creator over."""
    found = Person(seller.sandbox, card["username"])
    found.take_over()
    return found


@pytest.fixture
def invited(seller: Seller, card: dict[str, Any], person: Person) -> str:
    """The collaboration into which the creator was invited: three products at 15 %, with samples."""
    return seller.invite([card["creator_open_id"]])


@pytest.fixture
def accepted(person: Person, invited: str) -> str:
    """The same, accepted whole."""
    person.get(f"invitations/{invited}")
    products = re.findall(r'name="product" value="(\d+)"', person.http.get(person.at).text)
    person.send(act="accept", product=products)
    return invited
