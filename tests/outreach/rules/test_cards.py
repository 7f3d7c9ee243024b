"""Cards are told by what they show, however the platform words them."""

import pytest

from rapport.outreach.rules.cards import Card, CardKind, plain_text, read_card, written_card


@pytest.mark.parametrize(
    ("kind", "text", "subject"),
    [
        ("PRODUCT_CARD", '{"product_id": "1001"}', "1001"),
        ("TARGET_COLLABORATION_CARD", '{"invitation_group_id":"8601"}', "8601"),
        ("TARGET_COLLABORATION_CARD", '{"target_collaboration_id":"8601"}', "8601"),
        ("FREE_SAMPLE_CARD", '{"apply_id":77}', "77"),
        ("IMAGE", '{"url":"https://p.example/1.png","width":"3","height":"4"}', "https://p.example/1.png"),
    ],
)
def test_a_card_is_read_and_written_in_one_form(kind: str, text: str, subject: str) -> None:
    card = Card(CardKind(kind), subject)
    assert read_card(kind, text) == card
    assert plain_text(kind, text) == written_card(card)
    assert read_card(kind, written_card(card)) == card


@pytest.mark.parametrize(
    ("kind", "text"), [("TEXT", '{"product_id":"1"}'), ("PRODUCT_CARD", "no JSON"), ("IMAGE", "[]"), ("IMAGE", "{}")]
)
def test_words_and_what_cannot_be_read_stay_as_they_are(kind: str, text: str) -> None:
    assert read_card(kind, text) is None
    assert plain_text(kind, text) == text
