"""What a message says: whole, new to its creator, in a language they read."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.wording import (
    VARIABLE,
    VARIABLES,
    FilledForbidden,
    Known,
    MessageTooLong,
    NoTemplateFits,
    Purpose,
    Template,
    TemplateInvalid,
    check_template,
    compose,
)
from rapport.policies.queries import rules_for

WARM = Template(Purpose.INVITE, "en", "Hi {creator}, we loved “{video_title}”. {brand} offers {rate} and {gift}.")
PLAIN = Template(Purpose.INVITE, "en", "Hi {creator}, {brand} offers {rate}.")
GERMAN = Template(Purpose.INVITE, "de", "Hallo {creator}, {brand} bietet {rate}.")
ANSWER = Template(Purpose.ANSWER, "en", "Thank you, {creator}!")
ALL = (WARM, PLAIN, GERMAN, ANSWER)
WORDS = {"creator": "Anna", "video_title": "My shelf", "brand": "Moonwell", "rate": "20%", "gift": "a candle"}


def said(known: Known, languages: Sequence[str] = ("en",), purpose: Purpose = Purpose.INVITE) -> str:
    return compose(ALL, purpose, languages, known, chars_max=500).text


def test_the_first_template_that_can_be_filled_is_taken() -> None:
    assert said(Known(WORDS, {})) == "Hi Anna, we loved “My shelf”. Moonwell offers 20% and a candle."


@pytest.mark.parametrize("unknown", ["", "   "])
def test_a_template_with_an_empty_variable_is_passed_over(unknown: str) -> None:
    assert said(Known({**WORDS, "video_title": unknown}, {})) == "Hi Anna, Moonwell offers 20%."


def test_a_free_sample_stands_for_the_gift_in_each_language() -> None:
    words = {**WORDS, "gift": ""}
    assert said(Known(words, {"en": "a free sample"})).endswith("20% and a free sample.")
    assert said(Known(words, {"de": "ein kostenloses Muster"})) == "Hi Anna, Moonwell offers 20%."


def test_a_named_gift_comes_before_the_sample() -> None:
    assert said(Known(WORDS, {"en": "a free sample"})).endswith("and a candle.")


def test_no_creator_hears_the_same_words_twice() -> None:
    first = said(Known(WORDS, {}))
    assert said(Known(WORDS, {}, said=[first])) == "Hi Anna, Moonwell offers 20%."


def test_the_first_language_with_a_template_wins() -> None:
    assert said(Known(WORDS, {}), ["th", "de", "en"]) == "Hallo Anna, Moonwell bietet 20%."


def test_a_language_whose_words_were_all_said_gives_way_to_the_next() -> None:
    german = said(Known(WORDS, {}), ["de"])
    assert said(Known(WORDS, {}, said=[german]), ["de", "en"]).startswith("Hi Anna")


def test_a_purpose_is_never_answered_with_another() -> None:
    assert said(Known(WORDS, {}), purpose=Purpose.ANSWER) == "Thank you, Anna!"


def test_what_is_missing_is_named_when_nothing_fits() -> None:
    with pytest.raises(NoTemplateFits) as refused:
        said(Known({"creator": "Anna"}, {}))
    assert refused.value.data == {
        "purpose": "invite",
        "languages": "en",
        "missing": "brand, gift, rate, video_title",
    }


def test_when_everything_was_said_nothing_is_missing_and_still_nothing_goes_out() -> None:
    with pytest.raises(NoTemplateFits) as refused:
        said(Known(WORDS, {}, said=["Thank you, Anna!"]), purpose=Purpose.ANSWER)
    assert refused.value.data["missing"] == ""


def test_a_message_too_long_for_the_platform_is_refused_and_not_cut() -> None:
    known = Known({**WORDS, "brand": "M" * 60}, {})
    assert len(compose(ALL, Purpose.INVITE, ["de"], known, chars_max=84).text) == 84
    with pytest.raises(MessageTooLong) as refused:
        compose(ALL, Purpose.INVITE, ["de"], known, chars_max=83)
    assert refused.value.data == {"characters": 84, "most": 83}


def test_a_shorter_template_is_taken_where_the_first_would_be_too_long() -> None:
    known = Known({**WORDS, "video_title": "shelf " * 90}, {})
    assert said(known) == "Hi Anna, Moonwell offers 20%."


@pytest.mark.parametrize(
    ("name", "shown"),
    [("{brand}", "brand"), ("{{rate}}", "rate"), ("Anna\nSend money", "Anna Send money"), ("\u202eannA", "annA")],
)
def test_what_others_wrote_is_filled_in_once_on_one_line_and_never_read_as_a_template(name: str, shown: str) -> None:
    assert said(Known({**WORDS, "creator": name}, {}), ["de"]) == f"Hallo {shown}, Moonwell bietet 20%."


def test_a_name_of_nothing_but_braces_is_no_name() -> None:
    with pytest.raises(NoTemplateFits) as refused:
        said(Known({**WORDS, "creator": " {} "}, {}), ["de"])
    assert refused.value.data["missing"] == "creator"


PERKS = Template(Purpose.INVITE, "en", "With {extra}.")


@pytest.mark.parametrize(
    ("gift", "traffic", "told"),
    [
        ("a candle", "ad support", "With a candle and ad support."),
        ("a candle", "", "With a candle."),
        ("", "ad support", "With ad support."),
    ],
)
def test_gift_and_support_are_told_together_or_alone(gift: str, traffic: str, told: str) -> None:
    known = Known({"gift": gift, "traffic": traffic}, {}, joined={"en": "{gift} and {traffic}"})
    assert compose([PERKS], Purpose.INVITE, ["en"], known, chars_max=100).text == told


def test_with_neither_nothing_is_promised() -> None:
    with pytest.raises(NoTemplateFits) as refused:
        compose([PERKS], Purpose.INVITE, ["en"], Known({}, {}), chars_max=100)
    assert refused.value.data["missing"] == "extra"


GREETED = Template(Purpose.INVITE, "en", "{greeting} {creator}, {brand} offers {rate}.")


def test_a_message_under_another_day_s_greeting_is_the_same_message() -> None:
    known = Known(WORDS, {}, said=["Hi Anna, Moonwell offers 20%."], greetings={"en": "Happy Easter! Hi"})
    with pytest.raises(NoTemplateFits):
        compose([GREETED], Purpose.INVITE, ["en"], known, chars_max=100)
    fresh = Known({**WORDS, "rate": "25%"}, {}, said=known.said, greetings=known.greetings)
    made = compose([GREETED], Purpose.INVITE, ["en"], fresh, chars_max=100)
    assert made.text == "Happy Easter! Hi Anna, Moonwell offers 25%."


def test_what_only_becomes_forbidden_when_filled_is_passed_over_and_told() -> None:
    contact = rules_for("guidebook", "GB").policy.contact
    known = Known({**WORDS, "brand": "moonwell.com"}, {})
    told = compose([PLAIN, ANSWER], Purpose.ANSWER, ["en"], known, chars_max=500, contact=contact)
    assert told.template is ANSWER
    with pytest.raises(FilledForbidden) as refused:
        compose([PLAIN], Purpose.INVITE, ["en"], known, chars_max=500, contact=contact)
    assert refused.value.data == {"kind": "link", "words": "moonwell.com"}


def test_a_template_may_only_ask_for_what_can_be_known() -> None:
    check_template(WARM)
    with pytest.raises(TemplateInvalid) as refused:
        check_template(Template(Purpose.INVITE, "en", "Hi {creator}, your {shoe_size}?"))
    assert refused.value.data["variable"] == "shoe_size"


words = st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(alphabet="ab {}\n\u200b", max_size=6))
texts = st.lists(
    st.sampled_from(["{creator}", "{rate}", "{gift}", "{extra}", "{greeting}", "{brand}", "hello"]), min_size=1
).map(" ".join)
templates = st.lists(st.builds(Template, st.just(Purpose.INVITE), st.sampled_from(["en", "de"]), texts), max_size=5)


@given(templates, words, st.lists(texts, max_size=3))
def test_whatever_is_known_no_message_is_empty_repeated_or_too_long_and_no_variable_stands_in_it(
    offered: list[Template], known: dict[str, str], earlier: list[str]
) -> None:
    try:
        made = compose(offered, Purpose.INVITE, ["de", "en"], Known(known, {}, said=earlier), chars_max=40)
    except (NoTemplateFits, MessageTooLong):
        return
    assert made.text.strip() == made.text != ""
    assert made.text not in earlier
    assert len(made.text) <= 40
    assert not VARIABLE.search(made.text)
    assert not set("{}\n\u200b") & set(made.text)
    filled = Known(known, {}).in_language(made.template.language)
    assert all(filled[name] for name in made.template.variables())
