"""Rows as the database keeps them, read by the ten thousand past what Django makes of each value."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def as_stored(rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of a `values_list`: JSON is text, and moments are as `moment_of` takes them."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:  # asked for nobody
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def moment_of(stored: datetime) -> datetime:
    """A moment out of such a row; SQLite keeps it in UTC and without saying so."""
    return stored if stored.tzinfo is not None else stored.replace(tzinfo=UTC)
