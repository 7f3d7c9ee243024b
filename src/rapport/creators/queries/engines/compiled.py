"""Questions as SQL text of each engine, made once for each shape of a question and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
from ibis.backends.sql import compilers
from sqlglot import expressions

from rapport.creators.queries.engines.shapes import parameter
from rapport.creators.queries.engines.tables import Counted, Expression, Tables
from rapport.index.schema import Schema
from rapport.index.searching import Order
from rapport.shared.conditions import Condition

KEPT = 1_000
"""Texts kept in memory."""
WORKSPACE, LENGTH, START = "workspace", "length", "start"
"""Parameters that every question has, or every page."""
FIRST_MARK = 7_700_000_000_000_000_000
"""Numbers from here on stand for parameters in an expression: no bound of anybody's is so large."""
WORD_MARK = "\ue000"
"""Begins the words that stand for parameters: a sign that no text has a use for."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine writes SQL, and a parameter of a name that is a number or a word."""

    name: str
    placeholder: Callable[[str, bool], str]


DIALECTS = {
    "duckdb": Dialect("DuckDB", lambda name, _: f"${name}"),
    "postgresql": Dialect("Postgres", lambda name, _: f"%({name})s"),
    "clickhouse": Dialect("ClickHouse", lambda name, number: f"{{{name}:{'Int64' if number else 'String'}}}"),
    "spark": Dialect("PySpark", lambda name, _: f":{name}"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """The shape of what is asked: a page where there is an order, counts where there are choices, else `kind`."""

    kind: str
    condition: Condition | None = None
    order: Order | None = None
    choices: tuple[Counted, ...] = ()


@lru_cache(maxsize=KEPT)
def sql_of(dialect: str, schema: Schema, question: Question) -> str:
    """The text of a question; its values are bound by the names `parameter` gives, and WORKSPACE, LENGTH, START."""
    writes = DIALECTS[dialect]
    marks = _Marks(writes)
    compiler = getattr(compilers, f"{writes.name}Compiler")()
    tree = compiler.to_sqlglot(_expression(Tables(schema, marks), question)).transform(marks.replaced)
    if marks.used != marks.seen:
        raise RuntimeError(f"a value was lost on the way to {dialect}: {marks.used - marks.seen}")
    text: str = tree.sql(dialect=compiler.dialect)
    if question.kind == "page":
        text += f" LIMIT {writes.placeholder(LENGTH, True)} OFFSET {writes.placeholder(START, True)}"  # noqa: FBT003
    return text


def _expression(tables: Tables, question: Question) -> Expression:
    if question.choices:
        return tables.choices(question.choices)
    if question.condition is None:
        raise ValueError("a question needs a condition")
    if question.order is not None:
        return tables.page(question.condition, question.order)
    return tables.matching(question.condition) if question.kind == "matching" else tables.count(question.condition)


class _Marks:
    """Marks that stand for parameters in an expression, and what replaces them in the text."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.used: set[str] = set()
        self.seen: set[str] = set()

    def number(self, place: int) -> Expression:
        self.used.add(parameter(place))
        return ibis.literal(FIRST_MARK + place + 1, type="int64")

    def word(self, place: str) -> Expression:
        self.used.add(parameter(int(place)))
        return ibis.literal(f"{WORD_MARK}{place}", type="string")

    def workspace(self) -> Expression:
        self.used.add(WORKSPACE)
        return ibis.literal(FIRST_MARK, type="int64")

    def replaced(self, node: Any) -> Any:
        """A mark as a parameter, anything else as it is."""
        if not isinstance(node, expressions.Literal):
            return node
        told = str(node.this)
        if node.is_string and told.startswith(WORD_MARK):
            name = parameter(int(told[1:]))
        elif not node.is_string and told.isdigit() and int(told) >= FIRST_MARK:
            place = int(told) - FIRST_MARK
            name = parameter(place - 1) if place else WORKSPACE
        else:
            return node
        self.seen.add(name)
        return expressions.Var(this=self.dialect.placeholder(name, not node.is_string))
