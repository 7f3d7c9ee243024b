"""A library answered by a database: questions in its SQL, values bound."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from rapport.creators.queries.engines.compiled import LENGTH, START, WORKSPACE, Question, sql_of
from rapport.creators.queries.engines.shapes import Values
from rapport.creators.queries.engines.tables import Counted
from rapport.creators.queries.freshness import Held, Kept, bring_up
from rapport.index.schema import Schema
from rapport.index.searching import Found, Order
from rapport.shared.conditions import Condition, leaves, without_field

Bound = Mapping[str, int | str]
Rows = Sequence[tuple[Any, ...]]


class Database(Protocol):
    """Where the tables are. `dialect` is a name of DIALECTS."""

    @property
    def dialect(self) -> str: ...

    def rows(self, sql: str, bound: Bound) -> Rows:
        """What a question finds, its values bound by name."""


@dataclass(frozen=True, slots=True)
class Served:
    """Answers from a database; `store` gives what holds a workspace's rows in it, brought up before each question."""

    database: Database
    schema: Schema
    store: Callable[[int], Kept[Held]] | None
    """None where the tables are filled by other means."""

    def bring_up(self, workspace_id: int, *, anew: bool = False) -> int:
        return bring_up(workspace_id, self.store(workspace_id), patience=None, anew=anew).rows if self.store else 0

    def page(self, workspace_id: int, condition: Condition, order: Order, *, start: int, length: int) -> Found:
        total = self.count(workspace_id, condition)
        values = Values(self.schema)
        question = Question("page", values.shape(condition), values.order(order))
        found = self._rows(workspace_id, question, {**values.bound, LENGTH: length, START: start}) if total else ()
        return Found(total, tuple(row[0] for row in found))

    def count(self, workspace_id: int, condition: Condition) -> int:
        self._ready(workspace_id)
        values = Values(self.schema)
        question = Question("count", values.shape(condition))
        return int(self._rows(workspace_id, question, values.bound)[0][0])

    def choices(
        self, workspace_id: int, condition: Condition, names: Sequence[str], bands: Mapping[str, Sequence[int]]
    ) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {name: {} for name in names}
        if not counts:
            return counts
        self._ready(workspace_id)
        values = Values(self.schema)
        asked_of = {leaf.field for leaf in leaves(condition)}
        whole = values.shape(condition) if set(counts) - asked_of else None
        asked = tuple(
            Counted(
                name,
                values.shape(without_field(condition, name)) if whole is None or name in asked_of else whole,
                values.numbers(bands[name]) if name in bands else None,
            )
            for name in counts
        )
        for name, choice, rows in self._rows(workspace_id, Question("choices", choices=asked), values.bound):
            counts[name][str(bands[name][int(choice)]) if name in bands else choice] = int(rows)
        return counts

    def matching(self, workspace_id: int, condition: Condition) -> list[int]:
        self._ready(workspace_id)
        values = Values(self.schema)
        question = Question("matching", values.shape(condition))
        return [row[0] for row in self._rows(workspace_id, question, values.bound)]

    def _ready(self, workspace_id: int) -> None:
        if self.store:
            bring_up(workspace_id, self.store(workspace_id))

    def _rows(self, workspace_id: int, question: Question, bound: Bound) -> Rows:
        sql = sql_of(self.database.dialect, self.schema, question)
        return self.database.rows(sql, {**bound, WORKSPACE: workspace_id})
