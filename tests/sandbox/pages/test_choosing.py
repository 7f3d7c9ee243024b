"""Choosing whom to play."""

from typing import Any

from tests.sandbox.pages.person import Person
from tests.sandbox.seller import Seller


def test_those_with_invitations_stand_first(seller: Seller) -> None:
    cards = seller.creators(3)
    seller.invite([cards[2]["creator_open_id"]])
    person = Person(seller.sandbox)
    page = person.get("/creator/")
    assert page.index(f"@{cards[2]['username']}") < page.index(f"@{cards[0]['username']}")
    assert "Invitations: 1" in page


def test_before_the_first_invitation_the_page_says_what_comes(seller: Seller) -> None:
    page = Person(seller.sandbox).get("/creator/")
    assert "Nobody has been invited yet." in page
    assert "Nobody has contacted them yet" in page


def test_a_creator_is_found_by_part_of_the_handle(seller: Seller, card: dict[str, Any]) -> None:
    person = Person(seller.sandbox)
    assert f"@{card['username']}" in person.get(f"/creator/?q=@{card['username'][:-1].upper()}")
    assert "No handle holds “nobody-at-all”" in person.get("/creator/?q=nobody-at-all")


def test_creators_of_markets_without_a_shop_are_not_found(seller: Seller) -> None:
    population = seller.sandbox.desk.world.population
    german = next(number for number in range(len(population)) if population.market(number).region == "DE")
    assert "No handle holds" in Person(seller.sandbox).get(f"/creator/?q={population.handle(german)}")


def test_taking_over_and_handing_back(seller: Seller, card: dict[str, Any]) -> None:
    person = Person(seller.sandbox, card["username"])
    assert "Play this creator" in person.get("inbox")  # sent on to the profile
    assert "From now on you decide for them." in person.take_over()
    assert "You play" in person.get("/creator/")
    person.get()
    assert "Handed back to the simulation." in person.send(act="hand_back")
    assert "You play" not in person.get("/creator/")


def test_nobody_is_called_so(seller: Seller) -> None:
    assert "No creator has this handle." in Person(seller.sandbox, "nobody").get(status=404)
