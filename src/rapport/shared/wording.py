"""Sentences for codes: a catalogue's text with its data put in; pure, the translator is handed in by the door.

A text names its data in braces, with a word after a colon where a figure needs a form: `{rate:rate}` shows 1500 as 15%,
`{followers:count}` groups thousands, `{metric:word}` is itself looked up in the catalogue as `metric.…`.
"""

from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

from rapport.shared.money import percent
from rapport.shared.refusals import Reason, Refusal

Translate = Callable[[str], str]


class _Sentence(Formatter):
    def __init__(self, translate: Translate) -> None:
        super().__init__()
        self.translate = translate

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return "–"
        if format_spec == "rate":
            return percent(int(value))
        if format_spec == "count":
            return f"{int(value):,}"
        if format_spec:
            return self.translate(f"{format_spec}.{value}")
        return str(value)


def sentence(code: str, data: Mapping[str, object], translate: Translate) -> str:
    """The sentence of a code in the translator's language; the code itself where no catalogue holds it."""
    return _Sentence(translate).vformat(translate(code), (), dict(data))


def said(reason: Reason | Refusal, translate: Translate) -> str:
    """A reason or refusal in words."""
    return sentence(reason.code, reason.data, translate)
