"""Traces of one person in a bio and in a picture's address."""

import pytest

from rapport.creators.rules.contacts import Trace, traces_of


@pytest.mark.parametrize(
    ("bio", "found"),
    [
        ("PR: Anna.B+uk@Example.co.uk ✨", {("email", "anna.b+uk@example.co.uk")}),
        ("WhatsApp: +44 7700 900-123", {("phone", "447700900123")}),
        ("wa.me/447700900123", {("phone", "447700900123")}),
        ("ig: @anna.b | skin care", {("instagram", "anna.b")}),
        ("https://instagram.com/Anna.B", {("instagram", "anna.b")}),
        ("linktr.ee/AnnaB", {("link", "linktr.ee/annab")}),
        ("Since 2019, 20% off, big fan of pig: pens", set()),
        ("", set()),
    ],
)
def test_contacts_are_found_in_whatever_way_they_are_written(bio: str, found: set[tuple[str, str]]) -> None:
    assert traces_of(bio, "") == {Trace(*one) for one in found}


def test_a_picture_is_compared_without_the_signature_in_its_address() -> None:
    one, other = (traces_of("", f"https://p16.example/anna.webp?x-expires={when}") for when in (1, 2))
    assert one == other == {Trace("avatar", "https://p16.example/anna.webp")}


def test_what_is_too_long_is_no_trace() -> None:
    assert traces_of("", "https://p16.example/" + "a" * 120) == frozenset()
