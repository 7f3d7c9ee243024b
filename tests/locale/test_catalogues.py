"""Every sentence exists in both languages, with the same figures in it, written as readers of the language write."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from scripts.catalogues import read, wanted
from scripts.message_codes import FAMILIES, all_codes

LANGUAGES = ("en", "zh_Hans")
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"\{[^}]*\}|%\([a-z_]+\)[sd]")
FAMILY = re.compile(r"\|word\([\"'](\w+)[\"']\)")
NARROW = re.compile(r"[,;?!()]")


def texts(catalogue: Catalog) -> dict[str, str]:
    """Every message with what it is in this language; of plural forms the last."""
    return {key(message.id): last(message.string) for message in catalogue if message.id}


def key(found: str | tuple[str, ...] | list[str]) -> str:
    return found if isinstance(found, str) else found[0]


def last(found: str | tuple[str, ...] | list[str] | None) -> str:
    if not found:
        return ""
    return found if isinstance(found, str) else found[-1]


def places(sentence: str) -> set[str]:
    """What is put into a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_lacks_words(language: str) -> None:
    known = texts(read(language))
    asked = texts(wanted(texts=language == "zh_Hans"))
    assert [message for message in asked if not known.get(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_that_nobody_asks_for(language: str) -> None:
    asked = texts(wanted(texts=language == "zh_Hans"))
    assert [message for message in texts(read(language)) if message not in asked] == []


def test_both_languages_put_the_same_figures_into_a_sentence() -> None:
    english, chinese = texts(read("en")), texts(read("zh_Hans"))
    # A data file may give a name in both languages: `city` and `city_zh`.
    own_names = {code: chinese[code].replace("_zh}", "}") for code in all_codes()}
    assert [code for code in all_codes() if places(english[code]) != places(own_names[code])] == []


def test_translated_texts_keep_their_places() -> None:
    chinese = texts(read("zh_Hans"))
    codes = set(all_codes())
    differing = [
        message
        for message, said in chinese.items()
        if message not in codes and set(PLACES.findall(message)) != set(PLACES.findall(said))
    ]
    assert differing == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    bare = {message: PLACES.sub("", said) for message, said in texts(read("zh_Hans")).items()}
    assert [message for message, said in bare.items() if HAN.search(said) and NARROW.search(said)] == []


def test_every_family_that_a_page_names_has_words() -> None:
    pages = Path(__file__).resolve().parents[2].joinpath("src", "rapport", "console", "templates").rglob("*.html")
    named = {family for page in pages for family in FAMILY.findall(page.read_text(encoding="utf-8"))}
    assert sorted(named - FAMILIES.keys()) == []
