"""Rows as the database keeps them, read by the ten thousand past what Django makes of each value."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def as_stored(rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of a `values_list`: JSON is text; on SQLite moments and days are texts too, and truth is 0 or 1."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:  # asked for nobody
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def moment_of(stored: datetime | str) -> datetime:
    """A moment out of such a row; SQLite keeps it as a text, in UTC."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def day_of(stored: date | str) -> date:
    """A day likewise."""
    return stored if isinstance(stored, date) else date.fromisoformat(stored)
