"""Rows as the database keeps them, read by the ten thousand past what Django makes of each value."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def as_stored(rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of a `values_list`, where SQLite keeps truth as 0 or 1 and moments as texts: `moment_of` reads those."""
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def moment_of(stored: datetime | str) -> datetime:
    """A moment out of such a row; SQLite keeps it as a text, in UTC."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored).replace(tzinfo=UTC)
