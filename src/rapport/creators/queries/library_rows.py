"""The library's rows as an index takes them, and as a screen is held against them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from rapport.creators.models import Creator, SeenVideo
from rapport.creators.queries.groupings import (
    category_keys,
    gathered,
    lists_of_creators,
    of_creators,
    tags_of_creators,
)
from rapport.creators.queries.stored import as_stored, moment_of
from rapport.creators.rules.screens.fields import FIELDS, FLAGS, NUMBERS, RANKED, RANKING, SETS, TEXTS, WORDS, Unit
from rapport.creators.rules.screens.judging import Facts
from rapport.creators.rules.screens.ranking import PER_DOUBLING, PER_SCORE, POINTS
from rapport.index.schema import UNKNOWN, Batch, Numbers, Schema
from rapport.shared.layouts import in_batches

READ_AT_ONCE = 10_000
EPOCH = date(1970, 1, 1)
COLUMN_OF = {"gmv_30d": "gmv_30d_mid", "units_30d": "units_30d_mid"}
"""Figures that a creator's row holds under another name."""
BESIDE = {
    **{name: f"dealings__{name}" for name in ("contacts", "replies", "samples_received", "contents", "paid_orders")},
    **{name: f"dealings__{name}" for name in ("reply_rate", "reply_minutes", "fulfilment_rate", "opted_out")},
    "invited": "dealings__active_invitation",
    **{name: f"digest__{name}" for name in ("cadence_30d", "best_hour", "median_views", "view_spread", "top_share")},
    **{name: f"digest__{name}" for name in ("shoppable_share", "ad_share", "suspicion")},
    "sales_per_view": "digest__sales_per_view_minor",
}
"""Figures that stand in a row of their own beside the creator's."""
NONE_IS_ZERO = frozenset({"contacts", "replies", "samples_received", "contents", "paid_orders", "invited", "opted_out"})
"""What we know ourselves: where there is no row, nothing was dealt."""
DAYS = {"seen_day": "seen_at", "added_day": "first_seen_at", "contact_day": "dealings__last_contact_at"}
NEVER = 0
"""The day of a contact that never was: longer ago than anybody asks."""
FIGURES = tuple(one.name for one in (*NUMBERS, *FLAGS) if not one.day and one.name != "blocked")
WRITTEN = ("handle", "nickname", "bio")
TITLES_MOST = 20
BETWEEN_TITLES = " / "

SCHEMA = Schema(
    numbers=(
        *(one.day or one.name for one in NUMBERS),
        *(one.name for one in FLAGS),
        *(f"{one.name}{POINTS}" for one in RANKING),
    ),
    words=tuple(one.name for one in WORDS),
    ranked=tuple(one.name for one in RANKED),
    sets=tuple(one.name for one in SETS),
    texts=tuple(one.name for one in TEXTS),
    ordered_by=("region", "gmv_30d"),
)
READ = (
    "pk",
    "blocked_why",
    *DAYS.values(),
    *(BESIDE.get(name, COLUMN_OF.get(name, name)) for name in FIGURES),
    *(one.name for one in WORDS),
    *WRITTEN,
)
Columns = Mapping[str, Sequence[Any]]


def batches(workspace_id: int, ids: Sequence[int] | None = None) -> Iterator[Batch]:
    """The rows of a workspace, or those of some creators of it, in batches; creators that are gone, or joined
    another record of theirs, give no row.
    """
    rows = Creator.objects.filter(workspace_id=workspace_id, merged_into=None, forgotten_at=None).order_by("pk")
    if ids is None:
        last = 0
        while found := as_stored(rows.filter(pk__gt=last)[:READ_AT_ONCE].values_list(*READ)):
            last = found[-1][0]
            yield _batch(found)
        return
    for some in in_batches(ids, READ_AT_ONCE):
        if found := as_stored(rows.filter(pk__in=some).values_list(*READ)):
            yield _batch(found)


def facts_of(creators: Iterable[Creator], *, now: datetime) -> dict[int, Facts]:
    """What a screen may ask about each of these creators; five queries, however many there are."""
    found: dict[int, Facts] = {}
    for some in in_batches((one.pk for one in creators), READ_AT_ONCE):
        if rows := as_stored(Creator.objects.filter(pk__in=some).order_by("pk").values_list(*READ)):
            found |= _facts(_columns(rows), day_number(now))
    return found


def day_number(moment: datetime) -> int:
    """Days from 1970 to a moment."""
    return (moment.astimezone(UTC).date() - EPOCH).days


def _columns(rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    """What is known of some creators, by field; figures as they are kept, days as numbers, None for unknown."""
    read = dict(zip(READ, zip(*rows, strict=True), strict=True))
    ids = read["pk"]
    columns: dict[str, Sequence[Any]] = {"id": ids}
    for name in FIGURES:
        values = read[BESIDE.get(name, COLUMN_OF.get(name, name))]
        columns[name] = [int(value or 0) for value in values] if name in NONE_IS_ZERO else values
    for day, path in DAYS.items():
        columns[day] = _days(read[path])
    columns["blocked"] = [int(why != "") for why in read["blocked_why"]]
    columns |= {one.name: [word or "" for word in read[one.name]] for one in WORDS}
    columns |= {name: read[name] for name in WRITTEN}
    columns |= {"category": _in_order(category_keys(ids), ids), "title": _in_order(_titles(ids), ids)}
    return columns | {"tag": _in_order(tags_of_creators(ids), ids), "list": _in_order(lists_of_creators(ids), ids)}


def _days(moments: Sequence[Any]) -> list[int]:
    """The days of stored moments, of which a library has few."""
    days = {moment: NEVER if moment is None else day_number(moment_of(moment)) for moment in set(moments)}
    return [days[moment] for moment in moments]


def _facts(columns: Columns, today: int) -> dict[int, Facts]:
    found: dict[int, Facts] = {}
    for place, pk in enumerate(columns["id"]):
        facts = {name: columns[name][place] for name, field in FIELDS.items() if not field.day}
        facts |= {one.name: today - columns[one.day][place] for one in NUMBERS if one.day}
        facts["title"] = BETWEEN_TITLES.join(facts["title"])
        found[pk] = facts | {"category": facts["category"] or None}
    return found


def _batch(rows: Sequence[tuple[Any, ...]]) -> Batch:
    columns = _columns(rows)
    numbers = {name: _numbers(columns[name]) for name in SCHEMA.numbers if not name.endswith(POINTS)}
    titles = [BETWEEN_TITLES.join(found) for found in columns["title"]]
    return Batch(
        ids=np.array(columns["id"], np.int64),
        numbers=numbers | points_of(numbers),
        words={name: columns[name] for name in SCHEMA.words},
        ranked={name: columns[name] for name in SCHEMA.ranked},
        sets={name: columns[name] for name in SCHEMA.sets},
        texts={name: titles if name == "title" else columns[name] for name in SCHEMA.texts},
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
    if values.count(None) == len(values):
        return np.full(len(values), UNKNOWN)
    return np.array([UNKNOWN if value is None else value for value in values], np.int64)


def _in_order(found: Mapping[int, Sequence[str]], ids: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(found.get(pk, ())) for pk in ids]


def _titles(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The titles of their newest posts."""
    rows = SeenVideo.objects.filter(of_creators(ids)).exclude(title="").order_by("creator_id", "-posted_at")
    found = gathered(rows.values_list("creator_id", "title"), ids)
    return {pk: tuple(dict.fromkeys(titles))[:TITLES_MOST] for pk, titles in found.items()}
