"""Invitations on the pages, and what the seller sees of the answer."""

import re
from typing import Any

from tests.sandbox.pages.person import Person
from tests.sandbox.seller import DAY, Seller


def detail(seller: Seller, collaboration: str) -> dict[str, Any]:
    data = seller.call("query_target_collaboration_detail", target_collaboration_id=collaboration)
    found: dict[str, Any] = data["target_collaboration"]
    return found


def offered(person: Person) -> list[str]:
    return re.findall(r'name="product" value="(\d+)"', person.http.get(person.at).text)


def test_an_invitation_shows_products_rates_and_what_each_earns(person: Person, invited: str, seller: Seller) -> None:
    assert "Waits for you" in person.get("invitations")
    page = person.get(f"invitations/{invited}")
    first = seller.products()[0]["title"]
    assert re.search(rf"{first} £[\d.]+ · about £[\d.]+ for each sold 15%", page)
    assert "hello@example.com" in page
    assert "Free, after the shop's approval" in page


def test_accepting_puts_the_chosen_products_into_the_showcase(person: Person, invited: str, seller: Seller) -> None:
    person.get(f"invitations/{invited}")
    two = offered(person)[:2]
    page = person.send(act="accept", product=two, text="With pleasure!")
    assert "Added to your showcase; the shop can see it." in page
    seen = detail(seller, invited)
    assert seen["showcase_creator_count"] == 1
    assert seen["creators"][0]["showcase_product_count"] == 2
    assert seller.control("GET", "ledger", shop_id=seller.shop["id"])["accepted"] == 1
    (last,) = last_messages(seller)
    assert "With pleasure!" in last
    assert len(offered(person)) == 1  # the third may follow
    person.send(act="accept", product=offered(person))
    assert detail(seller, invited)["creators"][0]["showcase_product_count"] == 3


def last_messages(seller: Seller) -> list[str]:
    conversations = seller.call("get_conversation_list", query={"page_size": 10})["conversations"]
    return [
        seller.call("get_creator_conversation_messages", query={"page_size": 1}, conversation_id=item["id"])[
            "messages"
        ][0]["message_body"]["content"]
        for item in conversations
    ]


def test_nothing_chosen_is_said(person: Person, invited: str, seller: Seller) -> None:
    person.get(f"invitations/{invited}")
    assert "Choose at least one." in person.send(act="accept")
    assert "These products can no longer be added." in person.send(act="accept", product=["1"])
    assert detail(seller, invited)["showcase_creator_count"] == 0


def test_declining_leaves_the_showcase_empty_and_may_be_changed(person: Person, invited: str, seller: Seller) -> None:
    person.get(f"invitations/{invited}")
    assert "You declined." in person.send(act="decline", text="Not this month, sorry.")
    assert "Declined" in person.get("invitations")
    assert detail(seller, invited)["showcase_creator_count"] == 0
    assert "Not this month, sorry." in last_messages(seller)[0]
    person.get(f"invitations/{invited}")
    person.send(act="accept", product=offered(person))
    assert detail(seller, invited)["showcase_creator_count"] == 1


def test_an_invitation_that_is_over_takes_no_answer(person: Person, invited: str, seller: Seller) -> None:
    seller.advance(61 * DAY)
    page = person.get(f"invitations/{invited}")
    assert "This invitation is over" in page
    assert "These products can no longer be added." in person.send(act="accept", product=["1"])


def test_without_invitations_the_page_says_what_comes(person: Person) -> None:
    assert "A seller's invitation will appear here." in person.get("invitations")
