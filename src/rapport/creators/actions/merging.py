"""Merging two records of one creator, and undoing it exactly."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.creators.actions.belongings import Moved, move, move_back
from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator, CreatorNote, CreatorTag, FormerHandle, ListEntry, Merge, Proposal
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.models.lists import AUTHOR_CHARS
from rapport.creators.queries.people import last_merge, proposal
from rapport.creators.queries.people import merge as merge_row
from rapport.creators.rules.identity import Confidence, Likeness, Record, in_order, same_account
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

MERGED, PARTED = "creator.merge", "creator.unmerge"
"""How the trail calls them."""
SAID = Likeness(Confidence.SAID, ())
LABELS = (CreatorTag, ListEntry, CreatorNote, Creator)
"""What goes over where both have an account of their own: what people wrote down, and records that joined before."""


class SameRecord(Refusal):
    """Both names lead to one record already."""

    code = "people.same_record"


class BothUnderWay(Refusal):
    """A shop is writing to both: merged, the person would be written to twice."""

    code = "people.both_under_way"


class MergeUndone(Refusal):
    """The merge was undone already."""

    code = "people.undone_already"


class LaterMergeFirst(Refusal):
    """Something was merged on top of it: that is undone first."""

    code = "people.later_first"


@transaction.atomic
def merge_creators(
    workspace_id: int,
    creator_id: int,
    other_id: int,
    *,
    why: Likeness = SAID,
    writing_to_both: Sequence[str] = (),
    by: Actor,
    now: datetime,
) -> Merge:
    """Make two records one creator. Who has the open id stays; of two that are level, the first.

    Records of one account become one; where both have an open id they stay two accounts of one person.
    `writing_to_both` are the shops that have something open with both, as the caller's domain knows.
    Refuses with NotFound, SameRecord or BothUnderWay.
    """
    one, other = _living(workspace_id, creator_id), _living(workspace_id, other_id)
    _check(one, other, writing_to_both)
    first, second = in_order(record_of(one), record_of(other))
    kept, merged = (one, other) if first == record_of(one) else (other, one)
    made = Merge.objects.create(
        workspace_id=workspace_id,
        kept=kept,
        merged=merged,
        confidence=why.confidence.value,
        reasons=[reason.as_json() for reason in why.reasons],
        by=by.label[:AUTHOR_CHARS],
        at=now,
        undo=_made_one(kept, merged, one_account=same_account(first, second)),
    )
    note_changed(workspace_id, [kept.pk, merged.pk])
    _told(made, MERGED, by=by, now=now)
    return made


@transaction.atomic
def undo_merge(workspace_id: int, merge_id: int, *, by: Actor, now: datetime) -> Merge:
    """Make two records of one again: what was moved goes back, what changed is as it was.

    What came in since stays with the record that was kept. Refuses with NotFound, MergeUndone or LaterMergeFirst.
    """
    made = merge_row(workspace_id, merge_id)
    rows = Creator.objects.select_for_update().in_bulk([made.kept_id, made.merged_id])
    kept, merged = rows[made.kept_id], rows[made.merged_id]
    if made.undone_at is not None:
        raise MergeUndone
    newest = last_merge(kept.pk)
    if kept.merged_into_id is not None or newest is None or newest.pk != made.pk:
        raise LaterMergeFirst
    moved: Moved = made.undo["moved"]
    move_back(moved, kept.pk, merged.pk)
    FormerHandle.objects.filter(pk__in=made.undo["added"], creator=kept).delete()
    _restore(kept, made.undo["changes"]["kept"])
    _restore(merged, made.undo["changes"]["merged"])
    merged.merged_into = None
    merged.save()
    kept.save()
    Merge.objects.filter(pk=made.pk).update(undone_at=now)
    note_changed(workspace_id, [kept.pk, merged.pk])
    _told(made, PARTED, by=by, now=now)
    return made


@transaction.atomic
def dismiss(workspace_id: int, proposal_id: int, *, by: Actor, now: datetime) -> None:
    """Two records are two people: the proposal does not come back. Refuses with NotFound."""
    found = proposal(workspace_id, proposal_id)
    if found.state == Proposal.State.OPEN:
        found.state, found.settled_by = Proposal.State.DISMISSED, by.label[:AUTHOR_CHARS]
        found.save(update_fields=["state", "settled_by"])
        record(workspace_id, by, "creator.apart", str(found.first_id), now=now, other=found.second_id)


def record_of(row: Creator) -> Record:
    return Record(row.pk, row.open_id, row.handle, row.region, row.nickname)


def _living(workspace_id: int, creator_id: int) -> Creator:
    """The record that a name leads to, locked: its own, or the one that it joined."""
    rows = Creator.objects.select_for_update().filter(workspace_id=workspace_id)
    found = rows.filter(pk=creator_id).first()
    if found is not None and found.merged_into_id is not None:
        found = rows.filter(pk=found.merged_into_id).first()
    if found is None:
        raise NotFound(what="creator", id=creator_id)
    return found


def _check(one: Creator, other: Creator, writing_to_both: Sequence[str]) -> None:
    if one.pk == other.pk:
        raise SameRecord(handle=one.handle)
    if writing_to_both:
        raise BothUnderWay(shops=", ".join(writing_to_both))


def _made_one(kept: Creator, merged: Creator, *, one_account: bool) -> dict[str, object]:
    """Let one record join the other; what it takes to undo that."""
    before = {"kept": _columns(kept), "merged": _columns(merged)}
    added = _join(kept, merged) if one_account else []
    moved = move(merged.pk, kept.pk, only=() if one_account else LABELS)
    kept.blocked_why = kept.blocked_why or merged.blocked_why
    merged.merged_into = kept
    kept.save()
    merged.save()
    changes = {"kept": _changed(before["kept"], kept), "merged": _changed(before["merged"], merged)}
    return {"moved": moved, "added": added, "changes": changes}


def _join(kept: Creator, merged: Creator) -> list[int]:
    """Lay the merged record's facts under or over those of the kept one; the ids of former handles added."""
    _lay(kept, merged)
    kept.first_seen_at = min(kept.first_seen_at, merged.first_seen_at)
    kept.seen_at = max(kept.seen_at, merged.seen_at)
    if (kept.handle, kept.region) == (merged.handle, merged.region or kept.region):
        return []
    former, is_new = FormerHandle.objects.get_or_create(
        creator=kept,
        handle=merged.handle,
        region=merged.region,
        defaults={
            "source": merged.source,
            "first_seen_at": merged.first_seen_at,
            "last_seen_at": merged.seen_at,
        },
    )
    return [former.pk] if is_new else []


