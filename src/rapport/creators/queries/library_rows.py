"""The library's rows as an index takes them, and as a screen is held against them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

import numpy as np
from django.db.models import QuerySet

from rapport.creators.models import Creator, CreatorCategory
from rapport.creators.rules.screens.fields import FIELDS, NUMBERS, RANKED, RANKING, SETS, TEXTS, WORDS, Kind, Unit
from rapport.creators.rules.screens.judging import Facts
from rapport.creators.rules.screens.ranking import PER_DOUBLING, PER_SCORE, POINTS
from rapport.index.schema import UNKNOWN, Batch, Numbers, Schema

READ_AT_ONCE = 5_000
IDS_AT_ONCE = 900
"""So many ids stand in one query; SQLite takes no more than a thousand."""
EPOCH = date(1970, 1, 1)
COLUMN_OF = {"gmv_30d": "gmv_30d_mid", "units_30d": "units_30d_mid"}
"""Fields that a creator's row holds under another name."""
DAY_COLUMNS = {"seen_day": "seen_at", "added_day": "first_seen_at"}

STORED = tuple(one.day or one.name for one in NUMBERS)
SCHEMA = Schema(
    numbers=(*STORED, "blocked", *(f"{one.name}{POINTS}" for one in RANKING)),
    words=tuple(one.name for one in WORDS),
    ranked=tuple(one.name for one in RANKED),
    sets=tuple(one.name for one in SETS),
    texts=tuple(one.name for one in TEXTS),
    ordered_by=("region", "gmv_30d"),
)
READ = (
    "pk",
    "blocked_why",
    *DAY_COLUMNS.values(),
    *(COLUMN_OF.get(one.name, one.name) for one in NUMBERS if not one.day),
    *(one.name for one in (*WORDS, *TEXTS)),
)


def batches(workspace_id: int, ids: Sequence[int] | None = None) -> Iterator[Batch]:
    """The rows of a workspace, or those of some creators of it, in batches; creators that are gone give no row."""
    rows = Creator.objects.filter(workspace_id=workspace_id).order_by("pk")
    if ids is None:
        last = 0
        while found := list(rows.filter(pk__gt=last)[:READ_AT_ONCE].values_list(*READ)):
            last = found[-1][0]
            yield _batch(found)
        return
    for start in range(0, len(ids), IDS_AT_ONCE):
        found = list(rows.filter(pk__in=ids[start : start + IDS_AT_ONCE]).values_list(*READ))
        if found:
            yield _batch(found)


def facts_of(creators: Iterable[Creator], *, now: datetime) -> dict[int, Facts]:
    """What a screen may ask about each of these creators."""
    known = list(creators)
    categories = _categories([one.pk for one in known])
    today = day_number(now)
    return {one.pk: _facts(one, categories.get(one.pk), today) for one in known}


def day_number(moment: datetime) -> int:
    """Days from 1970 to a moment."""
    return (moment.astimezone(UTC).date() - EPOCH).days


def _facts(one: Creator, categories: tuple[str, ...] | None, today: int) -> Facts:
    facts = {name: getattr(one, COLUMN_OF.get(name, name)) for name, field in FIELDS.items() if _is_plain(name)}
    for field in NUMBERS:
        if field.day:
            facts[field.name] = today - day_number(getattr(one, DAY_COLUMNS[field.day]))
    return facts | {"blocked": int(bool(one.blocked_why)), "category": categories}


def _is_plain(name: str) -> bool:
    field = FIELDS[name]
    return field.kind in (Kind.WORD, Kind.TEXT) or (field.kind is Kind.NUMBER and not field.day)


def _batch(rows: Sequence[tuple[object, ...]]) -> Batch:
    columns = dict(zip(READ, zip(*rows, strict=True), strict=True))
    ids = np.array(columns["pk"], np.int64)
    numbers = {one.name: _numbers(columns[COLUMN_OF.get(one.name, one.name)]) for one in NUMBERS if not one.day}
    for day, column in DAY_COLUMNS.items():
        numbers[day] = np.array([_day(moment) for moment in columns[column]], np.int64)
    numbers["blocked"] = np.array([why != "" for why in columns["blocked_why"]], np.int64)
    categories = _categories(ids.tolist())
    return Batch(
        ids=ids,
        numbers=numbers | points_of(numbers),
        words={one.name: [str(word or "") for word in columns[one.name]] for one in WORDS},
        ranked={"category": [categories.get(pk, ()) for pk in ids.tolist()]},
        sets={},
        texts={one.name: [str(text) for text in columns[one.name]] for one in TEXTS},
    )


def points_of(numbers: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """The points of each figure that a ranking may weigh, as the rule `points` reckons them."""
    found = {}
    for field in RANKING:
        values = numbers[field.name]
        if field.name == "score":
            points = values * PER_SCORE
        elif field.unit is Unit.RATE:
            points = values
        else:
            points = np.rint(PER_DOUBLING * np.log2(np.maximum(values, 0) + 1)).astype(np.int64)
        found[f"{field.name}{POINTS}"] = np.where(values == UNKNOWN, UNKNOWN, points)
    return found


def _numbers(values: Sequence[object]) -> Numbers:
    return np.array([UNKNOWN if value is None else value for value in values], np.int64)


def _day(moment: object) -> int:
    return day_number(moment) if isinstance(moment, datetime) else UNKNOWN


def _categories(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The categories of creators, the best-selling first; ids lie close together."""
    rows: QuerySet[CreatorCategory, tuple[int, str]] = (
        (
            CreatorCategory.objects.filter(creator__gte=min(ids, default=0), creator__lte=max(ids, default=0))
            if len(ids) > IDS_AT_ONCE
            else CreatorCategory.objects.filter(creator__in=ids)
        )
        .order_by("creator_id", "rank")
        .values_list("creator_id", "key")
    )
    found: dict[int, tuple[str, ...]] = {}
    for pk, key in rows:
        found[pk] = (*found.get(pk, ()), key)
    return found
