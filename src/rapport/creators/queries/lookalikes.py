"""Creators like others, and what likeness is taken from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from rapport.creators.models import CarriedProduct, Creator, LookalikeProof, Snapshot
from rapport.creators.queries.groupings import category_keys
from rapport.creators.queries.library import CreatorRow, rows_of
from rapport.creators.queries.library_rows import COLUMN_OF
from rapport.creators.rules.lookalikes import FEATURES, MONEY, Proof, Traits, Verdict, lookalikes
from rapport.shared.refusals import Reason

COLUMNS = tuple(COLUMN_OF.get(name, name) for name in FEATURES)
NEAR = 2_000
"""Creators compared on a page: those nearest in followers, so that a page stays fast in any library."""
PROVED_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Alike:
    """A creator that is like one of the chosen, and what makes it so."""

    row: CreatorRow
    like: Creator
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """Creators like the chosen, over how many they were chosen from, and what likeness is worth here.

    `is_by_likeness` is false where likeness did not beat the plain sort: then those alike stand in its order.
    """

    found: list[Alike]
    compared: int
    proof: Proof
    is_by_likeness: bool


def similar_to(workspace_id: int, seeds: Sequence[Creator]) -> Similar:
    """Who is like any of these creators of one region; blocked ones, and whoever shares nothing, are left out."""
    region = seeds[0].region if seeds else ""
    known = LookalikeProof.objects.filter(workspace_id=workspace_id, region=region).first()
    told = known.proof if known else Proof(0, 0)
    pool = _near(workspace_id, region, seeds)
    found = [one for one in lookalikes(traits_of(seeds), traits_of(pool)) if one.reasons]
    by_id, seed_by_id = {one.pk: one for one in pool}, {one.pk: one for one in seeds}
    rows = {row.creator_id: row for row in rows_of([by_id[one.creator_id] for one in found])}
    alike = [Alike(rows[one.creator_id], seed_by_id[one.like_id], one.reasons) for one in found]
    is_by_likeness = told.verdict is Verdict.BETTER
    if not is_by_likeness:
        alike.sort(key=lambda one: _sold(by_id[one.row.creator_id]), reverse=True)
    return Similar(alike, len(pool), told, is_by_likeness)


def traits_of(creators: Iterable[Creator]) -> list[Traits]:
    """What likeness is taken from, in two queries however many; money of another currency than most is unknown."""
    rows = list(creators)
    carried: dict[int, set[str]] = {}
    ids = [one.pk for one in rows]
    keys = category_keys(ids)
    for pk, product, brand in CarriedProduct.objects.filter(creator__in=ids).values_list(
        "creator_id", "product_key", "brand"
    ):
        carried.setdefault(pk, set()).update({product, f"brand {brand.casefold()}"} if brand else {product})
    currencies = [one.currency for one in rows if one.currency]
    usual = max(set(currencies), key=lambda one: (currencies.count(one), one), default="")
    return [
        Traits(
            one.pk,
            _figures(one, usual),
            frozenset(keys.get(one.pk, ())),
            frozenset(carried.get(one.pk, ())),
            usual,
        )
        for one in rows
    ]


def proof_pool(workspace_id: int, region: str, good: Collection[int]) -> list[Creator]:
    """The creators of a region over which likeness is proved: all, or of a large library an even part and the good."""
    rows = Creator.objects.filter(workspace_id=workspace_id, region=region, blocked_why="")
    every = -(-rows.count() // PROVED_MOST)
    if every <= 1:
        return list(rows)
    part = rows.annotate(place=F("pk") % every).filter(place=0)
    return list({one.pk: one for one in [*part, *rows.filter(pk__in=good)]}.values())


def told_to_sell(workspace_id: int, region: str, orders_from: int) -> set[int]:
    """Creators of whom a file told at least so many orders of the workspace's own shop."""
    rows = Snapshot.objects.filter(creator__workspace_id=workspace_id, creator__region=region)
    return set(rows.filter(own__own_orders__gte=orders_from).values_list("creator_id", flat=True))


def _near(workspace_id: int, region: str, seeds: Sequence[Creator]) -> list[Creator]:
    rows = Creator.objects.filter(workspace_id=workspace_id, region=region, blocked_why="")
    each = max(50, NEAR // max(1, len(seeds)))
    found: dict[int, Creator] = {}
    for followers in sorted({one.followers for one in seeds if one.followers is not None}):
        below, above = rows.filter(followers__lte=followers), rows.filter(followers__gt=followers)
        for part in (below.order_by("-followers", "pk")[:each], above.order_by("followers", "pk")[:each]):
            found.update({one.pk: one for one in part})
    return list(found.values()) or list(_largest(rows))


def _largest(rows: QuerySet[Creator]) -> QuerySet[Creator]:
    return rows.order_by(F("followers").desc(nulls_last=True), "pk")[:NEAR]


def _figures(one: Creator, currency: str) -> tuple[int | None, ...]:
    return tuple(
        None if name in MONEY and one.currency != currency else getattr(one, column)
        for name, column in zip(FEATURES, COLUMNS, strict=True)
    )


def _sold(one: Creator) -> tuple[int, int]:
    """Sales elsewhere, units first; unknown comes last."""
    known = one.units_30d_mid, one.gmv_30d_mid
    units, gmv = (-1 if value is None else value for value in known)
    return units, gmv
