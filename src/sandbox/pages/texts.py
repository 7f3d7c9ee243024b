"""What the pages say, in Chinese and English, and which of the two a visitor gets."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = {"zh": "简体中文", "en": "English"}
TAGS = {"zh": "zh-Hans", "en": "en"}


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts in one language; called with a key, and with what stands in the braces of its text."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        return self.words[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self.words

    @property
    def tag(self) -> str:
        return TAGS[self.language]

    @property
    def other(self) -> str:
        return next(language for language in LANGUAGES if language != self.language)


@cache
def read_texts() -> Mapping[str, Texts]:
    document = tomllib.loads((files("sandbox.pages") / "texts.toml").read_text(encoding="utf-8"))
    return {language: Texts(language, document[language]) for language in LANGUAGES}


def texts_for(chosen: str | None, accepted: str | None) -> Texts:
    """Return the texts in the chosen language, or else in the browser's first of the two, or English."""
    known = read_texts()
    if chosen is not None and chosen in known:
        return known[chosen]
    spoken = (part.strip()[:2].lower() for part in (accepted or "").split(","))
    return known[next((language for language in spoken if language in known), "en")]
