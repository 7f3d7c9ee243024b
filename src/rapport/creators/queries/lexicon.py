"""Words and segmenters by which titles are read: stop words as data, models that come with budoux."""

import tomllib
from functools import cache
from importlib.resources import files

import budoux

from rapport.creators.rules.content.words import Lexicon

PACKAGE = "rapport.creators"
EVERYWHERE = "everywhere"


@cache
def lexicon() -> Lexicon:
    """Everything that ships, read once."""
    told = tomllib.loads(files(PACKAGE).joinpath("stop_words.toml").read_text(encoding="utf-8"))
    listed = {language: frozenset(words) for language, words in told.items()}
    return Lexicon(
        stop_words={language: words for language, words in listed.items() if language != EVERYWHERE},
        segmenters={
            "zh": budoux.load_default_simplified_chinese_parser().parse,
            "ja": budoux.load_default_japanese_parser().parse,
            "th": budoux.load_default_thai_parser().parse,
        },
        everywhere=listed[EVERYWHERE],
    )
