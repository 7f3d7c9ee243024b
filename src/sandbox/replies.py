"""What creators write, in their language; the intent behind it stays the sandbox's secret."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sandbox.chance import Chance


class Intent(StrEnum):
    """What a creator means by a message."""

    ASKS_RATE = "asks_rate"
    ASKS_SAMPLE = "asks_sample"
    ASKS_DETAILS = "asks_details"
    ASKS_SHIPPING = "asks_shipping"
    AGREES = "agrees"
    DECLINES = "declines"


QUESTIONS = (Intent.ASKS_RATE, Intent.ASKS_SAMPLE, Intent.ASKS_DETAILS, Intent.ASKS_SHIPPING)


@dataclass(frozen=True, slots=True)
class Replies:
    """The texts by language and intent."""

    texts: Mapping[str, Mapping[str, Sequence[str]]]

    def text(
        self, chance: Chance, intent: Intent, *, language: str, shop: str, product: str, key: tuple[int, ...]
    ) -> str:
        """Return one of the variants, the same for the same key."""
        variant = chance.pick(self.texts[language][intent], "wording", *key)
        return variant.format(shop=shop, product=product)


@cache
def read_replies() -> Replies:
    return Replies(tomllib.loads((files("sandbox") / "replies.toml").read_text(encoding="utf-8")))
