"""What no message may hold, found where it stands however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.forbidden import WordsForbidden, check_words, forbidden_in
from rapport.outreach.rules.values import harmless, tidy
from rapport.policies.queries import rules_for

CONTACT = rules_for("guidebook", "GB").policy.contact


def found(text: str, language: str = "") -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in forbidden_in(text, CONTACT, language)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Add us on WhatsApp today", "contact", "WhatsApp"),
        ("加微信聊", "contact", "加微"),
        ("ＷｅＣｈａｔ me", "contact", "ＷｅＣｈａｔ"),
        ("Whats\u200bApp", "contact", "Whats\u200bApp"),
        ("write to mei@moonwell.example", "email", "mei@moonwell.example"),
        ("see https://moonwell.example/x now", "link", "https://moonwell.example/x"),
        ("see t.me/moonwell now", "link", "t.me/moonwell"),
        ("加whatsapp聊", "contact", "whatsapp"),
        ("看moonwell.com吧", "link", "moonwell.com"),
        ("see moonwell.com!", "link", "moonwell.com"),
        ("call +44 7700 900123 now", "phone", "+44 7700 900123"),
        ("我的号码13800138000哦", "phone", "13800138000"),
        ("income is guaranteed", "promise", "guaranteed"),
        ("we pay by PayPal", "outside_payment", "PayPal"),
        ("แอดไลน์มาเลย", "contact", "แอดไลน์"),
    ],
)
def test_it_is_found_with_its_place(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "20% commission, 1.490.000 ₫, ¥12,800,000",
        "from 2026-03-02 to 2026-05-31",
        "Moonwell Co. and Dr. No.1, at 9.30",
        "your online shop; headline identity",
        "@anna.cooks on the platform",
        "Vitamin C Serum 30 ml",
    ],
)
def test_prices_dates_and_names_are_nothing_of_the_kind(text: str) -> None:
    assert found(text) == []


def test_a_language_s_words_are_looked_for_in_its_own_texts_and_where_none_is_known() -> None:
    assert found("garantiert", "de") == [("promise", "garantiert")]
    assert found("garantiert", "fr") == []
    assert found("garantiert") == [("promise", "garantiert")]
    assert found("guaranteed", "th") == [("promise", "guaranteed")]


def test_several_are_told_in_the_text_s_order() -> None:
    assert [kind for kind, _ in found("guaranteed, PayPal, www.x.example, WhatsApp")] == [
        "promise",
        "outside_payment",
        "link",
        "contact",
    ]


def test_the_first_is_quoted_when_it_is_refused() -> None:
    with pytest.raises(WordsForbidden) as refused:
        check_words("Pay by PayPal, guaranteed", CONTACT)
    assert refused.value.data == {"kind": "outside_payment", "words": "PayPal"}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Anna", "Anna"),
        ("Anna t.me/anna", ""),
        ("Anna +62 812 3456 7890", ""),
        ("安娜 微信 anna", ""),
        ("{Anna}", "Anna"),
    ],
)
def test_a_nickname_that_would_advertise_is_no_name(value: str, kept: str) -> None:
    assert harmless(value, CONTACT) == kept


@given(st.text(max_size=60))
def test_places_always_lie_in_the_text_and_in_order(text: str) -> None:
    places = [(one.start, one.end) for one in forbidden_in(text, CONTACT)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text())
def test_a_tidied_value_is_one_line_without_braces_and_stays_as_it_is(value: str) -> None:
    tidied = tidy(value)
    assert not set("{}｛｝\n\r\u202e\u200b") & set(tidied)
    assert tidy(tidied) == tidied
