"""A clear no, in every language creators write in."""

import tomllib
from importlib.resources import files

import pytest

from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.rules.intent import declines

PHRASES: dict[str, list[str]] = tomllib.loads(
    (files("rapport.outreach") / "phrases" / "declines.toml").read_text(encoding="utf-8")
)
NO = {
    "en": "Thank you, but it doesn't fit my channel right now.",
    "de": "Danke, aber das passt gerade nicht zu meinem Kanal.",
    "th": "เดือนนี้คิวเต็มแล้วค่ะ ขอโทษนะคะ",
    "vi": "Lần này mình xin phép không nhận.",
    "id": "Makasih, tapi belum cocok dengan kanalku.",
    "ms": "Bulan ini jadual penuh, maaf ya!",
    "fil": "Salamat, pero hindi muna ngayon.",
    "es": "Gracias, pero no me interesa.",
    "zh": "谢谢,不太合适,以后再说。",
}
OPEN = [
    "Is the commission fixed, or could it go up?",
    "No problem, send me the sample!",
    "I am interested, not sure about the rate though.",
    "Wie lange dauert die Lieferung?",
    "สนใจค่ะ ขอตัวอย่างได้ไหมคะ",
    "Mình quan tâm, shop tăng hoa hồng thêm chút được không?",
    "Aku tertarik, komisinya bisa naik sedikit?",
    "我感兴趣,佣金多少?",
    "",
]


@pytest.mark.parametrize("language", list(PHRASES))
def test_a_no_is_heard_in_each_language_of_the_file(language: str) -> None:
    assert declines(NO[language], declining_phrases())


@pytest.mark.parametrize("phrase", sorted(declining_phrases()))
def test_each_phrase_is_heard_in_any_case_and_spacing(phrase: str) -> None:
    shouted = f"  Oh… {phrase.upper().replace(' ', '   ')}!\n"
    assert declines(shouted, declining_phrases())


def test_a_telephones_apostrophe_is_an_apostrophe() -> None:
    assert declines("Sorry, it doesn’t fit my page", declining_phrases())


@pytest.mark.parametrize("text", ["Is it not for men too?", "我打算了解一下佣金", "Es passt nicht zuletzt zu mir!"])
def test_a_phrase_inside_other_words_is_no_refusal(text: str) -> None:
    assert not declines(text, declining_phrases())


@pytest.mark.parametrize("text", OPEN)
def test_questions_and_interest_are_no_refusals(text: str) -> None:
    assert not declines(text, declining_phrases())


def test_without_phrases_nobody_declines() -> None:
    assert not declines("not interested", [])
