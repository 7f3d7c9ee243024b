"""Peers of creators, and how each stands beside them."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapport.creators.models import Creator, PeerFigure, Snapshot
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.peers import Peers, measured
from rapport.creators.rules.screens import follower_band
from rapport.creators.rules.suspicion import Dated, Suspicion, suspicion
from rapport.policies.queries import default_playbook

FIGURES = (
    *("followers", "average_views", "average_likes", "videos_30d", "interaction_rate", "engagement_rate"),
    *("units_30d_low", "units_30d_high"),
)
"""The columns from which measures are taken."""
AT_ONCE = 2_000
LOOKED_BACK = timedelta(days=180)
WORTH = 9_223_372_036_854_775_807
Band = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A creator's suspicion with the band they were held against; `taken_on` is None where there is no band yet."""

    suspicion: Suspicion
    region: str
    band_from: int
    taken_on: date | None


def band_of(region: str, followers: int | None, bands: Sequence[int]) -> Band | None:
    """Whose peers somebody is; nobody's without region or followers."""
    if not region or followers is None:
        return None
    return region, follower_band(followers, bands) or 0


def follower_bands() -> tuple[int, ...]:
    return default_playbook().values.audience.follower_bands


def values_by_band(workspace_id: int) -> dict[Band, dict[str, "array[int]"]]:
    """Every measure of every creator of a workspace, by region and follower band."""
    bands = follower_bands()
    found: dict[Band, dict[str, array[int]]] = {}
    rows = Creator.objects.filter(workspace_id=workspace_id, followers__isnull=False).exclude(region="")
    for region, *told in rows.order_by().values_list("region", *FIGURES).iterator(chunk_size=AT_ONCE):
        metrics = Metrics(**dict(zip(FIGURES, told, strict=True)))
        band = band_of(region, metrics.followers, bands)
        if band is not None:
            for measure, value in measured(metrics).items():
                found.setdefault(band, {}).setdefault(measure, array("q")).append(min(value, WORTH))
    return found


def peer_figures(workspace_id: int) -> dict[Band, dict[str, Peers]]:
    """What is usual in each band, as it was last reckoned."""
    found: dict[Band, dict[str, Peers]] = {}
    for row in PeerFigure.objects.filter(workspace_id=workspace_id):
        found.setdefault((row.region, row.band_from), {})[row.measure] = row.quantiles
    return found


def suspicion_of(creator: Creator, today: date) -> Judged:
    """How a creator stands beside their peers, and beside their own past."""
    band = band_of(creator.region, creator.followers, follower_bands())
    rows = list(
        PeerFigure.objects.filter(workspace=creator.workspace_id, region=band[0], band_from=band[1]) if band else ()
    )
    peers = {row.measure: row.quantiles for row in rows}
    history = _histories([creator.pk], today).get(creator.pk, ())
    return Judged(
        suspicion(creator.metrics, peers, history),
        creator.region,
        band[1] if band else 0,
        min((row.taken_on for row in rows), default=None),
    )


def judged_in_parts(workspace_id: int, today: date) -> Iterator[dict[int, int | None]]:
    """For all creators of a workspace, some at a time, how many signs there are."""
    peers, bands = peer_figures(workspace_id), follower_bands()
    last = 0
    rows = Creator.objects.filter(workspace_id=workspace_id).order_by("pk").values_list("pk", "region", *FIGURES)
    while part := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = part[-1][0]
        histories = _histories([one[0] for one in part], today)
        yield {
            pk: _count(Metrics(**dict(zip(FIGURES, told, strict=True))), region, (peers, bands), histories.get(pk, ()))
            for pk, region, *told in part
        }


def _count(
    metrics: Metrics,
    region: str,
    usual: tuple[Mapping[Band, Mapping[str, Peers]], Sequence[int]],
    history: Sequence[Dated],
) -> int | None:
    peers, bands = usual
    band = band_of(region, metrics.followers, bands)
    return suspicion(metrics, peers.get(band, {}) if band else {}, history).count


def _histories(creator_ids: Sequence[int], today: date) -> dict[int, list[Dated]]:
    rows = Snapshot.objects.filter(creator__in=creator_ids, taken_on__gt=today - LOOKED_BACK)
    found: dict[int, list[Dated]] = {}
    for pk, source, on, figures in rows.values_list("creator_id", "source", "taken_on", "figures"):
        told = Metrics.of(figures)
        found.setdefault(pk, []).append(Dated(source, on, told.followers, told.average_views))
    return found
