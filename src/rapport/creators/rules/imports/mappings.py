"""A workspace's own layout: which column of a file is which field, checked, and known again by the set of headers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import get_args

from rapport.shared.layouts import Field, Layout, Reads, folded
from rapport.shared.refusals import Refusal

FIELDS: Mapping[str, tuple[Reads, ...]] = {
    "handle": ("handle",),
    "nickname": ("text",),
    "region": ("text",),
    "category": ("text",),
    "followers": ("count",),
    "average_views": ("count",),
    "average_likes": ("count",),
    "average_comments": ("count",),
    "average_shares": ("count",),
    "videos_30d": ("count",),
    "lives_30d": ("count",),
    "gmv_30d": ("money",),
    "units_30d": ("count",),
    "products_28d": ("count",),
    "interaction_rate": ("rate", "fraction"),
    "engagement_rate": ("rate", "fraction"),
    "adult_share": ("rate", "fraction"),
    "female_share": ("rate", "fraction"),
    "video_gpm": ("money",),
    "live_gpm": ("money",),
    "email": ("text",),
    "whatsapp": ("text",),
}
"""What a column may be told to mean, and the forms it may be read in, the usual one first."""
MONEY = tuple(name for name, forms in FIELDS.items() if "money" in forms)
KIND = "mapped"
MARK = ":"
KEY_SHOWN = 12


class HandleMissing(Refusal):
    """No column was said to hold the handles, without which a row is nobody."""

    code = "mapping.handle_missing"


class FieldTwice(Refusal):
    """Two columns were said to be the same field."""

    code = "mapping.field_twice"


class FieldUnknown(Refusal):
    """There is no such field; the known ones are named."""

    code = "mapping.field_unknown"


class ColumnUnknown(Refusal):
    """The file has no column of this name; those it has are named."""

    code = "mapping.column_unknown"


@dataclass(frozen=True, slots=True)
class MappedField:
    """The column that a field stands under, and how it is read."""

    column: str
    reads: Reads


def header_key(columns: Iterable[str]) -> str:
    """One name for a set of headers, whatever their order, case and width."""
    told = "\n".join(sorted({folded(column) for column in columns} - {""}))
    return blake2b(told.encode(), digest_size=16).hexdigest()


def checked(chosen: Iterable[tuple[str, str]], columns: Sequence[str]) -> dict[str, str]:
    """By field the column chosen for it, from pairs of column and field.

    Refuses with ColumnUnknown, FieldUnknown, FieldTwice or HandleMissing.
    """
    named = {folded(column): column for column in reversed(columns) if column}
    found: dict[str, str] = {}
    for column, field in chosen:
        if folded(column) not in named:
            raise ColumnUnknown(column=column, known=", ".join(name for name in columns if name))
        if field not in FIELDS:
            raise FieldUnknown(field=field, known=", ".join(FIELDS))
        if field in found:
            raise FieldTwice(field=field, column=found[field], other=column)
        found[field] = named[folded(column)]
    if "handle" not in found:
        raise HandleMissing
    return found


def own_layout(columns: Sequence[str], fields: Mapping[str, MappedField]) -> Layout:
    """The layout that reads such a file and no other.

    Amounts are in the currency that stands beside one of them, else in that of the row's region.
    """
    used = {folded(one.column) for one in fields.values()}
    return Layout(
        name=f"{KIND}{MARK}{header_key(columns)[:KEY_SHOWN]}",
        market=next((name for name in MONEY if name in fields), ""),
        beside=tuple(column for column in columns if column and folded(column) not in used),
        fields={
            name: Field(headers=(one.column,), reads=one.reads, need="filled" if name == "handle" else "column")
            for name, one in fields.items()
        },
    )


def stored(fields: Mapping[str, MappedField]) -> dict[str, dict[str, str]]:
    """As a row keeps them."""
    return {name: {"column": one.column, "reads": one.reads} for name, one in fields.items()}


def restored(kept: Mapping[str, Mapping[str, str]]) -> dict[str, MappedField]:
    """From a row; a field that this version does not know any more is left out."""
    forms: dict[str, Reads] = {form: form for form in get_args(Reads)}
    return {
        name: MappedField(one["column"], forms[one["reads"]])
        for name, one in kept.items()
        if name in FIELDS and one["reads"] in FIELDS[name]
    }
