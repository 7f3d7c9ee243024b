"""Usual questions are recognised in every language, and the word for how sure that is keeps what it says."""

import tomllib
from pathlib import Path

import pytest

from rapport.outreach.queries.faq import matcher_for, shipped_entries
from rapport.outreach.rules.faq import Matcher, Reading, Sureness

ASKED = tomllib.loads(Path(__file__).with_name("asked.toml").read_text(encoding="utf-8"))
MESSAGES = [
    (slug, message) for questions in ASKED.values() for slug, messages in questions.items() for message in messages
]
SURE, LIKELY, UNSURE = Sureness


def read(message: str) -> Reading:
    return matcher_for(shipped_entries()).read(message)


def top(message: str) -> tuple[str, str]:
    """The likeliest question and how likely it is."""
    asked = read(message).asked
    return (asked[0].slug, asked[0].sureness.value) if asked else ("", "")


@pytest.mark.parametrize(
    ("message", "slug"),
    [
        ("How much is the commission?", "rate"),
        ("你好，佣金比例是多少？", "rate"),
        ("ขอเลขพัสดุด้วยค่ะ", "shipping"),
        ("動画の長さはどれくらいですか？", "brief"),
        ("Kailan makukuha ang commission?", "payment"),
        ("Ist das Betrug?", "brand"),
    ],
)
def test_a_question_is_recognised_with_or_without_spaces(message: str, slug: str) -> None:
    assert top(message) == (slug, "sure")


def test_what_is_called_sure_is_right_and_likely_mostly() -> None:
    named = [(slug, *top(message)) for slug, message in MESSAGES]
    sure = [right == found for right, found, sureness in named if sureness == SURE]
    likely = [right == found for right, found, sureness in named if sureness == LIKELY]
    assert (len(MESSAGES), len(sure), sum(sure)) == (293, 131, 131)
    assert sum(likely) * 5 >= len(likely) * 4


def test_every_language_s_questions_are_mostly_found_first() -> None:
    for language, questions in ASKED.items():
        asked = [(slug, top(message)[0]) for slug, messages in questions.items() for message in messages]
        right = sum(slug == found for slug, found in asked)
        assert language == "any" or right * 4 >= len(asked) * 3, (language, right, len(asked))


def test_what_asks_something_else_is_never_sure() -> None:
    assert [message for message in ASKED["any"]["other"] if top(message)[1] == SURE] == []


def test_the_phrases_that_matched_are_told() -> None:
    assert "how much is the commission?" in read("how much is the commission").asked[0].phrases


def test_a_greeting_before_a_question_changes_nothing() -> None:
    reading = read("Hi! Thanks for the invitation. Which product is it?")
    assert (reading.whole, reading.only and reading.only.slug) == (True, "product")


def test_a_greeting_alone_asks_nothing() -> None:
    assert read("Thank you so much!").only is None


@pytest.mark.parametrize(
    "message",
    [
        "Which product is it? And do you ship to Mars with a drone?",
        "Which product is it? When do I get paid?",
        "Is it vegan?",
        "",
        "👍👍",
    ],
)
def test_more_than_one_question_or_one_that_is_not_understood_is_no_only_one(message: str) -> None:
    assert read(message).only is None


def test_questions_that_share_their_words_are_told_apart_by_the_others() -> None:
    matcher = Matcher.of([("a", "when do you open"), ("b", "when do you close"), ("", "hello")])
    assert [one.slug for one in matcher.read("when do you close").asked][:1] == ["b"]


def test_without_phrases_nothing_is_asked() -> None:
    assert Matcher.of([]).read("How much?") == Reading((), whole=False)


def test_every_shipped_question_has_phrases_and_an_answer_in_every_language() -> None:
    for entry in shipped_entries():
        assert len(entry.wordings) == 12, entry.slug
        assert all(len(one.questions) >= 6 and one.answer for one in entry.wordings.values()), entry.slug