def _lay(kept: Creator, merged: Creator) -> None:
    """The newer record's figures over the older one's; what the kept record does not say, the merged one says."""
    newer = merged.seen_at > kept.seen_at
    metrics = merged.metrics.over(kept.metrics) if newer else kept.metrics.over(merged.metrics)
    for name in METRIC_COLUMNS:
        setattr(kept, name, getattr(metrics, name))
    kept.gmv_30d_mid, kept.units_30d_mid = metrics.gmv_30d_mid, metrics.units_30d_mid
    kept.activity_30d = metrics.activity_30d
    if kept.score is None:
        kept.score = merged.score
    for name in ("nickname", "region", "language", "bio", "avatar_url"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(merged, name))


def _columns(row: Creator) -> dict[str, str | None]:
    """Every column of a record as text."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's documented API
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row) for field in fields
    }


def _changed(before: Mapping[str, str | None], row: Creator) -> dict[str, list[str | None]]:
    """Columns that are not what they were, with both values."""
    after = _columns(row)
    return {name: [value, after[name]] for name, value in before.items() if after[name] != value}


def _restore(row: Creator, changes: Mapping[str, Sequence[str | None]]) -> None:
    """Put back what the merge changed; a column that somebody changed since stays."""
    now_there = _columns(row)
    for name, (old, new) in changes.items():
        if now_there[name] == new:
            field: Any = row._meta.get_field(name.removesuffix("_id") if name == "merged_into_id" else name)  # noqa: SLF001
            setattr(row, name, None if old is None else field.to_python(old))


def _told(made: Merge, action: str, *, by: Actor, now: datetime) -> None:
    codes = ", ".join(str(one["code"]) for one in made.reasons)
    subject = str(made.kept_id)
    record(made.workspace_id, by, action, subject, now=now, other=made.merged_id, confidence=made.confidence, why=codes)
