"""Creators whom nobody knew yet: a plain row each, for a file brings them by the million and most are met once."""

from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from django.db.models import Max

from rapport.creators.actions.in_bulk import fresh, insert
from rapport.creators.actions.sighted import DERIVED, TOLD, apply_sighting, said_by
from rapport.creators.models import Creator
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.queries.standings import scores_for
from rapport.creators.queries.stored import as_stored
from rapport.creators.rules.metrics import Sighting

Values = tuple[Any, ...]
COLUMNS = ("workspace_id", "source", "first_seen_at", "seen_at", *TOLD, *METRIC_COLUMNS, *DERIVED)
WRITTEN = (*COLUMNS, "score", "blocked_why")
"""Every other column is empty in a new row, and nothing there is null."""
PLACE = {name: place for place, name in enumerate(WRITTEN)}
SCORED_BY = ("region", "currency", "units_30d_mid", "gmv_30d_mid", "videos_30d", "lives_30d")
IDENTITY = ("open_id", "region", "handle")
_columns = attrgetter(*COLUMNS)
_identity = itemgetter(*(PLACE[name] for name in IDENTITY))
_scored_by = itemgetter(*(PLACE[name] for name in SCORED_BY))


class Newcomer(NamedTuple):
    """A creator just put into the library: the id, and the row's values as they stand in WRITTEN."""

    pk: int
    values: Values

    @property
    def handle(self) -> str:
        return str(self.values[PLACE["handle"]])

    @property
    def may_have_traces(self) -> bool:
        return bool(self.values[PLACE["bio"]] or self.values[PLACE["avatar_url"]])

    def row(self) -> Creator:
        """The same as an object."""
        return fresh(Creator, {"id": self.pk, **dict(zip(WRITTEN, self.values, strict=True))})


def add_newcomers(workspace_id: int, found: Sequence[Sequence[Sighting]], best: Sequence[str]) -> list[Newcomer]:
    """Put one creator into the library for each group of sightings, the oldest first; `best` are their categories."""
    if not found:
        return []
    rows = [_values(workspace_id, told) for told in found]
    scores = scores_for(workspace_id, [(category, *_scored_by(row)) for row, category in zip(rows, best, strict=True)])
    written = [(*row, score, "") for row, score in zip(rows, scores, strict=True)]
    creators = Creator.objects.filter(workspace_id=workspace_id)
    last = creators.aggregate(last=Max("pk"))["last"] or 0
    insert(Creator, written, WRITTEN)
    added = as_stored(creators.filter(pk__gt=last).order_by("-pk").values_list("pk", *IDENTITY))
    ids = {row[1:]: row[0] for row in added}
    return [Newcomer(ids[_identity(row)], row) for row in written]


def _values(workspace_id: int, found: Sequence[Sighting]) -> Values:
    first, *later = found
    values = _first(workspace_id, first)
    if not later:
        return values
    row = fresh(Creator, dict(zip(COLUMNS, values, strict=True)))
    for one in later:
        apply_sighting(row, one)
    together: Values = _columns(row)
    return together


def _first(workspace_id: int, first: Sighting) -> Values:
    """A creator as the first sighting tells of them, in the order of COLUMNS."""
    metrics = first.metrics
    return (
        *(workspace_id, first.source, first.seen_at, first.seen_at),
        *said_by(first),
        *metrics,
        *(metrics.gmv_30d_mid, metrics.units_30d_mid, metrics.activity_30d),
    )
