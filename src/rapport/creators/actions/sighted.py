"""What a sighting makes of a creator's row."""

from rapport.creators.models import Creator
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.rules.metrics import Sighting

TOLD = ("open_id", "handle", "nickname", "region", "language", "bio", "avatar_url")
DERIVED = ("gmv_30d_mid", "units_30d_mid", "activity_30d")
"""Columns that are reckoned from the figures beside them."""
CHANGED = (*TOLD, "seen_at", *METRIC_COLUMNS, *DERIVED, "score")
"""What of a creator a sighting may change."""
NICKNAME_CHARS, ADDRESS_CHARS = 120, 500


def apply_sighting(row: Creator, sighting: Sighting) -> None:
    """Put a sighting over what is known; an older one fills gaps only, and what it does not know stays."""
    newer = sighting.seen_at >= row.seen_at
    metrics = sighting.metrics.over(row.metrics) if newer else row.metrics.over(sighting.metrics)
    for name in METRIC_COLUMNS:
        setattr(row, name, getattr(metrics, name))
    for name in DERIVED:
        setattr(row, name, getattr(metrics, name))
    for name, said in zip(TOLD, said_by(sighting), strict=True):
        if name == "handle" and not sighting.open_id:
            continue  # found by a handle they have, or had before: no news of the present one
        if said and (newer or not getattr(row, name)):
            setattr(row, name, said)
    row.seen_at = max(row.seen_at, sighting.seen_at)


def said_by(sighting: Sighting) -> tuple[str, ...]:
    """What a sighting calls a creator, in the order of TOLD and as rows hold it: a long name is cut, a picture's
    address too long is none.
    """
    one = sighting
    picture = one.avatar_url if len(one.avatar_url) <= ADDRESS_CHARS else ""
    return (
        *(one.open_id, one.handle.lower(), one.nickname[:NICKNAME_CHARS]),
        *(one.region, one.language, one.bio, picture),
    )
