"""Sentences: a catalogue's text with its data put in, each figure in its form."""

import pytest

from rapport.shared.refusals import NotFound, Reason
from rapport.shared.wording import said, sentence

CATALOGUE = {
    "plain": "{handle} wrote to {shop}.",
    "rate": "{rate:rate} is allowed.",
    "count": "{followers:count} followers.",
    "money": "{value:money} was sold.",
    "figure": "{value:figure} at least.",
    "family": "They are {stage:stage}.",
    "stage.invited": "invited",
    "not_found": "No {what:word} {id}.",
    "word.shop": "shop",
}


def say(code: str, **data: object) -> str:
    return sentence(code, data, lambda key: CATALOGUE.get(key, key))


@pytest.mark.parametrize(
    ("code", "data", "expected"),
    [
        ("plain", {"handle": "anna", "shop": 3}, "anna wrote to 3."),
        ("rate", {"rate": 1550}, "15.5% is allowed."),
        ("count", {"followers": 25_000}, "25,000 followers."),
        ("money", {"value": 123_450, "currency": "GBP"}, "£1,234.50 was sold."),
        ("money", {"value": 81_240, "currency": "VND"}, "₫81,240 was sold."),
        ("figure", {"value": 1500, "unit": "rate"}, "15% at least."),
        ("figure", {"value": 1500, "unit": "count"}, "1,500 at least."),
        ("figure", {"value": 1500, "unit": "money", "currency": "USD"}, "$15.00 at least."),
        ("family", {"stage": "invited"}, "They are invited."),
    ],
)
def test_each_form_of_a_figure(code: str, data: dict[str, object], expected: str) -> None:
    assert say(code, **data) == expected


@pytest.mark.parametrize("code", ["plain", "rate", "count", "money", "figure", "family"])
def test_what_nobody_gave_is_shown_as_unknown(code: str) -> None:
    assert "–" in say(code)


def test_a_figure_without_a_unit_is_a_count() -> None:
    assert say("figure", value=1500) == "1,500 at least."


@pytest.mark.parametrize("currency", [None, "XAU"])
def test_money_of_a_currency_nobody_knows_stands_as_a_bare_number(currency: str | None) -> None:
    assert say("money", value=123_450, currency=currency) == "123,450 was sold."


def test_a_code_without_a_sentence_stands_for_itself() -> None:
    assert say("quota.used_up", left=0) == "quota.used_up"
    assert say("family", stage="resting") == "They are stage.resting."


def test_braces_in_the_data_are_only_text() -> None:
    assert say("plain", handle="{rate:rate}", shop="{}") == "{rate:rate} wrote to {}."


def test_reasons_and_refusals_are_said_alike() -> None:
    assert said(NotFound(what="shop", id=7), lambda key: CATALOGUE.get(key, key)) == "No shop 7."
    assert said(Reason("rate", {"rate": 100}), lambda key: CATALOGUE.get(key, key)) == "1% is allowed."
