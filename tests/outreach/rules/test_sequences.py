"""Which wordings are tried in which order, and in which language."""

import pytest

from rapport.outreach.rules.sequences import LanguageRule, arranged, languages, of_sequence
from rapport.outreach.rules.wording import Purpose, Template

INVITE = Purpose.INVITE
SHIPPED = [Template(INVITE, language, f"{name} {language}", name) for language in ("de", "en") for name in ("a", "b")]
MINE = Template(INVITE, "en", "mine", "mine")


def order(templates: tuple[Template, ...], language: str = "en") -> list[str]:
    return [one.text for one in templates if one.language == language]


def test_own_wordings_come_first_unless_an_order_says_otherwise() -> None:
    assert order(arranged([MINE], SHIPPED, {}, {})) == ["mine", "a en", "b en"]
    assert order(arranged([MINE], SHIPPED, {INVITE: ["b", "mine", "a"]}, {})) == ["b en", "mine", "a en"]
    assert order(arranged([MINE], SHIPPED, {INVITE: ["b"]}, {})) == ["mine", "b en", "a en"]


def test_what_is_turned_off_is_not_tried() -> None:
    assert order(arranged([MINE], SHIPPED, {}, {INVITE: frozenset({"a"})})) == ["mine", "b en"]
    assert order(arranged([MINE], SHIPPED, {}, {Purpose.REMIND: frozenset({"a"})})) == ["mine", "a en", "b en"]


def test_an_own_text_replaces_the_shipped_one_of_its_name_in_its_language() -> None:
    found = arranged([Template(INVITE, "en", "other", "a")], SHIPPED, {}, {})
    assert (order(found), order(found, "de")) == (["other", "b en"], ["a de", "b de"])


def test_a_campaign_uses_what_it_names_in_its_order_and_else_everything() -> None:
    every = arranged([MINE], SHIPPED, {}, {})
    assert order(of_sequence(every, {INVITE: ["b", "a"]}, INVITE)) == ["b en", "a en"]
    assert order(of_sequence(every, {Purpose.REMIND: ["b"]}, INVITE)) == ["mine", "a en", "b en"]
    assert of_sequence(every, {}, Purpose.REMIND) == ()


@pytest.mark.parametrize(
    ("rule", "tried"),
    [
        (LanguageRule.CREATOR, ("fr", "de", "en")),
        (LanguageRule.REGION, ("de", "en")),
        (LanguageRule.FIXED, ("ja", "en")),
    ],
)
def test_the_language_is_the_creator_s_the_market_s_or_one_for_all(rule: LanguageRule, tried: tuple[str, ...]) -> None:
    assert languages(rule, creator="fr", region="de", fixed="ja") == tried


def test_an_unknown_language_falls_back_to_the_market_s_and_to_english() -> None:
    assert languages(LanguageRule.CREATOR, creator="", region="th") == ("th", "en")
    assert languages(LanguageRule.CREATOR, creator="en", region="en") == ("en",)
