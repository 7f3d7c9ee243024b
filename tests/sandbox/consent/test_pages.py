"""The pages: two languages, nothing unescaped, nothing without a text."""

import pytest

from sandbox.consent import pages
from sandbox.consent.pages import Asked, Choice
from sandbox.scopes import CREATOR_SCOPES, SELLER_SCOPES

EN, ZH = pages.texts_in("en", None), pages.texts_in("zh", None)
ASKED = Asked(
    who="seller",
    app="app1",
    path="/open/authorize",
    given={"service_id": "7", "state": '"><script>'},
    scopes=SELLER_SCOPES,
    choices=[Choice("1", "Willow & Wren", "GB")],
    redirect="https://desk.example/back?a=1&b=2",
)


@pytest.mark.parametrize(
    ("chosen", "accepted", "lang"),
    [
        ("zh", "en", "zh-Hans"),
        ("fr", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        (None, "de, EN;q=0.5", "en"),
        (None, "de", "en"),
        (None, None, "en"),
    ],
)
def test_the_language(chosen: str | None, accepted: str | None, lang: str) -> None:
    assert pages.texts_in(chosen, accepted)["lang"] == lang


def test_both_languages_say_the_same_things() -> None:
    assert set(EN) == set(ZH)
    assert set(EN["scopes"]) == set(ZH["scopes"]) >= {*SELLER_SCOPES, *CREATOR_SCOPES}


def test_nothing_that_was_given_is_markup() -> None:
    page = pages.ask(EN, ASKED)
    assert "<script>" not in page
    assert "Willow &amp; Wren" in page
    assert "https://desk.example/back?a=1&amp;b=2" in page
    assert "<b>" not in pages.allowed(EN, "<b>")


def test_the_other_language_is_one_link_away() -> None:
    link = 'href="/open/authorize?service_id=7&amp;state=%22%3E%3Cscript%3E&amp;lang={}"'
    assert link.format("zh") in pages.ask(EN, ASKED)
    assert link.format("en") in pages.ask(ZH, ASKED)
