"""Screens written back as text: what is read from the text is the same screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.creators.rules.categories import category_name
from rapport.creators.rules.screens.fields import FIELDS, Field, Kind, Unit
from rapport.creators.rules.screens.ranking import Ranking
from rapport.creators.rules.screens.tokens import ScreenUnreadable, Sort, tokens
from rapport.creators.rules.screens.values import MINOR
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Leaf, Not, OneOf, Within
from rapport.shared.money import Money, percent


def written(where: Condition, ranking: Ranking | None = None, *, language: str = "en") -> str:
    """A screen's text, empty for one that everybody passes; categories by their names in a language."""
    writer = _Writer(language)
    parts = [] if where == Every() else [writer.condition(where)]
    if ranking is not None:
        parts.append(writer.ranking(ranking))
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Writer:
    language: str

    def condition(self, condition: Condition, *, inside: bool = False) -> str:
        """`inside` others, several parts need brackets."""
        match condition:
            case Every(parts) | Either(parts):
                if not parts:
                    raise ValueError("a condition without parts has no text")
                word = " and " if isinstance(condition, Every) else " or "
                joined = word.join(self.condition(part, inside=True) for part in parts)
                return f"({joined})" if inside and len(parts) > 1 else joined
            case Not(part):
                return self._turned(part)
            case _:
                return self._leaf(condition)

    def ranking(self, ranking: Ranking) -> str:
        if ranking.weighs:
            terms = (name if weight == 1 else f"{name} * {weight}" for name, weight in ranking.weights)
            return "rank by " + " + ".join(terms)
        ((name, weight),) = ranking.weights
        return f"order by {name} {'desc' if weight > 0 else 'asc'}"

    def _turned(self, part: Condition) -> str:
        match part:
            case OneOf(field, (value,)):
                return f"{field} != {self._word(FIELDS[field], value)}"
            case OneOf(field, values):
                return f"{field} not in {self._list(FIELDS[field], values)}"
            case Known(field):
                return f"{field} is unknown"
            case Within(field) if FIELDS[field].kind is Kind.FLAG:
                return f"not {self._leaf(part)}"
            case _:
                return f"not ({self.condition(part)})"

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Within(field):
                return _bounds(leaf, FIELDS[field])
            case OneOf(field, (value,)):
                return f"{field} = {self._word(FIELDS[field], value)}"
            case OneOf(field, values):
                return f"{field} in {self._list(FIELDS[field], values)}"
            case Contains(field, text):
                return f"{field} ~ {_quoted(text)}"
            case Known(field):
                return f"{field} is known"

    def _list(self, field: Field, values: Sequence[str]) -> str:
        return f"({', '.join(self._word(field, value) for value in values)})"

    def _word(self, field: Field, value: str) -> str:
        if field.name != "category":
            return _quoted(value)
        known = category_name(value, self.language)
        return _quoted(known) if known != value else _in_quotes(value)


def _bounds(one: Within, field: Field) -> str:
    if field.kind is Kind.FLAG:
        return field.name
    unit = f" {one.unit or MINOR}" if field.unit is Unit.MONEY else ""
    if one.low is None and one.high is None:
        return f"{field.name} is known"
    if one.low is None or one.high is None:
        mark, bound = (">=", one.low) if one.high is None else ("<=", one.high)
        return f"{field.name} {mark} {_figure(bound or 0, field, one.unit)}{unit}"
    low, high = (_figure(bound, field, one.unit) for bound in (one.low, one.high))
    return f"{field.name} = {low}{unit}" if low == high else f"{field.name} {low}..{high}{unit}"


def _figure(value: int, field: Field, currency: str) -> str:
    if field.unit is Unit.RATE:
        return percent(value)
    if field.unit is Unit.HUNDREDTHS:
        return percent(value).removesuffix("%")
    return str(Money(value, currency)) if currency else str(value)


def _quoted(text: str) -> str:
    """As it stands where it reads as one word, else in quotes."""
    try:
        first, *rest = tokens(text)
    except ScreenUnreadable:
        rest = []
    else:
        if first.sort is Sort.WORD and first.text == text and len(rest) == 1:
            return text
    return _in_quotes(text)


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
