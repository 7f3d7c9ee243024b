"""Looking, when creators are kept, for other records of the same person: certain ones are merged, others proposed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from django.db.models import Q

from rapport.creators.actions.belongings import collides
from rapport.creators.actions.merging import merge_creators, record_of
from rapport.creators.models import Creator, CreatorTrace, FormerHandle, Proposal
from rapport.creators.rules.contacts import Trace, traces_of
from rapport.creators.rules.identity import Confidence, Likeness, Record, in_order, likeness
from rapport.shops.rules.roles import WORKER

SHARED_MOST = 4
"""A trace that more creators carry is an agency's, or a picture that says nothing; it tells nobody apart."""
OWN_APP = "creators"
Who = tuple[str, ...]


def tells_who(row: Creator) -> Who:
    """What of a record tells who it is."""
    return (row.open_id, row.handle, row.region, row.nickname, row.bio, row.avatar_url)


def remember_handles(pairs: Sequence[tuple[Creator, Who]]) -> None:
    """Keep the handle that a creator had until now, where they have another."""
    changed = [(row, who[1], who[2]) for row, who in pairs if row.handle != who[1]]
    FormerHandle.objects.bulk_create(
        [
            FormerHandle(
                creator=row,
                handle=handle,
                region=region,
                source=row.source,
                first_seen_at=row.first_seen_at,
                last_seen_at=row.seen_at,
            )
            for row, handle, region in changed
        ],
        update_conflicts=True,
        unique_fields=["creator", "handle", "region"],
        update_fields=["last_seen_at"],
    )


def look_for_same(workspace_id: int, rows: Sequence[Creator], *, now: datetime) -> None:
    """Compare creators that are new, or newly known, with all that share a handle or a trace with them.

    A certain pair is merged by rule, unless a row of a domain above cannot move: then a person decides.
    """
    living = [row for row in rows if row.merged_into_id is None]
    if not living:
        return
    traces = _keep_traces(living)
    fresh = {row.pk for row in living}
    others = list(_others(workspace_id, living, traces))
    if not others and not traces and len({row.handle for row in living}) == len(living):
        return
    records = _records([*living, *others])
    gone: set[int] = set()
    for one, other, others_of_handle in _pairs(records, fresh):
        if gone & {one.creator_id, other.creator_id}:
            continue
        found = likeness(one, other, others_of_handle=others_of_handle)
        if found is None:
            continue
        kept, merged = in_order(one, other)
        certain = found.confidence is Confidence.CERTAIN
        if certain and not collides(merged.creator_id, kept.creator_id, OWN_APP):
            merge_creators(workspace_id, kept.creator_id, merged.creator_id, why=found, by=WORKER, now=now)
            gone.add(merged.creator_id)
        else:
            _propose(workspace_id, one, other, found)


def _keep_traces(rows: Sequence[Creator]) -> dict[int, frozenset[Trace]]:
    """Bring the traces of these creators up to date; what each carries now."""
    carried = {row.pk: traces_of(row.bio, row.avatar_url) for row in rows if row.bio or row.avatar_url}
    known: dict[int, set[Trace]] = {}
    for creator_id, kind, value in CreatorTrace.objects.filter(creator__in=carried).values_list(
        "creator_id", "kind", "value"
    ):
        known.setdefault(creator_id, set()).add(Trace(kind, value))
    for creator_id, traces in carried.items():
        for old in known.get(creator_id, set()) - traces:
            CreatorTrace.objects.filter(creator=creator_id, kind=old.kind, value=old.value).delete()
    CreatorTrace.objects.bulk_create(
        CreatorTrace(creator_id=creator_id, kind=one.kind, value=one.value)
        for creator_id, traces in carried.items()
        for one in sorted(traces - known.get(creator_id, set()))
    )
    return carried


def _others(workspace_id: int, rows: Sequence[Creator], traces: Mapping[int, frozenset[Trace]]) -> Iterable[Creator]:
    """Living records of this workspace that share a handle, a former one or a trace with some of these."""
    handles = {row.handle for row in rows}
    values = {one.value for carried in traces.values() for one in carried}
    had = FormerHandle.objects.filter(Q(creator__in=[row.pk for row in rows]) | Q(handle__in=handles))
    former = list(had.values_list("creator_id", "handle"))
    ids = {creator_id for creator_id, _ in former}
    if values:
        ids |= set(CreatorTrace.objects.filter(value__in=values).values_list("creator_id", flat=True))
    wanted = Q(handle__in=handles | {handle for _, handle in former})
    found = Creator.objects.filter(wanted | Q(pk__in=ids), workspace_id=workspace_id, merged_into=None)
    return found.exclude(pk__in=[row.pk for row in rows]).order_by("pk")


def _records(rows: Sequence[Creator]) -> list[Record]:
    """Records with their former handles and those traces that few share."""
    ids = [row.pk for row in rows]
    former: dict[int, set[str]] = {}
    for creator_id, handle in FormerHandle.objects.filter(creator__in=ids).values_list("creator_id", "handle"):
        former.setdefault(creator_id, set()).add(handle)
    carriers: dict[Trace, set[int]] = {}
    for creator_id, kind, value in CreatorTrace.objects.filter(creator__in=ids).values_list(
        "creator_id", "kind", "value"
    ):
        carriers.setdefault(Trace(kind, value), set()).add(creator_id)
    traces: dict[int, set[Trace]] = {}
    for trace, carrying in carriers.items():
        if len(carrying) <= SHARED_MOST:
            for creator_id in carrying:
                traces.setdefault(creator_id, set()).add(trace)
    return [
        replace(
            record_of(row),
            former=frozenset(former.get(row.pk, ())),
            traces=frozenset(traces.get(row.pk, ())),
        )
        for row in sorted(rows, key=lambda one: one.pk)
    ]


def _pairs(records: Sequence[Record], fresh: set[int]) -> list[tuple[Record, Record, int]]:
    """Pairs that share a handle or a trace, at least one of them fresh; with how many others have their handle."""
    alike: dict[str, list[Record]] = {}
    for one in records:
        names = {one.handle, *one.former}
        for key in [*(f"@{name}" for name in names), *(f"{trace.kind}:{trace.value}" for trace in one.traces)]:
            alike.setdefault(key, []).append(one)
    pairs = {
        (one.creator_id, other.creator_id): (one, other)
        for group in alike.values()
        for one, other in combinations(group, 2)
        if fresh & {one.creator_id, other.creator_id}
    }
    same = {handle: sum(one.handle == handle for one in records) for handle in {one.handle for one in records}}
    return [(one, other, same[one.handle] - 2) for _, (one, other) in sorted(pairs.items())]


def _propose(workspace_id: int, one: Record, other: Record, found: Likeness) -> None:
    """Keep what speaks for a pair; whoever said that they are two people is not asked again."""
    first, second = sorted((one.creator_id, other.creator_id))
    Proposal.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={
            "workspace_id": workspace_id,
            "confidence": found.confidence.value,
            "reasons": [reason.as_json() for reason in found.reasons],
        },
    )
