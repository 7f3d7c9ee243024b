"""The part of a creator's page that judges: definitions, score, dealings, changes over time."""

from dataclasses import replace

from rapport.creators.queries.library_rows import COLUMN_OF
from rapport.creators.queries.profile import Profile
from rapport.creators.rules.definitions import DEFINITIONS
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.trends import Change, Dated, changes

CHANGING = ("followers", "gmv_30d", "average_views")


def judgement(found: Profile) -> dict[str, object]:
    """What the template `creators/scores.html` needs beside the profile itself."""
    return {"definitions": DEFINITIONS, "changed": _changed(found)}


def _changed(found: Profile) -> list[Change]:
    """Changes of the figures worth following, by the names that pages call them."""
    told = [Dated(one.source, one.taken_on, Metrics.of(one.figures)) for one in found.snapshots]
    return [replace(one, metric=name) for name in CHANGING for one in changes(COLUMN_OF.get(name, name), told)]
