"""Categories by name, in both languages."""

import pytest

from rapport.creators.rules.categories import CATEGORIES, category_name


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Beauty & Personal Care"), ("zh-hans", "美妆个护"), ("zh", "美妆个护"), ("de", "Beauty & Personal Care")],
)
def test_a_category_has_a_name_in_chinese_and_in_english(language: str, name: str) -> None:
    assert category_name("601450", language) == name


def test_a_category_that_nobody_knows_shows_itself() -> None:
    assert category_name("Candles", "zh-hans") == "Candles"


def test_every_category_has_two_names_of_its_own() -> None:
    assert all(key == one.key and key.isdigit() for key, one in CATEGORIES.items())
    assert len({one.name_en for one in CATEGORIES.values()}) == len(CATEGORIES)
    assert len({one.name_zh for one in CATEGORIES.values()}) == len(CATEGORIES)
