"""The shipped texts: whole in every language, short enough, and with nothing in them that a pack forbids."""

from datetime import date, timedelta

import pytest
from tests.outreach.shipped import LANGUAGES, POLICIES, all_known, texts

from rapport.outreach.queries.greetings import shipped_greetings
from rapport.outreach.queries.templates import shipped_languages, shipped_phrases
from rapport.outreach.rules.checking import check
from rapport.outreach.rules.forbidden import forbidden_in
from rapport.outreach.rules.wording import GREETING_CHARS, Purpose, Template, compose
from rapport.shops.rules.regions import REGIONS

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(3 * 365)]


def test_it_ships_in_twelve_languages() -> None:
    assert shipped_languages() == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_wordings_in_the_same_order(language: str) -> None:
    named = [(one.purpose.value, one.name) for one in texts(language)]
    assert named == [(one.purpose.value, one.name) for one in texts("en")]
    counts = {purpose: sum(one == purpose for one, _ in named) for purpose in Purpose}
    assert counts == {"invite": 3, "remind": 2, "answer": 6, "sample_notice": 2, "reinvite": 2}
    assert len({one.text for one in texts(language)}) == len(named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_names_the_same_things_as_the_english_one(language: str) -> None:
    for ours, english in zip(texts(language), texts("en"), strict=True):
        assert sorted(set(ours.variables())) == sorted(set(english.variables())), ours


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fills_wholly_within_the_limit_and_holds_nothing_forbidden(language: str) -> None:
    longest = max((*greetings_in(language),), key=len)
    for policy in POLICIES:
        for one in texts(language):
            known, most = all_known(longest), policy.collaboration.message_chars_max
            assert check(one, known, policy.contact, chars_max=most).mistakes == ()
            made = compose([one], one.purpose, [language], known, chars_max=most, contact=policy.contact)
            assert len(made.text) <= most
            assert "{" not in made.text


def greetings_in(language: str) -> set[str]:
    """Everything that is ever said in a language."""
    said = shipped_greetings()
    return {said.plain[language], *(one.says[language] for one in said.holidays if language in one.says)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_and_support_have_words_in_every_language(language: str) -> None:
    phrases = shipped_phrases()
    assert phrases.gift[language]
    assert phrases.traffic[language]
    assert phrases.joined[language].format(gift="1", traffic="2").startswith("1")
    for policy in POLICIES:
        assert not forbidden_in(f"{phrases.gift[language]} {phrases.traffic[language]}", policy.contact)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_day_has_a_greeting(region: str) -> None:
    said = shipped_greetings()
    for day in DAYS:
        for language in {REGIONS[region].language, "en", "zh"}:
            assert 0 < len(said.said(language, region, day)) <= GREETING_CHARS


@pytest.mark.parametrize(
    ("language", "region", "day", "told"),
    [
        ("vi", "VN", date(2026, 2, 17), "Chúc mừng năm mới! Chào"),
        ("vi", "VN", date(2026, 2, 22), "Chào"),
        ("th", "TH", date(2027, 4, 13), "สุขสันต์วันสงกรานต์"),
        ("th", "TH", date(2027, 4, 16), "สวัสดี"),
        ("id", "ID", date(2026, 3, 22), "Selamat Idulfitri, mohon maaf lahir dan batin! Halo"),
        ("ja", "JP", date(2026, 5, 3), "ゴールデンウィークはいかがお過ごしでしょうか"),
        ("de", "DE", date(2026, 12, 24), "Frohe Weihnachten! Hallo"),
        ("en", "US", date(2026, 12, 25), "Happy Holidays! Hi"),
        ("fil", "PH", date(2026, 12, 20), "Maligayang Pasko! Hi"),
        ("zh", "SG", date(2027, 2, 6), "新春快乐"),
        ("en", "US", date(2026, 2, 17), "Hi"),
        ("pl", "DE", date(2026, 3, 3), "Hi"),
    ],
)
def test_each_place_greets_in_its_own_way_on_its_own_days(language: str, region: str, day: date, told: str) -> None:
    assert shipped_greetings().said(language, region, day) == told


def test_a_holiday_that_begins_in_the_old_year_reaches_into_the_new_one() -> None:
    said = shipped_greetings()
    assert said.said("en", "US", date(2026, 12, 31)) == "Happy Holidays! Hi"
    assert said.said("en", "US", date(2027, 1, 1)) == "Happy New Year! Hi"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_first_message_reads_as_it_would_go_out(language: str) -> None:
    known = all_known(shipped_greetings().plain[language])
    made: Template = compose(texts(language), Purpose.INVITE, [language], known, chars_max=500).template
    assert made.name == "video"
