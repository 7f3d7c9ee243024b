"""The stored group tables, and a library's figures in columns for a scoring pass."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
from django.db.models import FilteredRelation, Q

from rapport.creators.models import Creator, GroupStanding, ScoringPass
from rapport.creators.rules.scoring import NO_SCORE, UNKNOWN, Ints, Library
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
            parts[place].append(_numbers(column) if name < 0 else _named(column, known[name]))
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


def _numbers(column: Sequence[Any]) -> Ints:
    return np.fromiter((UNKNOWN if value is None else value for value in column), np.int64, len(column))


def _named(column: Iterable[Any], known: dict[str, int]) -> Ints:
    """Each name by its number, new ones numbered on."""
    return np.array([known.setdefault(name or "", len(known)) for name in column], np.int64)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
