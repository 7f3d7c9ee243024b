"""Every language of the markets has several ways to say each intent."""

import pytest

from sandbox.chance import Chance
from sandbox.markets import MARKETS
from sandbox.replies import Intent, read_replies

REPLIES = read_replies()


@pytest.mark.parametrize("language", sorted({code for market in MARKETS.values() for code, _ in market.languages}))
def test_each_intent_can_be_said_in_several_ways(language: str) -> None:
    for intent in Intent:
        assert len(set(REPLIES.texts[language][intent])) >= 3


def test_names_are_filled_in_and_the_key_decides_the_words() -> None:
    said = {
        REPLIES.text(Chance(7), Intent.ASKS_RATE, language="en", shop="Saltbox", product="Tea", key=(1, turn))
        for turn in range(30)
    }
    assert len(said) == 3
    assert "Thanks for the invite. What rate would you give on Tea?" in said
