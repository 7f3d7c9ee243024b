"""
DeepL: `POST /v2/translate` with the key in the header.

Placeholders are sent as tags that `ignore_tags` keeps, so the texts are XML. Answers `translations`, each with `text`
and `detected_source_language`; 456 is a used-up allowance. Source: developers.deepl.com, "Translate text" and
"XML handling".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

from rapport.translators.errors import AnswerUnreadable
from rapport.translators.texts import PLACEHOLDER, Translated
from rapport.translators.wire import Wire

SOURCES = {"fil": "TL"}
TARGETS = {"fil": "TL", "en": "EN-GB", "pt": "PT-BR", "zh": "ZH-HANS"}
TAG = re.compile(r"</?\s*x\s*/?>")


@dataclass(frozen=True, slots=True)
class DeepL:
    """The free service answers at `https://api-free.deepl.com`, the paid one at `https://api.deepl.com`."""

    wire: Wire
    glossary_id: str = ""
    texts_most: int = 50
    characters_most: int = 30_000

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[Translated]:
        """Translate in one request; a glossary of DeepL's own asks for a known source."""
        body: dict[str, object] = {
            "text": [_marked(text) for text in texts],
            "target_lang": TARGETS.get(target, target.upper()),
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "preserve_formatting": True,
        }
        if source:
            body["source_lang"] = SOURCES.get(source, source.upper())
        if source and self.glossary_id:
            body["glossary_id"] = self.glossary_id
        found = self.wire.post("/v2/translate", body).get("translations")
        if not isinstance(found, list) or len(found) != len(texts):
            raise AnswerUnreadable("translations does not hold one text for each")
        return [_read(one) for one in found]


def _marked(text: str) -> str:
    return PLACEHOLDER.sub(lambda found: f"<x>{found[0]}</x>", escape(text))


def _read(one: object) -> Translated:
    text = one.get("text") if isinstance(one, dict) else None
    if not isinstance(one, dict) or not isinstance(text, str):
        raise AnswerUnreadable("a translation has no text")
    code = str(one.get("detected_source_language", "")).lower()
    return Translated(unescape(TAG.sub("", text)), {"tl": "fil"}.get(code, code.partition("-")[0]))
