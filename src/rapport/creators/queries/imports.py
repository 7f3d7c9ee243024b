"""The layouts and names by which files of creators are read, and what their sources said last."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapport.creators.models import ColumnMapping, Snapshot
from rapport.creators.queries.groupings import of_creators
from rapport.creators.queries.stored import as_stored
from rapport.creators.rules.categories import CATEGORIES
from rapport.creators.rules.imports.mappings import own_layout, restored
from rapport.creators.rules.imports.proposals import Words
from rapport.shared.layouts import Layout, folded, layouts_in

PACKAGE = "rapport.creators"


@cache
def creator_layouts() -> tuple[Layout, ...]:
    """Every layout of creators' files that ships, checked."""
    return layouts_in(files(PACKAGE).joinpath("layouts"))


def mappings_of(workspace_id: int) -> list[ColumnMapping]:
    """What a workspace was told of files of its own, the latest first."""
    return list(ColumnMapping.objects.filter(workspace_id=workspace_id).order_by("-made_at", "-pk"))


def layouts_for(workspace_id: int) -> tuple[Layout, ...]:
    """Every layout by which a workspace reads files of creators; its own stand before those that ship."""
    own = (own_layout(one.columns, restored(one.fields)) for one in mappings_of(workspace_id))
    return (*own, *creator_layouts())


@cache
def header_words() -> Words:
    """By field what its column may be called."""
    return tomllib.loads(files(PACKAGE).joinpath("header_words.toml").read_text(encoding="utf-8"))


@cache
def category_names() -> Mapping[str, tuple[str, ...]]:
    """Category keys by the folded names that files use; none for a name that says nothing."""
    told = tomllib.loads(files(PACKAGE).joinpath("categories.toml").read_text(encoding="utf-8"))
    return {
        **{folded(name): (one.key,) for one in CATEGORIES.values() for name in (one.key, one.name_en, one.name_zh)},
        **{folded(name): tuple(keys) for name, keys in told["names"].items()},
        **{folded(name): () for name in told["unknown"]},
    }


class LastTold(NamedTuple):
    """A source's newest snapshot of a creator: the figures, those about the own shop, and their day."""

    figures: dict[str, object]
    own: dict[str, object]
    taken_on: date


def last_told(source: str, creator_ids: Sequence[int]) -> dict[int, LastTold]:
    """The newest snapshot that a source gave of each creator, and perhaps of others whose ids lie between."""
    rows = Snapshot.objects.filter(of_creators(creator_ids), source=source).order_by("taken_on", "pk")
    stored = as_stored(rows.values_list("creator_id", "figures", "own", "taken_on"))
    newest = {creator_id: told for creator_id, *told in stored}
    return {
        creator_id: LastTold(json.loads(figures), json.loads(own), day)
        for creator_id, (figures, own, day) in newest.items()
    }
