"""The stored group tables, and a library's figures in columns for a scoring pass."""

from collections.abc import Collection, Sequence

import numpy as np
from django.db.models import FilteredRelation, Q

from rapport.creators.models import Creator, GroupStanding, ScoringPass
from rapport.creators.rules.scoring import (
    NO_SCORE,
    UNKNOWN,
    Ints,
    Library,
    Told,
    by_figure,
    by_name,
    library_of,
    library_scores,
)
from rapport.creators.rules.standings import Standing, Standings
from rapport.shared.layouts import in_batches

BATCH = 20_000
NUMBERS = ("units_30d_mid", "gmv_30d_mid", "videos_30d", "lives_30d", "score")
NAMES = ("region", "top__key", "currency")


def standings_for(workspace_id: int, regions: Collection[str], categories: Collection[str]) -> Standings:
    """Those groups that creators of these countries and categories may be held against."""
    names = {"region__in": {*regions, ""}, "category__in": {*categories, ""}}
    rows = GroupStanding.objects.filter(workspace_id=workspace_id, **names).values_list("figures", flat=True)
    return Standings.of(Standing.from_json(figures) for figures in rows)


def scores_for(workspace_id: int, creators: Sequence[Told]) -> list[int | None]:
    """Each creator's score by the groups that the last scoring pass left, None where sales are unknown; one query."""
    if not creators:
        return []
    groups = standings_for(workspace_id, {one[1] for one in creators}, {one[0] for one in creators})
    return [score or None for score in library_scores(library_of(creators), groups).tolist()]


def last_pass(workspace_id: int) -> ScoringPass | None:
    return ScoringPass.objects.filter(workspace_id=workspace_id).first()


def library_size(workspace_id: int) -> int:
    return Creator.objects.filter(workspace_id=workspace_id).count()


def library(workspace_id: int) -> Library:
    """The figures of every creator that a score is made of, in columns."""
    best = FilteredRelation("categories", condition=Q(categories__rank=1))
    rows = Creator.objects.filter(workspace_id=workspace_id).annotate(top=best).order_by("pk")
    told = rows.values_list("pk", *NUMBERS, *NAMES).iterator(BATCH)
    known: list[dict[str, int]] = [{"": 0} for _ in NAMES]
    parts: list[list[Ints]] = [[] for _ in ("pk", *NUMBERS, *NAMES)]
    for batch in in_batches(told, BATCH):
        for place, column in enumerate(zip(*batch, strict=True)):
            name = place - len(NUMBERS) - 1
            parts[place].append(by_figure(column) if name < 0 else by_name(column, known[name]))
    ids, units, gmv, videos, lives, score, region, category, currency = map(_joined, parts)
    return Library(
        ids=ids,
        region=region,
        category=category,
        currency=currency,
        units=units,
        gmv=gmv,
        videos=videos,
        lives=lives,
        score=np.where(score == UNKNOWN, NO_SCORE, score),
        regions=list(known[0]),
        categories=list(known[1]),
        currencies=list(known[2]),
    )


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
