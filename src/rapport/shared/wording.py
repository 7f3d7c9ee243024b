"""Sentences for codes: a catalogue's text with its data put in; pure, the translator is handed in by the door.

A text names its data in braces, with a word after a colon where a figure needs a form: `{rate:rate}` shows 1500 as 15%,
`{followers:count}` groups thousands, `{value:money}` shows minor units of the data's `currency`, `{value:figure}` takes
the form that the data's `unit` names. Any other word is a family: `{stage:stage}` is looked up as `stage.invited`.
"""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

from rapport.shared.money import MINOR_DIGITS, Money, percent, shown
from rapport.shared.refusals import Reason, Refusal

Translate = Callable[[str], str]
UNKNOWN = "–"
"""How pages and sentences show a figure that nobody gave."""


class _Sentence(Formatter):
    def __init__(self, translate: Translate, data: Mapping[str, object]) -> None:
        super().__init__()
        self.translate = translate
        self.data = data

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return UNKNOWN
        form = str(self.data.get("unit", "count")) if format_spec == "figure" else format_spec
        if form == "rate":
            return percent(int(value))
        if form in ("count", "days"):
            return f"{int(value):,}"
        if form == "hundredths":
            return percent(int(value)).removesuffix("%")
        if form == "money":
            return self._money(int(value))
        return self.translate(f"{form}.{value}") if form else str(value)

    def _money(self, minor: int) -> str:
        currency = str(self.data.get("currency"))
        return shown(Money(minor, currency)) if currency in MINOR_DIGITS else f"{minor:,}"


def sentence(code: str, data: Mapping[str, object], translate: Translate) -> str:
    """The sentence of a code in the translator's language; the code itself where no catalogue holds it."""
    return _Sentence(translate, data).vformat(translate(code), (), dict(data))


def said(reason: Reason | Refusal, translate: Translate) -> str:
    """A reason or refusal in words."""
    return sentence(reason.code, reason.data, translate)
