"""One definition of the library's tables and of the questions to them, as Ibis expressions: all SQL is made of these.

Two tables hold all workspaces: a row a creator, and a row for each value of a set. What is not known is NULL; a ranked
set is three columns; texts are folded. Values stand in a question as marks, each different, which `compiled` turns into
the engine's parameters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_
from typing import Any, Protocol

import ibis

from rapport.creators.queries.engines.columns import LIBRARY, SETS, Column, column_name, columns
from rapport.index.building import RANKS
from rapport.index.schema import Schema
from rapport.index.searching import Order
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Leaf, Not, OneOf, Within

Expression = Any
"""Ibis comes without types."""
IBIS_TYPE = {Column.ID: "!int64", Column.NUMBER: "int64", Column.WORD: "string", Column.TEXT: "!string"}


class Marks(Protocol):
    """Where values will stand."""

    def number(self, place: int) -> Expression: ...
    def word(self, place: str) -> Expression: ...
    def workspace(self) -> Expression: ...


@dataclass(frozen=True, slots=True)
class Counted:
    """A field whose choices are counted under a condition, and the places of the bounds of its bands, if it has any."""

    name: str
    condition: Condition
    bands: tuple[int, ...] | None


class Tables:
    """The tables of a schema, and questions to them."""

    def __init__(self, schema: Schema, marks: Marks) -> None:
        self.schema, self.marks = schema, marks
        self.library = ibis.table({name: IBIS_TYPE[kind] for name, kind in columns(schema).items()}, name=LIBRARY)
        self.sets = ibis.table(
            {"workspace_id": "!int64", "id": "!int64", "field": "!string", "word": "string"}, name=SETS
        )

    def page(self, condition: Condition, order: Order) -> Expression:
        """Ids in an order; which of them, the engine's limit and offset say."""
        found = self._passing(condition)
        key, descending = self._key(found, order)
        first = ibis.desc if descending else ibis.asc
        keyed = found.select(id=found.id, key=key)
        return keyed.order_by(first(keyed.key, nulls_first=False), keyed.id)

    def count(self, condition: Condition) -> Expression:
        """How many rows pass."""
        return self._passing(condition).count().name("rows").as_table()

    def matching(self, condition: Condition) -> Expression:
        """The ids of all rows that pass."""
        return self._passing(condition).select("id").order_by("id")

    def choices(self, asked: Sequence[Counted]) -> Expression:
        """Rows of field, choice and how many; the choice of a banded number is the place of its band."""
        return ibis.union(*parts) if len(parts := [self._choices(one) for one in asked]) > 1 else parts[0]

    def _passing(self, condition: Condition) -> Expression:
        return self.library.filter(self.library.workspace_id == self.marks.workspace(), self._met(condition))

    def _met(self, condition: Condition) -> Expression:
        match condition:
            case Every(parts):
                return _joined(and_, [self._met(part) for part in parts], ibis.literal(value=True))
            case Either(parts):
                return _joined(or_, [self._met(part) for part in parts], ibis.literal(value=False))
            case Not(Within(name, low, high)):
                column = self._column(name)
                below = [] if low is None else [column < self.marks.number(low)]
                above = [] if high is None else [column > self.marks.number(high)]
                return _joined(or_, [*below, *above], ibis.literal(value=False))
            case Not(OneOf(name, values)):
                return self._none_of(name, values)
            case Not(part):
                return ~self._met(part)
            case _:
                return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> Expression:
        match leaf:
            case Within(name, low, high):
                column = self._column(name)
                from_ = [] if low is None else [column >= self.marks.number(low)]
                up_to = [] if high is None else [column <= self.marks.number(high)]
                return _joined(and_, [*from_, *up_to], ibis.literal(value=True))
            case OneOf(name, values):
                if name in self.schema.sets:
                    return self.library.id.isin(self._holders(name, values))
                return _joined(or_, [one.isin(self._words(values)) for one in self._ranks(name)], None)
            case Contains(name, text):
                return self._column(name).contains(self.marks.word(text))
            case Known(name):
                column = self._ranks(name)[0]
                return column != "" if name in self.schema.texts else column.notnull()

    def _none_of(self, name: str, values: tuple[str, ...]) -> Expression:
        if name in self.schema.sets:
            return self.library.id.notin(self._holders(name, values))
        first, *others = self._ranks(name)
        words = self._words(values)
        return _joined(and_, [first.notin(words), *(one.isnull() | one.notin(words) for one in others)], None)

    def _holders(self, name: str, values: tuple[str, ...]) -> Expression:
        own = self._own_sets(name)
        return own.filter(own.word.isin(self._words(values))).id

    def _own_sets(self, name: str) -> Expression:
        return self.sets.filter(self.sets.workspace_id == self.marks.workspace(), self.sets.field == name)

    def _words(self, values: tuple[str, ...]) -> list[Expression]:
        return [self.marks.word(value) for value in values]

    def _column(self, name: str) -> Expression:
        return self.library[column_name(name)]

    def _ranks(self, name: str) -> list[Expression]:
        """The columns of a field: three of a ranked set."""
        if name not in self.schema.ranked:
            return [self._column(name)]
        return [self.library[f"{name}_{rank}"] for rank in range(RANKS)]

    def _key(self, found: Expression, order: Order) -> tuple[Expression, bool]:
        if not order.sums:
            ((name, direction),) = order.weights
            return found[column_name(name)], direction > 0
        worth = [found[column_name(name)].fill_null(0) * self.marks.number(place) for name, place in order.weights]
        return _joined(add, worth, ibis.literal(0)), True

    def _choices(self, asked: Counted) -> Expression:
        found = self._passing(asked.condition)
        if asked.bands is not None:
            chosen = found.select(choice=self._band(found[column_name(asked.name)], asked.bands).cast("string"))
        elif asked.name in self.schema.sets:
            own = self._own_sets(asked.name)
            chosen = own.filter(own.id.isin(found.id)).select(choice=own.word)
        elif asked.name in self.schema.ranked:
            chosen = ibis.union(*(found.select(choice=found[f"{asked.name}_{rank}"]) for rank in range(RANKS)))
        else:
            chosen = found.select(choice=found[asked.name])
        counted = chosen.filter(chosen.choice.notnull()).group_by("choice").agg(rows=lambda t: t.count())
        return counted.select(field=ibis.literal(asked.name), choice=counted.choice, rows=counted.rows)

    def _band(self, column: Expression, bounds: tuple[int, ...]) -> Expression:
        """The place of the highest bound that a number reaches."""
        branches = [(column >= self.marks.number(bound), at) for at, bound in reversed(list(enumerate(bounds)))]
        return ibis.cases(*branches)


def _joined(how: Callable[[Expression, Expression], Expression], parts: list[Expression], none: Expression) -> Any:
    return reduce(how, parts) if parts else none
