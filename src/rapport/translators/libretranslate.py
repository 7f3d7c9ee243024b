"""
LibreTranslate: `POST /translate` with `q` (a list), `source`, `target`, `format`, `api_key`.

Answers `translatedText` (a list) and, where the source was `auto`, `detectedLanguage` (a list). Source:
docs.libretranslate.com, and `libretranslate/app.py` of its repository.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapport.translators.errors import AnswerUnreadable
from rapport.translators.texts import Translated
from rapport.translators.wire import Wire

CODES = {"fil": "tl"}
OURS = {"tl": "fil", "zh-Hans": "zh", "zh-Hant": "zh", "zt": "zh"}
"""Its names of languages, where they are others than ours."""


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A server of one's own needs no key."""

    wire: Wire
    key: str
    texts_most: int = 20
    characters_most: int = 5_000

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[Translated]:
        """Translate in one request; placeholders stay as they are, since the server knows no way to keep a part."""
        body: dict[str, object] = {
            "q": list(texts),
            "source": CODES.get(source, source) or "auto",
            "target": CODES.get(target, target),
            "format": "text",
        }
        if self.key:
            body["api_key"] = self.key
        answer = self.wire.post("/translate", body)
        found = answer.get("translatedText")
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            raise AnswerUnreadable("translatedText does not hold one text for each")
        detected = _detected(answer, len(texts))
        return [Translated(text, language) for text, language in zip(found, detected, strict=True)]


def _detected(answer: Mapping[str, object], count: int) -> list[str]:
    told = answer.get("detectedLanguage")
    if not isinstance(told, list) or len(told) != count:
        return [""] * count
    codes = [str(one.get("language", "")) if isinstance(one, dict) else "" for one in told]
    return [OURS.get(code, code) for code in codes]
