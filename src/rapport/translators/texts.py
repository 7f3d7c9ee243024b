"""What every service is given and gives back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

PLACEHOLDER = re.compile(r"\[\[[0-9]+\]\]")
"""Stands in a text for what no service may touch; each service wraps it in its own way of saying so."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a service answers and as whom; `model` is a chat model's name, `glossary_id` one of DeepL's glossaries."""

    base_url: str
    key: str = field(default="", repr=False)
    model: str = ""
    glossary_id: str = ""


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation, and the language its text was found to be in (empty where the service did not look)."""

    text: str
    detected: str = ""


class Translator(Protocol):
    """One service. A request holds at most so many texts and, unless it is one text alone, so many characters."""

    @property
    def texts_most(self) -> int: ...

    @property
    def characters_most(self) -> int: ...

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[Translated]:
        """
        Translate texts into `target` in one request, in their order; an empty `source` is found out by the service.

        Languages are ours: `zh`, `en`, `th`, `fil` and so on. Every failure is a TranslatorError.
        """
        ...


def batches(texts: Sequence[str], translator: Translator) -> Iterator[list[str]]:
    """The texts in their order, in lots that one request may hold."""
    lot: list[str] = []
    for text in texts:
        full = len(lot) >= translator.texts_most or sum(map(len, lot)) + len(text) > translator.characters_most
        if lot and full:
            yield lot
            lot = []
        lot.append(text)
    if lot:
        yield lot
