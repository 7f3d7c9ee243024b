"""The scoring pass: group tables of a whole library, and every creator's score by them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator, GroupStanding, ScoringPass
from rapport.creators.queries.standings import last_pass, library, library_size
from rapport.creators.rules.scoring import NO_SCORE, Ints, Library, library_scores, library_standings
from rapport.creators.rules.standings import Standings

BATCH = 5_000
AGAIN_AFTER = timedelta(days=1)
GROWTH = 10
"""A library that grew by more than one part in so many is scored again at once."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a pass did: creators looked at, groups found, scores that changed."""

    creators: int
    groups: int
    changed: int


def score_if_due(workspace_id: int, *, now: datetime) -> Scored | None:
    """Score a library never scored, not for a day, or grown by a tenth since; None where nothing is due."""
    last = last_pass(workspace_id)
    if last is not None and last.scored_at <= now < last.scored_at + AGAIN_AFTER:
        grown = library_size(workspace_id) - last.creators
        if grown * GROWTH <= last.creators:
            return None
    return score_library(workspace_id, now=now)


def score_library(workspace_id: int, *, now: datetime) -> Scored:
    """Score every creator of a workspace anew; only what changed is written, and stopped anywhere it can be repeated.

    Each batch is a transaction of its own. A score that an import wrote meanwhile stays.
    """
    found = library(workspace_id)
    groups = library_standings(found)
    scores = library_scores(found, groups)
    _keep_standings(workspace_id, groups)
    changed = _keep_scores(workspace_id, found, scores)
    ScoringPass.objects.update_or_create(
        workspace_id=workspace_id, defaults={"scored_at": now, "creators": found.ids.size}
    )
    return Scored(found.ids.size, len(groups.groups), changed)


@transaction.atomic
def _keep_standings(workspace_id: int, groups: Standings) -> None:
    rows = {(row.region, row.category): row for row in GroupStanding.objects.filter(workspace_id=workspace_id)}
    gone = [row.pk for names, row in rows.items() if names not in groups.groups]
    GroupStanding.objects.filter(pk__in=gone).delete()
    told = {names: group.as_json() for names, group in groups.groups.items()}
    news = {names: figures for names, figures in told.items() if names not in rows or rows[names].figures != figures}
    GroupStanding.objects.bulk_create(
        [
            GroupStanding(workspace_id=workspace_id, region=region, category=category, figures=figures)
            for (region, category), figures in news.items()
        ],
        update_conflicts=True,
        unique_fields=["workspace", "region", "category"],
        update_fields=["figures"],
    )


def _keep_scores(workspace_id: int, found: Library, scores: Ints) -> int:
    """Write the scores that changed, creators who stand together in the table together."""
    changed = np.flatnonzero(found.score != scores)
    for start in range(0, changed.size, BATCH):
        rows = changed[start : start + BATCH]
        _move(workspace_id, found.ids[rows], found.score[rows], scores[rows])
    return changed.size


@transaction.atomic
def _move(workspace_id: int, creator_ids: Ints, before: Ints, after: Ints) -> None:
    for old, new in np.unique(np.stack([before, after]), axis=1).T.tolist():
        moving = creator_ids[(before == old) & (after == new)].tolist()
        Creator.objects.filter(pk__in=moving, score=_stored(old)).update(score=_stored(new))
    note_changed(workspace_id, creator_ids.tolist())


def _stored(score: int) -> int | None:
    return None if score == NO_SCORE else score
