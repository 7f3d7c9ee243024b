"""The shape of a question: its structure and fields without its values, so that one SQL text serves all of a shape.

In a shape each value is replaced by its place among the values: the first bound by 0, the next word by "1". What is
sure of its own accord (a bound that is open on both sides, a list of no words) is written so that no engine need care.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapport.index.schema import Schema
from rapport.index.searching import Order
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Leaf, Not, OneOf, Within, pushed_down

ALWAYS, NEVER = Every(), Either(())
MOST = 2**63 - 1
"""The largest number a column holds: bounds beyond it are drawn in to it."""


def folded(text: str) -> str:
    """A text as it is kept to be searched: without case, in one line, and without a sign that PostgreSQL refuses."""
    return text.casefold().replace("\n", " ").replace("\0", " ")


@dataclass(slots=True)
class Values:
    """The values of a question, in order, under the names by which they are bound."""

    schema: Schema
    bound: dict[str, int | str] = field(default_factory=dict)

    def shape(self, condition: Condition) -> Condition:
        """The shape of a condition, its values added to these."""
        return self._shape(pushed_down(condition))

    def order(self, order: Order) -> Order:
        """The shape of an order: a direction, or places of weights."""
        if order.sums:
            return Order(tuple((name, self.number(weight)) for name, weight in order.weights), sums=True)
        ((name, weight),) = order.weights
        return Order(((name, -1 if weight < 0 else 1),))

    def numbers(self, values: Sequence[int]) -> tuple[int, ...]:
        return tuple(self.number(value) for value in values)

    def number(self, value: int) -> int:
        """The place of a number."""
        return self._add(max(-MOST, min(value, MOST)))

    def _bound(self, value: int | None) -> int | None:
        return None if value is None else self.number(value)

    def _word(self, value: str) -> str:
        return str(self._add(value))

    def _add(self, value: int | str) -> int:
        place = len(self.bound)
        self.bound[parameter(place)] = value
        return place

    def _shape(self, condition: Condition) -> Condition:
        match condition:
            case Every(parts):
                return Every(tuple(self._shape(part) for part in parts))
            case Either(parts):
                return Either(tuple(self._shape(part) for part in parts))
            case Not(part):
                return self._negated(part)
            case _:
                return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> Condition:
        match leaf:
            case Within(name, None, None):
                return Known(name)
            case Within(name, low, high):
                return Within(name, self._bound(low), self._bound(high))
            case OneOf(name, values):
                words = tuple(self._word(value) for value in dict.fromkeys(values) if value)
                return OneOf(name, words) if words else NEVER
            case Contains(name, text):
                return Contains(name, self._word(folded(text))) if text else ALWAYS
            case Known(name):
                return ALWAYS if name in self.schema.sets else leaf

    def _negated(self, part: Condition) -> Condition:
        """A leaf that is missed; what is not known is neither met nor missed."""
        shape = self._shape(part)
        match part, shape:
            case Within(), Known():
                return NEVER
            case OneOf(name), Either():
                return self._leaf(Known(name))
            case _:
                return NEVER if shape == ALWAYS else Not(shape)


def parameter(place: int) -> str:
    """The name by which the value of a place is bound."""
    return f"p{place}"
