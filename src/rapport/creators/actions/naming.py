"""Giving a tag, list or view another name."""

from typing import Any

from django.db.models import QuerySet

from rapport.creators.models import CreatorList, SavedView, Tag
from rapport.creators.rules.naming import NameTaken, name_of


def rename(row: Tag | CreatorList | SavedView, typed: str, among: QuerySet[Any]) -> str:
    """Call a row what was typed, as no other `among` its kind is called; its name before, empty where that is the same.

    Inside the transaction of its action. Refuses with NameMissing, NameTooLong or NameTaken.
    """
    name, before = name_of(typed), row.name
    if among.filter(folded=name.folded).exclude(pk=row.pk).exists():
        raise NameTaken(name=name.shown)
    if before == name.shown:
        return ""
    row.name, row.folded = name.shown, name.folded
    row.save(update_fields=["name", "folded"])
    return before
