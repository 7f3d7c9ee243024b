"""A template as it is written: its length, and every mistake pointed at."""

from tests.outreach.shipped import all_known

from rapport.outreach.rules.checking import Checked, check, pieces
from rapport.outreach.rules.wording import Purpose, Template
from rapport.policies.queries import rules_for

CONTACT = rules_for("guidebook", "GB").policy.contact


def checked(text: str, most: int = 500) -> Checked:
    return check(Template(Purpose.INVITE, "en", text), all_known("Hi"), CONTACT, chars_max=most)


def test_a_good_text_is_counted_and_shown_filled() -> None:
    told = checked("Hi {creator}, {rate} from {brand}")
    assert (told.characters, told.filled, told.mistakes) == (33, 36, ())
    assert told.sample == "Hi Anna Schneider, 20% from Moonwell"


def test_each_mistake_is_pointed_at() -> None:
    text = "Hi {name}, join us on WhatsApp {"
    told = checked(text)
    assert [(one.reason.code, text[one.start : one.end]) for one in told.mistakes] == [
        ("wording.template_invalid", "{name}"),
        ("wording.words_forbidden", "WhatsApp"),
        ("wording.brace_alone", "{"),
    ]


def test_the_text_is_cut_at_its_mistakes() -> None:
    text = "Hi {name}, hello"
    cut = pieces(text, checked(text).mistakes)
    assert [(one.text, one.mistake is not None) for one in cut] == [
        ("Hi ", False),
        ("{name}", True),
        (", hello", False),
    ]
    assert "".join(one.text for one in pieces("WhatsApp", checked("WhatsApp").mistakes)) == "WhatsApp"


def test_length_is_that_of_the_filled_text() -> None:
    assert [one.reason.data for one in checked("Hi {creator}", 10).mistakes] == [{"characters": 17, "most": 10}]
    assert checked("Hi {creator}", 17).mistakes == ()


def test_an_empty_text_says_nothing() -> None:
    assert [one.reason.code for one in checked("  ").mistakes] == ["wording.template_empty"]
