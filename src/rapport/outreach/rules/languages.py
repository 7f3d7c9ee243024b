"""Languages that texts are translated between, and what a text's own letters say about its language."""

import re
from collections.abc import Mapping

from rapport.shared.refusals import Refusal

LANGUAGES: Mapping[str, str] = {
    "zh": "简体中文",
    "en": "English",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia",
    "ms": "Bahasa Melayu",
    "fil": "Filipino",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "ja": "日本語",
    "pt": "Português",
}
"""By code, each in its own name."""
SCRIPTS = {
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
"""Letters that one of our languages alone is written in; Japanese before Chinese, which it borrows from."""
LATIN = re.compile(r"[A-Za-zÀ-ỹ]")


class LanguageUnknown(Refusal):
    """Not a language that anything is translated into here."""

    code = "translation.language_unknown"


def check_language(code: str) -> str:
    """The code itself. Refuses with LanguageUnknown."""
    if code not in LANGUAGES:
        raise LanguageUnknown(language=code, known=", ".join(LANGUAGES))
    return code


def likely_language(text: str, known: str) -> str:
    """The language of a text: what is known of its writer where the letters agree, what the letters alone can be, else
    empty, so that the service finds out.
    """
    for language, letters in SCRIPTS.items():
        if len(letters.findall(text)) > len(LATIN.findall(text)):
            return language
    written_otherwise = known in SCRIPTS
    return "" if written_otherwise or known not in LANGUAGES else known
