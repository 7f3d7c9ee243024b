"""A scene is played once in a test process, and its rows are put back for every test that asks for it."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery
from django.test import TestCase

Made = TypeVar("Made")
CASE: Any = TestCase
"""Its stubs leave out what it opens around tests."""


@dataclass(frozen=True)
class Scene(Generic[Made]):
    """What the play returned, and the statements that bring its rows back under the same numbers."""

    made: Made
    statements: Sequence[tuple[str, Any]]

    def put_back(self) -> Made:
        """Insert the rows; the objects are the asking test's own."""
        with connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)
        return deepcopy(self.made)


def scene(play: Callable[[], Made]) -> Scene[Made]:
    """Play on the empty database and undo it. PostgreSQL's sequences stay ahead of the numbers that were given."""
    # What a test case opens around its tests: only inside it may actions that search open durable transactions.
    opened = CASE._enter_atomics()  # noqa: SLF001 - Django offers it to a whole class of tests only
    try:
        made = play()
        return Scene(made, [statement for model in _models() for statement in _inserts(model)])
    finally:
        CASE._rollback_atomics(opened)  # noqa: SLF001


def _models() -> list[type[Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("rapport.")]


def _inserts(model: type[Model]) -> Iterator[tuple[str, Any]]:
    rows: list[Model] = list(QuerySet(model).order_by("pk"))
    if rows:
        query = InsertQuery(model)
        written = model._meta.local_concrete_fields  # noqa: SLF001 - documented in spite of its name
        fields = [one for one in written if not one.generated]
        query.insert_values(fields, rows, raw=True)
        yield from query.get_compiler(connection=connection).as_sql()
